"""Law and practice side by side, as the questionnaire pairs them."""

from __future__ import annotations

from assessment.methodology.instrument import Instrument
from assessment.methodology.report.model import Row, Table
from tests.methodology import small
from tests.methodology.report.builders import blocks, report


def paired(**law: object) -> Instrument:
    """A law asked of the public sector and, of firms, whether it works."""
    return small.instrument(
        [
            small.item("PAY_01", "fact", "law_status", groups=["PUB"], **law),
            small.item("PAY_02", groups=["BIZ"]),
        ],
        [small.indicator("PAY-LAW", "PAY_01"), small.indicator("PAY-WORKS", "PAY_02")],
    )


def rows(of: Instrument, *, law: str | None = "in_force", firms: int = 5) -> list[Row]:
    told = [small.response(of, f"b{n}", "BIZ", {"PAY_02": "5" if n else "1"}) for n in range(firms)]
    if law:
        told.append(small.response(of, "p", "PUB", {"PAY_01": law}))
    tables = [block for block in blocks(report(of, told).sections) if isinstance(block, Table)]
    return [row for table in tables if table.caption == "Law and practice: Payment solutions" for row in table.rows]


def test_a_law_stands_beside_what_those_who_live_with_it_say():
    (row,) = rows(paired(practice="PAY_02"))
    assert [cell.text for cell in row.cells] == ["Text of PAY_01", "In force", "Text of PAY_02", "Business: 80%"]


def test_a_law_that_names_no_practice_has_no_row():
    assert rows(paired()) == []


def test_a_law_of_which_nobody_said_anything_has_no_row():
    assert rows(paired(practice="PAY_02"), law=None) == []


def test_a_practice_that_too_few_judged_to_be_shown_has_no_row():
    assert rows(paired(practice="PAY_02"), firms=4) == []
