"""Any value to 0..100: option scores, and numbers on fixed goalposts (handbook step 5, normalisation)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from assessment.methodology.instrument import Direction, Ends, Instrument, Item
from assessment.methodology.responses import Value


@dataclass(frozen=True)
class Normalised:
    """A score 0..100 and whether the value lay beyond a goalpost and was clipped."""

    score: float
    clipped: bool = False


def on_goalposts(value: float, goalposts: Ends, direction: Direction) -> Normalised | None:
    """A number on its scale: 0 at `low` and 100 at `high`, the other way round when direction is down.

    Logarithmic goalposts compare natural logarithms; a value of zero or less lies beyond the low end. A series or
    item of direction `context` has no score: None.
    """
    if direction == "context":
        return None
    low, high = goalposts.low, goalposts.high
    if goalposts.logarithm:
        place = -math.inf if value <= 0 else (math.log(value) - math.log(low)) / (math.log(high) - math.log(low))
    else:
        place = (value - low) / (high - low)
    inside = min(1.0, max(0.0, place))
    score = 100 * inside if direction == "up" else 100 - 100 * inside
    return Normalised(score, clipped=inside != place)


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
    if isinstance(value, float) and item.goalposts is not None:
        normalised = on_goalposts(value, item.goalposts, item.direction)
        return normalised.score if normalised else None
    return None
