"""How far the results hold: ranges of all nodes, what moves them most, and whether opinions hang together."""

from __future__ import annotations

from collections.abc import Iterable

from assessment.methodology.instrument import ROOT, Area
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.effects import effects_section
from assessment.methodology.report.model import Block, Cell, Column, Paragraph, Row, Section, Table
from assessment.methodology.report.reliability import reliability_section
from assessment.methodology.report.standing import level_chip
from assessment.methodology.robustness.model import GENERATOR, LOWEST, SPREAD, Part, Range, Robustness, Span
from assessment.methodology.voice import N_

RARE = 0.01
LARGER: dict[Part, str] = {
    "respondents": N_("who answered"),
    "method": N_("the method"),
    "alike": N_("both alike"),
    "neither": N_("nothing"),
}


def robustness_section(edition: Edition, number: str) -> Section:
    """The annex on robustness; where nothing was drawn it has no blocks."""
    return Section(
        edition.say("How far the results hold"),
        range_blocks(edition),
        tuple(section for section in (effects_section(edition), reliability_section(edition)) if section.blocks),
        layout="annex",
        number=number,
    )


def range_blocks(edition: Edition) -> tuple[Block, ...]:
    """What was drawn, which part is larger, and the table of ranges, or of levels where scores are not shown."""
    found = edition.material.robustness
    if found is None or not found.ranges:
        return ()
    table = _scores_table(edition, found) if edition.shows_scores else _levels_table(edition, found)
    return (Paragraph(_what_was_drawn(edition, found), lead=True), Paragraph(_which_is_larger(edition, found)), table)


def _what_was_drawn(edition: Edition, found: Robustness) -> str:
    chosen = (
        edition.say(
            "Confidence intervals stand with the estimates. The ranges of scores here are robustness ranges: how far "
            "results move when something else, equally defensible, is put in the place of what was done."
        )
        if edition.material.survey
        else edition.say(
            "Stakeholders were chosen, not drawn by lot, so there are no confidence intervals here, but robustness "
            "ranges: how far results move when something else, equally defensible, is put in the place of what was "
            "done."
        )
    )
    drawn = edition.say(
        "{draws} times the respondents of each group were drawn anew, with replacement, and the weights of areas, "
        "indicators, questions and groups were varied by up to {spread}.",
        draws=edition.voice.number(found.draws),
        spread=edition.voice.percent(100 * SPREAD),
    )
    turns = edition.count(
        "The draws took turns with {number} other choice of method that the authors of the questionnaire name.",
        "The draws took turns with {number} other choices of method that the authors of the questionnaire name.",
        found.alternatives,
    )
    rest = edition.say(
        "Facts, published figures and the question whether a group is large enough to count stayed as they are. Of a "
        "hundred draws a range leaves out the {outside} lowest and the {outside} highest (generator {generator}, seed "
        "{seed}).",
        outside=edition.voice.number(LOWEST),
        generator=GENERATOR,
        seed=str(found.seed),
    )
    return " ".join((chosen, drawn, *([turns] if found.alternatives else []), rest))


def _which_is_larger(edition: Edition, found: Robustness) -> str:
    areas = [found.ranges[area.code] for area in edition.instrument.areas if area.code in found.ranges]
    by_part = {
        part: [edition.label(one.code) for one in areas if one.larger == part]
        for part in ("respondents", "method", "alike")
    }
    sentences = (
        (by_part["respondents"], N_("Who answered moves the results most in {areas}.")),
        (by_part["method"], N_("Choices of method move the results most in {areas}.")),
        (by_part["alike"], N_("Who answered and choices of method matter alike in {areas}.")),
    )
    return " ".join(edition.say(message, areas=edition.listed(labels)) for labels, message in sentences if labels)


def _scores_table(edition: Edition, found: Robustness) -> Table:
    return Table(
        edition.say("Robustness ranges"),
        (
            Column(edition.say("Area or indicator"), width=3.2),
            Column(edition.say("Score"), "number", 0.9),
            Column(edition.say("Range"), "number", 2.0),
            Column(edition.say("Respondents alone"), "number", 2.0),
            Column(edition.say("Method alone"), "number", 2.0),
            Column(edition.say("Moved most by"), width=1.5),
            Column(edition.say("Draws without a score"), "number", 1.3),
        ),
        tuple(_scores_row(edition, one) for one in _in_order(edition, found)),
        note=_note(edition),
        source=edition.source_of_levels,
    )


def _scores_row(edition: Edition, one: Range) -> Row:
    return Row(
        (
            _name(edition, one),
            Cell(edition.score(one.score), evidence=one.code),
            Cell(span_said(edition, one.joint)),
            Cell(span_said(edition, one.respondents)),
            Cell(span_said(edition, one.method)),
            Cell(edition.say(LARGER[one.larger])),
            Cell(edition.share(one.without_score)),
        )
    )


def span_said(edition: Edition, span: Span) -> str:
    """A range in words: `41.2 to 46.0`."""
    return edition.say("{low} to {high}", low=edition.score(span.low), high=edition.score(span.high))


def _levels_table(edition: Edition, found: Robustness) -> Table:
    return Table(
        edition.say("How often the draws give another level"),
        (
            Column(edition.say("Area or indicator"), width=3.4),
            Column(edition.say("Level"), "chip", 1.7),
            Column(edition.say("Draws with this level"), "number", 1.4),
            Column(edition.say("Draws with another level"), width=2.6),
            Column(edition.say("Moved most by"), width=1.7),
            Column(edition.say("Draws without a level"), "number", 1.3),
        ),
        tuple(_levels_row(edition, one) for one in _in_order(edition, found)),
        note=_note(edition),
        source=edition.source_of_levels,
    )


def _levels_row(edition: Edition, one: Range) -> Row:
    node = edition.node(one.code)
    return Row(
        (
            _name(edition, one),
            Cell(level_chip(edition, node), edition.tone(node.score), one.code),
            Cell(edition.share(1 - one.other_band)),
            Cell(_other_levels(edition, one)),
            Cell(edition.say(LARGER[one.larger])),
            Cell(edition.share(one.without_score)),
        )
    )


def _other_levels(edition: Edition, one: Range) -> str:
    labels = {band.code: band.label for band in edition.instrument.bands}
    return edition.voice.row(
        _rarely(edition, labels[code])
        if share < RARE
        else edition.say("{answer} {share}", answer=labels[code], share=edition.share(share))
        for code, share in one.bands.items()
        if code != one.band
    )


def _rarely(edition: Edition, level: str) -> str:
    return edition.say("{answer} under {share}", answer=level, share=edition.share(RARE))


def _name(edition: Edition, one: Range) -> Cell:
    node = edition.node(one.code)
    label = edition.say("All areas") if one.code == ROOT else edition.label(one.code)
    return Cell(edition.named(node, label), strong=node.kind != "indicator", evidence=one.code)


def _in_order(edition: Edition, found: Robustness) -> Iterable[Range]:
    """The index, then each area with its indicators."""
    codes = [ROOT, *(code for area in edition.instrument.areas for code in _codes(area))]
    return (found.ranges[code] for code in codes if code in found.ranges)


def _codes(area: Area) -> tuple[str, ...]:
    return (area.code, *(indicator.code for indicator in area.indicators))


def _note(edition: Edition) -> str:
    still = edition.say(
        "What has no score has no range. What fewer than five persons or firms said stands still in all draws."
    )
    return f"{still} {edition.notice}".strip()
