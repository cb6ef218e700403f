"""Any value to 0..100: option scores, and numbers on a scale that their author declared (handbook step 5).

Fixed goalposts, linear or logarithmic, say what a value means whoever else is measured. Steps and categories are the
handbook's categorical scale. Minimum to maximum and standard scores place a unit among others: their sample is an
argument, so that a score follows from what is declared and known alone.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assessment.methodology.instrument import Direction, Ends, Instrument, Item, Sample, SampleMethod, Step
from assessment.methodology.responses import Value


@dataclass(frozen=True)
class Normalised:
    """A score 0..100 and whether the value lay beyond the ends of its scale and was clipped."""

    score: float
    clipped: bool = False


def on_goalposts(value: float, goalposts: Ends, direction: Direction) -> Normalised | None:
    """A number on its scale: 0 at `low` and 100 at `high`, the other way round when direction is down.

    Logarithmic goalposts compare natural logarithms; a value of zero or less lies beyond the low end. A series or
    item of direction `context` has no score: None.
    """
    low, high = goalposts.low, goalposts.high
    if goalposts.logarithm:
        place = -math.inf if value <= 0 else (math.log(value) - math.log(low)) / (math.log(high) - math.log(low))
    else:
        place = (value - low) / (high - low)
    return _placed(place, direction)


def on_steps(value: float, steps: Sequence[Step], direction: Direction) -> Normalised | None:
    """The score of the last step whose start a number reaches; below the first step it scores as the first, clipped.

    The steps say themselves which end is the better one; direction `context` has no score: None.
    """
    if direction == "context":
        return None
    reached = bisect_right([step.start for step in steps], value)
    return Normalised(steps[max(reached, 1) - 1].score, clipped=reached == 0)


def in_categories(value: float, categories: Mapping[str, float], direction: Direction) -> Normalised | None:
    """The score of a published code (`3`, `0.5`), or None where its author gave this code no score."""
    score = categories.get(f"{value:g}")
    return None if score is None or direction == "context" else Normalised(score)


def among(value: float, sample: Sample, others: Sequence[float], direction: Direction) -> Normalised | None:
    """A number among the values of the sample's reference units, at least `sample.minimum` that are not all the same.

    `min_max`: 0 at the lowest of them and 100 at the highest. `z_score`: 50 + 10 (value - mean) / standard deviation
    (of a sample, n - 1), which is McCall's T score; handbook step 5, COINr `n_zscore(x, m_sd = c(50, 10))`. Values
    beyond 0..100 are clipped. None with too few units, without spread, and for direction `context`.
    """
    spread = max(others) - min(others) if len(others) >= sample.minimum else 0.0
    if not 0 < spread < math.inf:
        return None
    places = [(other - min(others)) / spread for other in others]
    return _placed(PLACES[sample.method]((value - min(others)) / spread, places), direction)


def score_of_value(instrument: Instrument, item: Item, value: Value) -> float | None:
    """The score of one answer, or None where the item or option is not scored.

    Multiple choice is the sum of its options' scores, clipped to 0..100. Money, dates and texts never score.
    """
    if isinstance(value, tuple):
        scores = {option.code: option.score for option in instrument.options_of(item)}
        if all(score is None for score in scores.values()):
            return None
        return min(100.0, max(0.0, sum(scores.get(code) or 0.0 for code in value)))
    if isinstance(value, str):
        return next(
            (option.score for option in instrument.options_of(item) if option.code == value),
            None,
        )
    return _score_of_number(item, value) if isinstance(value, float) else None


def _score_of_number(item: Item, value: float) -> float | None:
    normalised = None
    if item.goalposts is not None:
        normalised = on_goalposts(value, item.goalposts, item.direction)
    elif item.steps:
        normalised = on_steps(value, item.steps, item.direction)
    return normalised.score if normalised else None


def _placed(place: float, direction: Direction) -> Normalised | None:
    """A place 0..1 along a scale as a score, whatever lies beyond its ends clipped."""
    if direction == "context":
        return None
    inside = min(1.0, max(0.0, place))
    score = 100 * inside if direction == "up" else 100 - 100 * inside
    return Normalised(score, clipped=inside != place)


def _between_extremes(place: float, _: Sequence[float]) -> float:
    return place


def _standard(place: float, places: Sequence[float]) -> float:
    mean = math.fsum(places) / len(places)
    deviation = math.sqrt(math.fsum((other - mean) ** 2 for other in places) / (len(places) - 1))
    return 0.5 + 0.1 * (place - mean) / deviation


PLACES: dict[SampleMethod, Callable[[float, Sequence[float]], float]] = {  # of places 0..1 between the extremes
    "min_max": _between_extremes,
    "z_score": _standard,
}
