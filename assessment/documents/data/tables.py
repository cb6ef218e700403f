"""Responses, answers, published tables and the code book as tables, ready for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assessment.documents.data.columns import Column, cell_of, column_name
from assessment.documents.spreadsheet import Cell, Table
from assessment.methodology import breakdowns
from assessment.methodology.codebook import Described
from assessment.methodology.instrument import Instrument
from assessment.methodology.release import Record
from assessment.methodology.responses import Money
from assessment.methodology.voice import Voice

LONG = ("respondent", "group", "area", "question", "kind", "type", "state", "value", "number", "currency", "year")
CELLS = ("question", "group", "trait", "category", "answer", "number", "share")


def wide(columns: Sequence[Column], records: Iterable[Record], voice: Voice) -> Table:
    """One row a respondent."""
    rows = [[column.cell(record) for column in columns] for record in records]
    return Table(voice.say("Responses"), [column.name for column in columns], rows)


def long(instrument: Instrument, records: Iterable[Record], voice: Voice) -> Table:
    """One row a respondent and question asked; several codes stand in one cell, separated by spaces."""
    return Table(voice.say("Answers"), LONG, [row for record in records for row in _long(instrument, record)])


def _long(instrument: Instrument, record: Record) -> Iterator[list[Cell]]:
    for question, entry in record.entries.items():
        if entry.state == "not_asked":
            continue
        item, value = instrument.question_of[question], entry.value
        number = cell_of(value) if isinstance(value, float | Money) else None
        amount = [value.currency, value.year] if isinstance(value, Money) else [None, None]
        yield [
            record.respondent,
            record.group,
            instrument.area_of_item[item.code].code,
            column_name(question),
            item.kind,
            item.type,
            entry.state,
            None if number is not None else cell_of(value),
            number,
            *amount,
        ]


def published(cells: Iterable[breakdowns.Cell], voice: Voice) -> Table:
    """The tables that may be published, one row a figure."""
    rows: list[list[Cell]] = [
        [
            column_name(cell.question),
            cell.group,
            cell.trait,
            cell.category,
            cell.answer,
            cell_of(float(cell.number)),
            cell_of(cell.share),
        ]
        for cell in cells
    ]
    return Table(voice.say("Tables"), CELLS, rows)


def described(book: Iterable[Described], columns: Sequence[Column], voice: Voice) -> Table:
    """The code book: every column of the responses, and behind it what its question is."""
    of_code = {one.code: one for one in book}
    heading = [
        voice.say("Column"), voice.say("Label"), voice.say("Area"), voice.say("Kind"), voice.say("Form of the answer"),
        voice.say("Unit"), voice.say("Limits"), voice.say("Codes"), voice.say("Asked of"), voice.say("Roles"),
        voice.say("Topic"), voice.say("Asked only if"),
    ]  # fmt: skip
    rows = []
    for column in columns:
        one = of_code.get(column.question)
        codes = "\n".join(voice.say("{code} = {label}", code=code, label=label) for code, label in column.codes)
        about: list[Cell] = ["", "", "", "", ""]
        behind: list[Cell] = ["", "", "", ""]
        if one is not None:
            about = [one.area, one.kind, one.type, one.unit, one.limits]
            behind = [one.groups, one.roles, one.module, one.condition]
        rows.append([column.name, column.label, *about, codes, *behind])
    return Table(voice.say("Code book"), heading, rows)


def printed(book: Iterable[Described], voice: Voice) -> Table:
    """The codes that may be typed for each question, as they are printed on the paper."""
    heading = [voice.say("Column"), voice.say("Label"), voice.say("Form of the answer"), voice.say("Codes")]
    rows = []
    for one in book:
        codes = (*one.codes, *one.states)
        told = "\n".join(voice.say("{code} = {label}", code=code, label=label) for code, label in codes)
        rows.append([one.code, one.text, one.type, told])
    return Table(voice.say("Code book"), heading, rows)
