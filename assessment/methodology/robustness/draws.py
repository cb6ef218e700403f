"""What is drawn, and by which generator: respondents within their group, weights, the author's alternatives.

Weights and alternatives follow from the seed alone, so that countries judged by one questionnaire share them draw by
draw; respondents follow from the seed and the unit's name. One generator each: a draw more of one moves no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.instrument import Instrument
from assessment.methodology.robustness.answers import AnswerTable
from assessment.methodology.robustness.means import Array
from assessment.methodology.robustness.model import SPREAD
from assessment.methodology.robustness.tree import weighed_codes

WEIGHTS, ALTERNATIVES, RESPONDENTS = 1, 2, 3
MOST_CELLS = 4_000_000
"""How many respondents x draws are held in memory at once."""


@dataclass(frozen=True)
class Draws:
    """Some draws: how often each respondent was drawn by group, factors of weights, and which scheme judges.

    `times` are draws x respondents, `of_nodes` draws x `weighed_codes`, `of_groups` draws x groups.
    """

    times: Mapping[str, Array]
    of_nodes: Array
    of_groups: Array
    scheme: NDArray[np.intp]


def generator(seed: int, *words: int) -> np.random.Generator:
    """PCG64, seeded with the seed and what the numbers are for."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, *words))))


def factors(instrument: Instrument, draws: int, seed: int) -> tuple[Array, Array]:
    """Factors between 0.75 and 1.25, uniform, for the weights of nodes and of groups, a row a draw."""
    nodes, groups = len(weighed_codes(instrument)), len(instrument.groups)
    drawn = generator(seed, WEIGHTS).uniform(1 - SPREAD, 1 + SPREAD, size=(draws, nodes + groups))
    return drawn[:, :nodes], drawn[:, nodes:]


def draws_of(instrument: Instrument, table: AnswerTable, draws: int, seed: int, unit: str) -> Iterator[Draws]:
    """All draws, in blocks that fit into memory however many answered.

    Each draw takes as many respondents of a group as there are, with replacement (the bootstrap), new weights, and
    the questionnaire as it is or one of its alternatives, all equally likely.
    """
    of_nodes, of_groups = factors(instrument, draws, seed)
    scheme = generator(seed, ALTERNATIVES).integers(1 + len(instrument.alternatives), size=draws)
    chance = generator(seed, RESPONDENTS, *unit.encode())
    largest = max((len(group.weights) for group in table.groups.values()), default=1)
    step = max(1, MOST_CELLS // largest)
    for start in range(0, draws, step):
        here = slice(start, min(start + step, draws))
        size = len(range(draws)[here])
        times = {code: _times(chance, size, len(group.weights)) for code, group in table.groups.items()}
        yield Draws(times, of_nodes[here], of_groups[here], scheme[here])


def _times(chance: np.random.Generator, draws: int, respondents: int) -> Array:
    """How often each respondent was drawn, draws x respondents."""
    drawn = chance.integers(respondents, size=(draws, respondents))
    flat = (drawn + respondents * np.arange(draws)[:, np.newaxis]).ravel()
    counted = np.bincount(flat, minlength=draws * respondents).reshape(draws, respondents)
    return counted.astype(np.float64)
