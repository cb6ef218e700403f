"""`etready estimate`: a survey from files alone, and input that cannot be used."""

from __future__ import annotations

import csv
import json

import pytest

from assessment.cli import main
from tests.conftest import ROOT
from tests.content.surveys import survey_file

FIRMS = ROOT / "questionnaires" / "business-ecommerce" / "2026"


@pytest.fixture
def responses(tmp_path):
    load = [
        {
            "weight": 3 if number < 30 else 1,
            "stratum": "north" if number < 30 else "south",
            "attributes": {"size": "micro" if number < 30 else "large"},
            "answers": {"SEL_01": "yes" if number < 30 else "no"},
        }
        for number in range(60)
    ]
    return survey_file(tmp_path, "BIZ", load)


@pytest.fixture
def population(tmp_path):
    path = tmp_path / "population.csv"
    rows = [("micro", 900), ("small", 0), ("medium", 0), ("large", 100)]
    lines = [f"size,{category},{units},Census,2025" for category, units in rows]
    path.write_text("\n".join(["attribute,category,population,source,as_of", *lines, ""]), "utf-8")
    return path


def shares(capsys, *arguments: str) -> dict[tuple[str, str], dict[str, str]]:
    assert main(["estimate", str(FIRMS), *arguments]) == 0
    return {
        (row["category"], row["answer"]): row
        for row in csv.DictReader(capsys.readouterr().out.splitlines())
        if row["question"] == "SEL_01" and row["kind"] == "share"
    }


def test_shares_follow_the_weights_of_the_file(responses, capsys):
    assert shares(capsys, f"--responses={responses}")["", "yes"]["estimate"] == "75.0"


def test_and_the_population_where_it_is_given(responses, population, capsys):
    found = shares(capsys, f"--responses={responses}", f"--population={population}")
    assert float(found["", "yes"]["estimate"]) == pytest.approx(90)
    assert found["micro", "yes"]["n"] == "30"


def test_json_tells_response_and_remarks(responses, capsys):
    assert main(["estimate", str(FIRMS), f"--responses={responses}", "--format=json"]) == 0
    (survey,) = json.loads(capsys.readouterr().out)
    assert (survey["unit"], survey["response"]["rr1"]) == ("SEN", None)


def test_a_questionnaire_that_is_no_survey_is_refused(responses, capsys):
    assert main(["estimate", str(ROOT / "questionnaires/cyberlaw/2026"), f"--responses={responses}"]) == 2
    assert "is no probability survey" in capsys.readouterr().err


def test_a_fault_of_the_population_names_its_line(responses, population, capsys):
    population.write_text(population.read_text("utf-8").replace("micro,900", "micro,many"), "utf-8")
    assert main(["estimate", str(FIRMS), f"--responses={responses}", f"--population={population}"]) == 2
    assert "population.csv:2 Population: Write how many units there are" in capsys.readouterr().err
