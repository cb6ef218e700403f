"""Facts and administrative figures: what was found, whether it is confirmed, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from assessment.methodology.aggregation import reaches
from assessment.methodology.consolidation import DECIDED, QuestionResult
from assessment.methodology.instrument import Area, Item
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Block, Cell, Column, Paragraph, Row, Section, Table, Tone
from assessment.methodology.report.words import BASES
from assessment.methodology.responses import Money, Value
from assessment.methodology.voice import quantity
from assessment.methodology.wording import money_said

Basis = Literal["confirmed", "provisional", "contested", "unknown"]
BASIS_TONES: dict[Basis, Tone] = {
    "confirmed": "good",
    "provisional": "fair",
    "contested": "weak",
    "unknown": "unknown",
}


@dataclass(frozen=True)
class Finding:
    """What is known of one fact: its question, its value in words, and what it rests on."""

    question: str
    result: QuestionResult
    basis: Basis
    value: str


def findings(edition: Edition, area: Area) -> tuple[Finding, ...]:
    """The facts and administrative figures of an area that anyone said anything of, in order."""
    return tuple(
        finding
        for code in questions_in(edition, area)
        if edition.scorecard.questions[code].kind in DECIDED
        and (finding := finding_of(edition, code)).basis != "unknown"
    )


def questions_in(edition: Edition, area: Area) -> Iterator[str]:
    """The codes of an area's questions, grids row by row."""
    for item in area.items:
        if item.type == "grid":
            yield from (f"{item.code}.{row.code}" for row in item.rows)
        else:
            yield item.code


def finding_of(edition: Edition, question: str) -> Finding:
    """What is known of a fact, and how surely."""
    result = edition.scorecard.questions[question]
    item = edition.instrument.question_of[question]
    if result.confirmation is not None:
        value = result.confirmation.value
        said = edition.say("does not apply") if not result.applies else value_said(edition, item, value)
        return Finding(question, result, "confirmed", said)
    if result.reason == "contested":
        values = sorted({value_said(edition, item, claim.value) for claim in result.claims})
        return Finding(
            question, result, "contested", edition.say("Statements differ: {values}", values=edition.listed(values))
        )
    if result.value is not None:
        return Finding(question, result, "provisional", value_said(edition, item, result.value))
    return Finding(question, result, "unknown", "–")


def value_said(edition: Edition, item: Item, value: Value) -> str:
    """A value in words: the option's label, the number with its unit, the date."""
    match value:
        case tuple():
            return edition.voice.row(edition.option(item, code) for code in value)
        case Money():
            return money_said(edition.voice, value)
        case float():
            unit = item.unit or ("%" if item.type == "percentage" else "")
            return quantity(edition.voice, value, _decimals(value), unit)
        case date():
            return edition.voice.date(value)
        case _:
            return edition.option(item, value)


def _decimals(value: float) -> int:
    return 0 if value == int(value) else 1


def facts_section(edition: Edition, area: Area) -> Section | None:
    """The facts of an area: value, whether confirmed, source and date; contested ones with what is claimed."""
    found = findings(edition, area)
    if not found:
        return None
    rows = tuple(_row(edition, list(together)) for _, together in groupby(_telling(edition, found), key=_row_of))
    table = Table(
        edition.say("Facts and administrative figures: {area}", area=area.label),
        (
            Column(edition.say("Question"), width=4.6),
            Column(edition.say("Finding"), width=4.6),
            Column(edition.say("Standing"), "chip", 1.5),
        ),
        rows,
        note=edition.notice,
    )
    return Section(edition.say("Facts"), (*_opening(edition, area, found), *((table,) if rows else ())))


def _telling(edition: Edition, found: tuple[Finding, ...]) -> list[Finding]:
    """What is confirmed, what is contested, and of the rest what falls short of the target."""
    target = edition.instrument.target
    return [
        finding
        for finding in found
        if finding.basis != "provisional" or finding.result.score is None or not reaches(finding.result.score, target)
    ]


def _row_of(finding: Finding) -> tuple[str, Basis]:
    """What shares a row of the table: the lines of one grid that stand equally sure."""
    return finding.question.partition(".")[0], finding.basis


def _opening(edition: Edition, area: Area, found: Iterable[Finding]) -> tuple[Block, ...]:
    by_basis = {basis: [f for f in found if f.basis == basis] for basis in BASIS_TONES}
    sentences = [
        edition.say(
            "Of the facts asked for under “{area}”, none is confirmed by a dated source yet.", area=area.short_label
        )
        if not by_basis["confirmed"]
        else edition.count(
            "Of the facts asked for under “{area}”, {number} is confirmed by a dated source.",
            "Of the facts asked for under “{area}”, {number} are confirmed by a dated source.",
            len(by_basis["confirmed"]),
            area=area.short_label,
        )
    ]
    if number := len(by_basis["provisional"]):
        sentences.append(
            edition.count(
                "{number} fact rests on statements that agree but that nobody has confirmed: it counts, marked as "
                "provisional.",
                "{number} facts rest on statements that agree but that nobody has confirmed: they count, marked as "
                "provisional.",
                number,
            )
        )
    if number := len(by_basis["contested"]):
        sentences.append(
            edition.count(
                "On {number} fact the statements contradict each other; it has no value until a source settles it, "
                "which is itself a finding.",
                "On {number} facts the statements contradict each other; they have no value until a source settles "
                "them, which is itself a finding.",
                number,
            )
        )
    return (Paragraph(" ".join(sentences), area.code),)


def _row(edition: Edition, together: list[Finding]) -> Row:
    first = together[0]
    item = edition.instrument.question_of[first.question]
    grounds = (ground for finding in together for ground in (_scope(edition, finding), _source(edition, finding)))
    sources = dict.fromkeys(filter(None, grounds))
    return Row(
        (
            Cell(item.text, evidence=first.question),
            Cell("\n".join((_values(edition, together), *sources)), strong=first.basis == "confirmed"),
            Cell(edition.say(BASES[first.basis]), BASIS_TONES[first.basis]),
        )
    )


def _values(edition: Edition, together: list[Finding]) -> str:
    if not edition.row_text(together[0].question):
        return together[0].value
    return edition.voice.row(
        edition.say("{row}: {value}", row=edition.row_text(finding.question), value=finding.value)
        for finding in together
    )


def _scope(edition: Edition, finding: Finding) -> str:
    """What a confirmed value covers, where it is not the whole country."""
    decided = finding.result.confirmation
    return edition.say("Scope: {scope}", scope=decided.scope) if decided is not None and decided.scope else ""


def _source(edition: Edition, finding: Finding) -> str:
    """Where a confirmed fact, or the tracker that claims it, can be read; answers of respondents have no source."""
    confirmation = finding.result.confirmation
    if confirmation is None:
        series = edition.instrument.series_of
        return edition.voice.row(
            dict.fromkeys(series[c.source].source for c in finding.result.claims if c.source in series)
        )
    if not confirmation.as_of:
        return edition.say("Source: {source}", source=confirmation.source)
    return edition.say(
        "Source: {source}, {date}", source=confirmation.source, date=edition.voice.as_of(confirmation.as_of)
    )
