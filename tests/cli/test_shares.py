"""`etready shares`: country groups on a day, and input that cannot be used."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assessment.cli import main

CYBERLAW = Path(__file__).parents[2] / "questionnaires" / "cyberlaw" / "2026"


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text(
        "unit,item,value,source,as_of\nBGD,TRX_01,in_force,Gazette,2023\nNPL,TRX_01,none,Gazette,2025\n",
        encoding="utf-8",
    )
    return f"--facts={path}"


def rows(capsys, *arguments: str) -> dict[tuple[str, str], tuple[int, int]]:
    assert main(["shares", str(CYBERLAW), "--items", "TRX_01", *arguments]) == 0
    return {
        (row["group"], row["status"]): (int(row["economies"]), int(row["members"]))
        for row in csv.DictReader(capsys.readouterr().out.splitlines())
    }


def test_the_known_country_groups_are_those_of_the_day(facts, capsys):
    assert rows(capsys, facts, "--on=2026-11-23")["LDC", "in_force"] == (1, 44)
    assert rows(capsys, facts, "--on=2026-11-24")["LDC", "in_force"] == (0, 41)


def test_economies_of_which_nothing_is_known_are_no_data(facts, capsys):
    found = rows(capsys, facts)
    assert (found["ALL", "none"], found["ALL", "no_data"]) == ((1, 2), (0, 2))
    assert found["LDC", "no_data"] == (42, 44)


@pytest.mark.parametrize("item", ["TRX_02", "TRX_08", "TRX_99"])
def test_only_facts_of_one_choice_can_be_asked_for(item, facts, capsys):
    assert main(["shares", str(CYBERLAW), facts, "--items", item]) == 2
    assert capsys.readouterr().err.startswith(f"etready: shares: {item} is no fact of one choice; there are: TRX_01,")


def test_without_a_file_there_is_no_economy_to_count(capsys):
    assert main(["shares", str(CYBERLAW)]) == 2
    assert "no unit to score" in capsys.readouterr().err
