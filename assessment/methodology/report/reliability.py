"""Whether opinions on one subject hang together, as a table with a remark on each scale."""

from __future__ import annotations

from assessment.methodology.reliability import ACCEPTABLE, FEWEST, Reliability, remarks
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Block, Cell, Column, Paragraph, Row, Section, Table


def reliability_section(edition: Edition) -> Section:
    """Cronbach's alpha and item-rest correlations of the scales that enough answered; without any, no blocks."""
    return Section(edition.say("Do the opinions hang together?"), reliability_blocks(edition))


def reliability_blocks(edition: Edition) -> tuple[Block, ...]:
    """What the figures mean, and the table."""
    scales = edition.material.reliabilities
    if not scales:
        return ()
    opening = edition.say(
        "Where a group answered several questions of opinion on one subject, Cronbach’s alpha (1951) says whether they "
        "measure one thing: 1 at most, from {acceptable} up by common usage (Nunnally 1978). The item-rest correlation "
        "says how each question goes with the others together. Only respondents with an answer to each question of the "
        "scale are in, and only scales that {fewest} or more answered. Scores do not depend on it.",
        acceptable=edition.voice.number(ACCEPTABLE, 1),
        fewest=edition.voice.number(FEWEST),
    )
    table = Table(
        edition.say("Reliability of opinions by area or indicator and group"),
        (
            Column(edition.say("Area or indicator"), width=2.4),
            Column(edition.say("Group"), width=1.7),
            Column(edition.say("Respondents"), "number", 1.3),
            Column(edition.say("Alpha"), "number", 0.9),
            Column(edition.say("Item-rest correlations"), width=2.2),
            Column(edition.say("Remark"), width=4.4),
        ),
        tuple(_row(edition, scale) for scale in scales),
        note=edition.notice,
    )
    return (Paragraph(opening), table)


def _row(edition: Edition, scale: Reliability) -> Row:
    return Row(
        (
            Cell(edition.label(scale.node), evidence=scale.node, strong=scale.node in edition.instrument.area_of),
            Cell(edition.group_label(scale.group)),
            Cell(edition.voice.number(scale.respondents)),
            Cell(_said(edition, scale.alpha)),
            Cell(
                edition.voice.row(
                    edition.say("{question} {value}", question=item.question, value=_said(edition, item.correlation))
                    for item in scale.items
                )
            ),
            Cell(" ".join(remark.said(edition.voice) for remark in remarks(scale))),
        )
    )


def _said(edition: Edition, value: float | None) -> str:
    return "–" if value is None else edition.voice.number(value, 2)
