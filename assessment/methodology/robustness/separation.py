"""Many countries: in what share of the draws one lies above another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from assessment.methodology.instrument import Instrument
from assessment.methodology.robustness.draws import factors
from assessment.methodology.robustness.means import Array
from assessment.methodology.robustness.model import DRAWS, SEED, Separation
from assessment.methodology.robustness.tree import PLACES, leaves_of, levels_of
from assessment.methodology.scoring import Scorecard


def weight_draws(
    instrument: Instrument, scorecards: Sequence[Scorecard], *, draws: int = DRAWS, seed: int = SEED
) -> dict[str, Array]:
    """The scores of each node under drawn weights, draws x units, NaN for none.

    All units are judged with the same weights in the same draw. Group weights need each unit's answers: see `ranges`.
    """
    of_nodes, _ = factors(instrument, draws, seed)
    return levels_of(instrument, leaves_of(instrument, scorecards), of_nodes)


def separations(drawn: Mapping[str, Array]) -> tuple[Separation, ...]:
    """Every pair of units with the shares of draws in which the first lies above and below the second.

    `drawn` gives each unit's scores of one node in the same draws. Scores count as equal to nine decimal places.
    """
    rounded = {unit: np.round(scores, PLACES) for unit, scores in drawn.items()}
    return tuple(_separation(first, second, rounded) for first, second in combinations(rounded, 2))


def _separation(first: str, second: str, scores: Mapping[str, Array]) -> Separation:
    one, other = scores[first], scores[second]
    both = ~(np.isnan(one) | np.isnan(other))
    number = int(both.sum())
    if not number:
        return Separation(first, second, 0.0, 0.0, 0)
    above, below = np.sum(one[both] > other[both]), np.sum(one[both] < other[both])
    return Separation(first, second, float(above) / number, float(below) / number, number)
