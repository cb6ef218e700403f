"""Widths of columns: no word broken, no column starved."""

from __future__ import annotations

import pytest

from assessment.documents.columns import shares
from assessment.methodology.report.model import Cell, Column, Row, Table

ROOM = 470.0


def table(chips: int, said: str) -> Table:
    """A column of names beside so many columns of chips that say the same."""
    columns = (Column("Area or indicator", width=3.0), *(Column("Level", "chip", 1.7) for _ in range(chips)))
    row = Row((Cell("Speed and dependability of delivery"), *(Cell(said) for _ in range(chips))))
    return Table("Levels", columns, (row,))


def test_the_shares_of_columns_add_to_one():
    for chips in range(8):
        assert sum(shares(table(chips, "Insufficient data"), room=ROOM)) == pytest.approx(1.0)


def test_a_chip_keeps_the_room_for_its_words_on_one_line_where_there_is_enough():
    short, long = (shares(table(2, said), room=ROOM)[1] for said in ("Data", "Insufficient information here"))
    assert short == pytest.approx(1.7 / 6.4)
    assert long > short


def test_many_long_chips_are_broken_between_words_rather_than_starve_the_names_beside_them():
    name, *chips = shares(table(4, "Insufficient data on this"), room=ROOM)
    assert name > 0.25
    assert min(chips) > 0.15


def test_columns_for_which_there_is_no_room_at_all_give_in_proportion():
    name, *chips = shares(table(7, "Unzulänglichkeitsbescheinigung"), room=ROOM)
    assert name > min(chips) / 3


def test_a_heading_in_chinese_asks_for_no_more_than_a_few_of_its_signs():
    columns = (Column("指标", width=3.0), Column("占所在领域权重的比例", "number", 1.0))
    name, part = shares(Table("", columns, ()), room=ROOM)
    assert (name, part) == pytest.approx((0.75, 0.25))
