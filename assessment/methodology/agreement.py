"""How far those who answered a question agree with each other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate, combinations

from assessment.methodology.aggregation import reaches

FEWEST_STEPS = 3
"""A scale of two steps has no middle: its share of the most common answer says as much."""


def ordinal_agreement(counts: Sequence[float]) -> float | None:
    """Agreement A on an ordered scale: 1 all on one step, 0 spread evenly over all, −1 half on each end.

    `counts` are answers, or their weights, by step in order. None without answers or with fewer than three steps.
    The distribution is taken apart into layers of equal height, each of which is judged by the triples of steps that
    speak for one peak and those that speak for two: van der Eijk, Measuring agreement in ordered rating scales, Quality
    & Quantity 35, 2001, pages 325-341.
    """
    total = math.fsum(counts)
    if total <= 0 or len(counts) < FEWEST_STEPS:
        return None
    left, parts = list(counts), []
    while any(left):
        steps = [step for step, count in enumerate(left) if count > 0]
        height = min(left[step] for step in steps)
        parts.append(height * len(steps) * _agreement_of_layer(frozenset(steps), len(left)))
        left = [count - height if count > height else 0.0 for count in left]
    return math.fsum(parts) / total


def modal_share(counts: Sequence[float]) -> float | None:
    """Share 0..100 of the most common answer, the measure for answers without an order; None without answers."""
    total = math.fsum(counts)
    return 100 * max(counts) / total if total > 0 else None


def middle_half(counts: Mapping[float, float]) -> tuple[float, float] | None:
    """The values between which the middle half of counted numbers lies; None without any.

    The first at or below which lies a quarter of them, and the first at or below which lie three quarters.
    """
    total = math.fsum(counts.values())
    if total <= 0:
        return None
    values = sorted(counts)
    passed = list(accumulate(counts[value] for value in values))
    low, high = (
        next(value for value, below in zip(values, passed, strict=True) if reaches(below, share * total))
        for share in (0.25, 0.75)
    )
    return low, high


def _agreement_of_layer(steps: frozenset[int], length: int) -> float:
    """A of a layer that stands on some steps of a scale: its unimodality, less the more steps it covers."""
    if len(steps) == 1:
        return 1.0
    if len(steps) == length:
        return 0.0
    for_one, for_two = _triples(steps, length)
    unimodality = ((length - 2) * for_one - (length - 1) * for_two) / ((length - 2) * (for_one + for_two))
    return unimodality * (1 - (len(steps) - 1) / (length - 1))


def _triples(steps: frozenset[int], length: int) -> tuple[int, int]:
    """How many triples of steps hold two neighbours beside an empty one, and how many an empty one in between."""
    patterns = [tuple(step in steps for step in triple) for triple in combinations(range(length), 3)]
    return patterns.count((True, True, False)) + patterns.count((False, True, True)), patterns.count(
        (True, False, True)
    )
