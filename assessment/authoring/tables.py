"""CSV files with a header row: rows as dictionaries with their line, and faults that name the place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.errors import InvalidInput


@dataclass(frozen=True)
class Line:
    """One row of a table: the cells by column, stripped, and the line where it begins."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def fault(self, column: str, cure: str) -> InvalidInput:
        """The error for a cell of this row: `desk.csv:12 value: …`."""
        return InvalidInput(f"{self.file}:{self.number} {column}: {cure}")

    def needed(self, column: str) -> str:
        """A cell that may not be empty."""
        value = self[column]
        if not value:
            raise self.fault(column, "is empty; fill it in or leave the row out")
        return value


def text_of(path: Path) -> str:
    """The text of a UTF-8 file.

    Raises:
        InvalidInput: the file is missing, unreadable or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InvalidInput(f"{path}: is not UTF-8 text (byte {fault.start}); save it as UTF-8") from None
    except OSError as fault:
        raise InvalidInput(f"{path}: cannot be read ({fault.strerror})") from None


def lines_of(path: Path, columns: tuple[str, ...]) -> Iterator[Line]:
    """The rows of a CSV file which must have at least these columns; others are ignored, blank lines skipped.

    Raises:
        InvalidInput: a column is missing or stands twice, a row has too many cells, or the file is no CSV.
    """
    reader = csv.reader(io.StringIO(text_of(path), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        for column in columns:
            if header.count(column) != 1:
                cure = "stands twice: keep one" if column in header else "is missing: the first line names the columns"
                raise InvalidInput(f"{path}:1 header: the column {column} {cure}")
        begins = reader.line_num + 1
        for cells in reader:
            if len(cells) > len(header):
                raise InvalidInput(f"{path}:{begins}: has more cells than the header has columns")
            if any(cell.strip() for cell in cells):
                yield Line(str(path), begins, {name: cell.strip() for name, cell in zip(header, cells, strict=False)})
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise InvalidInput(f"{path}:{reader.line_num}: is not valid CSV ({fault})") from None
