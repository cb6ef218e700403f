"""Gaps by importance and severity: a matrix that counts them all, and the table of those that come first."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from assessment.methodology.gap_kinds import GAP_KINDS, Shortfall, shortfalls_of
from assessment.methodology.instrument import Area
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Bar, Block, Cell, Chart, Column, Paragraph, Row, Section, Table
from assessment.methodology.voice import N_

STEPS = (0.1, 0.2)
"""From which share of an area's weight a gap is of some and of great importance."""
COLUMNS = (N_("Less than {first} of its area"), N_("{first} to {second}"), N_("{second} and more"))

MOST = 15
"""So many gaps, those that come first, are named by number."""


def gap_matrix_section(edition: Edition) -> Section:
    """The gaps of every kind counted in a matrix, and the gravest of them in a table; the chapters hold the rest."""
    heading = edition.say("Gaps by importance and severity")
    gaps = shortfalls_of(edition)
    if not gaps:
        return Section(heading, (Paragraph(edition.say("No gap was found."), lead=True),), layout="page")
    told = {number: gap for number, gap in enumerate(gaps, start=1) if number <= MOST or not gap.area}
    opening = edition.count(
        "{number} gap was found. Its cell in the matrix is the darker, the more it weighs in its area and the "
        "further it lies behind.",
        "{number} gaps were found. Their cells in the matrix are the darker, the more they weigh in their "
        "area and the further they lie behind.",
        len(gaps),
    )
    rest = edition.count(
        "The {number} that comes first by severity, distance and weight stands here; the others stand in the chapters.",
        "The {number} that come first by severity, distance and weight stand here; the others stand in the chapters.",
        len(told),
    )
    blocks: list[Block] = [Paragraph(f"{opening} {rest}" if len(told) < len(gaps) else opening, lead=True)]
    if edition.instrument.severities:
        blocks.append(matrix_chart(edition, dict(enumerate(gaps, start=1))))
    blocks.append(gaps_table(edition, told))
    return Section(heading, tuple(blocks), layout="page", code="gaps")


def matrix_chart(edition: Edition, gaps: Mapping[int, Shortfall]) -> Chart:
    """Severities from the gravest down, columns of growing importance; a cell counts its gaps and names the first.

    `gaps` are all that are to be counted, by their numbers in the list.
    """
    cells: dict[tuple[str, int], list[int]] = {}
    for number, gap in gaps.items():
        cells.setdefault((gap.severity, column_of(gap.importance)), []).append(number)
    first = frozenset(sorted(gaps)[:MOST])
    rows = [(severity.code, severity.label) for severity in reversed(edition.instrument.severities)]
    if any(not gap.severity for gap in gaps.values()):
        rows.append(("", edition.say("Without a severity")))
    lying = [(label, [cells.get((code, column), []) for column in range(len(COLUMNS))]) for code, label in rows]
    bars = tuple(
        Bar(
            label,
            tuple(float(len(numbers)) for numbers in cells_of_row),
            tuple(_told_in_cell(edition, numbers, first) for numbers in cells_of_row),
        )
        for label, cells_of_row in lying
    )
    return Chart(
        "matrix",
        edition.say("Importance and severity of the gaps"),
        edition.count(
            "{number} gap by severity (rows) and importance in its area (columns).",
            "{number} gaps by severity (rows) and importance in their area (columns).",
            len(gaps),
        ),
        bars,
        columns_of(edition),
        stamp=edition.notice,
        note=_counted_and_named(edition, len(gaps), len(first)),
        source=edition.source_of_levels,
    )


def _told_in_cell(edition: Edition, numbers: Sequence[int], first: Container[int]) -> str:
    """How many gaps lie in a cell and, on a line of their own, the numbers of those among the first."""
    if not numbers:
        return ""
    named = edition.voice.row(edition.voice.number(number) for number in numbers if number in first)
    counted = edition.count("{number} gap", "{number} gaps", len(numbers))
    first_of_them = edition.say("No. {numbers}", numbers=named)
    return f"{counted}\n{first_of_them}" if named else counted


