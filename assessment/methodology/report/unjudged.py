"""What could not be judged: each indicator without a level, why, who could tell, and what would close the gap."""

from __future__ import annotations

from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Block, Bullets, Cell, Column, Paragraph, Row, Section, Table
from assessment.methodology.report.words import REASONS


def unjudged_section(edition: Edition) -> Section:
    """The list over all areas; it also stands when it is empty, since that is a result."""
    heading = edition.say("What could not be judged")
    unjudged = edition.material.unjudged
    blocks: list[Block] = [
        Paragraph(
            edition.say(
                "What is not known is a result of this assessment. A missing answer is never counted as “no”, and "
                "a level is given only where enough is known."
            ),
            lead=True,
        )
    ]
    blocks += _areas(edition)
    if not unjudged:
        blocks.append(Paragraph(edition.say("Every indicator that applies to the country could be judged.")))
        return Section(heading, tuple(blocks), layout="page")
    blocks.append(
        Paragraph(
            edition.count(
                "{number} indicator has no level. The table names the body that could supply what is missing and "
                "what it would have to do; the action matrix takes it up.",
                "{number} indicators have no level. The table names the bodies that could supply what is missing "
                "and what they would have to do; the action matrix takes each of them up.",
                len(unjudged),
            )
        )
    )
    blocks.append(_table(edition))
    return Section(heading, tuple(blocks), layout="page")


def _areas(edition: Edition) -> list[Block]:
    nodes = [(area, edition.node(area.code)) for area in edition.instrument.areas]
    without = [(area, node) for area, node in nodes if node.score is None]
    if not without:
        return []
    return [
        Paragraph(
            edition.count(
                "{number} area has no level, although single indicators in it may have one:",
                "{number} areas have no level, although single indicators in them may have one:",
                len(without),
            )
        ),
        Bullets(
            tuple(
                Paragraph(
                    edition.say(
                        "“{area}”: {coverage} of its weight is known. {reason}",
                        area=area.label,
                        coverage=edition.share(node.coverage),
                        reason=edition.why(node),
                    ),
                    area.code,
                )
                for area, node in without
            )
        ),
    ]


def _table(edition: Edition) -> Table:
    rows: list[Row] = []
    for area in edition.instrument.areas:
        own = [u for u in edition.material.unjudged if u.area == area.code]
        if own:
            rows.append(Row((Cell(area.label),), heading=True))
        for missing in own:
            rows.append(
                Row(
                    (
                        Cell(edition.label(missing.code), evidence=missing.code),
                        Cell(edition.say(REASONS[missing.reason])),
                        Cell(edition.share(missing.coverage)),
                        Cell(missing.competent_body or edition.say("Not named")),
                        Cell(missing.data_action or edition.say("To be agreed with the country")),
                    )
                )
            )
    return Table(
        edition.say("Indicators without a level"),
        (
            Column(edition.say("Indicator"), width=2.6),
            Column(edition.say("Why"), width=2.6),
            Column(edition.say("Known"), "number", 1.1),
            Column(edition.say("Competent body"), width=2),
            Column(edition.say("What would close the data gap"), width=3.2),
        ),
        tuple(rows),
    )
