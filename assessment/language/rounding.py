"""Rounding half up, as people are taught it; Python's own `round` goes to the even neighbour."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def round_half_up(value: float | Decimal, decimals: int = 0) -> Decimal:
    """The value to so many decimals: 0.5 becomes 1, 2.675 becomes 2.68, -0.2 becomes 0."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
