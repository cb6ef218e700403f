"""What the parts of a node weigh, and what the stakeholder groups weigh in a question (handbook step 6, weighting)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assessment.methodology.instrument import (
    Area,
    Group,
    GroupWeighting,
    Indicator,
    Instrument,
    Item,
    Measure,
    Weighting,
)


def weights_of(node: Instrument | Area | Indicator) -> dict[str, float]:
    """The weight of each part under a node by its code: as its author wrote it, or 1 for all where they weigh the same.

    A weight of zero stays zero under either: the author took that part out of the mean.
    """
    weigh = WEIGHING[node.weighting]
    return {part.code: weigh(part.weight) for part in _parts_of(node)}


def group_weight(instrument: Instrument, item: Item, group: Group, voices: int, register: int | None) -> float:
    """What a group's mean weighs in a question, by the question's own rule or else the questionnaire's.

    `author`: the group's weight; `equal`: 1; `voices`: those who answered this question; `register`: all who are
    known to exist, and no fewer than answered. A group of weight zero stays out under each of them.
    """
    rule: GroupWeighting = item.group_weighting or instrument.group_weighting
    known: dict[GroupWeighting, float] = {
        "author": group.weight,
        "equal": 1.0,
        "voices": float(voices),
        "register": float(max(voices, register or 0)),
    }
    return known[rule] if group.weight > 0 else 0.0


def _parts_of(node: Instrument | Area | Indicator) -> Sequence[Area | Indicator | Measure]:
    if isinstance(node, Instrument):
        return node.areas
    return node.indicators if isinstance(node, Area) else node.measures


WEIGHING: dict[Weighting, Callable[[float], float]] = {
    "author": lambda weight: weight,
    "equal": lambda weight: 1.0 if weight > 0 else 0.0,
}
