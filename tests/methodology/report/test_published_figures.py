"""Published figures in a chapter: none young enough is said, and national sources stand in for a country group."""

from __future__ import annotations

from dataclasses import replace

from assessment.language import voice_for
from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.report.build import build_report
from assessment.methodology.scoring import Evidence
from tests.methodology import small
from tests.methodology.report.builders import material, texts

SERIES = [
    {
        "code": code,
        "name": f"Name of {code}",
        "unit": "%",
        "source": "Bank",
        "direction": "up",
        "goalposts": {"low": 0, "high": 100},
        "maximum_age": 5,
    }
    for code in ("I-ONE", "I-TWO")
]
PROFILE = {
    "code": "ISLANDS",
    "label": "Small islands",
    "country_group": "SIDS",
    "sources": [{"code": "I-ONE", "source": "Returns of the central bank."}],
}
TOO_OLD = "No figure published on “Payments” for the country is young enough to be scored."
SOURCE = "Name of I-ONE: Returns of the central bank."


def told(*figures: DeskFigure, groups: frozenset[str] = frozenset()) -> str:
    of = small.instrument(
        [small.item("PAY_01")],
        [small.indicator("PAY-ALL", "PAY_01", series=["I-ONE", "I-TWO"])],
        series=SERIES,
        profiles=[PROFILE],
    )
    made = material(of, evidence=Evidence(desk=desk_of(figures)))
    return "\n".join(texts(build_report(replace(made, country_groups=groups), voice_for("en"))))


def test_a_chapter_says_that_all_its_figures_are_too_old():
    assert TOO_OLD in told(DeskFigure("I-ONE", 2015, 50.0))


def test_a_chapter_with_one_young_figure_does_not_say_so():
    assert TOO_OLD not in told(DeskFigure("I-ONE", 2015, 50.0), DeskFigure("I-TWO", 2024, 50.0))


def test_a_chapter_without_any_figure_says_that_nothing_is_published():
    assert "None of the published series foreseen for “Payments” has a value for the country." in told()


def test_a_member_of_the_group_is_told_the_national_source_of_a_series_too_old():
    assert SOURCE in told(DeskFigure("I-ONE", 2015, 50.0), groups=frozenset({"SIDS"}))


def test_a_member_of_the_group_is_told_the_national_source_of_a_missing_series():
    assert SOURCE in told(groups=frozenset({"SIDS"}))


def test_a_member_whose_figure_is_young_is_told_no_other_source():
    assert SOURCE not in told(DeskFigure("I-ONE", 2024, 50.0), groups=frozenset({"SIDS"}))


def test_a_country_outside_the_group_is_told_no_national_source():
    assert SOURCE not in told(groups=frozenset({"LDC"}))
