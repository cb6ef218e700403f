"""The annexes in which every number can be opened: all nodes, all published series, respondents, sources, words."""

from __future__ import annotations

from assessment.methodology.instrument import ROOT, Area, Indicator
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.figures import figure_columns, figure_row
from assessment.methodology.report.glossary import glossary_section
from assessment.methodology.report.library import documents_table
from assessment.methodology.report.model import Block, Cell, Column, Paragraph, Row, Section, Table
from assessment.methodology.report.standing import level_chip
from assessment.methodology.weighing import weights_of


def nodes_section(edition: Edition, number: str) -> Section:
    """Every area and indicator with its level, how much of it is known, and what it is made of."""
    rows: list[Row] = []
    if edition.instrument.overall:
        rows.append(_node_row(edition, ROOT, edition.say("All areas"), ""))
    for area in edition.instrument.areas:
        rows.append(_node_row(edition, area.code, area.label, ""))
        rows.extend(_node_row(edition, i.code, i.label, _made_of(edition, i)) for i in area.indicators)
    score = (Column(edition.say("Score"), "number", 0.9),) if edition.shows_scores else ()
    table = Table(
        edition.say("All areas and indicators"),
        (
            Column(edition.say("Code"), width=2.2),
            Column(edition.say("Name"), width=4.6),
            Column(edition.say("Level"), "chip", 1.7),
            *score,
            Column(edition.say("Known"), "number", 1.1),
            Column(edition.say("Weight"), "number", 1.1),
            Column(edition.say("Made of"), width=3.4),
        ),
        tuple(rows),
        note=edition.say("A figure in brackets is a weight other than 1."),
    )
    opening = Paragraph(
        edition.say(
            "Each sentence, table and chart of this report goes back to the lines of this table, and each line to "
            "the questions and published series of the next two annexes, named here by their codes."
        )
    )
    return Section(edition.say("Areas and indicators"), (opening, table), layout="annex", number=number)


def _node_row(edition: Edition, code: str, label: str, made_of: str) -> Row:
    node = edition.node(code)
    strong = node.kind == "area"
    score = (Cell(edition.score(node.score)),) if edition.shows_scores else ()
    name = edition.named(node, label)
    return Row(
        (
            Cell(code, strong=True, evidence=code),
            Cell(name, strong=strong),
            Cell(level_chip(edition, node), edition.tone(node.score)),
            *score,
            Cell(edition.share(node.coverage)),
            Cell(edition.weight(node.weight)),
            Cell(made_of),
        ),
        anchor=code,
    )


def _made_of(edition: Edition, indicator: Indicator) -> str:
    weights = weights_of(indicator).items()
    return edition.voice.row(code if weight == 1 else f"{code} ({edition.weight(weight)})" for code, weight in weights)


def desk_section(edition: Edition, number: str) -> Section:
    """All published series of the questionnaire with their latest value."""
    present = [s for s in edition.instrument.series if edition.scorecard.desk[s.code].value is not None]
    absent = [s for s in edition.instrument.series if edition.scorecard.desk[s.code].value is None]
    blocks: list[Block] = []
    if present:
        rows = tuple(figure_row(edition, series, anchor=series.code) for series in present)
        blocks.append(
            Table(edition.say("All published series with a value"), figure_columns(edition, level=True), rows)
        )
    if absent:
        rows = tuple(Row((Cell(s.code), Cell(s.name), Cell(s.source)), anchor=s.code) for s in absent)
        columns = (
            Column(edition.say("Code"), width=1.4),
            Column(edition.say("Series"), width=4.4),
            Column(edition.say("Source"), width=3),
        )
        blocks.append(Table(edition.say("Published series without a value"), columns, rows))
    return Section(edition.say("Published figures and their sources"), tuple(blocks), layout="annex", number=number)


def people_and_sources_section(edition: Edition, number: str) -> Section:
    """Who answered, role by role; confirmed facts, dated facts and publishers; the words of the method."""
    parts = (_respondents(edition), _sources(edition), glossary_section(edition))
    return Section(
        edition.say("Respondents, sources and words"),
        (),
        tuple(part for part in parts if part.blocks),
        layout="annex",
        number=number,
    )


def _respondents(edition: Edition) -> Section:
    rows = []
    for heard in edition.material.heard:
        group = edition.instrument.group_of[heard.group]
        labels = {role.code: role.label for role in group.roles}
        roles = edition.voice.row(
            edition.say(
                "{role}: {submitted} of {invited}",
                role=labels.get(r.role, r.role),
                submitted=r.submitted,
                invited=r.invited,
            )
            for r in heard.roles
            if r.invited
        )
        rows.append(
            Row(
                (
                    Cell(group.label, strong=True),
                    Cell(roles),
                    _number(edition, heard.submitted),
                    _number(edition, heard.invited),
                )
            )
        )
    table = Table(
        edition.say("Responses and invitations by stakeholder group and role"),
        (
            Column(edition.say("Group"), width=2),
            Column(edition.say("Role"), width=6),
            Column(edition.say("Responses"), "number", 1.2),
            Column(edition.say("Invited"), "number", 1.0),
        ),
        tuple(rows),
        note=edition.say(
            "Institutions that chose to stay hidden are counted under their group, not under a role. {notice}",
            notice=edition.notice,
        ).strip(),
        source=edition.source_of_answers,
    )
    return Section(edition.say("Respondents"), (table, *_thanks(edition)) if rows else ())


def _thanks(edition: Edition) -> list[Block]:
    """Who agreed to be named among those who are thanked."""
    names = edition.material.acknowledged
    if not names:
        return []
    return [Paragraph(edition.say("With thanks to: {names}.", names=edition.voice.row(names)))]


def _number(edition: Edition, value: int) -> Cell:
    return Cell(edition.voice.number(value))


def _sources(edition: Edition) -> Section:
    blocks: list[Block] = [*_confirmed(edition), *documents_table(edition), *_desk_facts(edition), *_partners(edition)]
    used = {s.source for s in edition.instrument.series if edition.scorecard.desk[s.code].value is not None}
    if used:
        blocks.append(
            Paragraph(
                edition.say("Publishers of the figures used: {sources}.", sources=edition.voice.row(sorted(used)))
            )
        )
    return Section(edition.say("Sources"), tuple(blocks))


def _confirmed(edition: Edition) -> list[Block]:
    rows = tuple(
        Row(
            (
                Cell(code, evidence=code),
                Cell("\n".join(text for text in (confirmation.source, confirmation.scope) if text)),
                Cell(edition.voice.as_of(confirmation.as_of) or "–"),
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
        Column(edition.say("Source and scope"), width=3.4),
        Column(edition.say("As of"), width=1.2),
        Column(edition.say("Address"), width=4),
    )
    return [Table(edition.say("Confirmed facts and their sources"), columns, rows)]


def _desk_facts(edition: Edition) -> list[Block]:
    facts = edition.material.country_facts
    if not facts:
        return []
    rows = tuple(
        Row(
            (Cell(_short(edition, fact.area), evidence=fact.area), Cell(fact.text), Cell(fact.year), Cell(fact.address))
        )
        for fact in facts
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
