"""Variances from sums against the same ones from the influence of each respondent on each estimate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.methodology.probability.calibration import calibrated
from assessment.methodology.probability.design import Design, design_of, in_order
from assessment.methodology.probability.estimation import means, shares, totals
from assessment.methodology.probability.groups import Floats
from assessment.methodology.probability.margins import Margin
from assessment.methodology.probability.terms import Members
from tests.methodology.probability.sample import SEXES, SIZES, firm


def errors_by_influence(design: Design, told: Floats, members: Members, *, is_total: bool = False) -> Floats:
    """Standard errors (domains x answers) as textbooks write them: residuals, totals of PSUs, deviations in strata."""
    sizes = np.ones(members.shape[1]) if is_total else np.maximum(members.T @ design.weights, 1e-9)
    values = (members * design.weights[:, None]).T @ told / sizes[:, None] * (not is_total)
    influence = (told[:, None, :] - values) * (members / sizes)[:, :, None]
    influence = influence.reshape(len(told), -1)
    if design.calibration is not None:
        regressors = np.hstack([np.eye(margin.number)[margin.groups] for margin in design.calibration.margins])
        weighted = (regressors * design.calibration.design_weights[:, None]).T
        influence = influence - regressors @ (np.linalg.pinv(weighted @ regressors) @ (weighted @ influence))
    by_psu = np.add.reduceat(influence * design.weights[:, None], design.first_of_psu)
    variance = np.zeros(influence.shape[1])
    ends = [*design.first_of_stratum[1:], len(by_psu)]
    for first, end, factor in zip(design.first_of_stratum, ends, design.factors, strict=True):
        own = by_psu[first:end]
        middle = own.mean(axis=0) if len(own) > 1 else by_psu.mean(axis=0)
        variance += factor * ((own - middle) ** 2).sum(axis=0)
    return np.asarray(np.sqrt(variance).reshape(values.shape))


@st.composite
def surveys(draw):
    """A design with strata, perhaps clusters, sizes and margins; members of three domains; answers and numbers."""
    seed, number = draw(st.integers(0, 10**6)), draw(st.integers(24, 60))
    has_clusters, is_calibrated = draw(st.booleans()), draw(st.booleans())
    random = np.random.default_rng(seed)
    firms = [
        firm(
            f"{place:03}",
            float(random.uniform(0.5, 9)),
            "lonely" if place == 0 else str(random.integers(3)),
            str(random.integers(12)) if has_clusters and random.random() < 0.8 else "",
            size=SIZES[random.integers(3)],
            lead=SEXES[random.integers(2)],
        )
        for place in range(number)
    ]
    firms = [firms[place] for place in in_order(firms)]
    weights = np.array([one.weight or 0.0 for one in firms])
    found = None
    if is_calibrated:
        traits = {code: [one.attributes[code] for one in firms] for code in ("size", "lead")}
        known = [Margin("size", dict.fromkeys(SIZES, 200.0)), Margin("lead", dict.fromkeys(SEXES, 300.0))]
        found = calibrated(weights, traits, known, {"size": SIZES, "lead": SEXES})
        weights = found.weights
    design = design_of(firms, weights, {"0": 100.0, "1": 8.0}, found)
    answered = random.random(number) < 0.9
    domain = random.integers(2, size=number)
    members = np.column_stack([answered, answered & (domain == 0), answered & (domain == 1)])
    one_each = np.eye(3)[random.integers(3, size=number)] * answered[:, None]
    several = (random.random((number, 3)) < 0.4) * answered[:, None]
    numbers = random.normal(2010, 3, number) * answered
    return design, members, one_each, several.astype(float), numbers


def where_known(found: list[list[float | None]], expected: Floats) -> tuple[Floats, Floats]:
    """Both without the errors of domains too small to have any."""
    told = np.array(found, dtype=float)
    known = ~np.isnan(told)
    assert known[0].all()
    return told[known], expected[known]


@settings(max_examples=40, deadline=None)
@given(surveys())
def test_sums_give_the_errors_that_influences_give(survey):
    design, members, one_each, several, numbers = survey
    for told in (one_each, several):
        shown = [[one.error for one in line] for line in shares(design, told, members)]
        found, expected = where_known(shown, 100 * errors_by_influence(design, told, members))
        assert found == pytest.approx(expected, abs=1e-7)
    shown = [[one.error] for one in means(design, numbers, members)]
    found, expected = where_known(shown, errors_by_influence(design, numbers[:, None], members))
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-7)
    shown = [[one.error for one in line] for line in totals(design, several, members)]
    found, expected = where_known(shown, errors_by_influence(design, several, members, is_total=True))
    assert found == pytest.approx(expected, rel=1e-9)
