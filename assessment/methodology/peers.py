"""A country's published figures beside those of other countries: the middle, the quartiles, how many lie on each side.

Only published figures of others are compared, never results of their assessments. Nobody is ranked: the country is
told how many of the others have less and how many have more, and which of the two is better is the series' own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assessment.methodology.desk import NOBODY, Cohort, Desk, DeskFigure, DeskResult, desk_of, desk_result
from assessment.methodology.instrument import Instrument, Series

FEWEST = 3
"""With fewer others that have a value, there is nobody to stand beside."""
FEWEST_FOR_QUARTILES = 5
PLACES = 9
"""Figures are compared as decimals of so many places, as thresholds are."""


@dataclass(frozen=True)
class Spread:
    """How the others' values lie, in the series' unit; no quartiles of fewer than five."""

    lowest: float
    median: float
    highest: float
    lower_quartile: float | None = None
    upper_quartile: float | None = None


@dataclass(frozen=True)
class Beside:
    """One series of a country beside others: `others` by country, each within the series' maximum age.

    `middle` is the score 0..100 of the others' median on the series' own scale, None where the series has none.
    `lower`, `equal` and `higher` count the others with less, as much and more than the country; None where the country
    itself has no value of that age.
    """

    series: str
    own: DeskResult
    others: Mapping[str, DeskResult]
    spread: Spread
    middle: float | None = None
    lower: int | None = None
    equal: int | None = None
    higher: int | None = None

    @property
    def years(self) -> tuple[int, int]:
        """The years of the oldest and of the newest of the others' values."""
        found = [other.year for other in self.others.values() if other.year is not None]
        return min(found), max(found)


@dataclass(frozen=True)
class PeerComparison:
    """A country beside its peers: all other members of a `group` (its name) on a day, or countries chosen by name."""

    group: str
    countries: tuple[str, ...]
    day: date
    lines: tuple[Beside, ...]


def beside_others(
    instrument: Instrument, own: Desk, others: Mapping[str, Desk], reference_year: int, *, cohort: Cohort = NOBODY
) -> tuple[Beside, ...]:
    """Every series of the instrument in which the country can be compared, in the instrument's order.

    `others` are the published figures of the other countries, by country. Of each country counts the latest value not
    after the reference year and within the maximum age, of a ratio those of one wave (rule 9). Trackers, whose numbers
    stand for a status, are no quantities and are left out. `cohort` is what sample-based scales compare with.
    """
    trackers = {claim.series for claim in instrument.claims}
    compared = (
        _beside(series, own, others, reference_year, cohort)
        for series in instrument.series
        if series.code not in trackers and not series.categories
    )
    return tuple(one for one in compared if one is not None)


def spread_of(values: Sequence[float]) -> Spread:
    """Median and quartiles by linear interpolation between the ordered values (Hyndman and Fan 1996, definition 7).

    Raises:
        ValueError: there is no value.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no value to describe")
    quartiles = (_quantile(ordered, 0.25), _quantile(ordered, 0.75)) if len(ordered) >= FEWEST_FOR_QUARTILES else ()
    return Spread(ordered[0], _quantile(ordered, 0.5), ordered[-1], *quartiles)


def _beside(
    series: Series, own: Desk, others: Mapping[str, Desk], reference_year: int, cohort: Cohort
) -> Beside | None:
    told = {country: desk_result(series, desk, reference_year, cohort) for country, desk in sorted(others.items())}
    valid = {country: result for country, result in told.items() if result.value is not None and not result.too_old}
    if len(valid) < FEWEST:
        return None
    values = [result.value for result in valid.values() if result.value is not None]
    mine, spread = desk_result(series, own, reference_year, cohort), spread_of(values)
    beside = Beside(series.code, mine, valid, spread, _score_of(series, spread.median, reference_year, cohort))
    if mine.value is None or mine.too_old:
        return beside
    signs = [_compared(value, mine.value) for value in values]
    return replace(beside, lower=signs.count(-1), equal=signs.count(0), higher=signs.count(1))


def _score_of(series: Series, value: float, reference_year: int, cohort: Cohort) -> float | None:
    """Where a value of the series, for a ratio the ratio itself, lies on the series' scale."""
    whole = series.model_copy(update={"ratio_to": None})
    return desk_result(whole, desk_of([DeskFigure(series.code, reference_year, value)]), reference_year, cohort).score


def _compared(value: float, own: float) -> int:
    difference = round(value, PLACES) - round(own, PLACES)
    return (difference > 0) - (difference < 0)


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
