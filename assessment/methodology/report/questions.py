"""The annex of questions: wording, kind, who was asked, and each group's answers within what may be shown."""

from __future__ import annotations

from assessment.methodology.consolidation import DECIDED, QuestionResult
from assessment.methodology.disclosure import may_show
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import finding_of, questions_in
from assessment.methodology.report.model import Cell, Column, Paragraph, Row, Section, Table
from assessment.methodology.report.results import not_known, said, shown_parts
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
            Column(edition.say("Code"), width=1.5),
            Column(edition.say("Question and to whom it was put"), width=4.2),
            Column(edition.say("Don’t know"), "number", 0.9),
            Column(edition.say("Answers"), width=5),
        ),
        tuple(rows),
        note=edition.say(
            "n: answers. “Not shown”: fewer persons or institutions answered than are needed to show a result. {notice}",
            notice=edition.notice,
        ).strip(),
    )
    opening = Paragraph(
        edition.say(
            "The wording is that of the questionnaire. Shares are of those in the group who answered; for questions with several answers they may add to more than the whole."
        )
    )
    return Section(edition.say("Questions and answers"), (opening, table), layout="annex", number=number)


def _row(edition: Edition, code: str) -> Row:
    item = edition.instrument.question_of[code]
    rate = not_known(edition, code)
    asked = edition.say(
        "{kind}. Put to: {groups}", kind=edition.say(KINDS[item.kind]), groups=edition.groups(item.groups)
    )
    return Row(
        (
            Cell(code, strong=True),
            Cell(f"{edition.question(code)}\n{asked}"),
            Cell("–" if rate is None else edition.voice.percent(rate.share)),
            Cell("\n".join(_answers(edition, code))),
        ),
        anchor=code,
    )


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
    lines = [
        edition.say(
            "{group} (n = {number}): {answers}",
            group=edition.group_label(part.group),
            number=edition.voice.number(part.tally.answered),
            answers=said(edition, item, part.tally),
        )
        for part in shown_parts(edition.instrument, result)
    ]
    shown = {part.group for part in shown_parts(edition.instrument, result)}
    hidden = [
        part.group
        for part in result.groups
        if part.group not in shown
        and (part.tally.answered or not may_show(edition.instrument.group_of[part.group], part.tally.asked))
    ]
    if hidden:
        lines.append(edition.say("Not shown: {groups}", groups=edition.groups(hidden)))
    return lines or [edition.say("No answer")]
