"""The annexes in which every number can be opened: all nodes, all published series, respondents, sources, words."""

from __future__ import annotations

from assessment.methodology.instrument import Area, Measure
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.figures import figure_columns, figure_row
from assessment.methodology.report.model import Block, Bullets, Cell, Column, Paragraph, Row, Section, Table
from assessment.methodology.report.standing import level_chip
from assessment.methodology.report.words import KINDS
from assessment.methodology.scoring import NodeScore


def nodes_section(edition: Edition, number: str) -> Section:
    """Every area, indicator and measure with its level and how much of it is known."""
    rows: list[Row] = []
    for area in edition.instrument.areas:
        rows.append(_node_row(edition, area.code, area.label, edition.say("Area"), anchor=True))
        for indicator in area.indicators:
            rows.append(_node_row(edition, indicator.code, indicator.label, edition.say("Indicator"), anchor=True))
            rows.extend(_measure_row(edition, measure) for measure in indicator.measures)
    score = (Column(edition.say("Score"), "number", 0.9),) if edition.shows_scores else ()
    table = Table(
        edition.say("All areas, indicators and what they are made of"),
        (
            Column(edition.say("Code"), width=1.6),
            Column(edition.say("Name"), width=5),
            Column(edition.say("Kind"), width=1.6),
            Column(edition.say("Level"), "chip", 1.6),
            *score,
            Column(edition.say("Known"), "number", 0.9),
            Column(edition.say("Weight"), "number", 0.9),
        ),
        tuple(rows),
    )
    opening = Paragraph(
        edition.say(
            "Each sentence, table and chart of this report goes back to the lines of this table, and each line to the questions and published series of the next two annexes."
        )
    )
    return Section(edition.say("Indicators and their parts"), (opening, table), layout="annex", number=number)


def _node_row(edition: Edition, code: str, label: str, kind: str, *, anchor: bool) -> Row:
    node = edition.node(code)
    strong = node.kind in ("area", "indicator")
    score = (Cell(edition.score(node.score)),) if edition.shows_scores else ()
    name = f"{label}\n{edition.say('provisional')}" if node.provisional else label
    return Row(
        (
            Cell(code, strong=strong, evidence="" if anchor else code),
            Cell(name, strong=strong),
            Cell(kind),
            Cell(level_chip(edition, node), edition.tone(node.score)),
            *score,
            Cell(edition.share(node.coverage)),
            Cell(_weight(edition, node)),
        ),
        anchor=code if anchor else "",
    )


def _weight(edition: Edition, node: NodeScore) -> str:
    return edition.voice.number(node.weight, 0 if node.weight == int(node.weight) else 2)


def _measure_row(edition: Edition, measure: Measure) -> Row:
    if measure.code in edition.instrument.series_of:
        return _node_row(
            edition, measure.code, edition.label(measure.code), edition.say("Published figure"), anchor=False
        )
    kind = KINDS[edition.scorecard.questions[measure.code].kind]
    return _node_row(edition, measure.code, edition.statement(measure.code), edition.say(kind), anchor=False)


def desk_section(edition: Edition, number: str) -> Section:
    """All published series of the questionnaire with their latest value."""
    present = [s for s in edition.instrument.series if edition.scorecard.desk[s.code].value is not None]
    absent = [s for s in edition.instrument.series if edition.scorecard.desk[s.code].value is None]
    blocks: list[Block] = []
    if present:
        rows = tuple(figure_row(edition, series, anchor=series.code) for series in present)
        blocks.append(Table(edition.say("All published series with a value"), figure_columns(edition), rows))
    if absent:
        blocks.append(Paragraph(edition.say("Series of the questionnaire without a value for the country:")))
        rows = tuple(Row((Cell(s.code), Cell(s.name), Cell(s.source)), anchor=s.code) for s in absent)
        columns = (
            Column(edition.say("Code"), width=1.4),
            Column(edition.say("Series"), width=4.4),
            Column(edition.say("Source"), width=3),
        )
        blocks.append(Table(edition.say("Published series without a value"), columns, rows))
    return Section(edition.say("Published figures and their sources"), tuple(blocks), layout="annex", number=number)


