"""Weighted means on arrays: those of `aggregation`, over parts that count in some draws and units and not in others.

Arrays are draws x units; a side of length 1 stands for all.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.instrument import Aggregation

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def mean_of(weights: Array, values: Sequence[Array], counted: Sequence[Mask], method: Aggregation) -> Array:
    """The mean over the parts that count; NaN where none does.

    `weights` are draws x parts, all above 0; values that do not count may be NaN. A geometric mean with a zero is 0.
    """
    return MEANS[method](weights, values, counted)


def any_of(masks: Iterable[Mask]) -> Mask:
    """Where any of the masks holds."""
    whole: Mask = functools.reduce(np.logical_or, masks)
    return whole


def product(left: Array, right: Array) -> Array:
    """The product of two matrices, added up in one order by one thread: the same to the last bit on any machine."""
    added: Array = np.einsum("ij,jk->ik", left, right)
    return added


def _arithmetic(weights: Array, values: Sequence[Array], counted: Sequence[Mask]) -> Array:
    everywhere = all(mask.all() for mask in counted)
    if everywhere and _is_one_value(values):
        return values[0]
    if len(values) == 1:
        return np.where(counted[0], values[0], np.nan)
    if everywhere:
        total: Array = weights.sum(axis=1, keepdims=True)
        return _summed(weights, values) / total
    filled = [np.where(mask, value, 0.0) for mask, value in zip(counted, values, strict=True)]
    total = _summed(weights, [mask.astype(np.float64) for mask in counted])
    with np.errstate(invalid="ignore"):
        return _summed(weights, filled) / total


def _is_one_value(values: Sequence[Array]) -> bool:
    """Whether all parts have the same value in all draws: so has their mean then, whatever they weigh."""
    first = values[0]
    return all(value is first or (len(value) == 1 and np.array_equal(value, first)) for value in values)


def _summed(weights: Array, parts: Sequence[Array]) -> Array:
    """The sums over parts of weight times value, at once where no part depends on the draw."""
    if any(len(part) > 1 for part in parts):
        return functools.reduce(np.add, (weights[:, [place]] * part for place, part in enumerate(parts)))
    return product(weights, np.concatenate(parts))


def _geometric(weights: Array, values: Sequence[Array], counted: Sequence[Mask]) -> Array:
    zero = any_of(mask & (value <= 0) for mask, value in zip(counted, values, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        logarithms = [np.log(np.where(value > 0, value, 1.0)) for value in values]
    return np.where(zero, 0.0, np.exp(_arithmetic(weights, logarithms, counted)))


MEANS: dict[Aggregation, Callable[[Array, Sequence[Array], Sequence[Mask]], Array]] = {
    "arithmetic": _arithmetic,
    "geometric": _geometric,
}
