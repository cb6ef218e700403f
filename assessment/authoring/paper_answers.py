"""A batch of paper answers as a spreadsheet: one sheet of paper a row, one column a code as printed on the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from assessment.authoring.spreadsheet import Limits, Row, rows_of
from assessment.authoring.typed_answers import answer_typed, choice_typed, plain_number
from assessment.authoring.xlsform.answers import Rejected, Submission
from assessment.errors import InvalidInput
from assessment.language import CatalogueVoice, NotANumber, parse_number
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer, Unusable
from assessment.methodology.voice import N_
from assessment.methodology.wording import ATTRIBUTIONS

ABOUT = ("reference", "group", "role", "institution", "language", "attribution", "quotable")
"""Columns that are no question: who answered, and how they may appear; only the first two are needed."""
YES = frozenset({"quotable", "yes", "1", "x", "oui", "sí", "si", "sim", "نعم", "да", "是"})
NO = frozenset({"", "no", "0", "non", "não", "لا", "нет", "否"})
"""Whether somebody may be quoted, as people write it in any of our languages."""
NO_TABLE = N_("The first row of this file names no column of the template. Fill in the template, and choose that file.")
MOST_COLUMNS = 3_000
LONGEST_REFERENCE = 100
LONGEST_NAME = 200
Read = TypeVar("Read")


@dataclass
class PaperReading:
    """What a file would bring: a submission a row that can be taken in, and every cell that cannot."""

    submissions: list[Submission] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def columns_of(instrument: Instrument) -> list[str]:
    """Every column by its name in the file, in the order of the paper."""
    return [*ABOUT, *(one.code for one in instrument.attributes), *instrument.question_of]


def read_paper(content: bytes, instrument: Instrument, languages: Sequence[str], voice: CatalogueVoice) -> PaperReading:
    """The rows of a file. A row is taken with the cells that can be read, each other one is told with its cure.

    A row without a reference or with an unknown group is told and left out, as is a reference that comes twice.

    Raises:
        InvalidInput: the file cannot be read as a table, or a needed column is missing.
    """
    header, *rows = rows_of(content, Limits(columns=MOST_COLUMNS))
    reader = _Reader(instrument, languages, voice, [cell.text for cell in header.cells])
    reader.check_header(header)
    for row in rows:
        reader.read(row)
    return reader.reading


@dataclass
class _Reader:
    instrument: Instrument
    languages: Sequence[str]
    voice: CatalogueVoice
    header: list[str]
    reading: PaperReading = field(default_factory=PaperReading)
    references: dict[str, int] = field(default_factory=dict)

    def reject(self, row: int, column: str, value: str, message: str, **values: object) -> None:
        self.reading.rejected.append(Rejected(row, column, value, self.voice.say(message, **values)))

    def check_header(self, header: Row) -> None:
        known = columns_of(self.instrument)
        if not set(self.header) & set(known):
            raise InvalidInput(NO_TABLE)
        for name in ("reference", "group"):
            if name not in self.header:
                raise InvalidInput(
                    N_("The first row must name the columns, among them reference and group. Take the template.")
                )
        for name in self.header:
            if name and name not in known:
                self.reject(header.number, name, name, N_("There is no such column. Name it as in the template."))
            elif name and self.header.count(name) > 1:
                raise InvalidInput(self.voice.say(N_("The column {name} stands twice. Keep one."), name=name))

    def read(self, row: Row) -> None:
        cells = dict(self.cells(row))
        reference, group = cells.get("reference", ""), cells.get("group", "")
        first = self.references.setdefault(reference.casefold(), row.number)
        known = self.instrument.group_of.get(group)
        if not reference or len(reference) > LONGEST_REFERENCE:
            self.reject(row.number, "reference", reference, N_("Give every sheet of paper a short reference."))
        elif first != row.number:
            told = N_("The same reference stands in row {number}.")
            self.reject(row.number, "reference", reference, told, number=first)
        elif known is None:
            groups = ", ".join(self.instrument.group_of)
            self.reject(row.number, "group", group, N_("Enter one of: {options}"), options=groups)
        else:
            roles = [role.code for role in known.roles]
            read = partial(self.chosen, row.number, cells)
            appears = read("attribution", list(ATTRIBUTIONS))
            self.reading.submissions.append(
                Submission(
                    row=row.number,
                    identity=f"paper {reference.casefold()}",
                    group=group,
                    role=read("role", roles),
                    institution=self.institution(row.number, cells),
                    attributes=dict(self.attributes(row.number, cells, group)),
                    modules=None,
                    answers=dict(self.answers(row.number, cells)),
                    language=read("language", list(self.languages)) or self.languages[0],
                    attribution="named" if appears == "named" else "type" if appears == "type" else "hidden",
                    quotable=self.is_quotable(row.number, cells),
                )
            )

    def cells(self, row: Row) -> Iterator[tuple[str, str]]:
        for place, cell in enumerate(row.cells):
            name = self.header[place] if place < len(self.header) else ""
            if cell.fault:
                self.reject(row.number, name, "", cell.fault)
            elif cell.text and not name:
                self.reject(row.number, "", cell.text, N_("This cell stands outside the columns that are named."))
            elif cell.text:
                yield name, cell.text

    def institution(self, row: int, cells: Mapping[str, str]) -> str:
        name = cells.get("institution", "")
        if len(name) > LONGEST_NAME:
            self.reject(row, "institution", name, N_("Enter a name of at most 200 characters."))
        return name if len(name) <= LONGEST_NAME else ""

    def chosen(self, row: int, cells: Mapping[str, str], column: str, codes: Sequence[str]) -> str:
        """One of the codes, or nothing where nothing or something else was typed."""
        text = cells.get(column, "")
        return self.tried(row, column, text, lambda: choice_typed(codes, text)) or "" if text else ""

    def attributes(self, row: int, cells: Mapping[str, str], group: str) -> Iterator[tuple[str, str]]:
        for attribute in self.instrument.attributes:
            if attribute.code in cells and group not in attribute.groups:
                self.reject(row, attribute.code, cells[attribute.code], N_("This is not asked of the group."))
            elif attribute.code in cells:
                codes = [*(option.code for option in attribute.options), *attribute.allows]
                if value := self.chosen(row, cells, attribute.code, codes):
                    yield attribute.code, value

    def answers(self, row: int, cells: Mapping[str, str]) -> Iterator[tuple[str, Answer]]:
        number = plain_number(lambda text: parse_number(text, self.voice.language))
        for code, item in self.instrument.question_of.items():
            if code in cells:
                read = partial(answer_typed, self.instrument, item, cells[code], number)
                if answer := self.tried(row, code, cells[code], read):
                    yield code, answer

    def is_quotable(self, row: int, cells: Mapping[str, str]) -> bool:
        text = cells.get("quotable", "").lower()
        if text not in YES | NO:
            self.reject(row, "quotable", text, N_("Enter yes or no."))
        return text in YES

    def tried(self, row: int, column: str, text: str, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except NotANumber as fault:
            self.reading.rejected.append(Rejected(row, column, text, str(fault)))
        except Unusable as fault:
            self.reading.rejected.append(Rejected(row, column, text, fault.sentence.said(self.voice)))
        return None
