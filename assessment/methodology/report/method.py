"""How the assessment was made: what is measured, who was heard, how answers become levels, how old the data are."""

from __future__ import annotations

from collections import Counter

from assessment.methodology.disclosure import FEWEST_PERSONS, shown_tally
from assessment.methodology.instrument import Group
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.judging import judging_section
from assessment.methodology.report.model import Block, Cell, Column, Paragraph, Row, Section, Table
from assessment.methodology.report.survey import quality_blocks
from assessment.methodology.report.without_names import without_names
from assessment.methodology.report.words import KINDS, STATES
from assessment.methodology.voice import N_

KIND_MEANINGS = {
    "fact": N_(
        "Has one right answer, such as the state of a law. An analyst confirms it from a dated source; until then "
        "statements are claims."
    ),
    "figure": N_("A number kept by a competent body, with its source and year. It is treated like a fact."),
    "perception": N_("A judgement on a scale of five steps. It is averaged within each group, then over the groups."),
    "experience": N_("What respondents report of themselves. It is shown as a share or a median of each group."),
    "context": N_("Helps to read the rest and never enters a level."),
}


def method_section(edition: Edition) -> Section:
    """The method in plain words, with the people and the data of this assessment."""
    return Section(
        edition.say("How the assessment was made"),
        (
            Paragraph(
                edition.count(
                    "The questionnaire covers {number} policy area with {indicators} indicators, made of "
                    "{questions} questions and {series} published series. Its rules are fixed in advance and the "
                    "same for every country.",
                    "The questionnaire covers {number} policy areas with {indicators} indicators, made of "
                    "{questions} questions and {series} published series. Its rules are fixed in advance and the "
                    "same for every country.",
                    len(edition.instrument.areas),
                    indicators=edition.voice.number(len(edition.instrument.indicator_of)),
                    questions=edition.voice.number(len(edition.instrument.question_of)),
                    series=edition.voice.number(len(edition.instrument.series)),
                ),
                lead=True,
            ),
        ),
        (*_kinds(edition), *_people(edition), judging_section(edition), *_vintage(edition)),
        layout="page",
    )


def _kinds(edition: Edition) -> list[Section]:
    if not edition.instrument.question_of:
        return []
    numbers: Counter[str] = Counter(item.kind for item in edition.instrument.question_of.values())
    table = Table(
        edition.say("Kinds of question"),
        (
            Column(edition.say("Kind"), width=1.6),
            Column(edition.say("Number"), "number", 0.8),
            Column(edition.say("How it is used"), width=5),
        ),
        tuple(
            Row(
                (
                    Cell(edition.say(KINDS[kind]), strong=True),
                    Cell(edition.voice.number(numbers[kind])),
                    Cell(edition.say(meaning)),
                )
            )
            for kind, meaning in KIND_MEANINGS.items()
            if numbers[kind]
        ),
        source=edition.say("Questionnaire {name}.", name=edition.facts.questionnaire),
    )
    return [Section(edition.say("What is asked"), (table, *_by_choice(edition)))]


def _by_choice(edition: Edition) -> list[Block]:
    modules = edition.instrument.modules
    if not modules:
        return []
    return [
        Paragraph(
            edition.say(
                "Some groups answer a few core questions and then choose the topics to go on with: {groups}. The "
                "topics are: {topics}. What is said of a question in a topic rests on those who chose it.",
                groups=edition.groups(code for module in modules for code in module.groups),
                topics=edition.voice.row(module.label for module in modules),
            )
        )
    ]


def _people(edition: Edition) -> list[Section]:
    heard = edition.material.heard
    if not heard:
        return []
    submitted = sum(group.submitted for group in heard)
    opening = edition.count(
        "{number} response was sent and counts in this report.",
        "{number} responses were sent and count in this report.",
        submitted,
    )
    dates = _dates(edition)
    blocks: list[Block] = [Paragraph(f"{opening} {dates}".strip())]
    if edition.facts.demonstration:
        blocks.append(
            Paragraph(
                edition.say(
                    "In this demonstration the respondents are invented: a program generated their answers, with "
                    "the gaps, contradictions and small groups that real fieldwork has."
                )
            )
        )
    blocks += [*without_names(edition), _heard_table(edition), *quality_blocks(edition), *_states_table(edition)]
    return [Section(edition.say("Who was heard"), tuple(blocks), code="respondents")]


