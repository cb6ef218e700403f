"""Two judgements of the same evidence side by side: which levels, gaps and recommendations differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from assessment.methodology.aggregation import quantised
from assessment.methodology.gaps import Gap
from assessment.methodology.instrument import ROOT, Advice, Instrument
from assessment.methodology.recommendations import Recommendation, with_included
from assessment.methodology.scoring import NodeScore, Scorecard


class Judged(Protocol):
    """Scores with the gaps and recommendations that follow from them."""

    @property
    def instrument(self) -> Instrument:
        """The questionnaire that judged."""

    @property
    def scorecard(self) -> Scorecard:
        """All scores."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What falls short of its target."""

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """The advice that fired."""


@dataclass(frozen=True)
class NodeMove:
    """A node in both judgements; `after` is None where it is no part of the second."""

    code: str
    before: NodeScore
    after: NodeScore | None

    @property
    def difference(self) -> float | None:
        """Score points gained (+) or lost (-); None where one of them has no score."""
        if self.after is None or self.before.score is None or self.after.score is None:
            return None
        return self.after.score - self.before.score

    @property
    def is_moved(self) -> bool:
        """Whether score, band or the reason for none differ; what differs after nine decimal places is noise."""
        return self.after is None or _seen(self.before) != _seen(self.after)

    @property
    def is_lost(self) -> bool:
        """Whether it could be judged and no longer can."""
        return self.after is not None and self.after.score is None and self.before.score is not None

    @property
    def is_found(self) -> bool:
        """Whether it could not be judged and now can."""
        return self.after is not None and self.after.score is not None and self.before.score is None


@dataclass(frozen=True)
class GapMove:
    """A gap to the target that appears (no `before`), vanishes (no `after`), or is of another severity."""

    code: str
    before: Gap | None
    after: Gap | None


@dataclass(frozen=True)
class AdviceMove:
    """A recommendation whose rule fires in one judgement only, or whose priority differs."""

    advice: Advice
    before: Recommendation | None
    after: Recommendation | None

    @property
    def code(self) -> str:
        """Its code."""
        return self.advice.code


@dataclass(frozen=True)
class Differences:
    """`areas` are all of them, after the index where there is one; the others are what differs, in order."""

    areas: tuple[NodeMove, ...]
    indicators: tuple[NodeMove, ...]
    gaps: tuple[GapMove, ...]
    recommendations: tuple[AdviceMove, ...]


def differences_of(before: Judged, after: Judged) -> Differences:
    """What the second judgement makes otherwise than the first, in the first one's order."""
    instrument = before.instrument
    tops = (*((ROOT,) if instrument.overall else ()), *instrument.area_of)
    indicators = tuple(_moves(before, after, instrument.indicator_of))
    return Differences(
        tuple(_moves(before, after, tops)),
        tuple(move for move in indicators if move.is_moved),
        tuple(_gap_moves(before.gaps, after.gaps)),
        tuple(_advice_moves(before.recommendations, after.recommendations)),
    )


def _moves(before: Judged, after: Judged, codes: Iterable[str]) -> Iterator[NodeMove]:
    for code in codes:
        yield NodeMove(code, before.scorecard.nodes[code], after.scorecard.nodes.get(code))


def _gap_moves(before: Iterable[Gap], after: Iterable[Gap]) -> Iterator[GapMove]:
    one, other = ({gap.code: gap for gap in gaps} for gaps in (before, after))
    for code in {**one, **other}:
        old, new = one.get(code), other.get(code)
        if old is None or new is None or old.severity != new.severity:
            yield GapMove(code, old, new)


def _advice_moves(before: Iterable[Recommendation], after: Iterable[Recommendation]) -> Iterator[AdviceMove]:
    one, other = ({advice.advice.code: advice for advice in with_included(every)} for every in (before, after))
    for code, either in {**one, **other}.items():
        old, new = one.get(code), other.get(code)
        if old is None or new is None or old.priority != new.priority:
            yield AdviceMove(either.advice, old, new)


def _seen(node: NodeScore) -> tuple[object, ...]:
    return (None if node.score is None else quantised(node.score), node.band, node.reason)
