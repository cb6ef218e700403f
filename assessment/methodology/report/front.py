"""The front of the report: cover, imprint, words of the document, how to read it."""

from __future__ import annotations

from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import (
    Block,
    Callout,
    Cell,
    Column,
    Cover,
    Paragraph,
    Row,
    Section,
    Table,
    Words,
)
from assessment.methodology.report.words import RESULTS_SHOWN

DIGITS = 16


def cover(edition: Edition) -> Cover:
    """What the first page and the imprint say."""
    facts = edition.facts
    return Cover(
        edition.say("eTrade readiness assessment"),
        edition.instrument.title,
        edition.say("Findings, recommendations and action matrix"),
        edition.voice.country(facts.country),
        edition.voice.date(facts.dated),
        _imprint(edition),
    )


def _imprint(edition: Edition) -> tuple[str, ...]:
    facts = edition.facts
    lines = [
        edition.notice,
        edition.say(
            "Assessment {name}, report of {date}, reference year {year}.",
            name=facts.name,
            date=edition.voice.date(facts.dated),
            year=facts.reference_year,
        ),
        edition.say(
            "Questionnaire {questionnaire}. Method digest {method}, data digest {data}: the same digests give the "
            "same figures.",
            questionnaire=facts.questionnaire,
            method=facts.method_digest[:DIGITS],
            data=facts.data_digest[:DIGITS],
        ),
        edition.say(RESULTS_SHOWN[facts.results_shown]),
        edition.say("Respondents could answer in: {languages}.", languages=edition.voice.join(facts.languages))
        if facts.languages
        else "",
        edition.say(
            "The names of countries and the presentation of the material imply no opinion on the legal status of "
            "any country, territory, city or area, or of its authorities, or on its frontiers."
        ),
        edition.say(
            "Published figures belong to the organisations named as their sources and are used under their "
            "licences. The report may be quoted with its source."
        ),
    ]
    return tuple(line for line in lines if line)


def words(edition: Edition) -> Words:
    """The words that a document adds around the content."""
    return Words(
        contents=edition.say("Contents"),
        figure=edition.say("Figure"),
        table=edition.say("Table"),
        source=edition.say("Source"),
        note=edition.say("Note"),
        page=edition.say("Page"),
    )


def about_section(edition: Edition, abbreviations: Table | None) -> Section:
    """What this report is and how to read it, with the abbreviations that it uses."""
    below = [Section(edition.say("How to read it"), _reading(edition))]
    if abbreviations is not None:
        below.append(Section(edition.say("Abbreviations"), (abbreviations,)))
    warning = (Callout(edition.notice, _warning(edition), "poor"),) if edition.notice else ()
    return Section(
        edition.say("About this report"),
        (
            *warning,
            *_subject(edition),
            Paragraph(_purpose(edition)),
            Paragraph(
                edition.say(
                    "It is written for those who decide and for those who carry out: the first pages give the "
                    "whole in brief, each chapter takes up one policy area, the action matrix turns findings into "
                    "work that can be followed, and the annexes hold every figure with its origin."
                )
            ),
        ),
        tuple(below),
        layout="page",
    )


def _subject(edition: Edition) -> list[Block]:
    """What is assessed, as the questionnaire says it."""
    description = edition.instrument.description
    return [Paragraph(description, lead=True)] if description else []


def _purpose(edition: Edition) -> str:
    if not edition.instrument.groups:
        return edition.say(
            "This report rests on published figures and confirmed facts alone, finds the gaps and says what could be "
            "done about them, by whom and by when."
        )
    return edition.say(
        "This report joins what respondents say with published figures and confirmed facts, finds the gaps and says "
        "what could be done about them, by whom and by when."
    )


def _warning(edition: Edition) -> str:
    return edition.say(
        "The published figures and the facts with a source are real. The answers of respondents are not: a program "
        "generated them to show how the assessment works. No statement about what respondents say, and no level, "
        "gap or recommendation that rests on it, is a finding about the country or may be quoted as one."
    )


def _reading(edition: Edition) -> tuple[Block, ...]:
    shown = (
        edition.say(
            "Levels are shown with scores from 0 to 100. Scores serve to find gaps within the country; they are "
            "not meant for comparing countries."
        )
        if edition.shows_scores
        else edition.say(
            "Results are shown as named levels, as agreed with the country. The report contains no scores and no ranks."
        )
    )
    bands = sorted(edition.instrument.bands, key=lambda band: band.start)
    blocks: list[Block] = [Paragraph(shown)]
    if bands:
        blocks.append(
            Table(
                edition.say("Levels and what they mean"),
                (Column(edition.say("Level"), "chip", 1.4), Column(edition.say("Meaning"), width=5)),
                tuple(Row((Cell(band.label, edition.tone(band.start)), Cell(band.meaning or ""))) for band in bands),
            )
        )
    blocks.append(Paragraph(_marks(edition)))
    blocks.append(Paragraph(_conventions(edition)))
    return tuple(blocks)


def _marks(edition: Edition) -> str:
    return edition.say(
        "“Provisional” marks what rests on statements that nobody has confirmed yet; “contested”, facts on which "
        "statements contradict each other. “Known” tells how much of what an indicator or an area means to "
        "measure has a value. Where too little is known no level is given, and a chapter of its own says what is "
        "missing. Codes beside sentences lead to the annex in which the figures behind them stand."
    )


def _conventions(edition: Edition) -> str:
    return edition.say(
        "The age of a published figure is counted back from the reference year, {year}. Favourable answers are those "
        "in the upper quarter of a question’s scale. Facts that are provisional and reach the target are left to the "
        "annex of questions.",
        year=edition.facts.reference_year,
    )
