"""The author's alternatives: the same instrument with one defensible choice of method made otherwise.

They change no score. Robustness scores with each of them and says how far results depend on the choice (handbook
step 7, uncertainty and sensitivity analysis).
"""

from __future__ import annotations

from typing import TypeVar, cast

from assessment.methodology.instrument import (
    Alternative,
    Area,
    Goalposts,
    Indicator,
    Instrument,
    Level,
    Part,
)

Node = TypeVar("Node", Instrument, Area, Indicator)
Altered = TypeVar("Altered", bound=Part)


def varied(instrument: Instrument, alternative: Alternative) -> Instrument:
    """The instrument as it would be had its author made this choice; what the alternative leaves unsaid stays."""
    areas = tuple(
        _at_level(
            area,
            alternative,
            indicators=tuple(_at_level(indicator, alternative) for indicator in area.indicators),
            items=tuple(_rescaled(item, item.code, alternative) for item in area.items),
        )
        for area in instrument.areas
    )
    series = tuple(_rescaled(one, one.code, alternative) for one in instrument.series)
    changes: dict[str, object] = {"areas": areas, "series": series}
    if alternative.group_weighting:
        changes["group_weighting"] = alternative.group_weighting
    return _at_level(instrument, alternative, **changes)


def altered(part: Altered, changes: dict[str, object]) -> Altered:
    """A part with other values: itself where none changes, else a copy without the look-ups already worked out.

    `model_copy` would carry them over.
    """
    if not changes:
        return part
    values = {key: getattr(part, key) for key in type(part).model_fields}
    copy = type(part).model_construct(part.model_fields_set | changes.keys(), **{**values, **changes})
    return cast(Altered, copy)


def _at_level(node: Node, alternative: Alternative, **changes: object) -> Node:
    """The index, an area or an indicator with the way its level averages and weighs its parts."""
    level = LEVELS[type(node)]
    if level in alternative.aggregation:
        changes["aggregation"] = alternative.aggregation[level]
    if level in alternative.weighting:
        changes["weighting"] = alternative.weighting[level]
    return altered(node, changes)


def _rescaled(part: Altered, code: str, alternative: Alternative) -> Altered:
    """A series or item on the scale of the alternative, which takes the place of its own."""
    changes: dict[str, object] = {}
    if code in alternative.goalposts:
        changes = {**NO_SCALE, "goalposts": Goalposts(**alternative.goalposts[code].model_dump())}
    elif code in alternative.samples:
        changes = {**NO_SCALE, "sample": alternative.samples[code]}
    return altered(part, {key: value for key, value in changes.items() if key in type(part).model_fields})


NO_SCALE: dict[str, object] = {"goalposts": None, "steps": (), "categories": {}, "sample": None}
LEVELS: dict[type[Part], Level] = {Instrument: "index", Area: "area", Indicator: "indicator"}