def _dates(edition: Edition) -> str:
    opened, closed = edition.facts.opened, edition.facts.closed
    if opened is None or closed is None:
        return ""
    return edition.say(
        "The questionnaire was open from {opened} to {closed}.",
        opened=edition.voice.date(opened),
        closed=edition.voice.date(closed),
    )


def _heard_table(edition: Edition) -> Table:
    rows = []
    for heard in edition.material.heard:
        group = edition.instrument.group_of[heard.group]
        rows.append(
            Row(
                (
                    Cell(group.label),
                    Cell("–" if heard.register is None else edition.voice.number(heard.register)),
                    Cell(edition.voice.number(heard.invited)),
                    Cell(edition.voice.number(heard.submitted)),
                    Cell(edition.voice.number(heard.counted)),
                    Cell(_needed(edition, group)),
                )
            )
        )
    return Table(
        edition.say("Who was heard, by stakeholder group"),
        (
            Column(edition.say("Group"), width=3),
            Column(edition.say("In the register"), "number", 1.2),
            Column(edition.say("Invited"), "number", 1.1),
            Column(edition.say("Responses"), "number", 1.2),
            Column(edition.say("Counted once"), "number", 1.2),
            Column(edition.say("Needed to count"), width=2),
        ),
        tuple(rows),
        note=edition.say(
            "“Counted once”: distinct institutions, firms or persons. A group also counts when the share of its "
            "register that its rule asks for has answered. {notice}",
            notice=edition.notice,
        ).strip(),
        source=edition.source_of_answers,
    )


def _needed(edition: Edition, group: Group) -> str:
    if group.counts == "institutions":
        return edition.count("{number} institution", "{number} institutions", group.minimum)
    return edition.count("{number} firm or person", "{number} firms or persons", group.minimum)


def _states_table(edition: Edition) -> list[Block]:
    totals: dict[str, Counter[str]] = {}
    for result in edition.scorecard.questions.values():
        for code, tally in shown_tally(edition.instrument, result).items():
            cell = totals.setdefault(code, Counter())
            cell.update(tally.states)
            cell["unanswered"] += tally.unanswered
    rows = []
    for group in edition.instrument.groups:
        cell = totals.get(group.code, Counter())
        asked = sum(cell.values())
        if asked:
            shares = tuple(Cell(edition.voice.percent(100 * cell[state] / asked)) for state in STATES)
            rows.append(Row((Cell(group.label), Cell(edition.voice.number(asked)), *shares)))
    if not rows:
        return []
    return [
        Table(
            edition.say("States of the answers, by stakeholder group"),
            (
                Column(edition.say("Group"), width=2.6),
                Column(edition.say("Questions put"), "number", 1.1),
                *(Column(edition.say(label), "number", 1.2) for label in STATES.values()),
            ),
            tuple(rows),
            note=edition.say(
                "Shares of the questions put to the group. The five states are never merged; only an answer has a "
                "value. Questions put to fewer than {number} persons or firms are left out. {notice}",
                number=edition.voice.number(FEWEST_PERSONS),
                notice=edition.notice,
            ).strip(),
            source=edition.source_of_answers,
        )
    ]


def _vintage(edition: Edition) -> list[Section]:
    present = [r for r in edition.scorecard.desk.values() if r.year is not None]
    if not present:
        return []
    years = [r.year for r in present if r.year is not None]
    sentences = [
        edition.count(
            "{number} published series has a value for the country; the oldest is of {oldest}, the newest of {newest}.",
            "{number} published series have a value for the country; the oldest is of {oldest}, the newest of "
            "{newest}.",
            len(present),
            oldest=str(min(years)),
            newest=str(max(years)),
        ),
        edition.count(
            "{number} of them is more than five years older than the reference year {year}.",
            "{number} of them are more than five years older than the reference year {year}.",
            sum(r.old for r in present),
            year=str(edition.facts.reference_year),
        ),
    ]
    return [Section(edition.say("Age of the published data"), (Paragraph(" ".join(sentences)),))]
