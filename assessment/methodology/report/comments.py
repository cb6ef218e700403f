"""The annex on the country's part in the report: its comments with what became of them, and the workshop."""

from __future__ import annotations

from assessment.methodology.country_comments import OUTCOMES, CountryComment, Workshop
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Block, Cell, Column, Paragraph, Row, Section, Table


def comments_section(edition: Edition, number: str) -> Section:
    """The workshop, where one was held, and a line for each comment."""
    workshop, comments = edition.material.workshop, edition.material.comments
    blocks = (*(_workshop(edition, workshop) if workshop else ()), *(_comments(edition, comments) if comments else ()))
    heading = edition.say("Comments of the country and what became of them")
    return Section(heading, blocks, layout="annex", number=number)


def _workshop(edition: Edition, workshop: Workshop) -> tuple[Block, ...]:
    held = edition.say(
        "The report was discussed at a validation workshop on {date}: {place}.",
        date=workshop.held_on,
        place=workshop.place,
    )
    conclusions = (Paragraph(line) for line in workshop.conclusions.splitlines() if line.strip())
    return (Paragraph(held), *conclusions, *(_participants(edition, workshop) if workshop.participants else ()))


def _participants(edition: Edition, workshop: Workshop) -> tuple[Block, ...]:
    columns = (Column(edition.say("Institution"), width=6), Column(edition.say("Participants"), "number", 1.4))
    rows = [Row((Cell(name), Cell(edition.voice.number(number)))) for name, number in workshop.participants]
    total = Row(
        (Cell(edition.say("In all"), strong=True), Cell(edition.voice.number(workshop.attendance), strong=True))
    )
    return (Table(edition.say("Participants of the validation workshop"), columns, (*rows, total)),)


def _comments(edition: Edition, comments: tuple[CountryComment, ...]) -> tuple[Block, ...]:
    columns = (
        Column(edition.say("Number"), "number", 0.9),
        Column(edition.say("Who made it"), width=2.2),
        Column(edition.say("Concerning"), width=2.2),
        Column(edition.say("Comment of the country"), width=4),
        Column(edition.say("What became of it"), width=3.4),
    )
    rows = tuple(_row(edition, comment) for comment in comments)
    return (Table(edition.say("Comments received on the draft report"), columns, rows),)


def _row(edition: Edition, comment: CountryComment) -> Row:
    voice = edition.voice
    area = edition.instrument.area_of.get(comment.area)
    known = comment.code in edition.scorecard.nodes or comment.code in edition.scorecard.questions
    concerning = (
        area.short_label if area else edition.say("The report as a whole"),
        comment.code if comment.code != comment.area else "",
        edition.say("Page {page}", page=comment.page) if comment.page else "",
    )
    decided_by = edition.say("Decided by: {office}", office=comment.decided_by) if comment.decided_by else ""
    became = (edition.say(OUTCOMES[comment.outcome]), comment.reason, decided_by)
    return Row(
        (
            Cell(voice.number(comment.number)),
            Cell("\n".join((comment.body, voice.date(comment.received_on)))),
            Cell("\n".join(filter(None, concerning)), evidence=comment.code if known else ""),
            Cell(comment.text),
            Cell("\n".join(filter(None, became))),
        )
    )
