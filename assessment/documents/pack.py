"""The table of an institution's pack as a workbook: answers are chosen from lists, nothing else can be changed."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessment.documents.spreadsheet import AS_TEXT, LONGEST_CELL, LONGEST_TITLE, OLDEST, UNWELCOME_IN_TITLES
from assessment.documents.text import printable
from assessment.methodology.pack import ANSWER, Line, Pack

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WIDTHS = (16, 60, 50, 42)
CHOICES = "Choices"


@dataclass(frozen=True)
class _Formats:
    fixed: Format
    strong: Format
    given: Format


@dataclass
class _Choices:
    """The lists, each written once in a column of its own, on a sheet that is not shown."""

    sheet: Worksheet
    places: dict[tuple[str, ...], str] = field(default_factory=dict)

    def place(self, choices: tuple[str, ...]) -> str:
        if choices not in self.places:
            from xlsxwriter.utility import xl_col_to_name

            column = len(self.places)
            for row, choice in enumerate(choices):
                self.sheet.write_string(row, column, printable(choice))
            name = xl_col_to_name(column)
            self.places[choices] = f"={CHOICES}!${name}$1:${name}${len(choices)}"
        return self.places[choices]


def render_pack_xlsx(pack: Pack) -> bytes:
    """The table as XLSX; its texts stay texts, and only the cells of answers can be written in."""
    import xlsxwriter  # loaded where a file is written, so that web workers stay small

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **AS_TEXT}) as book:
        book.set_properties({"created": OLDEST})
        page = book.add_worksheet(UNWELCOME_IN_TITLES.sub(" ", printable(pack.title))[:LONGEST_TITLE])
        choices = _Choices(book.add_worksheet(CHOICES))
        choices.sheet.hide()
        plain = {"text_wrap": True, "valign": "top", "num_format": "@"}
        formats = _Formats(
            book.add_format(plain),
            book.add_format(plain | {"bold": True}),
            book.add_format(plain | {"locked": False, "border": 1, "quote_prefix": True}),
        )
        for column, (width, title) in enumerate(zip(WIDTHS, pack.columns, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, printable(title), formats.strong)
        page.freeze_panes(1, 0)
        for row, line in enumerate(pack.lines, start=1):
            _write(page, row, line, choices, formats)
        page.protect("", {"format_columns": True, "format_rows": True})
        if pack.direction == "rtl":
            page.right_to_left()
    return content.getvalue()


def _write(page: Worksheet, row: int, line: Line, choices: _Choices, formats: _Formats) -> None:
    for column, text in enumerate((line.code, line.text, line.note)):
        page.write_string(row, column, printable(text)[:LONGEST_CELL], formats.fixed if line.code else formats.strong)
    if line.fixed:
        page.write_string(row, ANSWER, line.fixed, formats.fixed)
    elif line.code:
        page.write_blank(row, ANSWER, None, formats.given)
    if line.choices:
        page.data_validation(row, ANSWER, row, ANSWER, {"validate": "list", "source": choices.place(line.choices)})
