"""Groups of respondents: strata, primary sampling units, classes of a margin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Grouping:
    """The group of each respondent, and how many groups there are."""

    groups: Places
    number: int

    def sums(self, weights: Floats) -> Floats:
        """The weight of each group."""
        return np.bincount(self.groups, weights, self.number).astype(np.float64)

    def crossed(self, other: Grouping, weights: Floats) -> Floats:
        """The weight of each group that is in each other one (groups x others)."""
        cells = self.groups * other.number + other.groups
        found = np.bincount(cells, weights, self.number * other.number).astype(np.float64)
        return found.reshape(self.number, other.number)


def one_group(number: int) -> Grouping:
    """All of so many respondents together."""
    return Grouping(np.zeros(number, dtype=np.intp), 1)


def crossed(groupings: tuple[Grouping, ...], others: tuple[Grouping, ...], weights: Floats) -> Floats:
    """The weight of every group in every other one (groups x others), groupings one behind the other."""
    return np.block([[one.crossed(other, weights) for other in others] for one in groupings])
