"""The report in reading order: sections with ids and levels, figures and tables with their numbers.

Every document takes its numbers from here, so that "Table 7" is the same table in PDF, DOCX and HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from assessment.methodology.report.model import LISTS, Block, Chart, Report, Section, Table


@dataclass(frozen=True)
class Placed:
    """A block with its kind (its class name in small letters) and, for a figure or a table, its number.

    `wide` blocks stand on landscape pages.
    """

    kind: str
    block: Block
    number: int = 0
    wide: bool = False


@dataclass(frozen=True)
class Part:
    """A section in its place: `level` counts from 1, `chapter` is its rank among the chapters (0: it is none)."""

    id: str
    level: int
    section: Section
    blocks: tuple[Placed, ...]
    parts: tuple[Part, ...]
    chapter: int = 0

    def listed(self) -> tuple[Part, ...]:
        """The parts below that stand in the contents; chapters are built alike and list none."""
        return () if self.chapter else tuple(part for part in self.parts if part.section.in_contents)


@dataclass(frozen=True)
class Outline:
    """The whole report: its parts, how many chapters they hold, and the codes that can be linked to.

    `anchors` are codes that have a row of a table; `lists` gives the id of the part in which what is counted stands.
    """

    parts: tuple[Part, ...]
    chapters: int
    anchors: frozenset[str]
    lists: Mapping[str, str] = field(default_factory=dict)

    def listed(self) -> tuple[Part, ...]:
        """The parts that stand in the contents."""
        return tuple(part for part in self.parts if part.section.in_contents)


class _Counters:
    def __init__(self) -> None:
        self.figures = count(1)
        self.tables = count(1)
        self.chapters = count(1)

    def place(self, block: Block, *, wide: bool) -> Placed:
        kind = type(block).__name__.lower()
        number = 0
        if isinstance(block, Chart):
            number = next(self.figures)
        elif isinstance(block, Table) and block.caption:
            number = next(self.tables)
        return Placed(kind, block, number, wide)


def outline(report: Report) -> Outline:
    """Number the figures and tables of `report` and give every section an id."""
    counters = _Counters()
    parts = tuple(
        _part(section, f"section-{place}", 1, counters) for place, section in enumerate(report.sections, start=1)
    )
    return Outline(parts, next(counters.chapters) - 1, frozenset(_anchors(parts)), dict(_lists(parts)))


def _part(section: Section, id_: str, level: int, counters: _Counters) -> Part:
    chapter = next(counters.chapters) if section.layout == "chapter" else 0
    blocks = tuple(counters.place(block, wide=section.layout == "landscape") for block in section.blocks)
    inner = tuple(
        _part(below, f"{id_}-{place}", level + 1, counters) for place, below in enumerate(section.sections, start=1)
    )
    return Part(id_, level, section, blocks, inner, chapter)


def _anchors(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        for placed in part.blocks:
            if isinstance(placed.block, Table):
                yield from (row.anchor for row in placed.block.rows if row.anchor)
        yield from _anchors(part.parts)


def _lists(parts: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    for part in parts:
        if part.section.code in LISTS:
            yield part.section.code, part.id
        yield from _lists(part.parts)
