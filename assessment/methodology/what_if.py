"""What if: a weight, a target, a group or a choice of method moved, and who may move what without giving answers away.

Nothing here scores: `instrument_under` gives an instrument that is judged like any other, by the same code.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assessment.methodology.alternatives import altered, varied
from assessment.methodology.consolidation import AVERAGED
from assessment.methodology.disclosure import hides_a_group
from assessment.methodology.instrument import Alternative, Area, Indicator, Instrument
from assessment.methodology.scoring import Scorecard
from assessment.methodology.voice import N_
from assessment.methodology.weighing import weights_of

AS_IT_IS = 100.0
MOST_WEIGHT = 400.0

REFUSALS: Mapping[str, str] = {
    "unknown": N_("“{name}” is nothing that can be changed here. Start again from what is offered on the page."),
    "weight": N_("Weight of “{name}”: give a number from 0 to 400."),
    "no_weights": N_("Weight of “{name}”: where results are shown as levels, only analysts move weights."),
    "target": N_("Target of “{name}”: give a number from 0 to 100."),
    "no_targets": N_("Target of “{name}”: where results are shown as levels, only analysts move targets."),
    "emptied": N_("“{name}”: leave at least one indicator with a weight in it."),
    "guarded": N_("“{name}” cannot be changed: the answers of fewer than five persons or firms would follow from it."),
    "one_change": N_("Where results are shown as levels, change one thing at a time."),
}


@dataclass(frozen=True)
class WhatIf:
    """What is moved; without anything, all stays.

    `weights` are per cent of the weight that a node has (100: as it is), by the code of an indicator or, under an
    index, of an area; `targets` are levels 0..100 by indicator; `taken_out` are indicators, `left_out` stakeholder
    groups; `alternative` is one of the author's by its code.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)
    taken_out: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    alternative: str = ""

    @property
    def changes(self) -> int:
        """How many things are moved."""
        many = (self.weights, self.targets, self.taken_out, self.left_out)
        return sum(map(len, many)) + bool(self.alternative)


@dataclass(frozen=True)
class Room:
    """What a reader may move.

    `weights` and `removable` are codes; `groups` those that count in some question, `alternatives` all of the
    author's, each with whether it may be moved without showing answers of fewer than five (rule 19).

    Whoever does not move `freely` leaves one indicator or group out, or takes one alternative: a short list that is the
    same for everybody. Weights and targets stay as they are: each step of one would place a score between two more
    values, and many steps would tell it (rule 11).
    """

    weights: frozenset[str]
    removable: frozenset[str]
    groups: Mapping[str, bool]
    alternatives: Mapping[str, bool]
    freely: bool


@dataclass(frozen=True)
class Refusal:
    """What cannot be moved so: a key of `REFUSALS`, and the code that it speaks of."""

    reason: str
    code: str


def instrument_under(instrument: Instrument, what_if: WhatIf) -> Instrument:
    """The instrument as it would be. A group that is left out weighs nothing; weights multiply those of the choice."""
    alternative = next((one for one in instrument.alternatives if one.code == what_if.alternative), None)
    way = varied(instrument, alternative) if alternative else instrument
    areas = tuple(_area_under(area, what_if) for area in way.areas)
    changes: dict[str, object] = {"areas": areas}
    if what_if.weights.keys() & way.area_of.keys():
        changes |= {"areas": _weighed(areas, weights_of(way), what_if), "weighting": "author"}
    if what_if.left_out:
        changes["groups"] = tuple(
            altered(group, {"weight": 0.0}) if group.code in what_if.left_out else group for group in way.groups
        )
    return altered(way, changes)


def room_for(instrument: Instrument, scorecard: Scorecard, *, freely: bool) -> Room:
    """What may be moved, as the results stand."""
    guarded = guarded_questions(instrument, scorecard)
    heard = frozenset[str]().union(*(node.groups for node in scorecard.nodes.values()))
    several = [area for area in instrument.areas if len(area.indicators) > 1]
    nodes: list[Instrument | Area] = [*([instrument] if instrument.overall else []), *instrument.areas]
    weighed = [[code for code, weight in weights_of(node).items() if weight > 0] for node in nodes]
    return Room(
        frozenset(code for codes in weighed if len(codes) > 1 for code in codes),
        frozenset(indicator.code for area in several for indicator in area.indicators),
        {code: not _counts_in(scorecard, code, guarded) for code in instrument.group_of if code in heard},
        {one.code: not touches(instrument, one, guarded) for one in instrument.alternatives},
        freely,
    )


