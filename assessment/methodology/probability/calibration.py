"""Weights that agree with what is known of the population: post-stratification and raking."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessment.methodology.probability.groups import Floats, Grouping, crossed
from assessment.methodology.probability.margins import Margin, Merger, UnusableMargin, merged
from assessment.methodology.voice import N_

MOST_CYCLES = 500
CLOSE = 1e-10
"""Largest deviation from a margin, as a share of it, at which raking has converged."""


@dataclass(frozen=True)
class Calibration:
    """Weights brought to margins, each of which groups the respondents into classes.

    `design_weights` are those from before. `mergers` tell which categories were taken together; `smallest` and
    `largest` by what weights were multiplied, relative to all.
    """

    weights: Floats
    design_weights: Floats
    margins: tuple[Grouping, ...]
    attributes: tuple[str, ...]
    mergers: tuple[Merger, ...]
    cycles: int
    is_converged: bool
    smallest: float
    largest: float

    def slopes(self, sums: Floats) -> Floats:
        """Slopes on all classes (classes x estimates) of what has these sums by class, of `design_weights`."""
        return np.asarray(self._inverse @ sums)

    @cached_property
    def _inverse(self) -> Floats:
        return np.asarray(np.linalg.pinv(crossed(self.margins, self.margins, self.design_weights), hermitian=True))


def calibrated(
    weights: Floats, traits: Mapping[str, Sequence[str]], margins: Sequence[Margin], order: Mapping[str, Sequence[str]]
) -> Calibration:
    """Design weights brought to the totals of one margin (post-stratification) or of several (raking).

    `traits` are the respondents' categories by attribute, empty for who did not tell: these keep their share of the
    whole. `order` lists an attribute's categories, so that one with fewer than five respondents is merged with its
    neighbour. Several margins are met in turn until all hold (Deming & Stephan, 1940; as a calibration estimator
    Deville & Särndal, 1992). All margins are scaled to the total of the first.

    Raises:
        UnusableMargin: a margin names a category that the questionnaire does not know or that nobody can stand for,
            or its total is far from the first one's.
    """
    used, mergers = [], []
    for margin in margins:
        _check_total(margin, margins[0])
        codes, population, together = merged(margin, traits[margin.attribute], weights, order[margin.attribute])
        used.append((Grouping(codes, len(population)), population * margins[0].total / math.fsum(population)))
        mergers += together
    brought, cycles, is_converged = _raked(weights, used)
    factors = (brought / weights)[weights > 0]
    factors = factors * (weights.sum() / brought.sum())
    return Calibration(
        brought,
        weights,
        tuple(grouping for grouping, _ in used),
        tuple(margin.attribute for margin in margins),
        tuple(mergers),
        cycles,
        is_converged,
        float(factors.min()),
        float(factors.max()),
    )


FAR = 0.05
"""Totals of two margins that differ by more than this share of the first speak of different populations."""


def _check_total(margin: Margin, first: Margin) -> None:
    if abs(margin.total - first.total) > FAR * first.total:
        raise UnusableMargin(
            N_(
                "The totals of {attribute} and {first} lie more than 5 % apart: take both from the same population "
                "and year."
            ),
            attribute=margin.attribute,
            first=first.attribute,
        )


def _raked(weights: Floats, margins: Sequence[tuple[Grouping, Floats]]) -> tuple[Floats, int, bool]:
    """Weights, cycles needed, and whether every margin holds."""
    brought = weights.copy()
    for cycle in range(1, MOST_CYCLES + 1):
        for classes, population in margins:
            brought *= (population / classes.sums(brought))[classes.groups]
        apart = max(float(np.abs(classes.sums(brought) / population - 1).max()) for classes, population in margins)
        if apart < CLOSE:
            return brought, cycle, True
    return brought, MOST_CYCLES, False
