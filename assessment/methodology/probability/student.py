"""Quantiles of Student's t distribution, for intervals with few degrees of freedom."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

EXACT_UP_TO = 200
"""Degrees of freedom beyond which the expansion below is exact to 1e-9."""
STEPS = 80


@lru_cache(maxsize=4096)
def t_quantile(confidence: float, freedom: int) -> float:
    """The t that leaves `confidence` (0..1) between -t and t with `freedom` degrees of freedom, at least 1.

    By bisection of the closed form of the distribution (Abramowitz & Stegun, 1964, 26.7.3 and 26.7.4); for many
    degrees of freedom by Fisher's expansion around the normal quantile (26.7.5).
    """
    normal = NormalDist().inv_cdf((1 + confidence) / 2)
    if freedom > EXACT_UP_TO:
        return _expanded(normal, freedom)
    low, high = 0.0, normal
    while _within(high, freedom) < confidence:
        low, high = high, high * 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < confidence else (low, middle)
    return (low + high) / 2


def _within(t: float, freedom: int) -> float:
    """The probability of lying between -t and t."""
    angle = math.atan2(t, math.sqrt(freedom))
    square = math.cos(angle) ** 2
    start = 3 if freedom % 2 else 2
    term, total = (math.cos(angle) if freedom % 2 else 1.0), 0.0
    for step in range(start, freedom + 1, 2):
        total += term
        term *= square * (step - 1) / step
    if not freedom % 2:
        return math.sin(angle) * total
    return 2 / math.pi * (angle + math.sin(angle) * total)


def _expanded(x: float, freedom: int) -> float:
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + math.fsum(term / freedom**power for power, term in enumerate(terms, start=1))
