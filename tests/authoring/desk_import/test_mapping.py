"""Mapping files: those shipped can be used, and a fault is told with line, path and cure."""

import pytest

from assessment.authoring.desk_import.mapping import load_mapping, mapping_named, mapping_titles
from assessment.errors import InvalidInput, QuestionnaireError
from assessment.methodology.desk import DeskFigure
from tests.conftest import ROOT

GOOD = """
title: A table
layout: years
source: Somebody
licence: Free
country: [Economy]
series:
  - {code: I-NET-USE, low: 0, high: 100}
"""


def faults_of(text, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionnaireError) as refused:
        load_mapping(path)
    return [str(problem) for problem in refused.value.problems]


def test_every_mapping_that_is_shipped_can_be_used():
    assert set(mapping_titles()) == {path.stem for path in (ROOT / "desk_mappings").glob("*.yaml")}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("layout: years", "layout: wide", "mine.yaml:3 layout: cannot be 'wide'"),
        ("layout: years", "layout: long", "mine.yaml:1 value: is missing: layout long needs it"),
        ("country: [Economy]", "countries: [Economy]", "mine.yaml:6 countries"),
        ("high: 100}", "high: 100}\n  - {code: I-NET-USE}", "mine.yaml:9 I-NET-USE"),
        ("high: 100", "high: 0", "must be more than low"),
        ("layout: years", "layout: years\ndecimal: ','\nthousands: ','", "is the decimal sign too"),
        ("high: 100", "factor: 0", "every value would be 0"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_path_and_cure(old, new, said, tmp_path):
    assert any(said in fault for fault in faults_of(GOOD.replace(old, new), tmp_path))


def test_an_unknown_mapping_is_refused_with_the_names_there_are():
    with pytest.raises(InvalidInput, match=r"there are .*world-bank"):
        mapping_named("../etc/passwd")


def test_the_ranges_of_our_own_table_hold_every_published_value(shared):
    ranges = {series.code: series for series in mapping_named("own-long").series}
    with (shared / "data" / "desk_indicators.csv").open(encoding="utf-8") as file:
        next(file)
        cells = (line.split(",", 4) for line in file)
        figures = [DeskFigure(series, int(year), float(value)) for _, series, year, value, _ in cells]
    assert [one for one in figures if not ranges[one.series].is_plausible(one.value)] == []
