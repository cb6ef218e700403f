"""Spreadsheets from elsewhere as rows of cells, within limits: nothing is calculated, expanded or fetched.

A fault of the whole file is an error; a fault of one cell stands in the cell, so that all of them can be shown.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import openpyxl

from assessment.errors import InvalidInput
from assessment.methodology.voice import N_

MOST_BYTES = 900_000
MOST_UNPACKED = 60_000_000
MOST_MEMBERS = 200
MOST_ROWS = 5_000
MOST_COLUMNS = 100
CHUNK = 1 << 20
LAYOUT = "\n\t\r"
BROKEN = (zipfile.BadZipFile, LookupError, ValueError, TypeError, AttributeError, EOFError, SyntaxError, OSError)
"""What openpyxl raises for files that are no workbook, or a damaged one."""

NO_SPREADSHEET = N_(
    "This file cannot be read as a spreadsheet. Save it as XLSX, or as CSV in UTF-8, and choose it again."
)
TOO_LARGE = N_("This file is too large. Leave out what does not belong to the table, or split it into several files.")
EMPTY = N_("This file holds no rows. Choose another one.")
FORMULA = N_("This cell holds a formula. Put its result there as a value.")
CONTROL = N_("This cell holds a character that cannot be shown. Delete the cell and type it again.")
NO_XLSX = "is no XLSX file: save it as XLSX"
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How programs pack what they save; other ways may ask for any amount of memory."""
TAMED = ("'=", "'+", "'-", "'@", "'\t", "'\r")
"""How a text begins that was kept from being calculated: the apostrophe is none of its own."""


class UnfitArchive(Exception):
    """Not unpacked to the end; its text goes on from the file's name, in words for operators."""

    def __init__(self, reason: str, *, is_large: bool = False) -> None:
        self.is_large = is_large
        super().__init__(reason)


@dataclass(frozen=True)
class Cell:
    """The text of a cell as a person sees it; `fault` says why it cannot be taken."""

    text: str
    fault: str = ""


@dataclass(frozen=True)
class Row:
    """A row that is not empty, with its number as a spreadsheet counts."""

    number: int
    cells: tuple[Cell, ...]


def rows_of(content: bytes, *, most_columns: int = MOST_COLUMNS) -> list[Row]:
    """The rows of the first sheet of an XLSX file, or of a CSV file (UTF-8, with comma, semicolon or tab).

    Raises:
        InvalidInput: the file is no spreadsheet, too large or empty.
    """
    if len(content) > MOST_BYTES:
        raise InvalidInput(TOO_LARGE)
    read = _xlsx_rows(content) if content[:2] == b"PK" else _csv_rows(content)
    rows = []
    for number, cells in enumerate(read, start=1):
        if number > MOST_ROWS or len(cells) > most_columns:
            raise InvalidInput(TOO_LARGE)
        if any(cell.text or cell.fault for cell in cells):
            rows.append(Row(number, cells))
    if not rows:
        raise InvalidInput(EMPTY)
    return rows


def check_archive(content: bytes, *, most_members: int, most_unpacked: int) -> None:
    """Unpack in pieces and count what comes out: what an archive says of itself is not believed.

    Raises:
        UnfitArchive: it is none, is too large, or declares XML entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > most_members:
                raise UnfitArchive(f"holds more than {most_members} parts: no form does", is_large=True)
            unpacked = 0
            for name in archive.infolist():
                if name.compress_type not in PACKED:
                    raise UnfitArchive(NO_XLSX)
                with archive.open(name) as part:
                    for piece in iter(partial(part.read, CHUNK), b""):
                        unpacked += len(piece)
                        if unpacked > most_unpacked:
                            large = f"unpacks to more than {most_unpacked // 1_000_000} MB"
                            raise UnfitArchive(large, is_large=True)
                        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                            raise UnfitArchive(f"{name.filename} declares XML entities: no spreadsheet needs them")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, EOFError, OSError):
        raise UnfitArchive(NO_XLSX) from None


def plain_text(value: object) -> str:
    """A cell's value as a person reads it: whole numbers without a point, dates by ISO."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return str(value)


def controls_in(text: str) -> Iterator[str]:
    """The characters that no document can hold, in their order."""
    if not text.isprintable():
        yield from (sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs", "Cn") and sign not in LAYOUT)


def _xlsx_rows(content: bytes) -> Iterator[tuple[Cell, ...]]:
    try:
        check_archive(content, most_members=MOST_MEMBERS, most_unpacked=MOST_UNPACKED)
    except UnfitArchive as fault:
        raise InvalidInput(TOO_LARGE if fault.is_large else NO_SPREADSHEET) from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(max_row=MOST_ROWS + 1):
            yield tuple(_xlsx_cell(cell) for cell in cells)
        book.close()
    except BROKEN as fault:
        raise InvalidInput(NO_SPREADSHEET) from fault


def _xlsx_cell(cell: Any) -> Cell:
    if cell.value is None:
        return Cell("")
    return Cell("", FORMULA) if cell.data_type == "f" else _checked(plain_text(cell.value))


def _csv_rows(content: bytes) -> Iterable[tuple[Cell, ...]]:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        head = text.partition("\n")[0]
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
        return [tuple(_checked(cell[1:] if cell.startswith(TAMED) else cell) for cell in cells) for cells in reader]
    except (UnicodeDecodeError, csv.Error):
        raise InvalidInput(NO_SPREADSHEET) from None


def _checked(text: str) -> Cell:
    return Cell("", CONTROL) if any(controls_in(text)) else Cell(" ".join(text.split()))