def refusals_of(instrument: Instrument, room: Room, what_if: WhatIf) -> Iterator[Refusal]:
    """Why something cannot be moved so; nothing where all can."""
    if not room.freely and what_if.changes > 1:
        yield Refusal("one_change", "")
    yield from _weights_refused(room, what_if)
    yield from _targets_refused(instrument, room, what_if)
    yield from (Refusal("unknown", code) for code in sorted(what_if.taken_out - room.removable))
    yield from _closed(what_if.left_out, room.groups)
    yield from _closed({what_if.alternative} - {""}, room.alternatives)
    yield from _emptied(instrument, what_if)


def guarded_questions(instrument: Instrument, scorecard: Scorecard) -> frozenset[str]:
    """The questions whose values may not move with a group or a method: those in which a group counts that is hidden.

    Those beside them under an indicator too, since its score is shown.
    """
    hiding = {
        code
        for code, result in scorecard.questions.items()
        if result.kind in AVERAGED and hides_a_group(instrument, (result,))
    }
    beside = (
        {measure.code for measure in indicator.items}
        for indicator in instrument.indicator_of.values()
        if any(measure.code in hiding for measure in indicator.items)
    )
    return frozenset(hiding.union(*beside))


def touches(instrument: Instrument, alternative: Alternative, guarded: frozenset[str]) -> bool:
    """Whether an alternative averages or weighs a guarded question otherwise, or the indicator over it."""
    if not guarded:
        return False
    way = varied(instrument, alternative)
    items = ((instrument.question_of[code], way.question_of[code]) for code in guarded)
    indicators = (
        (indicator, way.indicator_of[indicator.code])
        for indicator in instrument.indicator_of.values()
        if any(measure.code in guarded for measure in indicator.items)
    )
    regrouped = way.group_weighting != instrument.group_weighting and any(
        instrument.question_of[code].group_weighting is None for code in guarded
    )
    return regrouped or any(one != other for one, other in items) or any(one != other for one, other in indicators)


def _weights_refused(room: Room, what_if: WhatIf) -> Iterator[Refusal]:
    for code, weight in what_if.weights.items():
        if code not in room.weights:
            yield Refusal("unknown", code)
        elif not room.freely:
            yield Refusal("no_weights", code)
        elif not 0 <= weight <= MOST_WEIGHT:
            yield Refusal("weight", code)


def _targets_refused(instrument: Instrument, room: Room, what_if: WhatIf) -> Iterator[Refusal]:
    for code, level in what_if.targets.items():
        if code not in instrument.indicator_of:
            yield Refusal("unknown", code)
        elif not room.freely:
            yield Refusal("no_targets", code)
        elif not 0 <= level <= 100:
            yield Refusal("target", code)


def _area_under(area: Area, what_if: WhatIf) -> Area:
    kept = tuple(one for one in area.indicators if one.code not in what_if.taken_out)
    if any(one.code in what_if.weights for one in kept):
        return altered(area, {"indicators": _weighed(kept, weights_of(area), what_if), "weighting": "author"})
    return altered(area, {"indicators": kept}) if len(kept) < len(area.indicators) else area


def _weighed(
    parts: Sequence[Area] | Sequence[Indicator], weights: Mapping[str, float], what_if: WhatIf
) -> tuple[Area | Indicator, ...]:
    """The parts with the weights they have, moved where that is asked for."""
    return tuple(
        altered(part, {"weight": weights[part.code] * what_if.weights.get(part.code, AS_IT_IS) / AS_IT_IS})
        for part in parts
    )


def _counts_in(scorecard: Scorecard, group: str, questions: Iterable[str]) -> bool:
    results = (scorecard.questions[code].group_result(group) for code in questions)
    return any(result is not None and result.counts for result in results)


def _closed(chosen: Iterable[str], offered: Mapping[str, bool]) -> Iterator[Refusal]:
    for code in sorted(chosen):
        if code not in offered:
            yield Refusal("unknown", code)
        elif not offered[code]:
            yield Refusal("guarded", code)


def _emptied(instrument: Instrument, what_if: WhatIf) -> Iterator[Refusal]:
    """The areas that would be left without any weight; they would read as if they did not apply."""
    moved = what_if.taken_out | what_if.weights.keys()
    for area in instrument.areas:
        if any(one.code in moved for one in area.indicators):
            weights = weights_of(_area_under(area, what_if))
            if not math.fsum(weights.values()) > 0:
                yield Refusal("emptied", area.code)
