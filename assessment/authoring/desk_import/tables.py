"""The tables of a publisher's file: the figures, their header below a preamble, and the metadata beside them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import pairwise

from assessment.authoring.desk_import.mapping import Mapping, Metadata
from assessment.authoring.spreadsheet import (
    MOST_MEMBERS,
    MOST_UNPACKED,
    NO_SPREADSHEET,
    TOO_LARGE,
    Cell,
    Limits,
    Row,
    UnfitArchive,
    check_archive,
    rows_of,
)
from assessment.errors import InvalidInput
from assessment.methodology.voice import N_, Voice

LIMITS = Limits(bytes=40_000_000, rows=300_000, columns=300, cells=2_500_000)
"""Every series of ours from the World Bank's table, of all countries and years, has half a million cells."""
WORKBOOK = "xl/workbook.xml"
PREAMBLE = 50
"""A header stands within the first rows, or it is none."""


@dataclass(frozen=True)
class Table:
    """A table below its header: the columns in their order, the rows, and the cells that stood before the header."""

    columns: tuple[str, ...]
    rows: Sequence[Row]
    preamble: Sequence[Row]

    def cell(self, row: Row, column: str | None) -> Cell:
        """A cell of a row by its column; empty where the row ends before it or the table has no such column."""
        place = self.columns.index(plain(column)) if column and plain(column) in self.columns else len(row.cells)
        return row.cells[place] if place < len(row.cells) else Cell("")


def plain(heading: str) -> str:
    """A heading without the differences of case and space that publishers make from one edition to the next."""
    return " ".join(heading.split()).casefold()


def figures_table(content: bytes, mapping: Mapping, voice: Voice) -> Table:
    """The table with the figures of a CSV, XLSX or ZIP file.

    Raises:
        InvalidInput: the file is none of these or too large, or has no such table; a needed column stands twice.
    """
    headings = (*mapping.columns, mapping.country[0])
    rows = rows_of(_member(content, mapping.member, voice), LIMITS, sheet=mapping.sheet, headings=headings)
    place = next((at for at, row in enumerate(rows[:PREAMBLE]) if _is_header(row, mapping)), None)
    if place is None:
        wanted = voice.row((*mapping.columns, *mapping.country))
        raise InvalidInput(voice.say("The file has no row with these headings: {columns}.", columns=wanted))
    columns = tuple(plain(cell.text) for cell in rows[place].cells)
    for column in (*mapping.columns, *mapping.country):
        if columns.count(plain(column)) > 1:
            raise InvalidInput(voice.say("The column {column} stands twice in the table. Keep one.", column=column))
    return Table(columns, rows[place + 1 :], rows[:place])


def groups_told(content: bytes, metadata: Metadata | None, voice: Voice) -> frozenset[str]:
    """The codes that the metadata beside a table tell to be groups of countries; none where there are no metadata."""
    try:
        if metadata is None or content[:2] != b"PK":
            return frozenset()
        rows = rows_of(_member(content, metadata.member, voice), LIMITS, sheet=metadata.sheet)
    except InvalidInput:
        return frozenset()  # a single table was taken out of the publisher's file
    table = Table(tuple(plain(cell.text) for cell in rows[0].cells), rows[1:], ())
    if not {plain(metadata.code), plain(metadata.blank)} <= set(table.columns):
        return frozenset()
    told = (table.cell(row, metadata.code).text for row in table.rows if not table.cell(row, metadata.blank).text)
    return frozenset(code for code in told if code)


def vintage_in(table: Table, label: str | None) -> str:
    """The cell after the label of the edition, in the preamble; empty where there is none."""
    if label:
        for row in table.preamble:
            texts = [cell.text for cell in row.cells]
            for before, after in pairwise(texts):
                if plain(before) == plain(label):
                    return after
    return ""


def _is_header(row: Row, mapping: Mapping) -> bool:
    headings = {plain(cell.text) for cell in row.cells}
    return {plain(column) for column in mapping.columns} <= headings and any(
        plain(column) in headings for column in mapping.country
    )


def _member(content: bytes, pattern: str, voice: Voice) -> bytes:
    """The file itself, or from a ZIP the one file whose name fits the pattern."""
    if content[:2] != b"PK" or len(content) > LIMITS.bytes:
        return content
    try:
        check_archive(content, most_members=MOST_MEMBERS, most_unpacked=MOST_UNPACKED)
    except UnfitArchive as fault:
        raise InvalidInput(TOO_LARGE if fault.is_large else NO_SPREADSHEET) from None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if WORKBOOK in names:
            return content
        fitting = [name for name in names if fnmatchcase(name.rpartition("/")[2], pattern)]
        if len(fitting) != 1:
            raise InvalidInput(
                voice.say(N_("The ZIP file holds no table named {pattern}, or several."), pattern=pattern)
            )
        return archive.read(fitting[0])
