"""What moves results most: one choice made otherwise at a time, as sentences, a tornado and a table of levels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Bar, Block, Bullets, Chart, Paragraph, Section
from assessment.methodology.robustness.model import SPREAD, Effect

MOST_BARS = 12
LEAST_CHANGE = 0.05
"""What rounds to 0.0 points is no change."""


def effects_section(edition: Edition) -> Section:
    """The largest effect on each area, and the largest of all as a tornado where scores are shown."""
    return Section(edition.say("What moves the results"), effect_blocks(edition))


def effect_blocks(edition: Edition) -> tuple[Block, ...]:
    """A sentence on each area that has a range, and a picture of the largest effects; nothing without any."""
    found = edition.material.robustness
    codes = [area.code for area in edition.instrument.areas if found and area.code in found.ranges]
    if found is None or not codes:
        return ()
    opening = edition.say(
        "One choice at a time was made otherwise and all else left as it is: the weight of each indicator a quarter "
        "lower and a quarter higher, each group left out, each alternative taken."
    )
    sentences = tuple(Paragraph(largest_said(edition, found.effects_on(code), code), code) for code in codes)
    on_areas = [effect for effect in found.effects if effect.node in codes]
    chart = tornado(edition, on_areas, caption=edition.say("The choices that move areas most"), with_area=True)
    return (Paragraph(opening), Bullets(sentences), *([chart] if chart else []))


def area_blocks(edition: Edition, area: str) -> tuple[Block, ...]:
    """The effects on one area: a sentence that names the largest, and their picture."""
    effects = edition.material.robustness.effects_on(area) if edition.material.robustness else ()
    caption = edition.say("The choices that move “{area}” most", area=edition.label(area))
    chart = tornado(edition, effects, caption=caption, with_area=False)
    return (Paragraph(largest_said(edition, effects, area), area), *([chart] if chart else []))


def largest_said(edition: Edition, effects: Sequence[Effect], area: str) -> str:
    """Which choice moves an area most and by how much; where scores are not shown, which choices change its level."""
    moved = _moved_most(edition, effects, area) if edition.shows_scores else _level_changes(edition, effects, area)
    losing = [choice_said(edition, effect) for effect in effects if effect.loses_score]
    lost = (
        edition.say("These choices leave it without a level: {choices}.", choices=edition.voice.row(losing))
        if losing
        else ""
    )
    return f"{moved} {lost}".strip()


def _moved_most(edition: Edition, effects: Sequence[Effect], area: str) -> str:
    largest = next((effect for effect in effects if effect.size >= LEAST_CHANGE), None)
    if largest is None:
        return edition.say("No single choice moves “{area}”.", area=edition.label(area))
    change = max(largest.changes, key=abs)
    return edition.say(
        "“{area}” moves most with this choice: {choice}. It then scores {to} instead of {score}. {level}",
        area=edition.label(area),
        choice=choice_said(edition, largest),
        score=edition.score(largest.score),
        to=edition.score(largest.score + change),
        level=edition.say("The level changes.") if largest.changes_band else edition.say("The level stays."),
    )


def _level_changes(edition: Edition, effects: Sequence[Effect], area: str) -> str:
    changing = [choice_said(edition, effect) for effect in effects if effect.changes_band]
    if not changing:
        return edition.say("No single choice changes the level of “{area}”.", area=edition.label(area))
    return edition.say(
        "The level of “{area}” changes with: {choices}.", area=edition.label(area), choices=edition.voice.row(changing)
    )


def choice_said(edition: Edition, effect: Effect) -> str:
    """A choice in a few words."""
    if effect.choice == "group":
        return edition.say("without “{group}”", group=edition.group_label(effect.code))
    if effect.choice == "weight":
        return edition.say("weight of “{name}”", name=edition.label(effect.code))
    labels = {alternative.code: alternative.label for alternative in edition.instrument.alternatives}
    return labels[effect.code]


def tornado(edition: Edition, effects: Sequence[Effect], *, caption: str, with_area: bool) -> Chart | None:
    """The largest effects in score points; none where scores are not shown or nothing moves."""
    shown = [effect for effect in effects if effect.size >= LEAST_CHANGE][:MOST_BARS]
    if not edition.shows_scores or not shown:
        return None
    most = math.ceil(shown[0].size)
    return Chart(
        "tornado",
        caption,
        caption,
        tuple(_bar(edition, effect, with_area=with_area) for effect in shown),
        legend=(edition.say("Lower score"), edition.say("Higher score")),
        maximum=float(most),
        ticks=tuple((float(tick), edition.voice.number(tick)) for tick in (-most, 0, most)),
        stamp=edition.notice,
        note=edition.say("Changes in score points; weights are varied by {spread}.", spread=edition.share(SPREAD)),
        source=edition.source_of_levels,
    )


def _bar(edition: Edition, effect: Effect, *, with_area: bool) -> Bar:
    choice = choice_said(edition, effect)
    label = edition.say("{area}: {choice}", area=_short(edition, effect.node), choice=choice) if with_area else choice
    sides = (min(0.0, *effect.changes), max(0.0, *effect.changes))
    return Bar(label, sides, tuple(edition.voice.number(side, 1) if side else "" for side in sides))


def _short(edition: Edition, code: str) -> str:
    area = edition.instrument.area_of.get(code)
    return area.short_label if area else edition.say("All areas")