def _counted_and_named(edition: Edition, gaps: int, named: int) -> str:
    counted = edition.count("The cells count {number} gap.", "The cells count {number} gaps in all.", gaps)
    first = edition.count(
        "The {number} that comes first bears its number in the table.",
        "The {number} that come first bear their numbers in the table.",
        named,
    )
    return f"{counted} {first}"


def columns_of(edition: Edition) -> tuple[str, ...]:
    """The steps of importance in words."""
    first, second = (edition.share(step) for step in STEPS)
    return tuple(edition.say(column, first=first, second=second) for column in COLUMNS)


def column_of(importance: float) -> int:
    """The step of importance, 0 the least."""
    return sum(round(importance, 9) >= step for step in STEPS)


def gaps_table(edition: Edition, gaps: Mapping[int, Shortfall]) -> Table:
    """Each gap by its number, with its kind, severity and weight; every one leads to its evidence."""
    rows = tuple(
        Row(
            (
                Cell(edition.voice.number(number), strong=True),
                Cell(edition.label(gap.code), evidence=gap.code),
                Cell(edition.instrument.area_of[gap.area].short_label if gap.area else ""),
                Cell(edition.say(GAP_KINDS[gap.kind])),
                Cell(told_between(edition, gap)),
                Cell(edition.severity_label(gap.severity), edition.severity_tone(gap.severity)),
                Cell(edition.share(gap.importance)),
            )
        )
        for number, gap in gaps.items()
    )
    return Table(
        edition.say("Gaps by severity and importance"),
        (
            Column(edition.say("No."), "number", 0.6),
            Column(edition.say("Indicator, question or published figure"), width=3.8),
            Column(edition.say("Area"), width=1.7),
            Column(edition.say("Kind of gap"), width=1.6),
            Column(edition.say("Between"), width=2.8),
            Column(edition.say("Severity"), "chip", 1.4),
            Column(edition.say("Share of its area’s weight"), "number", 1.1),
        ),
        rows,
        note=edition.notice,
    )


def further_gaps(edition: Edition, area: Area) -> list[Block]:
    """The gaps of an area that are not against its targets: between law and practice, groups, peers and rounds."""
    gaps = [gap for gap in shortfalls_of(edition) if gap.area == area.code and gap.kind != "target"]
    if not gaps:
        return []
    rows = tuple(
        Row(
            (
                Cell(edition.label(gap.code), evidence=gap.code),
                Cell(edition.say(GAP_KINDS[gap.kind])),
                Cell(told_between(edition, gap)),
                Cell(edition.severity_label(gap.severity), edition.severity_tone(gap.severity)),
            )
        )
        for gap in gaps
    )
    columns = (
        Column(edition.say("Indicator, question or published figure"), width=3.8),
        Column(edition.say("Kind of gap"), width=1.6),
        Column(edition.say("Between"), width=2.8),
        Column(edition.say("Severity"), "chip", 1.4),
    )
    return [Table(edition.say("Gaps of other kinds: {area}", area=area.label), columns, rows, note=edition.notice)]


def told_between(edition: Edition, gap: Shortfall) -> str:
    """Between what a gap lies, without a score where none is shown."""
    if gap.kind == "target":
        indicator = edition.instrument.indicator_of[gap.code]
        return edition.say("{level}, target {target}", level=edition.level(gap.code), target=edition.target(indicator))
    if gap.kind == "practice":
        return edition.say("The law, and its practice: “{practice}”", practice=edition.statement(gap.practice))
    if gap.kind == "groups":
        first, second = (edition.group_label(group) for group in gap.groups)
        return edition.say("“{first}” and, less favourable, “{second}”", first=first, second=second)
    if gap.kind == "peers":
        return edition.say("The country and the middle of its peers")
    return edition.say("This round and the last one")
