"""How wide the columns of a table must be: the shares the report asks for, but no word of a heading broken."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.documents.drawing.lettering import width
from assessment.methodology.report.model import Table

TEXT_SIZE = 8.2  # points, as tables are set
PADDING = 15.0
MOST = 0.3  # no single word may claim more of the table than this


def shares(table: Table, *, room: float) -> list[float]:
    """The share of each column, adding to 1, in a table `room` points wide.

    A column is never narrower than the longest word of its heading or, for chips, than the longest chip; what
    such columns take is given by the others in proportion.
    """
    least = [min(needed / room, MOST) for needed in _needed(table)]
    asked = [column.width for column in table.columns]
    fixed: set[int] = set()
    while True:
        free = 1.0 - sum(least[place] for place in fixed)
        whole = sum(share for place, share in enumerate(asked) if place not in fixed)
        given = [least[place] if place in fixed else free * share / whole for place, share in enumerate(asked)]
        narrow = {place for place, share in enumerate(given) if place not in fixed and share < least[place]}
        if not narrow or len(fixed) + len(narrow) == len(asked):
            return [share / sum(given) for share in given]
        fixed |= narrow


def _needed(table: Table) -> Iterator[float]:
    for place, column in enumerate(table.columns):
        words = column.heading.split(" ")
        if column.kind == "chip":
            words += [line for row in table.rows if not row.heading for line in row.cells[place].text.split("\n")]
        yield max(width(word, TEXT_SIZE, bold=True) for word in words) + PADDING + (6 if column.kind == "chip" else 0)
