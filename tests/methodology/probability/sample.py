"""Small samples for the tests of probability surveys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.instrument import Instrument
from assessment.methodology.probability.design import Design, design_of, in_order
from assessment.methodology.responses import Respondent
from tests.methodology import small

SIZES = ("micro", "small", "large")
SEXES = ("women", "men")


def firm(code: str, weight: float | None = 1.0, stratum: str = "", cluster: str = "", **attributes: str) -> Respondent:
    """One firm of a sample."""
    return Respondent(code, "BIZ", attributes=attributes, weight=weight, stratum=stratum, cluster=cluster)


def design(
    weights: Sequence[float],
    strata: Sequence[str] = (),
    clusters: Sequence[str] = (),
    sizes: Mapping[str, float] | None = None,
) -> Design:
    """The design of firms that are in order already."""
    firms = [
        firm(
            f"{number:03}",
            weight,
            strata[number] if strata else "",
            clusters[number] if clusters else "",
        )
        for number, weight in enumerate(weights)
    ]
    assert in_order(firms) == list(range(len(firms)))
    return design_of(firms, np.array(weights, dtype=float), sizes)


def everybody(number: int) -> NDArray[np.bool_]:
    """One domain of all respondents."""
    return np.ones((number, 1), dtype=bool)


def survey(**more: object) -> Instrument:
    """A survey of firms of three sizes, led by women or men, with one choice and one number."""
    attributes = [
        {
            "code": code,
            "text": code,
            "groups": ["BIZ"],
            "options": [{"code": one, "label": one.capitalize()} for one in options],
        }
        for code, options in (("size", SIZES), ("lead", SEXES))
    ]
    return small.instrument(
        [
            small.item("PAY_01", "experience", groups=["BIZ"]),
            small.item("PAY_02", "context", "number", groups=["BIZ"]),
        ],
        [small.indicator("PAY-ALL", "PAY_01")],
        attributes=attributes,
        survey={"population": "Firms", "margins": ["size", "lead"]},
        **more,
    )
