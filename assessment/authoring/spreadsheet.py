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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial
from typing import Any

from assessment.errors import InvalidInput
from assessment.methodology.voice import N_

MOST_BYTES = 900_000
MOST_UNPACKED = 60_000_000
MOST_MEMBERS = 200
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
CHUNK = 1 << 20
LINES_LOOKED_AT = 50
LAYOUT = "\n\t\r"
BROKEN = (
    zipfile.BadZipFile,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    SyntaxError,
    OSError,
    OverflowError,
)
"""What openpyxl raises for files that are no workbook, or a damaged one."""

NO_SPREADSHEET = N_(
    "This file cannot be read as a spreadsheet. Save it as XLSX, or as CSV in UTF-8, and choose it again."
)
TOO_LARGE = N_("This file is too large. Leave out what does not belong to the table, or split it into several files.")
EMPTY = N_("This file holds no rows. Choose another one.")
FORMULA = N_("This cell holds a formula. Put its result there as a value.")
ERROR = N_("This cell holds an error of the spreadsheet program. Put the value there, or leave it empty.")
NO_SHEET = N_("This workbook has no sheet of the name that the table should have.")
CONTROL = N_("This cell holds a character that cannot be shown. Delete the cell and type it again.")
REFUSED = {"f": FORMULA, "e": ERROR}
"""What is taken from no cell of a workbook, by the letter of the cell's type."""
NO_XLSX = "is no XLSX file: save it as XLSX"
OTHER_FORMATS = (b"%PDF", b"{", b"<")
"""How text begins that is no table: a PDF, rich text or JSON, markup."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How programs pack what they save; other ways may ask for any amount of memory."""
TAMED = ("'=", "'+", "'-", "'@", "'\t", "'\r")
"""How a text begins that was kept from being calculated: the apostrophe is none of its own."""


class UnfitArchive(Exception):
    """Not unpacked to the end; its text goes on from the file's name, in words for operators."""

    def __init__(self, reason: str, *, is_large: bool = False) -> None:
        self.is_large = is_large
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell as a person sees it; `fault` says why it cannot be taken.

    `number` is the value of a cell that a workbook keeps as a number: no sign in it depends on a language.
    """

    text: str
    fault: str = ""
    number: float | None = None


NOTHING = Cell("")


@dataclass(frozen=True)
class Row:
    """A row that is not empty, with its number as a spreadsheet counts."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Limits:
    """How large a file may be: its bytes, its rows, the columns of a row, and all cells together."""

    bytes: int = MOST_BYTES
    rows: int = MOST_ROWS
    columns: int = MOST_COLUMNS
    cells: int = MOST_CELLS


OF_A_FORM = Limits()


def rows_of(
    content: bytes, limits: Limits | None = None, *, sheet: str = "", headings: Sequence[str] = ()
) -> list[Row]:
    """The rows of a sheet of an XLSX file, or of a CSV file (UTF-8, with comma, semicolon or tab).

    `sheet` is a pattern of its name (`Data*`), without which it is the first; the line with these `headings`, else the
    first, tells what stands between cells.

    Raises:
        InvalidInput: the file is no spreadsheet, too large or empty, or has no such sheet.
    """
    limits = limits or OF_A_FORM
    if len(content) > limits.bytes:
        raise InvalidInput(TOO_LARGE)
    read = _xlsx_rows(content, limits.rows, sheet) if content[:2] == b"PK" else _csv_rows(content, headings)
    rows, room = [], limits.cells
    for number, cells in enumerate(read, start=1):
        room -= len(cells)
        if number > limits.rows or len(cells) > limits.columns or room < 0:
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


def is_other_format(content: bytes) -> bool:
    """Whether a file that is no XLSX is another format's, although it may be text."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(OTHER_FORMATS)


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


def _xlsx_rows(content: bytes, most_rows: int, wanted: str) -> Iterator[tuple[Cell, ...]]:
    try:
        check_archive(content, most_members=MOST_MEMBERS, most_unpacked=MOST_UNPACKED)
    except UnfitArchive as fault:
        raise InvalidInput(TOO_LARGE if fault.is_large else NO_SPREADSHEET) from None
    import openpyxl  # loaded, with NumPy behind it, where a file is read, so that web workers stay small

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = next((one for one in book.worksheets if fnmatchcase(one.title, wanted or "*")), None)
        if sheet is not None:
            sheet.reset_dimensions()
            for cells in sheet.iter_rows(max_row=most_rows + 1):
                yield tuple(_xlsx_cell(cell) for cell in cells)
        book.close()
    except BROKEN as fault:
        raise InvalidInput(NO_SPREADSHEET) from fault
    if sheet is None:
        raise InvalidInput(NO_SHEET)


def _xlsx_cell(cell: Any) -> Cell:
    if cell.value is None:
        return NOTHING
    if cell.data_type in REFUSED:
        return Cell("", REFUSED[cell.data_type])
    read = _checked(plain_text(cell.value))
    return replace(read, number=float(cell.value)) if cell.data_type == "n" else read


def _csv_rows(content: bytes, headings: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    if is_other_format(content):
        raise InvalidInput(NO_SPREADSHEET)
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        lines = text.split("\n", LINES_LOOKED_AT)
        head = next((line for line in lines if all(name in line for name in headings)), lines[0])
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
        for cells in reader:
            yield tuple(_checked(cell[1:] if cell.startswith(TAMED) else cell) for cell in cells)
    except (UnicodeDecodeError, csv.Error):
        raise InvalidInput(NO_SPREADSHEET) from None


def _checked(text: str) -> Cell:
    if not text:
        return NOTHING
    return Cell("", CONTROL) if any(controls_in(text)) else Cell(" ".join(text.split()))
