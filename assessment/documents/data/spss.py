"""Syntax that makes SPSS or PSPP read the responses from CSV, with labels for every column and code.

Lines stay under the 256 bytes that SPSS reads of one, so a long label is written in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment.documents.data.columns import Column
from assessment.documents.spreadsheet import Cell, Table, csv_of, neutralised
from assessment.documents.text import printable

LONGEST_LABEL = 250
LONGEST_CODE_LABEL = 118
PIECE = 50
NUMBER = "F16.4"
MARK = "F1.0"


def flat(table: Table) -> Table:
    """The same with every text on one line: SPSS takes a line for a case, also within quotes."""
    rows = [[" ".join(cell.split()) if isinstance(cell, str) else cell for cell in row] for row in table.rows]
    return Table(table.title, table.header, rows)


def spss_csv(table: Table) -> bytes:
    """The CSV that the syntax reads."""
    return csv_of(flat(table))


def spss_syntax(columns: Sequence[Column], table: Table, file_name: str) -> bytes:
    """The syntax file, UTF-8 with a mark, for a CSV of that name beside it."""
    return "\r\n".join(_lines(columns, flat(table), file_name)).encode("utf-8-sig")


def _lines(columns: Sequence[Column], table: Table, file_name: str) -> Iterator[str]:
    yield "* Encoding: UTF-8."
    yield "GET DATA"
    yield "  /TYPE=TXT"
    yield f"  /FILE={_quoted(file_name)}"
    yield "  /ENCODING='UTF8'"
    yield "  /ARRANGEMENT=DELIMITED"
    yield "  /DELIMITERS=','"
    yield "  /QUALIFIER='\"'"
    yield "  /FIRSTCASE=2"
    yield "  /VARIABLES="
    for place, column in enumerate(columns):
        yield f"    {column.name} {_format(column, [row[place] for row in table.rows])}"
    yield "."
    yield "VARIABLE LABELS"
    for place, column in enumerate(columns):
        yield f"  {'/' if place else ''}{column.name}"
        yield from _literal(_cut(column.label, LONGEST_LABEL))
    yield "."
    yield "VALUE LABELS"
    for place, column in enumerate(column for column in columns if column.codes):
        yield f"  {'/' if place else ''}{column.name}"
        for code, label in column.codes:
            yield f"    {code if column.is_number else _quoted(code)}"
            yield from _literal(_cut(label, LONGEST_CODE_LABEL))
    yield "."
    yield "EXECUTE."
    yield ""


def _format(column: Column, cells: Sequence[Cell]) -> str:
    if column.is_number:
        return MARK if column.codes else NUMBER
    texts = [neutralised(printable(str(cell))) for cell in cells if cell is not None]
    longest = max((len(text.encode()) for text in [*texts, *(code for code, _ in column.codes)]), default=1)
    return f"A{max(longest, 1)}"


def _literal(text: str) -> Iterator[str]:
    """A text in quotes, in pieces joined by a plus sign."""
    pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)] or [""]
    for place, piece in enumerate(pieces, start=1):
        yield f"    {_quoted(piece)}{' +' if place < len(pieces) else ''}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _cut(text: str, most_bytes: int) -> str:
    """The text on one line, ended by an ellipsis where it is longer than the program takes."""
    line = " ".join(printable(text).split())
    if len(line.encode()) <= most_bytes:
        return line
    return line.encode()[: most_bytes - 3].decode(errors="ignore").rstrip() + "…"
