"""What became of those who were drawn: response rates, and weights that make up for who did not answer."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assessment.methodology.disclosure import FEWEST_PERSONS

Outcome = Literal["completed", "partial", "refused", "not_contacted", "other", "unknown", "ineligible"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""The final dispositions of a drawn unit (AAPOR, Standard Definitions, 10th edition, 2023).

`other` was reached and eligible, but did not answer; of `unknown` nobody knows whether it belongs to the population.
"""


@dataclass(frozen=True)
class ResponseRates:
    """How many units were drawn by outcome, and rates 0..100 of them.

    `rr1` counts completed answers over all units that are or may be eligible (AAPOR RR1, the lowest), `rr2` partial
    ones too (RR2); `cooperation` is completed over reached (COOP1). None where there is nobody to divide by.
    """

    numbers: Mapping[Outcome, int]
    rr1: float | None
    rr2: float | None
    cooperation: float | None

    @property
    def drawn(self) -> int:
        """All units of the sample."""
        return sum(self.numbers.values())


def response_rates(outcomes: Iterable[Outcome]) -> ResponseRates:
    """The rates of a sample whose units are drawn with one outcome each."""
    counted = Counter(outcomes)
    numbers = {outcome: counted[outcome] for outcome in OUTCOMES}
    may_be_eligible = sum(numbers.values()) - numbers["ineligible"]
    reached = may_be_eligible - numbers["not_contacted"] - numbers["unknown"]
    return ResponseRates(
        numbers,
        _rate(numbers["completed"], may_be_eligible),
        _rate(numbers["completed"] + numbers["partial"], may_be_eligible),
        _rate(numbers["completed"], reached),
    )


@dataclass(frozen=True)
class Drawn:
    """One unit of the sample with its design weight and what became of it."""

    weight: float
    stratum: str
    outcome: Outcome


def response_factors(sample: Sequence[Drawn]) -> dict[str, float]:
    """By stratum, what weights of those who completed are multiplied by, so that they stand for all eligible units.

    Strata are the response homogeneity groups (Särndal et al., 1992, section 15.6). Strata with fewer than five
    completed answers share one factor, with the next smallest ones too until five answered in them together: so the
    weights of those who answered add up to all eligible units.
    """
    eligible: dict[str, list[float]] = defaultdict(list)
    completed: dict[str, list[float]] = defaultdict(list)
    for unit in sample:
        if unit.outcome != "ineligible":
            eligible[unit.stratum].append(unit.weight)
        if unit.outcome == "completed":
            completed[unit.stratum].append(unit.weight)
    together: list[str] = []
    for stratum in sorted(eligible, key=lambda stratum: (len(completed[stratum]), stratum)):
        few_so_far = together and sum(len(completed[one]) for one in together) < FEWEST_PERSONS
        if few_so_far or len(completed[stratum]) < FEWEST_PERSONS:
            together.append(stratum)
    shared = _factor(together, eligible, completed)
    return {stratum: shared if stratum in together else _factor([stratum], eligible, completed) for stratum in eligible}


def _factor(strata: Sequence[str], eligible: Mapping[str, list[float]], completed: Mapping[str, list[float]]) -> float:
    answered = math.fsum(weight for stratum in strata for weight in completed[stratum])
    whole = math.fsum(weight for stratum in strata for weight in eligible[stratum])
    return whole / answered if answered else 1.0


def _rate(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