def respondents_section(edition: Edition, number: str) -> Section:
    """How many of each group and role were invited and answered."""
    rows: list[Row] = []
    for heard in edition.material.heard:
        group = edition.instrument.group_of[heard.group]
        labels = {role.code: role.label for role in group.roles}
        rows.append(
            Row((Cell(group.label, strong=True), _number(edition, heard.invited), _number(edition, heard.submitted)))
        )
        rows.extend(
            Row((Cell(labels.get(r.role, r.role)), _number(edition, r.invited), _number(edition, r.submitted)))
            for r in heard.roles
        )
    table = Table(
        edition.say("Respondents by stakeholder group and role"),
        (
            Column(edition.say("Group and role"), width=5),
            Column(edition.say("Invited"), "number", 1.2),
            Column(edition.say("Responses"), "number", 1.2),
        ),
        tuple(rows),
        note=edition.notice,
    )
    return Section(edition.say("Respondents"), (table,), layout="annex", number=number)


def _number(edition: Edition, value: int) -> Cell:
    return Cell(edition.voice.number(value))


def sources_section(edition: Edition, number: str) -> Section:
    """Confirmed facts with their links, dated facts of the desk study, development partners, references."""
    blocks: list[Block] = [*_confirmed(edition), *_desk_facts(edition), *_partners(edition)]
    sources = sorted({s.source for s in edition.instrument.series})
    if sources:
        blocks.append(Paragraph(edition.say("Publishers of the figures used:")))
        blocks.append(Bullets(tuple(Paragraph(source) for source in sources)))
    return Section(edition.say("Sources"), tuple(blocks), layout="annex", number=number)


def _confirmed(edition: Edition) -> list[Block]:
    rows = tuple(
        Row(
            (
                Cell(code, evidence=code),
                Cell(confirmation.source),
                Cell(confirmation.as_of or "–"),
                Cell(confirmation.link or "–"),
            )
        )
        for code, result in edition.scorecard.questions.items()
        if (confirmation := result.confirmation) is not None
    )
    if not rows:
        return []
    columns = (
        Column(edition.say("Code"), width=1.3),
        Column(edition.say("Source"), width=3.4),
        Column(edition.say("As of"), width=1.2),
        Column(edition.say("Address"), width=4),
    )
    return [Table(edition.say("Confirmed facts and their sources"), columns, rows)]


def _desk_facts(edition: Edition) -> list[Block]:
    facts = edition.material.country_facts
    if not facts:
        return []
    rows = tuple(
        Row((Cell(_short(edition, fact.area)), Cell(fact.text), Cell(fact.year), Cell(fact.address))) for fact in facts
    )
    columns = (
        Column(edition.say("Area"), width=1.4),
        Column(edition.say("Fact"), width=4.2),
        Column(edition.say("Year"), "number", 0.8),
        Column(edition.say("Address"), width=3.4),
    )
    return [Table(edition.say("Dated facts of the desk study"), columns, rows)]


def _short(edition: Edition, code: str) -> str:
    area: Area | None = edition.instrument.area_of.get(code)
    return area.short_label if area else code


def _partners(edition: Edition) -> list[Block]:
    used = {code for r in edition.material.recommendations for code in r.advice.partners}
    used |= {code for action in edition.material.actions for code in action.partners}
    known = [code for code in edition.material.partners if code in used]
    if not known:
        return []
    rows = tuple(
        Row((Cell(edition.partner(code), strong=True), Cell(edition.material.partners[code]))) for code in known
    )
    columns = (Column(edition.say("Abbreviation"), width=1.4), Column(edition.say("Name"), width=6))
    return [Table(edition.say("Development partners named in the matrix"), columns, rows)]
