"""Weighted means up the tree, coverage, and comparisons that rounding noise cannot tip (handbook step 6)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from assessment.methodology.instrument import Aggregation

NINE_PLACES = Decimal("1e-9")


@dataclass(frozen=True)
class Component:
    """A child in a mean: its weight, its score (None when it has none) and whether it applies at all.

    `coverage` is the share of the child that is known: 1 or 0 for a leaf, in between for a branch.
    """

    weight: float
    score: float | None
    applies: bool = True
    coverage: float = 1.0


def reaches(value: float, threshold: float) -> bool:
    """Whether value >= threshold, both quantised to nine decimal places (rule 15)."""
    return quantised(value) >= quantised(threshold)


@lru_cache(maxsize=4096)
def quantised(value: float) -> Decimal:
    """A float as a decimal of nine places; remembered, since the same few thresholds are met again and again."""
    return Decimal(value).quantize(NINE_PLACES, rounding=ROUND_HALF_EVEN)


def weighted_mean(components: Sequence[Component], method: Aggregation) -> float | None:
    """The mean over the components that apply and have a score, or None without any weight.

    A geometric mean with a zero is 0. A mean never leaves the range of its parts, not even by a rounding error.
    """
    valid = [(c.weight, c.score) for c in components if c.applies and c.score is not None and c.weight > 0]
    if not valid:
        return None
    scores = [score for _, score in valid]
    return min(max(_MEAN[method](valid), min(scores)), max(scores))


def _arithmetic(weighed: Sequence[tuple[float, float]]) -> float:
    return math.fsum(weight * score for weight, score in weighed) / math.fsum(weight for weight, _ in weighed)


def _geometric(weighed: Sequence[tuple[float, float]]) -> float:
    if any(score <= 0 for _, score in weighed):
        return 0.0
    return math.exp(_arithmetic([(weight, math.log(score)) for weight, score in weighed]))


_MEAN: dict[Aggregation, Callable[[Sequence[tuple[float, float]]], float]] = {
    "arithmetic": _arithmetic,
    "geometric": _geometric,
}


def coverage(components: Sequence[Component]) -> float:
    """The weight of what is known over the weight of all that applies: 0..1; 0 where nothing applies."""
    total = math.fsum(c.weight for c in components if c.applies)
    if total <= 0:
        return 0.0
    return math.fsum(c.weight * c.coverage for c in components if c.applies) / total
