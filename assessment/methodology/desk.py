"""Published desk figures: the right year, its age, ratios of one wave, and the score on goalposts (rule 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assessment.methodology.consolidation import ClaimCount
from assessment.methodology.instrument import Instrument, Series
from assessment.methodology.normalisation import Normalised, among, in_categories, on_goalposts, on_steps

OLD_AFTER = 5
DeskReason = Literal["no_value", "no_category", "no_sample"]


@dataclass(frozen=True)
class DeskFigure:
    """One published value of a series for one unit (country), in the series' unit."""

    series: str
    year: int
    value: float
    source: str = ""


@dataclass(frozen=True)
class DeskResult:
    """What a series says at the reference year: the latest value not after it, its age, and its score 0..100.

    `value` and `year` are None where nothing is published; `score` is None for context, and for values older than
    the series allows (`too_old`). `clipped`: the value lay beyond a goalpost. `old`: past five years, to be marked.
    `reason` says why a series that has a scale has no score: no value of that age, a code without a score, or no
    sample of other units to compare with.
    """

    series: str
    value: float | None = None
    year: int | None = None
    age: int | None = None
    score: float | None = None
    clipped: bool = False
    too_old: bool = False
    source: str = ""
    reason: DeskReason | None = None

    @property
    def old(self) -> bool:
        """Past five years: shown with a mark."""
        return self.age is not None and self.age > OLD_AFTER


Desk = Mapping[str, Sequence[DeskFigure]]
Cohort = Mapping[str, Mapping[str, Sequence[float]]]
"""Values of reference units: by country group or `all`, then by series."""
NOBODY: Cohort = {}


def desk_of(figures: Iterable[DeskFigure]) -> Desk:
    """Figures of one unit by series."""
    by_series: dict[str, list[DeskFigure]] = {}
    for figure in figures:
        by_series.setdefault(figure.series, []).append(figure)
    return by_series


def desk_result(series: Series, desk: Desk, reference_year: int, cohort: Cohort = NOBODY) -> DeskResult:
    """The series at the reference year; `cohort` is what sample-based scales compare with."""
    latest = latest_of(series, desk, reference_year)
    if latest is None:
        return DeskResult(series.code, reason="no_value" if _is_scored(series) else None)
    age = reference_year - latest.year
    result = DeskResult(
        series.code,
        latest.value,
        latest.year,
        age,
        too_old=age > series.maximum_age,
        source=latest.source or series.source,
    )
    if not _is_scored(series):
        return result
    if result.too_old:
        return replace(result, reason="no_value")
    placed = _on_scale(series, latest.value, cohort)
    if isinstance(placed, Normalised):
        return replace(result, score=placed.score, clipped=placed.clipped)
    return replace(result, reason=placed)


def latest_of(series: Series, desk: Desk, reference_year: int) -> DeskFigure | None:
    """The latest figure not after the reference year, of a ratio from the latest year that both have."""
    figures = (figure for figure in _values(series, desk) if figure.year <= reference_year)
    return max(figures, key=lambda figure: figure.year, default=None)


def _is_scored(series: Series) -> bool:
    return series.has_scale and series.direction != "context"


def _on_scale(series: Series, value: float, cohort: Cohort) -> Normalised | DeskReason | None:
    """The value on the scale that its author declared, or why it has no place there."""
    if series.goalposts:
        return on_goalposts(value, series.goalposts, series.direction)
    if series.steps:
        return on_steps(value, series.steps, series.direction)
    if series.categories:
        return in_categories(value, series.categories, series.direction) or "no_category"
    if series.sample:
        others = cohort.get(series.sample.reference, {}).get(series.code, ())
        return among(value, series.sample, others, series.direction) or "no_sample"
    return None


def _values(series: Series, desk: Desk) -> Iterable[DeskFigure]:
    """The series' own figures, or for a ratio 100 x own / other, of the years that both have."""
    own = desk.get(series.code, ())
    if series.ratio_to is None:
        return own
    other = {figure.year: figure.value for figure in desk.get(series.ratio_to, ())}
    return [
        DeskFigure(series.code, figure.year, 100 * figure.value / other[figure.year], figure.source)
        for figure in own
        if other.get(figure.year)
    ]


def tracker_claims(instrument: Instrument, desk: Desk, reference_year: int) -> dict[str, list[ClaimCount]]:
    """What published trackers claim of facts, by question: each tracker's latest value, translated to an option.

    A value past the series' maximum age is context and claims nothing.
    """
    claims: dict[str, list[ClaimCount]] = {}
    for claim in instrument.claims:
        told = desk_result(instrument.series_of[claim.series], desk, reference_year)
        option = None if told.value is None or told.too_old else claim.values.get(f"{told.value:g}")
        if option is not None:
            included = frozenset(claim.includes.get(option, ()))
            claims.setdefault(claim.item, []).append(ClaimCount(option, claim.series, 1, included))
    return claims
