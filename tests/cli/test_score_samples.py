"""`etready score` on scales made of other units: the 23 countries of the OECD/JRC handbook, dated country groups."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping
from pathlib import Path
from statistics import mean, stdev

import pytest

from assessment.cli import main
from tests.conftest import ROOT

TAI = ROOT / "tests" / "questionnaires" / "tai" / "2001" / "questionnaire.yaml"
SERIES = re.findall(r"- code: (TAI-[A-Z]+)\n    name", TAI.read_text("utf-8"))
TOLERANCE = 1e-7
GROUPS = """country,group,valid_from,valid_to
AAA,LDC,,
BBB,LDC,,2000-11-30
CCC,LDC,2000-06-01,
"""
FIGURES = {"AAA": 10, "BBB": 5, "CCC": 30, "DDD": 90}


def judging(folder: Path, sample: str) -> Path:
    """The index of 2001 with every series placed among others instead of between goalposts."""
    directory = folder / "tai" / "2001"
    directory.mkdir(parents=True)
    text = re.sub(r"goalposts: \{[^}]*\}", f"sample: {{{sample}}}", TAI.read_text("utf-8"))
    (directory / "questionnaire.yaml").write_text(text, "utf-8")
    return directory


def long(values: Mapping[str, Mapping[str, float]]) -> str:
    """Figures of 2001 by unit and series as a long table."""
    rows = [f"{unit},{code},2001,{value}" for unit, by_code in values.items() for code, value in by_code.items()]
    return "\n".join(["iso3,indicator,year,value", *rows]) + "\n"


def scores(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[tuple[str, str], str]:
    assert main(["score", *arguments, "--format=csv"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    return {(row["unit"], row["code"]): row["score"] or row["reason"] for row in rows}


@pytest.fixture
def handbook(shared: Path) -> dict[str, dict[str, float]]:
    """Table A.2 of the handbook: eight series of 23 countries."""
    with (shared / "data" / "tai.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return {row[0]: {code: float(cell) for code, cell in zip(SERIES, row[1:9], strict=True)} for row in rows[1:]}


@pytest.mark.parametrize("method", ["min_max", "z_score"])
def test_scales_of_the_handbooks_countries_are_those_of_independent_sums(handbook, method, tmp_path, capsys):
    """Minimum, maximum, mean and deviation by the standard library, to 1e-7 of 100 points."""
    directory = judging(tmp_path, f"method: {method}, reference: all")
    (tmp_path / "desk.csv").write_text(long(handbook), "utf-8")
    found = scores(capsys, str(directory), f"--desk={tmp_path / 'desk.csv'}", "--units=FIN")
    for code in SERIES:
        sample, own = [values[code] for values in handbook.values()], handbook["FIN"][code]
        expected = {
            "min_max": 100 * (own - min(sample)) / (max(sample) - min(sample)),
            "z_score": 50 + 10 * (own - mean(sample)) / stdev(sample),
        }[method]
        assert math.isclose(float(found["FIN", code]), expected, abs_tol=TOLERANCE)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "0.0"),  # on 1 January 2001: 10 and 30
        (("--on=2000-11-30",), "20.0"),  # 10, 5 and 30
        (("--on=2000-01-01",), "100.0"),  # 10 and 5
    ],
)
def test_members_of_the_day_are_compared_with(arguments, expected, tmp_path, capsys):
    directory = judging(tmp_path, "method: min_max, reference: LDC, minimum: 2")
    (tmp_path / "desk.csv").write_text(long({unit: {SERIES[0]: value} for unit, value in FIGURES.items()}), "utf-8")
    (tmp_path / "groups.csv").write_text(GROUPS, "utf-8")
    files = (f"--desk={tmp_path / 'desk.csv'}", f"--groups={tmp_path / 'groups.csv'}")
    assert scores(capsys, str(directory), *files, "--units=AAA", *arguments)["AAA", SERIES[0]] == expected


def test_too_few_members_with_a_figure_are_no_sample(tmp_path, capsys):
    directory = judging(tmp_path, "method: z_score, reference: LDC")
    (tmp_path / "desk.csv").write_text(long({unit: {SERIES[0]: value} for unit, value in FIGURES.items()}), "utf-8")
    found = scores(capsys, str(directory), f"--desk={tmp_path / 'desk.csv'}", "--units=DDD")
    assert found["DDD", SERIES[0]] == "no_sample"
