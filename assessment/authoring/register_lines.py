"""A stakeholder register as a spreadsheet: one person or institution a row, columns named by code or in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assessment.authoring.register_cells import Person, Rules, columns_of, read_cells
from assessment.authoring.spreadsheet import Row, rows_of
from assessment.errors import InvalidInput
from assessment.methodology.voice import N_

WHO = frozenset({"institution", "name", "email", "phone"})
MOST_PEOPLE = 2_000


@dataclass(frozen=True)
class CellFault:
    """What is wrong in a cell, with the cure, in the reader's language; `row` as a spreadsheet counts."""

    row: int
    column: str
    sentence: str


@dataclass
class RegisterReading:
    """What a file brought: the rows that can be taken, by their number, and every fault of the others."""

    people: dict[int, Person] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)


def read_register(content: bytes, rules: Rules) -> RegisterReading:
    """The rows of a register file. A row with a fault is not taken, and every fault of the file is told.

    Raises:
        InvalidInput: the file cannot be read as a table, lacks the column of the group, or has too many rows.
    """
    header, *rows = rows_of(content)
    if len(rows) > MOST_PEOPLE:
        raise InvalidInput(
            rules.voice.say(N_("Split the file: at most {number} rows are read at once."), number=MOST_PEOPLE)
        )
    reading = RegisterReading()
    columns = _columns(header, rules, reading)
    for row in rows:
        _read_row(row, columns, rules, reading)
    return reading


def _columns(header: Row, rules: Rules, reading: RegisterReading) -> dict[int, str]:
    """The code of each column by its place, empty for one that is unknown or stands twice: a fault of the header."""
    names = columns_of(rules.instrument, rules.voice)
    code_of = {name.casefold(): code for code, name in names.items()} | {code.casefold(): code for code in names}
    columns: dict[int, str] = {}
    for place, cell in enumerate(header.cells):
        if cell.text or cell.fault:
            columns[place] = ""
        code = code_of.get(cell.text.casefold())
        if code is None and (cell.text or cell.fault):
            cure = N_("There is no such column. Name it as in the template, or delete it.")
            reading.faults.append(CellFault(header.number, cell.text or _letter(place), rules.voice.say(cure)))
        elif code in columns.values():
            cure = N_("This column stands twice. Keep one of them.")
            reading.faults.append(CellFault(header.number, cell.text, rules.voice.say(cure)))
        elif code is not None:
            columns[place] = code
    if "group" not in columns.values():
        raise InvalidInput(
            N_("The first row must name the columns, and one of them the stakeholder group. Take the template.")
        )
    return columns


def _read_row(row: Row, columns: Mapping[int, str], rules: Rules, reading: RegisterReading) -> None:
    names = columns_of(rules.instrument, rules.voice)
    cells: dict[str, str] = {}
    faults = []
    for place, cell in enumerate(row.cells):
        if cell.fault:
            faults.append(
                CellFault(row.number, names.get(columns.get(place, ""), _letter(place)), rules.voice.say(cell.fault))
            )
        elif cell.text and columns.get(place):
            cells[columns[place]] = cell.text
        elif cell.text and place not in columns:
            cure = N_("This cell stands outside the columns that are read. Delete it.")
            faults.append(CellFault(row.number, _letter(place), rules.voice.say(cure)))
    values, unusable = read_cells(cells, rules)
    faults += [CellFault(row.number, names[column], sentence) for column, sentence in unusable.items()]
    told = {fault.column for fault in faults}
    faults += [fault for fault in _missing(row.number, cells, rules, names) if fault.column not in told]
    if faults:
        reading.faults += faults
    else:
        reading.people[row.number] = Person(**{"language": rules.languages[0], **values})


def _missing(row: int, cells: Mapping[str, str], rules: Rules, names: Mapping[str, str]) -> Iterator[CellFault]:
    if "group" not in cells:
        yield CellFault(row, names["group"], rules.voice.say(N_("Enter the stakeholder group.")))
    if not WHO & cells.keys():
        cure = N_("Enter an institution, a person, an e-mail address or a phone number.")
        yield CellFault(row, names["institution"], rules.voice.say(cure))


def _letter(place: int) -> str:
    """The name of a column without one, as spreadsheets letter them."""
    return _letter(place // 26 - 1) + chr(65 + place % 26) if place >= 26 else chr(65 + place)
