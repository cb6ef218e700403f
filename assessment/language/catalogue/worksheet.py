"""A spreadsheet for translators: what they must not touch is locked, no cell is ever taken for a formula."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException

from assessment.errors import InvalidInput
from assessment.language.catalogue import cells as exchanged
from assessment.language.languages import Language

COLUMNS = (
    ("Context", 28),
    ("Place", 30),
    ("English", 60),
    ("Said of", 16),
    ("Translation", 60),
    ("Note", 40),
    ("Key", 18),
)
TRANSLATION, KEY = 4, 6
ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f]|7[Ff])_")
"""How a spreadsheet writes a control character."""
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}


def write_worksheet(path: Path, language: Language, cells: Iterable[exchanged.Cell]) -> int:
    """Write the cells, a row each, on a sheet named by the language's code; how many there are.

    Every cell is text, also when it is edited again; only the translations can be edited. A sheet in a language
    written from right to left is laid out from right to left.
    """
    rows = list(cells)
    with xlsxwriter.Workbook(path, AS_TEXT) as book:
        common = {"text_wrap": True, "valign": "top", "quote_prefix": True, "num_format": "@"}
        english = book.add_format({**common, "reading_order": 1, "align": "left"})
        editable = book.add_format(
            {**common, "locked": False, "bg_color": "#FFFBE6", "border": 1, "border_color": "#BFBFBF"}
            | ({"reading_order": 2, "align": "right"} if language.direction == "rtl" else {"reading_order": 1})
        )
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        sheet = book.add_worksheet(language.code)
        for column, (title, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width, None, {"hidden": column == KEY})
            sheet.write_string(0, column, title, heading)
        for row, cell in enumerate(rows, start=1):
            values = (cell.context, cell.place, cell.english, cell.forms, cell.translation, cell.note, cell.key)
            for column, value in enumerate(values):
                form = editable if column == TRANSLATION else english
                (sheet.write_string if value else sheet.write_blank)(row, column, value, form)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
        sheet.protect("", ALLOWED)
        if language.direction == "rtl":
            sheet.right_to_left()
    return len(rows)


def read_worksheet(path: Path, language: str) -> list[exchanged.Returned]:
    """The translations of a spreadsheet that we wrote and somebody filled in.

    Raises:
        InvalidInput: the file is no such spreadsheet, or one of another language.
    """
    try:
        book = openpyxl.load_workbook(path)
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile, InvalidFileException, SyntaxError) as fault:
        raise InvalidInput(f"{path}: cannot be read as a spreadsheet: {fault}") from fault
    try:
        if language not in book.sheetnames:
            there = ", ".join(book.sheetnames)
            raise InvalidInput(f"{path}: has no sheet {language}, only {there}: name its language, or another file")
        rows = book[language].iter_rows()
        titles = [cell.value for cell in next(rows, ())]
        if titles[: len(COLUMNS)] != [title for title, _ in COLUMNS]:
            raise InvalidInput(f"{path}: its columns are not those that were exported: export again")
        return list(_returned(rows))
    finally:
        book.close()


def _returned(rows: Iterable[tuple[Cell | MergedCell, ...]]) -> Iterator[exchanged.Returned]:
    for number, row in enumerate(rows, start=2):
        key, cell = str(row[KEY].value or ""), row[TRANSLATION]
        if key or cell.value is not None:
            yield exchanged.Returned(f"row {number}", key, _text(cell))


def _text(cell: Cell | MergedCell) -> str | None:
    """The text of a cell, a whole number as its digits; none for what is no text."""
    if cell.value is None:
        return ""
    if cell.data_type == "f" or not isinstance(cell.value, str | int) or isinstance(cell.value, bool):
        return None
    text = "\n".join(re.split(r"\r\n?", ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(cell.value))))
    return text if text.strip() else ""
