"""What a choice on the what-if panel changes, said in one sentence and line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.methodology.report.edition import PRIORITY_TONES, Edition
from assessment.methodology.report.model import Tone
from assessment.methodology.report.words import PRIORITIES
from assessment.methodology.scoring import NodeScore
from assessment.methodology.what_if import WhatIf
from assessment.methodology.what_if_differences import AdviceMove, Differences, GapMove, NodeMove
from assessment.services.what_if import Panel


@dataclass(frozen=True)
class Side:
    """One side of a comparison as a chip."""

    text: str
    tone: Tone


@dataclass(frozen=True)
class MoveLine:
    """Something before and after, what changes in words, and the area under which it stands."""

    code: str
    label: str
    before: Side
    after: Side
    change: str = ""
    area: str = ""


@dataclass(frozen=True)
class OutcomePage:
    """What a choice changes: said in one sentence, and line by line; `choices` say what was moved."""

    choices: tuple[str, ...]
    summary: str
    areas: tuple[MoveLine, ...]
    indicators: tuple[MoveLine, ...]
    gaps: tuple[MoveLine, ...]
    advice: tuple[MoveLine, ...]


def outcome_page(panel: Panel, what_if: WhatIf, found: Differences) -> OutcomePage:
    """What the choice changes. Where scores are not shown, no difference within a level is told."""
    edition = panel.edition
    advice = [(move, told) for move in found.recommendations if (told := panel.worded(move.advice))]
    return OutcomePage(
        tuple(_choices(edition, what_if)),
        _summary(edition, found, [move for move, _ in advice]),
        tuple(_node_line(edition, move) for move in found.areas),
        tuple(_node_line(edition, move) for move in found.indicators if edition.shows_scores or _other_level(move)),
        tuple(_gap_line(edition, move) for move in found.gaps),
        tuple(_advice_line(edition, move, told.action) for move, told in advice),
    )


def _choices(edition: Edition, what_if: WhatIf) -> Iterator[str]:
    """What is moved, a sentence each."""
    for code, weight in what_if.weights.items():
        share = edition.voice.percent(weight)
        yield edition.say("Weight of “{name}”: {share} of what it is", name=edition.label(code), share=share)
    for code, level in what_if.targets.items():
        number = edition.voice.number(level, 0 if level.is_integer() else 1)
        yield edition.say("Target of “{name}”: {level}", name=edition.label(code), level=number)
    for code in sorted(what_if.taken_out):
        yield edition.say("Without the indicator “{name}”", name=edition.label(code))
    for code in sorted(what_if.left_out):
        yield edition.say("Without the opinions and experience of “{group}”", group=edition.group_label(code))
    if what_if.alternative:
        labels = {one.code: one.label for one in edition.instrument.alternatives}
        yield edition.say("Method: {name}", name=labels[what_if.alternative])


def _summary(edition: Edition, found: Differences, advice: list[AdviceMove]) -> str:
    """What changes, counted; and the largest change where scores are shown."""
    count = edition.count
    parts = [
        count("{number} area changes its level", "{number} areas change their level", number)
        for number in (sum(map(_other_level, found.areas)),)
        if number
    ]
    parts += _counted_gaps(edition, found)
    parts += _counted_advice(edition, advice)
    if not parts:
        said = edition.say("No level of an area, no gap and no recommendation changes.")
    else:
        said = edition.say("{changes}.", changes=edition.voice.row(parts))
    return f"{said} {_largest(edition, found)}".strip()


def _counted_gaps(edition: Edition, found: Differences) -> Iterator[str]:
    new = sum(move.before is None for move in found.gaps)
    gone = sum(move.after is None for move in found.gaps)
    other = len(found.gaps) - new - gone
    if new:
        yield edition.count("{number} gap appears", "{number} gaps appear", new)
    if gone:
        yield edition.count("{number} gap vanishes", "{number} gaps vanish", gone)
    if other:
        yield edition.count("{number} gap is of another severity", "{number} gaps are of another severity", other)


def _counted_advice(edition: Edition, advice: list[AdviceMove]) -> Iterator[str]:
    new = sum(move.before is None for move in advice)
    gone = sum(move.after is None for move in advice)
    other = len(advice) - new - gone
    if new:
        yield edition.count("{number} recommendation appears", "{number} recommendations appear", new)
    if gone:
        yield edition.count("{number} recommendation vanishes", "{number} recommendations vanish", gone)
    if other:
        yield edition.count(
            "{number} recommendation has another priority", "{number} recommendations have another priority", other
        )


def _largest(edition: Edition, found: Differences) -> str:
    moves = [(abs(move.difference), move) for move in found.areas if move.difference is not None]
    size, move = max(moves, key=lambda one: one[0], default=(0.0, None))
    if move is None or not size or not edition.shows_scores:
        return ""
    name, points = _label(edition, move.code), edition.points(move.difference or 0.0)
    return edition.say("Largest change: “{area}”, {points} points.", area=name, points=points)


def _node_line(edition: Edition, move: NodeMove) -> MoveLine:
    area = edition.instrument.area_of.get(move.before.parent or "")
    return MoveLine(
        move.code,
        _label(edition, move.code),
        _level(edition, move.before),
        Side(edition.say("left out"), "muted") if move.after is None else _level(edition, move.after),
        _change(edition, move),
        area.short_label if area else "",
    )


def _label(edition: Edition, code: str) -> str:
    known = code in edition.instrument.area_of or code in edition.instrument.indicator_of
    return edition.label(code) if known else edition.say("All areas")


def _level(edition: Edition, node: NodeScore) -> Side:
    return Side(edition.level_of(node.score), edition.tone(node.score))


def _change(edition: Edition, move: NodeMove) -> str:
    """The difference in points, or of the level where scores are not shown; why nothing can be judged any more."""
    if move.is_lost and move.after is not None:
        return edition.why(move.after)
    if move.is_found:
        return edition.say("can be judged now")
    if move.difference is None:
        return "–"
    if edition.shows_scores:
        return edition.points(move.difference)
    if not _other_level(move):
        return edition.say("same level")
    return edition.say("higher level") if move.difference > 0 else edition.say("lower level")


def _other_level(move: NodeMove) -> bool:
    """Whether a node is named otherwise: another band, or none for another reason."""
    return move.after is None or (move.before.band, move.before.reason) != (move.after.band, move.after.reason)


def _gap_line(edition: Edition, move: GapMove) -> MoveLine:
    before, after = (
        Side(edition.say("no gap"), "good")
        if gap is None
        else Side(edition.severity_label(gap.severity) or edition.say("gap"), edition.severity_tone(gap.severity))
        for gap in (move.before, move.after)
    )
    found = move.after or move.before
    area = edition.instrument.area_of[found.area].short_label if found else ""
    return MoveLine(move.code, edition.label(move.code), before, after, area=area)


def _advice_line(edition: Edition, move: AdviceMove, action: str) -> MoveLine:
    before, after = (
        Side(edition.say("not recommended"), "unknown")
        if one is None
        else Side(edition.say(PRIORITIES[one.priority]), PRIORITY_TONES[one.priority])
        for one in (move.before, move.after)
    )
    return MoveLine(move.code, action, before, after, area=edition.instrument.area_of[move.advice.area].short_label)
