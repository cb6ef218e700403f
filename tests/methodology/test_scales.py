"""Scales that a series or a number may stand on besides goalposts: steps, codes, a place among other units."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.methodology.cohort import cohort_of, samples_of
from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.instrument import Instrument, Sample, Step
from assessment.methodology.normalisation import among, in_categories, on_steps
from assessment.methodology.scoring import Evidence, NodeScore, score
from tests.methodology.small import indicator, instrument, item, scored, several

STEPS = (Step(start=0, score=100), Step(start=5, score=60), Step(start=20, score=0))
FEW = Sample(method="min_max", reference="all", minimum=3)
STANDARD = Sample(method="z_score", reference="all", minimum=3)


def series(code: str = "I-ACC", **scale: Any) -> dict[str, object]:
    return {"code": code, "name": "Accounts", "unit": "%", "source": "Findex", "direction": "up", **scale}


def desk_only(**scale: Any) -> Instrument:
    return instrument([], [indicator("PAY-ACC", series=["I-ACC"])], series=[series(**scale)], basis="desk_only")


def judged(of: Instrument, value: float) -> NodeScore:
    return scored(of, desk=[("I-ACC", 2024, value)]).nodes["I-ACC"]


@pytest.mark.parametrize(("value", "expected"), [(0, 100), (4.9, 100), (5, 60), (19, 60), (20, 0), (365, 0)])
def test_a_step_holds_from_its_start_up_to_the_next(value, expected):
    assert on_steps(value, STEPS, "down").score == expected


def test_what_lies_below_the_first_step_scores_as_the_first_and_is_marked():
    below = on_steps(-1, STEPS, "down")
    assert (below.score, below.clipped) == (100, True)


def test_days_of_waiting_may_score_by_steps():
    """Three firms wait 0, 6 and 30 days, two 5 days: (100 + 60 + 0 + 60 + 60) / 5."""
    steps = [{"start": step.start, "score": step.score} for step in STEPS]
    asked = instrument([item("PAY_01", "experience", "number", groups=["BIZ"], direction="down", steps=steps)])
    assert scored(asked, several(asked, "BIZ", "PAY_01", [0, 6, 30, 5, 5])).score_of("PAY_01") == 56


@pytest.mark.parametrize(("value", "expected"), [(3, 100), (2.0, 40), (0.5, 10)])
def test_a_published_code_scores_what_its_author_says(value, expected):
    assert in_categories(value, {"3": 100, "2": 40, "0.5": 10}, "up").score == expected


def test_a_code_without_a_score_leaves_no_score_and_says_so():
    node = judged(desk_only(categories={"1": 0, "2": 100}), 7)
    assert (node.score, node.reason) == (None, "no_category")


@pytest.mark.parametrize(("value", "direction", "expected"), [(20, "up", 0), (35, "up", 25), (35, "down", 75)])
def test_minimum_and_maximum_are_those_of_the_sample(value, direction, expected):
    assert among(value, FEW, [80, 20, 40], direction).score == expected


def test_a_value_beyond_the_sample_is_clipped_and_marked():
    beyond = among(95, FEW, [80, 20, 40], "up")
    assert (beyond.score, beyond.clipped) == (100, True)


@pytest.mark.parametrize(("value", "direction", "expected"), [(40, "up", 50), (50, "up", 60), (50, "down", 40)])
def test_a_standard_score_is_fifty_plus_ten_for_each_standard_deviation(value, direction, expected):
    """30, 40 and 50 have the mean 40 and, with n - 1, the standard deviation 10."""
    assert math.isclose(among(value, STANDARD, [30, 40, 50], direction).score, expected)


def test_six_standard_deviations_are_clipped():
    far = among(100, STANDARD, [30, 40, 50], "up")
    assert (far.score, far.clipped) == (100, True)


@pytest.mark.parametrize("others", [(), (30, 40), (30, 30, 30)])
def test_without_a_sample_there_is_no_score_and_a_reason(others):
    of = desk_only(sample={"method": "z_score", "reference": "LDC", "minimum": 3})
    card = scored(of, desk=[("I-ACC", 2024, 40.0)], cohort={"LDC": {"I-ACC": others}})
    assert [card.nodes[code].reason for code in ("I-ACC", "PAY-ACC")] == ["no_sample", "no_sample"]


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=8), st.floats(-1e6, 1e6), st.randoms())
def test_a_sample_has_no_order_and_a_score_stays_in_range(others, value, random):
    shuffled = list(others)
    random.shuffle(shuffled)
    for sample in (FEW, STANDARD):
        placed = among(value, sample, others, "up")
        assert placed == among(value, sample, shuffled, "up")
        assert placed is None or 0 <= placed.score <= 100


def test_the_cohort_is_the_latest_of_each_member_within_the_maximum_age():
    of = desk_only(sample={"method": "min_max", "reference": "LDC", "minimum": 2}, maximum_age=5)
    desks = {
        "AAA": desk_of([DeskFigure("I-ACC", 2020, 10), DeskFigure("I-ACC", 2023, 20), DeskFigure("I-ACC", 2027, 99)]),
        "BBB": desk_of([DeskFigure("I-ACC", 2021, 60)]),
        "CCC": desk_of([DeskFigure("I-ACC", 2019, 0)]),
        "DDD": desk_of([DeskFigure("I-ACC", 2024, 100)]),
    }
    assert cohort_of(of, desks, {"LDC": {"AAA", "BBB", "CCC", "EEE"}}, 2026) == {"LDC": {"I-ACC": (20, 60)}}


def test_all_units_with_figures_are_a_reference_too_and_the_unit_is_one_of_them():
    of = desk_only(sample={"method": "min_max", "reference": "all", "minimum": 2})
    desks = {
        unit: desk_of([DeskFigure("I-ACC", 2024, value)]) for unit, value in [("AAA", 20), ("BBB", 45), ("CCC", 70)]
    }
    evidence = Evidence(desk=desks["BBB"], cohort=cohort_of(of, desks, {}, 2026))
    assert score(of, evidence, 2026).score_of("PAY") == 50


def test_the_cohort_of_a_ratio_is_of_one_wave():
    women = series(sample={"method": "min_max", "reference": "all"}, ratio_to="I-ACC-M")
    of = instrument(
        [], [indicator("PAY-ACC", series=["I-ACC"])], series=[women, series("I-ACC-M", direction="context")]
    )
    waves = [("I-ACC", 2024, 50.0), ("I-ACC", 2021, 30.0), ("I-ACC-M", 2021, 60.0)]
    desks = {"AAA": desk_of(DeskFigure(*one) for one in waves)}
    assert cohort_of(of, desks, {}, 2026) == {"all": {"I-ACC": (50,)}}


def test_the_sample_of_an_alternative_is_collected_too():
    of = instrument(
        [],
        [indicator("PAY-ACC", series=["I-ACC"])],
        series=[series(goalposts={"low": 0, "high": 100})],
        alternatives=[{"code": "z", "label": "Z", "samples": {"I-ACC": {"method": "z_score", "reference": "LDC"}}}],
    )
    assert samples_of(of) == {("I-ACC", "LDC")}
