"""How wide the columns of a table must be: the shares the report asks for, but no word of a heading broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

from assessment.documents.drawing.lettering import width
from assessment.methodology.report.model import Table

TEXT_SIZE = 8.2  # points, as tables are set
PADDING = 15.0
CHIP_EDGES = 6.0
MOST = 0.3  # no single word may claim more of the table than this
TOGETHER = 4  # ideographs
WHOLE_LINES, WORDS = r"\n", r"\s"
KEPT = 0.75  # so much of what it asks for is left to every column of text before chips are broken between words


def shares(table: Table, *, room: float) -> list[float]:
    """The share of each column, adding to 1, in a table `room` points wide.

    A column is never narrower than the longest word of its heading or, for chips, than the longest chip; what such
    columns take is given by the others in proportion. Where that would leave these too little, chips keep room for
    their longest word only; where even that is too much, all columns give in proportion.
    """
    asked = [column.width / sum(one.width for one in table.columns) for column in table.columns]
    whole = _given(asked, [min(needed / room, MOST) for needed in _needed(table, WHOLE_LINES)])
    if all(
        share >= KEPT * wanted
        for column, share, wanted in zip(table.columns, whole, asked, strict=True)
        if column.kind != "chip"
    ):
        return whole
    return _given(asked, [min(needed / room, MOST) for needed in _needed(table, WORDS)])


def _given(asked: list[float], least: list[float]) -> list[float]:
    """As asked where it is no less than the least; the least alone where there is no room for more."""
    fixed: set[int] = set()
    while sum(least) < 1:
        free = 1.0 - sum(least[place] for place in fixed)
        whole = sum(share for place, share in enumerate(asked) if place not in fixed)
        given = [least[place] if place in fixed else free * share / whole for place, share in enumerate(asked)]
        narrow = {place for place, share in enumerate(given) if place not in fixed and share < least[place]}
        if not narrow:
            return given
        fixed |= narrow
    return [share / sum(least) for share in least]


def _words(parts: Iterable[str]) -> list[str]:
    """The parts as far as they must stay on one line: of ideographs, which break anywhere, so many stay together."""
    return [part[:TOGETHER] if any(east_asian_width(sign) == "W" for sign in part) else part for part in parts]


def _needed(table: Table, apart: str) -> Iterator[float]:
    """Points that each column needs; chips may be broken where the pattern `apart` matches."""
    for place, column in enumerate(table.columns):
        words = _words(column.heading.split(" "))
        if column.kind == "chip":
            lines = [part for row in table.rows if not row.heading for part in re.split(apart, row.cells[place].text)]
            words += lines if apart == WHOLE_LINES else _words(lines)
        edges = CHIP_EDGES if column.kind == "chip" else 0.0
        yield max(width(word, TEXT_SIZE, bold=True) for word in words) + PADDING + edges
