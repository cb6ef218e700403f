"""Tables as XLSX and CSV: no cell is ever taken for a formula, none holds what the file cannot carry."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.documents.text import printable

if TYPE_CHECKING:
    import xlsxwriter

Cell = str | int | float | dt.date | None
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
OLDEST = dt.datetime(1980, 1, 1)  # noqa: DTZ001 (XLSX knows no time zones; the file says nothing of when it was made)
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
UNWELCOME_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
FORMULA = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet program might calculate, signs of full width included."""
NEGATIVE_NUMBER = re.compile(r"-\d+([.,]\d+)?")
WIDEST = 60


@dataclass(frozen=True)
class Table:
    """Rows under a header; `title` names the sheet."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def xlsx_of(*tables: Table, direction: str = "ltr") -> bytes:
    """The tables as sheets of one file. Texts stay texts, also when they are edited; numbers and dates are such."""
    import xlsxwriter  # loaded where a file is written, so that web workers stay small

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **AS_TEXT}) as book:
        book.set_properties({"created": OLDEST})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True, "num_format": "@"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        for table in tables:
            sheet = book.add_worksheet(UNWELCOME_IN_TITLES.sub(" ", printable(table.title))[:LONGEST_TITLE])
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(table.header):
                widest = max([len(name), *(len(str(row[column] or "")) for row in table.rows)])
                sheet.set_column(column, column, min(max(widest + 2, 10), WIDEST))
                sheet.write_string(0, column, printable(name), bold)
            for number, row in enumerate(table.rows, start=1):
                for column, cell in enumerate(row):
                    _write(sheet, number, column, cell, text, day)
            if direction == "rtl":
                sheet.right_to_left()
    return content.getvalue()


def csv_of(table: Table) -> bytes:
    """One table as CSV in UTF-8 with a mark by which spreadsheet programs know it.

    A text that one of them might calculate begins with an apostrophe, as typed there by hand.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutralised(printable(name)) for name in table.header])
    for row in table.rows:
        writer.writerow([_plain(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def neutralised(text: str) -> str:
    """A text that no spreadsheet program calculates; a negative number is none to them."""
    return f"'{text}" if FORMULA.match(text) and not NEGATIVE_NUMBER.fullmatch(text) else text


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    cell: Cell,
    text: xlsxwriter.format.Format,
    day: xlsxwriter.format.Format,
) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, text)
    elif isinstance(cell, str):
        sheet.write_string(row, column, printable(cell)[:LONGEST_CELL], text)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), day)
    else:
        sheet.write_number(row, column, cell)


def _plain(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return neutralised(printable(cell)) if isinstance(cell, str) else cell
