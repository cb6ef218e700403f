"""What robustness comes to: ranges and effects, ready to be said; and the constants that a report prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

DRAWS = 1000
SEED = 20260101
SPREAD = 0.25
LOWEST, HIGHEST = 5, 95
GENERATOR = "PCG64"
STILL = 1e-9
"""A width in score points that is a rounding error."""

Part = Literal["respondents", "method", "alike", "neither"]
Choice = Literal["weight", "group", "alternative"]


@dataclass(frozen=True)
class Span:
    """From the 5th to the 95th percentile of the draws, in score points."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far the ends lie apart, in score points."""
        return self.high - self.low


@dataclass(frozen=True)
class Range:
    """A node's robustness range: the joint one, and what respondents alone and the method alone come to.

    `score` is the point score. `without_score` is the share 0..1 of joint draws that leave the node without a score,
    `bands` the share of the others in each band. The spans say nothing of those draws.
    """

    code: str
    score: float
    band: str | None
    joint: Span
    respondents: Span
    method: Span
    without_score: float
    bands: Mapping[str, float]

    @property
    def larger(self) -> Part:
        """Which part is the wider one; alike where neither is wider by a quarter, neither where nothing moves it."""
        narrow, wide = sorted((self.respondents.width, self.method.width))
        if wide < STILL:
            return "neither"
        if wide <= narrow * (1 + SPREAD):
            return "alike"
        return "respondents" if self.respondents.width > self.method.width else "method"

    @property
    def other_band(self) -> float:
        """The share 0..1 of the draws with a score that lie in another band than the point score."""
        return 1.0 - self.bands.get(self.band, 0.0) if self.band is not None else 0.0


@dataclass(frozen=True)
class Effect:
    """What one choice made otherwise does to one node, all else as it is.

    `choice` tells what `code` is: an indicator or area whose weight is lowered and raised by a quarter, a stakeholder
    group left out, an alternative of the author. `scores` are the node's scores with it: two for a weight (lowered,
    raised), else one; None where the node then has no score. `score` is the point score.
    """

    node: str
    choice: Choice
    code: str
    score: float
    scores: tuple[float | None, ...]
    bands: tuple[str | None, ...]
    band: str | None

    @property
    def changes(self) -> tuple[float, ...]:
        """The changes in score points, of those that leave a score."""
        return tuple(score - self.score for score in self.scores if score is not None)

    @property
    def loses_score(self) -> bool:
        """Whether the node has no score with it."""
        return None in self.scores

    @property
    def size(self) -> float:
        """The largest change, in score points."""
        return max(map(abs, self.changes), default=0.0)

    @property
    def changes_band(self) -> bool:
        """Whether the node then lies in another band."""
        return any(band != self.band for band, score in zip(self.bands, self.scores, strict=True) if score is not None)


@dataclass(frozen=True)
class Robustness:
    """All ranges by node, all effects the largest first, and what they were drawn with.

    `alternatives` is how many alternatives of the author the draws took turns with.
    """

    ranges: Mapping[str, Range]
    effects: tuple[Effect, ...]
    draws: int
    seed: int
    alternatives: int

    def effects_on(self, node: str) -> tuple[Effect, ...]:
        """The effects on one node, the largest first."""
        return tuple(effect for effect in self.effects if effect.node == node)


@dataclass(frozen=True)
class Separation:
    """In what share 0..1 of the draws in which both have a score one unit lies above the other, or below."""

    first: str
    second: str
    above: float
    below: float
    draws: int
