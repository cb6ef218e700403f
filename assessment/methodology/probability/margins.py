"""Margins: how many units of the population are in each category of an attribute; small categories merged."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.disclosure import FEWEST_PERSONS
from assessment.methodology.voice import N_, Sentence


class UnusableMargin(ValueError):
    """A margin that weights cannot be brought to; `sentence` tells why and what to do."""

    def __init__(self, message: str, **values: object) -> None:
        self.sentence = Sentence(message, values)
        super().__init__(message.format(**values))


@dataclass(frozen=True)
class Margin:
    """The population by category of an attribute, in units; a category of nobody is left out or 0."""

    attribute: str
    population: Mapping[str, float]

    @property
    def total(self) -> float:
        """All units of the population."""
        return math.fsum(self.population.values())


@dataclass(frozen=True)
class Merger:
    """Categories of an attribute that were weighted as one, since one of them had too few respondents."""

    attribute: str
    categories: tuple[str, ...]


def merged(
    margin: Margin, categories: Sequence[str], weights: NDArray[np.float64], order: Sequence[str]
) -> tuple[NDArray[np.intp], NDArray[np.float64], list[Merger]]:
    """Each respondent's class, the population of each class, and the mergers.

    A category with fewer than five respondents of positive weight joins the smaller of its neighbours in the
    questionnaire's order. Who did not tell is a class of its own, of the share that their weights have.

    Raises:
        UnusableMargin: unknown category, no population, or fewer than five respondents in all.
    """
    _check(margin, order)
    classes = _classes(margin, categories, weights, order)
    if not classes or any(one.is_small for one in classes):
        raise UnusableMargin(
            N_("Fewer than five respondents told {attribute}: weights cannot be brought to it."),
            attribute=margin.attribute,
        )
    place_of = {code: place for place, one in enumerate(classes) for code in one.codes}
    places = np.array([place_of.get(category, len(classes)) for category in categories], dtype=np.intp)
    population = np.array([one.population for one in classes])
    mergers = [Merger(margin.attribute, one.codes) for one in classes if len(one.codes) > 1]
    untold = float(weights[places == len(classes)].sum() / weights.sum())
    if untold > 0:
        population = np.append(population * (1 - untold), untold * margin.total)
    return np.minimum(places, len(population) - 1), population, mergers


@dataclass(frozen=True)
class _Class:
    """Categories weighted as one, how many respondents they have, and their population."""

    codes: tuple[str, ...]
    respondents: int
    population: float

    @property
    def is_small(self) -> bool:
        return self.respondents < FEWEST_PERSONS or self.population <= 0

    def joined(self, other: _Class) -> _Class:
        return _Class(
            self.codes + other.codes, self.respondents + other.respondents, self.population + other.population
        )


def _classes(
    margin: Margin, categories: Sequence[str], weights: NDArray[np.float64], order: Sequence[str]
) -> list[_Class]:
    counted = Counter(category for category, weight in zip(categories, weights, strict=True) if weight > 0)
    classes = [_Class((code,), counted[code], margin.population.get(code, 0.0)) for code in order]
    classes = [one for one in classes if one.respondents or one.population]
    while len(classes) > 1 and any(one.is_small for one in classes):
        place = next(place for place, one in enumerate(classes) if one.is_small)
        beside = [other for other in (place - 1, place + 1) if 0 <= other < len(classes)]
        first, second = sorted((place, min(beside, key=lambda other: classes[other].respondents)))
        classes[first : second + 1] = [classes[first].joined(classes[second])]
    return classes


def _check(margin: Margin, order: Sequence[str]) -> None:
    for code in margin.population:
        if code not in order:
            raise UnusableMargin(
                N_("{attribute}: {category} is not among its options: {options}."),
                attribute=margin.attribute,
                category=code,
                options=", ".join(order),
            )
    if margin.total <= 0:
        raise UnusableMargin(N_("{attribute}: the population is empty."), attribute=margin.attribute)
