"""What can be moved on the what-if panel, made ready for its template."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.methodology.instrument import Area, Indicator
from assessment.methodology.report.model import Tone
from assessment.methodology.what_if import AS_IT_IS, WhatIf
from assessment.services.what_if import Panel
from assessment.web.what_if_form import usual_targets, written


@dataclass(frozen=True)
class Knob:
    """One node with what can be moved of it; `weight` in per cent and `target` as inputs hold them, or nothing.

    `usual_target` is the target in force, `is_in` whether the indicator stays in; None where it has to.
    """

    code: str
    label: str
    level: str
    tone: Tone
    weight: str = ""
    target: str = ""
    usual_target: str = ""
    is_in: bool | None = None

    @property
    def moves(self) -> bool:
        """Whether anything of it can be moved."""
        return bool(self.weight or self.target) or self.is_in is not None


@dataclass(frozen=True)
class AreaKnobs:
    """An area with those of its indicators that can be moved; unfolded where something of it is."""

    code: str
    label: str
    is_open: bool
    knobs: tuple[Knob, ...]


@dataclass(frozen=True)
class Tick:
    """A group or an alternative that can be chosen."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Controls:
    """All that can be moved; `closed` are names of what cannot, for answers of fewer than five would follow."""

    groups: tuple[Tick, ...]
    alternatives: tuple[Tick, ...]
    areas: tuple[AreaKnobs, ...]
    closed: tuple[str, ...]


def controls(panel: Panel, what_if: WhatIf) -> Controls:
    """What can be moved, as the choice has it."""
    room, edition = panel.room, panel.edition
    alternatives = [one for one in edition.instrument.alternatives if room.alternatives[one.code]]
    closed = [edition.group_label(code) for code, is_open in room.groups.items() if not is_open]
    closed += [one.label for one in edition.instrument.alternatives if not room.alternatives[one.code]]
    return Controls(
        tuple(
            Tick(code, edition.group_label(code), code in what_if.left_out)
            for code, is_open in room.groups.items()
            if is_open
        ),
        tuple(Tick(one.code, one.label, one.code == what_if.alternative) for one in alternatives),
        tuple(area for one in edition.instrument.areas if (area := _area_knobs(panel, what_if, one)).knobs),
        tuple(closed),
    )


def _area_knobs(panel: Panel, what_if: WhatIf, area: Area) -> AreaKnobs:
    edition = panel.edition
    targets = usual_targets(edition)
    knobs = [_knob(panel, what_if, one, targets[one.code]) for one in area.indicators]
    if panel.room.freely and area.code in panel.room.weights:
        level = edition.node(area.code).score
        weight = written(what_if.weights.get(area.code, AS_IT_IS))
        knobs = [Knob(area.code, area.label, edition.level_of(level), edition.tone(level), weight), *knobs]
    moved = what_if.weights.keys() | what_if.targets.keys() | what_if.taken_out
    codes = {area.code, *(one.code for one in area.indicators)}
    return AreaKnobs(area.code, area.label, bool(codes & moved), tuple(knob for knob in knobs if knob.moves))


def _knob(panel: Panel, what_if: WhatIf, indicator: Indicator, target: float) -> Knob:
    edition, room, code = panel.edition, panel.room, indicator.code
    score = edition.node(code).score
    return Knob(
        code,
        indicator.label,
        edition.level_of(score),
        edition.tone(score),
        written(what_if.weights.get(code, AS_IT_IS)) if room.freely and code in room.weights else "",
        written(what_if.targets.get(code, target)) if room.freely else "",
        written(target),
        code not in what_if.taken_out if code in room.removable else None,
    )
