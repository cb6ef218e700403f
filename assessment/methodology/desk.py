"""Published desk figures: the right year, its age, ratios of one wave, and the score on goalposts (rule 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessment.methodology.consolidation import ClaimCount
from assessment.methodology.instrument import Instrument, Series
from assessment.methodology.normalisation import on_goalposts

OLD_AFTER = 5


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
    """

    series: str
    value: float | None = None
    year: int | None = None
    age: int | None = None
    score: float | None = None
    clipped: bool = False
    too_old: bool = False
    source: str = ""

    @property
    def old(self) -> bool:
        """Past five years: shown with a mark."""
        return self.age is not None and self.age > OLD_AFTER


Desk = Mapping[str, Sequence[DeskFigure]]


def desk_of(figures: Iterable[DeskFigure]) -> Desk:
    """Figures of one unit by series."""
    by_series: dict[str, list[DeskFigure]] = {}
    for figure in figures:
        by_series.setdefault(figure.series, []).append(figure)
    return by_series


def desk_result(series: Series, desk: Desk, reference_year: int) -> DeskResult:
    """The series at the reference year."""
    latest = max(
        (figure for figure in _values(series, desk) if figure.year <= reference_year),
        key=lambda figure: figure.year,
        default=None,
    )
    if latest is None:
        return DeskResult(series.code)
    age = reference_year - latest.year
    too_old = age > series.maximum_age
    scored = series.goalposts is not None and not too_old
    normalised = on_goalposts(latest.value, series.goalposts, series.direction) if scored and series.goalposts else None
    return DeskResult(
        series.code,
        latest.value,
        latest.year,
        age,
        normalised.score if normalised else None,
        clipped=normalised.clipped if normalised else False,
        too_old=too_old,
        source=latest.source or series.source,
    )


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
