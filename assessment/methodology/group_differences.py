"""How far two groups lie apart on a question, with the robustness range that resampled respondents give (rule 12).

NumPy is loaded where something is drawn, so that a process that never draws stays small.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS = 1000
SEED = 20260101
LOW, HIGH = 5.0, 95.0
"""Between these percentiles of the draws lies the range."""

Counts = Mapping[float, int]


@dataclass(frozen=True)
class Range:
    """The 5th and the 95th percentile of a figure over draws. It is no confidence interval."""

    low: float
    high: float

    @property
    def holds_none(self) -> bool:
        """Whether no difference at all lies within it."""
        return self.low <= 0 <= self.high


def range_of_means(first: Counts, second: Counts, *, draws: int = DRAWS, seed: int = SEED) -> Range:
    """The range of the difference of two groups' means.

    `first` and `second` are how many of each group gave each value; neither may be empty. In every draw as many
    respondents as a group has are drawn from it with replacement (bootstrap within groups: Efron and Tibshirani, An
    Introduction to the Bootstrap, 1993, chapter 8), by NumPy's generator PCG64.
    """
    return _range(first, second, _means, draws=draws, seed=seed)


def range_of_medians(first: Counts, second: Counts, *, draws: int = DRAWS, seed: int = SEED) -> Range:
    """The same for the difference of medians; of an even number the median is the mean of the middle two."""
    return _range(first, second, _medians, draws=draws, seed=seed)


def _range(
    first: Counts, second: Counts, figures: Callable[[Floats, NDArray[np.int64]], Floats], *, draws: int, seed: int
) -> Range:
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(seed))
    one, other = (figures(*_resampled(generator, counts, draws)) for counts in (first, second))
    low, high = np.percentile(one - other, (LOW, HIGH))
    return Range(float(low), float(high))


def _resampled(generator: np.random.Generator, counts: Counts, draws: int) -> tuple[Floats, NDArray[np.int64]]:
    """Values in order, and how often each was drawn: draws × values."""
    import numpy as np

    values = sorted(counts)
    numbers = np.array([counts[value] for value in values])
    return np.array(values), generator.multinomial(numbers.sum(), numbers / numbers.sum(), size=draws)


def _means(values: Floats, drawn: NDArray[np.int64]) -> Floats:
    means: Floats = drawn @ values / drawn.sum(axis=1)
    return means


def _medians(values: Floats, drawn: NDArray[np.int64]) -> Floats:
    passed = 2 * drawn.cumsum(axis=1)
    total = drawn.sum(axis=1, keepdims=True)
    lower, upper = (passed >= total).argmax(axis=1), (passed > total).argmax(axis=1)
    medians: Floats = (values[lower] + values[upper]) / 2
    return medians
