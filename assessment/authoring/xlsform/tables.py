"""The sheets of a foreign form with their columns understood: texts by language, the rest by its usual name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assessment.authoring.xlsform.form import Words
from assessment.authoring.xlsform.sheets import Sheet, SheetRow
from assessment.authoring.xlsform.vocabulary import (
    HINT,
    KEPT,
    LABEL,
    REFUSED_COLUMNS,
    SAID_ONLY,
    Column,
    column_of,
    is_language,
    known_language,
)
from assessment.errors import Problem

ENGLISH = "en"


@dataclass(frozen=True)
class Line:
    """A row: its cells by the usual names of columns, its texts by column and language."""

    number: int
    cells: Mapping[str, str]
    said: Mapping[str, Words]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass
class Table:
    """A sheet with what was found wrong with it, what its author should know, and the texts taken from it by path."""

    place: str
    language: str
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def refuse(self, row: int, column: str, reason: str) -> None:
        """Note something that has no counterpart."""
        self.problems.append(Problem(self.place, row, column, reason))

    def tell(self, row: int, column: str, what: str) -> None:
        """Note something that the author should know."""
        self.notes.append(f"{self.place}:{row} {column}: {what}")

    def keep(self, path: str, words: Words, line: Line) -> str:
        """Take a text under a path: what it is in the form's own language."""
        if not words.get(self.language):
            self.refuse(line.number, LABEL, f"there is no text in {self.language}, the form's own language")
        self.words[path] = {language: text for language, text in words.items() if text}
        return words.get(self.language) or "?"


def source_language(survey: Sheet, settings: SheetRow) -> tuple[str, list[str]]:
    """The language a form is written in, and a word about it where that was guessed."""
    if settings["default_language"]:
        return known_language(settings["default_language"]), []
    columns = [column_of(header, "survey") for header in survey.header if header]
    languages = [column.language for column in columns if column.key == LABEL]
    if all(languages) and languages:
        return languages[0], []
    return ENGLISH, ["the form does not name its language: its texts are taken for English"]


def table_of(sheet: Sheet, name: str, language: str) -> Table:
    """The sheet `name` (survey or choices) of a form written in `language`."""
    table = Table(sheet.place, language)
    columns = {header: column_of(header, name) for header in sheet.header if header}
    for header, column in columns.items():
        spoken = column.language or language
        if column.key in (LABEL, HINT) and not is_language(spoken):
            table.refuse(1, header, f"{spoken} is no code of a language: write {column.key}::French (fr)")
        elif "::" in column.key and column.key.partition("::")[0] in (LABEL, HINT):
            table.refuse(1, header, "is no column of XLSForm: write label::French (fr)")
    for row in sheet.rows:
        table.lines.append(_line(row, columns, language))
    for header, column in columns.items():
        _check_column(table, sheet, header, column)
    return table


def _line(row: SheetRow, columns: Mapping[str, Column], language: str) -> Line:
    said: dict[str, dict[str, str]] = {}
    cells = {}
    for header, text in row.cells.items():
        column = columns[header]
        if column.key in (LABEL, HINT):
            said.setdefault(column.key, {})[column.language or language] = text
        else:
            cells[column.key] = text
    return Line(row.number, cells, said)


def _check_column(table: Table, sheet: Sheet, header: str, column: Column) -> None:
    """Refuse, or say, what a column holds that is not kept."""
    base = column.key.partition("::")[0]
    rows = [row.number for row in sheet.rows if row[header]]
    if not rows or base in (LABEL, HINT):
        return
    if column.key not in KEPT or "::" in column.key:
        if reason := REFUSED_COLUMNS.get(base):
            for row in rows:
                table.refuse(row, header, reason)
        else:
            table.tell(rows[0], header, f"not kept: {SAID_ONLY.get(base, 'no column that XLSForm knows')}")


def inserted_answers(line: Line) -> Iterator[str]:
    """The columns whose text shows an earlier answer."""
    for key, words in line.said.items():
        if any("${" in text for text in words.values()):
            yield key
