"""`etready score --rank`: places of units on one node."""

from __future__ import annotations

import csv

from assessment.authoring.loader import load
from assessment.cli import main
from tests.cli.test_score import B2C, table


def test_units_are_ranked_as_published_wherever_published_values_differ(shared, capsys):
    """S4: the published index was made of unrounded parts; two units may change places only within its rounding."""
    assert main(["score", str(B2C), f"--desk={B2C / 'desk.csv'}", "--rank=INDEX"]) == 0
    computed = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    with (shared / "data" / "b2c_index_2020.csv").open(encoding="utf-8") as file:
        published = {row["iso3"]: float(row["index_value"]) for row in csv.DictReader(file)}
    assert (computed[0], len(computed)) == ({"place": "1", "unit": "CHE", "score": "96.0", "tied": "no"}, 152)
    order = [published[row["unit"]] for row in computed]
    assert all(later <= earlier + 1 for place, earlier in enumerate(order) for later in order[place + 1 :])


def test_units_of_one_score_share_a_place_and_one_without_has_none(tmp_path, capsys):
    """S4"""
    values = {"AAA": 50, "BBB": 70, "CCC": 50, "DDD": 50.0000001, "EEE": ""}
    desk = table(
        tmp_path / "desk.csv",
        "iso3,indicator,year,value",
        [(unit, series.code, "2020", str(value)) for unit, value in values.items() for series in load(B2C).series],
    )
    assert main(["score", str(B2C), f"--desk={desk}", "--units=AAA,BBB,CCC,DDD,EEE", "--rank=INDEX"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "1,BBB,70.0,no", "2,DDD,50.0000001,no", "3,AAA,50.0,yes", "3,CCC,50.0,yes", ",EEE,,",
    ]  # fmt: skip


def test_only_a_node_can_be_ranked_on(capsys):
    assert main(["score", str(B2C), "--units=CHE", "--rank=IDNEX"]) == 2
    assert "the node IDNEX is unknown: did you mean INDEX?" in capsys.readouterr().err
