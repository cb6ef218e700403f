"""The last pages: the words of the method explained, and the abbreviations that the report uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    KeyFigures,
    Paragraph,
    Quotes,
    Row,
    Section,
    Table,
)
from assessment.methodology.voice import N_

TERMS = (
    (N_("Claim"), N_("What a respondent or a published tracker says of a fact, before anyone has confirmed it.")),
    (N_("Confirmation"), N_("An analyst’s decision on a fact, with source and date. It replaces all claims.")),
    (
        N_("Coverage"),
        N_("The weight of what is known over the weight of all that an indicator or an area means to measure."),
    ),
    (N_("Gap"), N_("The distance between an indicator and its target, with a named severity.")),
    (N_("Indicator"), N_("A quantity under a policy area, made of questions, published figures or both.")),
    (N_("Level"), N_("A named range on the scale from 0 to 100 on which everything that is judged is placed.")),
    (
        N_("Published figure"),
        N_("A value of a statistical series that an organisation publishes, with its year and source."),
    ),
    (
        N_("Recommendation"),
        N_("Advice that a rule of the questionnaire calls for when the findings meet its condition."),
    ),
    (
        N_("Reference year"),
        N_("The year to which the assessment relates; the age of published figures is counted back from it."),
    ),
    (
        N_("Respondent"),
        N_(
            "A person or institution that answers; a stakeholder group joins those who see e-commerce from the same "
            "side."
        ),
    ),
    (N_("Target"), N_("The level aimed at, set with the country or by the questionnaire.")),
)

ABBREVIATIONS = (
    (N_("B2C"), N_("business to consumer")),
    (N_("GDP"), N_("gross domestic product")),
    (N_("GNI"), N_("gross national income")),
    (N_("ICT"), N_("information and communications technology")),
    (N_("ITU"), N_("International Telecommunication Union")),
    (N_("IXP"), N_("Internet exchange point")),
    (N_("LDC"), N_("least developed country")),
    (N_("MSME"), N_("micro, small and medium-sized enterprise")),
    (N_("NGO"), N_("non-governmental organisation")),
    (N_("SME"), N_("small and medium-sized enterprise")),
    (N_("UNCTAD"), N_("United Nations Conference on Trade and Development")),
    (N_("UPU"), N_("Universal Postal Union")),
    (N_("WTO"), N_("World Trade Organization")),
)

CASED = "A-Za-z0-9\u00c0-\u024f\u0400-\u04ff"
"""The characters that make words of the scripts that set words apart and know capitals: Latin and Cyrillic."""


def glossary_section(edition: Edition) -> Section:
    """The words of the method."""
    terms = sorted((edition.say(term), edition.say(meaning)) for term, meaning in TERMS)
    table = Table(
        edition.say("Words of the method"),
        (Column(edition.say("Word"), width=1.6), Column(edition.say("Meaning"), width=5.4)),
        tuple(Row((Cell(term, strong=True), Cell(meaning))) for term, meaning in terms),
    )
    return Section(edition.say("Glossary"), (table,))


def abbreviations_table(edition: Edition, sections: Iterable[Section]) -> Table | None:
    """The abbreviations found in the finished sections, partners' included."""
    text = "\n".join(texts_of(sections))
    known = {edition.say(short): edition.say(long) for short, long in ABBREVIATIONS}
    known |= {edition.partner(code): name for code, name in edition.material.partners.items() if code != name}
    used = sorted(s for s, long in known.items() if _is_abbreviation(s, long) and _stands_in(s, text))
    if not used:
        return None
    half = (len(used) + 1) // 2
    pairs = zip_longest(used[:half], used[half:], fillvalue="")
    columns = (Column(edition.say("Abbreviation"), width=1.7), Column(edition.say("Meaning"), width=3.7))
    return Table("", columns * 2, tuple(Row(tuple(_cells(pair, known))) for pair in pairs))


def _is_abbreviation(short: str, long: str) -> bool:
    """One word that says a longer name: with two capitals or more, in a script without any, or half as long."""
    if len(short.split()) != 1 or short == long:
        return False
    has_case = short.upper() != short.lower()
    return not has_case or sum(sign.isupper() for sign in short) > 1 or 2 * len(short) < len(long)


def _stands_in(short: str, text: str) -> bool:
    return re.search(rf"(?<![{CASED}]){re.escape(short)}(?![{CASED}])", text) is not None


def _cells(shorts: tuple[str, ...], known: dict[str, str]) -> Iterator[Cell]:
    for short in shorts:
        yield Cell(short, strong=True)
        yield Cell(known.get(short, ""))


def texts_of(sections: Iterable[Section]) -> Iterator[str]:
    """Every text of the sections and of those below them, in reading order."""
    for section in sections:
        yield section.heading
        for block in section.blocks:
            yield from _texts(block)
        yield from texts_of(section.sections)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield text
        case Bullets(items):
            yield from (item.text for item in items)
        case KeyFigures(items, title):
            yield title
            yield from (part for item in items for part in (item.value, item.label, item.note))
        case Table(caption, columns, rows, note, source):
            yield from (caption, note, source, *(column.heading for column in columns))
            yield from (cell.text for row in rows for cell in row.cells)
        case Chart(_, caption, alternative, bars, legend):
            yield from (caption, alternative, block.stamp, block.note, block.source, block.target_label, *legend)
            yield from (name for _, name in block.ticks)
            yield from (part for bar in bars for part in (bar.label, *bar.texts))
        case Quotes(quotes):
            yield from (part for quote in quotes for part in (quote.text, quote.attribution))
        case Callout(title, text):
            yield from (title, text)
