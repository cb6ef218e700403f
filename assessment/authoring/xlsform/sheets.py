"""Spreadsheets from elsewhere as rows of texts, within limits: nothing is calculated, expanded or fetched.

A formula is refused and not read, because what it shows can change; so are control characters, and a file that
unpacks to more than a questionnaire or a round of answers can be.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assessment.authoring.spreadsheet import (
    BROKEN,
    UnfitArchive,
    check_archive,
    controls_in,
    is_other_format,
    plain_text,
)
from assessment.authoring.xlsform.faults import FormError
from assessment.errors import InvalidInput, Problem

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_MEMBERS = 500
MOST_ROWS = 50_000
MOST_COLUMNS = 3_000
MOST_CELLS = 5_000_000
SAVED_AS = "save it as XLSX, or as CSV in UTF-8"


@dataclass(frozen=True)
class SheetRow:
    """A row that is not empty: its number as a spreadsheet counts, and its texts by column, empty ones left out."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass
class Sheet:
    """A table under one header. `place` names it in messages: `form.xlsx survey`."""

    place: str
    header: tuple[str, ...] = ()
    rows: list[SheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, row: int, column: str, reason: str) -> None:
        """Note a fault."""
        self.problems.append(Problem(self.place, row, column, reason))


def read_table(path: Path) -> Sheet:
    """The first sheet of an XLSX file, or a CSV file (UTF-8, comma or semicolon).

    Raises:
        InvalidInput: the file cannot be read, or its cells cannot be taken in.
    """
    content = _content(path)
    return next(iter(read_workbook(path).values())) if content[:2] == b"PK" else _csv_sheet(path, content)


def read_workbook(path: Path) -> dict[str, Sheet]:
    """Every sheet of an XLSX file by its name in small letters.

    Raises:
        InvalidInput: the file is missing, no XLSX, or too large.
        FormError: cells that cannot be taken in, all of them.
    """
    content = _content(path)
    _check_archive(path, content)
    try:
        import openpyxl  # loaded where a file is read: see authoring/spreadsheet.py

        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        cells = _Counter(path)
        sheets = {}
        for one in book.worksheets:
            one.reset_dimensions()
            sheets[one.title.lower()] = _sheet(f"{path.name} {one.title}", one.iter_rows(), cells)
        book.close()
    except BROKEN as fault:
        raise InvalidInput(
            f"{path}: is no XLSX file that can be read ({type(fault).__name__}); save it again"
        ) from None
    if problems := [problem for sheet in sheets.values() for problem in sheet.problems]:
        raise FormError(problems)
    if not sheets:
        raise InvalidInput(f"{path}: has no sheet")
    return sheets


@dataclass
class _Counter:
    path: Path
    cells: int = 0

    def add(self, row: int, cells: int) -> None:
        self.cells += cells
        if row > MOST_ROWS or cells > MOST_COLUMNS or self.cells > MOST_CELLS:
            raise InvalidInput(
                f"{self.path}: is too large: at most {MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns and "
                f"{MOST_CELLS:,} cells are read"
            )


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InvalidInput(f"{path}: is larger than {MOST_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except OSError as fault:
        raise InvalidInput(f"{path}: cannot be read ({fault.strerror})") from None


def _check_archive(path: Path, content: bytes) -> None:
    try:
        check_archive(content, most_members=MOST_MEMBERS, most_unpacked=MOST_UNPACKED)
    except UnfitArchive as fault:
        raise InvalidInput(f"{path}: {fault}") from None


def _sheet(place: str, rows: Iterable[Any], counter: _Counter) -> Sheet:
    sheet = Sheet(place)
    for number, cells in enumerate(rows, start=1):
        counter.add(number, len(cells))
        texts = [_text(sheet, number, cell) for cell in cells]
        _add(sheet, number, texts)
    return sheet


def _csv_sheet(path: Path, content: bytes) -> Sheet:
    if is_other_format(content):
        raise InvalidInput(f"{path}: holds no table; {SAVED_AS}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InvalidInput(f"{path}: is neither XLSX nor UTF-8 text (byte {fault.start}); {SAVED_AS}") from None
    if not text.strip():
        raise InvalidInput(f"{path}: is empty; {SAVED_AS}")
    sheet, counter = Sheet(path.name), _Counter(path)
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for number, cells in enumerate(reader, start=1):
            counter.add(number, len(cells))
            _add(sheet, number, [_checked(sheet, number, cell.strip()) for cell in cells])
    except csv.Error as fault:
        raise InvalidInput(f"{path}: is not valid CSV ({fault})") from None
    if sheet.problems:
        raise FormError(sheet.problems)
    return sheet


def _add(sheet: Sheet, number: int, texts: list[str]) -> None:
    if not sheet.header:
        sheet.header = tuple(texts)
        for name in {name for name in texts if name and texts.count(name) > 1}:
            sheet.refuse(number, name, "this column stands twice: keep one")
        return
    cells = {name: text for name, text in zip(sheet.header, texts, strict=False) if name and text}
    if any(texts[len(sheet.header) :]) or any(
        text for name, text in zip(sheet.header, texts, strict=False) if not name
    ):
        sheet.refuse(number, "row", "a cell stands outside the columns that the first row names")
    if cells:
        sheet.rows.append(SheetRow(number, cells))


def _text(sheet: Sheet, row: int, cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        sheet.refuse(row, cell.column_letter, "holds a formula: put its result there as a value")
        return ""
    return _checked(sheet, row, plain_text(value).strip())


def _checked(sheet: Sheet, row: int, text: str) -> str:
    """The text with one kind of line break; other control characters are refused."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in controls_in(text):
        sheet.refuse(row, "cell", f"holds the control character U+{ord(sign):04X}, which no document can: take it out")
    return text
