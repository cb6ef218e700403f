"""Units in the order of a score: by full precision, ties said, units without a score in no place (rule 15)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rank:
    """A unit's place: one more than the number of units above it; `tied` where another has the very same score."""

    unit: str
    score: float
    place: int
    tied: bool


def ranked(scores: Mapping[str, float | None]) -> tuple[Rank, ...]:
    """All units that have a score, the highest first (competition ranking: 1, 2, 2, 4); tied ones by their codes.

    Scores are compared as they are, never as they are shown: 61.24 and 61.21 are no tie although both read 61.2.
    """
    known = sorted((-score, unit) for unit, score in scores.items() if score is not None)
    lowered = [score for score, _ in known]
    return tuple(
        Rank(
            unit,
            -score,
            bisect_left(lowered, score) + 1,
            bisect_right(lowered, score) - bisect_left(lowered, score) > 1,
        )
        for score, unit in known
    )
