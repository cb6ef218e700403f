"""Follow-up: the states of an action, the three named rates with their definitions, and where they stand (rule 18)."""

from __future__ import annotations

from assessment.methodology.followup import STATUSES as STATES
from assessment.methodology.followup import Rates
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import (
    Block,
    Cell,
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    Section,
    Table,
)
from assessment.methodology.report.words import STATUS_MEANINGS, STATUSES


def progress_section(edition: Edition) -> Section:
    """How carrying out is measured and, once actions are adopted, how far it is."""
    blocks: list[Block] = [
        Paragraph(
            edition.say(
                "Each adopted action is followed by its lead body. Reports are added, never overwritten, so that "
                "the state at any date can be read later."
            ),
            lead=True,
        )
    ]
    rates = edition.material.rates
    if rates is not None and rates.total:
        blocks += [_strip(edition, rates), _by_area(edition, rates)]
    else:
        blocks.append(
            Paragraph(
                edition.say(
                    "No action has been adopted yet, so there is nothing to count; the definitions below apply "
                    "from the day of adoption."
                )
            )
        )
    return Section(
        edition.say("Follow-up"),
        tuple(blocks),
        (Section(edition.say("What the states and rates mean"), (_definitions(edition),)),),
        layout="page",
    )


def _rate(edition: Edition, rate: float | None) -> str:
    return "–" if rate is None else edition.voice.percent(rate)


def _strip(edition: Edition, rates: Rates) -> KeyFigures:
    note = edition.count("{number} action", "{number} actions", rates.total)
    return KeyFigures(
        (
            KeyFigure(_rate(edition, rates.completed), edition.say("Completed"), note, evidence="actions"),
            KeyFigure(
                _rate(edition, rates.under_way_or_completed),
                edition.say("Under way or completed"),
                note,
                evidence="actions",
            ),
            KeyFigure(
                _rate(edition, rates.weighted_progress), edition.say("Weighted progress"), note, evidence="actions"
            ),
        ),
        edition.say("Implementation rates on {date}", date=edition.voice.date(edition.facts.dated)),
    )


def _by_area(edition: Edition, whole: Rates) -> Table:
    rows = [
        _rates_row(edition, area.label, edition.material.rates_by_area[area.code])
        for area in edition.instrument.areas
        if area.code in edition.material.rates_by_area
    ]
    return Table(
        edition.say("Implementation rates by area"),
        (
            Column(edition.say("Area"), width=4),
            Column(edition.say("Completed"), "number", 1.4),
            Column(edition.say("Under way or completed"), "number", 1.6),
            Column(edition.say("Weighted progress"), "number", 1.4),
            Column(edition.say("Actions counted"), "number", 1.2),
            Column(edition.say("Dropped"), "number", 1.4),
        ),
        (*rows, _rates_row(edition, edition.say("All areas"), whole, strong=True)),
        source=edition.say(
            "Computed from the progress reported on the adopted actions of assessment {name}.", name=edition.facts.name
        ),
    )


def _rates_row(edition: Edition, label: str, rates: Rates, *, strong: bool = False) -> Row:
    texts = (
        label,
        _rate(edition, rates.completed),
        _rate(edition, rates.under_way_or_completed),
        _rate(edition, rates.weighted_progress),
        edition.voice.number(rates.total),
        edition.voice.number(rates.dropped),
    )
    return Row(tuple(Cell(text, strong=strong) for text in texts))


def _definitions(edition: Edition) -> Table:
    rates = (
        (
            edition.say("Completed"),
            edition.say("Completed actions as a share of all actions that are not dropped."),
        ),
        (
            edition.say("Under way or completed"),
            edition.say("Actions under way and completed actions as a share of all actions that are not dropped."),
        ),
        (
            edition.say("Weighted progress"),
            edition.say(
                "The mean over all actions that are not dropped: a completed action counts in full, an action under "
                "way with the per cent reported for it, any other with nothing. An action on hold stays in the count."
            ),
        ),
    )
    states = tuple((edition.say(STATUSES[state]), edition.say(STATUS_MEANINGS[state])) for state in STATES)
    return Table(
        edition.say("Definitions of the states of an action and of the implementation rates"),
        (Column(edition.say("Word"), width=1.6), Column(edition.say("Definition"), width=5)),
        (
            Row((Cell(edition.say("States of an action")),), heading=True),
            *(Row((Cell(name, strong=True), Cell(meaning))) for name, meaning in states),
            Row((Cell(edition.say("Three rates, always with their names")),), heading=True),
            *(Row((Cell(name, strong=True), Cell(meaning))) for name, meaning in rates),
        ),
    )
