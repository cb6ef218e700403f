"""The annex of questions: wording, kind, who was asked, and each group's answers within what may be shown."""

from __future__ import annotations

from assessment.methodology.consolidation import DECIDED, QuestionResult
from assessment.methodology.disclosure import may_show, shown_groups
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import finding_of, questions_in
from assessment.methodology.report.figures import node_level
from assessment.methodology.report.model import Cell, Column, Paragraph, Row, Section, Table
from assessment.methodology.report.results import is_stepped, not_known, said, stepped, steps
from assessment.methodology.report.words import BASES, KINDS


def questions_section(edition: Edition, number: str) -> Section:
    """Every question of the questionnaire with its results, area by area."""
    rows: list[Row] = []
    for area in edition.instrument.areas:
        codes = list(questions_in(edition, area))
        if codes:
            rows.append(Row((Cell(area.label),), heading=True))
        rows.extend(_row(edition, code) for code in codes)
    table = Table(
        edition.say("All questions and the answers by group"),
        (
            Column(edition.say("Code"), width=1.7),
            Column(edition.say("Question and to whom it was put"), width=4.7),
            Column(edition.say("Don’t know"), "number", 0.9),
            Column(edition.say("Answers"), width=5),
            Column(edition.say("Level"), "chip", 1.4),
        ),
        tuple(rows),
        note=edition.say(
            "n: answers. “Not shown”: fewer persons or institutions answered than are needed to show a result. "
            "{notice}",
            notice=edition.notice,
        ).strip(),
    )
    opening = Paragraph(
        edition.say(
            "The wording is that of the questionnaire. Shares are of those in the group who answered; for "
            "questions with several answers they may add to more than the whole."
        )
    )
    return Section(edition.say("Questions and answers"), (opening, table), layout="annex", number=number)


def _row(edition: Edition, code: str) -> Row:
    rate = not_known(edition, code)
    level = node_level(edition, code)
    return Row(
        (
            Cell(code.replace(".", ".\u200b"), strong=True, evidence=code),
            Cell(_wording(edition, code)),
            Cell("–" if rate is None else edition.voice.percent(rate.share)),
            Cell("\n".join(_answers(edition, code))),
            Cell(level, edition.tone(edition.scorecard.score_of(code)) if level else ""),
        ),
        anchor=code,
    )


def _wording(edition: Edition, code: str) -> str:
    """The question with its kind and the groups it is put to; of a grid's further rows their text alone."""
    item = edition.instrument.question_of[code]
    row = code.partition(".")[2]
    if row and row != item.rows[0].code:
        return edition.say("– {row}", row=edition.row_text(code))
    put_to = edition.say(
        "{kind}. Put to: {groups}", kind=edition.say(KINDS[item.kind]), groups=edition.groups(item.groups)
    )
    return f"{edition.question(code)}\n{put_to}"


def _answers(edition: Edition, code: str) -> list[str]:
    result = edition.scorecard.questions[code]
    if result.kind in DECIDED:
        finding = finding_of(edition, code)
        if finding.basis == "unknown":
            return [edition.say("No answer")]
        return [edition.say("{value} ({standing})", value=finding.value, standing=edition.say(BASES[finding.basis]))]
    return _by_group(edition, code, result)


def _by_group(edition: Edition, code: str, result: QuestionResult) -> list[str]:
    item = edition.instrument.question_of[code]
    parts = shown_groups(edition.instrument, result)
    in_steps = is_stepped(edition, item)
    lines = [
        edition.say(
            "{group} (n = {number}): {answers}",
            group=edition.group_label(part.group),
            number=edition.voice.number(part.tally.answered),
            answers=stepped(edition, item, part.tally) if in_steps else said(edition, item, part.tally),
        )
        for part in parts
    ]
    if lines and in_steps:
        lines.insert(0, edition.say("In this order: {steps}", steps=steps(edition, item)))
    if hidden := _hidden(edition, result, {part.group for part in parts}):
        lines.append(edition.say("Not shown: {groups}", groups=edition.groups(hidden)))
    return lines or [edition.say("No answer")]


def _hidden(edition: Edition, result: QuestionResult, shown: set[str]) -> list[str]:
    """The groups that were asked and whose answers may not stand here."""
    groups = edition.instrument.group_of
    return [
        part.group
        for part in result.groups
        if part.group not in shown and (part.tally.answered or not may_show(groups[part.group], part.tally.asked))
    ]
