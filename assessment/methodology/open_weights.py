"""Survey weights for everybody: five or more respondents share each, so that none tells of a stratum or a cluster."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from assessment.methodology.disclosure import FEWEST_PERSONS


def told_weights(weights: Sequence[float], voices: Sequence[str]) -> list[float | None]:
    """Weights of respondents who are alike in all else that is told of them, as they may be told, or nothing.

    In order of size they are cut where they change and five voices or more stand on either side; each run has its
    mean, to three digits. Where fewer than five are alike, none is told.
    """
    told: list[float | None] = [None] * len(weights)
    for run in _runs(weights, voices):
        if _are_enough(run, voices):
            mean = math.fsum(weights[place] for place in run) / len(run)
            for place in run:
                told[place] = float(f"{mean:.3g}")
    return told


def _runs(weights: Sequence[float], voices: Sequence[str]) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    for place in sorted(range(len(weights)), key=weights.__getitem__):
        last = runs[-1]
        if last and weights[last[-1]] < weights[place] and _are_enough(last, voices):
            runs.append([])
        runs[-1].append(place)
    if len(runs) > 1 and not _are_enough(runs[-1], voices):
        rest = runs.pop()
        runs[-1] += rest
    return runs


def _are_enough(run: Collection[int], voices: Sequence[str]) -> bool:
    return len({voices[place] for place in run}) >= FEWEST_PERSONS
