"""The report as values: every number and sentence a document shows, ready made in one language.

A document only lays these out. It never counts, compares, translates or formats: texts arrive in the report's
language, numbers as text beside the float a chart needs. `evidence` is the code of a node, a question, a series or a
recommendation (`PAY-SWITCH`, `PAY_01`, `PAY-R02`), or one of the `LISTS` that a number counts: the place where the
number can be opened.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["", "good", "fair", "weak", "poor", "unknown", "muted"]
LISTS = ("respondents", "gaps", "recommendations", "actions")


@dataclass(frozen=True)
class Paragraph:
    """A sentence or several; `lead` marks the opening of a section."""

    text: str
    evidence: str = ""
    lead: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of short sentences; `numbered` where the order says something."""

    items: tuple[Paragraph, ...]
    numbered: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """One figure of a strip: `value` in large type, what it is, and its year, source or state below."""

    value: str
    label: str
    note: str = ""
    tone: Tone = ""
    evidence: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """A strip of two to six figures, side by side."""

    items: tuple[KeyFigure, ...]
    title: str = ""


@dataclass(frozen=True)
class Column:
    """A column: heading, what its cells are, and its share of the table's width (shares need not add to 1)."""

    heading: str
    kind: Literal["text", "number", "chip"] = "text"
    width: float = 1.0


@dataclass(frozen=True)
class Cell:
    """A cell: text (several paragraphs as several lines), tone for a chip or a shade, and its evidence."""

    text: str
    tone: Tone = ""
    evidence: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Row:
    """A row; `heading` rows span the table and group the rows below; `anchor` can be linked to."""

    cells: tuple[Cell, ...]
    heading: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """A table with caption ("Table 3. …"), note and source."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar or row of a chart. `values` in the chart's unit (None: not known), `texts` what stands beside each.

    In a `steps` chart the only value is the number of steps filled (0..len(legend)). `low` and `high` are a range.
    """

    label: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    tone: Tone = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Chart:
    """A chart drawn on the server, the same on screen and paper.

    kind: `bars` one horizontal bar a row; `steps` named bands as filled steps; `stacked` shares of 100 in
    `legend` order; `dots` one dot a legend entry on a common scale (groups of respondents compared); `spans` a stretch
    of time a row, from `low` to `high` in days; `days` a number that grows, each bar a day counted by its `low`;
    `panels` a small picture for each bar, with a column for each value and the name of its tick below;
    `tornado` changes to either side of 0, a bar two values of which the first is not above and the second not below 0;
    `boxes` a row a series on its own scale `low` to `high`, with the values own, median, quartiles, lowest, highest.
    `matrix` a grid with a row for each bar and a column for each entry of the legend, `texts` what its cells say.
    `target` is a vertical line. `alternative` says in words what the picture shows. `evidence` are the codes of what
    is drawn.
    """

    kind: Literal["bars", "steps", "stacked", "dots", "spans", "days", "panels", "tornado", "boxes", "matrix"]
    caption: str
    alternative: str
    bars: tuple[Bar, ...]
    legend: tuple[str, ...] = ()
    maximum: float = 100.0
    ticks: tuple[tuple[float, str], ...] = ()
    target: float | None = None
    target_label: str = ""
    stamp: str = ""
    note: str = ""
    source: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """What a respondent wrote, released with consent, and who in general terms."""

    text: str
    attribution: str


@dataclass(frozen=True)
class Quotes:
    """Quotations under a common heading."""

    items: tuple[Quote, ...]


@dataclass(frozen=True)
class Callout:
    """A box set apart: a finding, a warning, a definition."""

    title: str
    text: str
    tone: Tone = "muted"


Block = Paragraph | Bullets | KeyFigures | Table | Chart | Quotes | Callout


@dataclass(frozen=True)
class Section:
    """A part of the report.

    layout: `page` starts a page; `chapter` starts a page with its number and a mark; `landscape` turns the
    pages; `annex` starts a page in smaller type; `flow` follows on. `in_contents` false keeps it out of the contents.
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    layout: Literal["page", "chapter", "landscape", "annex", "flow"] = "flow"
    number: str = ""
    code: str = ""
    in_contents: bool = True


@dataclass(frozen=True)
class Words:
    """The words a document adds around the content, in the report's language."""

    contents: str
    figure: str
    table: str
    source: str
    note: str
    page: str


@dataclass(frozen=True)
class Cover:
    """What the first page and the imprint say."""

    kicker: str
    title: str
    subtitle: str
    place: str
    date: str
    imprint: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole country report in one language; `notice` stands in the head of every page when it is not empty."""

    name: str
    language: str
    direction: Literal["ltr", "rtl"]
    cover: Cover
    running_head: str
    notice: str
    words: Words
    sections: tuple[Section, ...]
    keywords: tuple[str, ...] = ()
    identity: dict[str, str] = field(default_factory=dict)
