"""Up the tree: coverage, reasons for no score, bands (DESIGN § 2, rules 10, 11, 14, 15)."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from assessment.methodology.aggregation import Component, coverage, reaches, weighted_mean
from tests.methodology.small import GROUPS, indicator, instrument, item, response, scored, several

SERIES = {
    "code": "I-ACC",
    "name": "Accounts",
    "unit": "%",
    "source": "Findex",
    "direction": "up",
    "goalposts": {"low": 0, "high": 100},
}


def test_a_geometric_mean_with_a_zero_is_zero():
    assert weighted_mean([Component(1, 0), Component(5, 100)], "geometric") == 0


def test_a_geometric_mean_weighs_logarithms():
    assert math.isclose(weighted_mean([Component(1, 25), Component(1, 100)], "geometric"), 50)


def test_weight_zero_is_a_weight():
    """S1"""
    assert weighted_mean([Component(0, 100), Component(1, 20)], "arithmetic") == 20
    assert coverage([Component(0, None, coverage=0.0), Component(1, 20)]) == 1


def test_thresholds_compare_decimals_and_not_rounding_noise():
    """S7"""
    assert reaches(0.1 + 0.2, 0.3)
    assert reaches(0.65 - 1e-12, 0.65)
    assert not reaches(0.6499999, 0.65)


def test_answers_on_scales_of_one_of_five_and_of_a_hundred_stand_side_by_side():
    """S3: 0.62 of 1, step 4 of 5 and 80 of 100 are 62, 75 and 80."""
    share = item("PAY_02", "experience", "percentage", goalposts={"low": 0, "high": 100})
    asked = instrument(
        [item("PAY_01"), share],
        [indicator("PAY-ONE", "PAY_01"), indicator("PAY-TWO", "PAY_02"), indicator("PAY-ACC", series=["I-ACC"])],
        series=[{**SERIES, "goalposts": {"low": 0, "high": 1}}],
    )
    told = [response(asked, f"{g}{n}", g, {"PAY_01": "4", "PAY_02": 80}) for g in ("BIZ", "PUB") for n in range(5)]
    card = scored(asked, told, desk=[("I-ACC", 2024, 0.62)])
    assert [card.score_of(code) for code in ("I-ACC", "PAY_01", "PAY_02")] == [62, 75, 80]


def test_what_is_missing_lowers_coverage_and_not_the_score():
    """S2"""
    asked = instrument(
        [item("PAY_01"), item("PAY_02")],
        [indicator("PAY-ONE", "PAY_01", weight=3), indicator("PAY-TWO", "PAY_02", weight=1)],
    )
    firms, ministries = (several(asked, group, "PAY_01", ["5"] * 5) for group in ("BIZ", "PUB"))
    area = scored(asked, firms + ministries).nodes["PAY"]
    assert (area.score, area.coverage) == (100, 0.75)


def test_below_minimum_coverage_there_is_no_score():
    asked = instrument(
        [item("PAY_01"), item("PAY_02")],
        [indicator("PAY-ONE", "PAY_01"), indicator("PAY-TWO", "PAY_02")],
    )
    responses = several(asked, "BIZ", "PAY_01", ["5"] * 5) + several(asked, "PUB", "PAY_01", ["5"] * 5)
    area = scored(asked, responses).nodes["PAY"]
    assert (area.score, area.reason, area.coverage) == (None, "low_coverage", 0.5)


def test_a_module_that_nobody_chose_lowers_coverage():
    """Rule 10: what is missing by design stays in the denominator."""
    asked = instrument(
        [item("PAY_01"), item("PAY_02", module="fees")],
        [indicator("PAY-ONE", "PAY_01", weight=3), indicator("PAY-TWO", "PAY_02", weight=1)],
        modules=[{"code": "fees", "label": "Fees", "groups": ["PUB", "BIZ"]}],
    )
    everything = {"PAY_01": "5", "PAY_02": "1"}
    responses = [response(asked, f"{group}{n}", group, everything) for group in ("BIZ", "PUB") for n in range(5)]
    area = scored(asked, responses).nodes["PAY"]
    passing = [replace(one, respondent=replace(one.respondent, modules=())) for one in responses]
    passed_by = scored(asked, passing).nodes["PAY"]
    assert (area.score, area.coverage) == (75, 1)
    assert (passed_by.score, passed_by.coverage) == (100, 0.75)


def test_desk_data_alone_are_no_area_score():
    asked = instrument([], [indicator("PAY-ACC", series=["I-ACC"])], series=[SERIES])
    assert scored(asked, desk=[("I-ACC", 2024, 56.2)]).nodes["PAY"].reason == "desk_only"


def test_a_questionnaire_that_declares_itself_desk_only_is_scored():
    asked = instrument([], [indicator("PAY-ACC", series=["I-ACC"])], series=[SERIES], basis="desk_only", overall=True)
    assert scored(asked, desk=[("I-ACC", 2024, 56.2)]).score_of("INDEX") == 56.2


def test_there_is_no_overall_score_unless_the_questionnaire_declares_one():
    asked = instrument([item("PAY_01")])
    assert scored(asked, several(asked, "BIZ", "PAY_01", ["5"] * 5)).nodes["INDEX"].reason == "not_declared"


@pytest.mark.parametrize(("year", "value"), [(2016, 56.2), (2015, None), (2027, None)])
def test_a_figure_too_old_or_after_the_reference_year_is_not_scored(year, value):
    asked = instrument([], [indicator("PAY-ACC", series=["I-ACC"])], series=[SERIES])
    assert scored(asked, desk=[("I-ACC", year, 56.2)]).score_of("I-ACC") == value


def test_a_weightless_opinion_beside_desk_data_is_still_desk_data_alone():
    asked = instrument(
        [item("PAY_01")],
        [indicator("PAY-ONE", "PAY_01", weight=0), indicator("PAY-ACC", series=["I-ACC"])],
        series=[SERIES],
    )
    told = several(asked, "BIZ", "PAY_01", ["5"] * 5) + several(asked, "PUB", "PAY_01", ["5"] * 3)
    assert scored(asked, told, desk=[("I-ACC", 2024, 56.2)]).nodes["PAY"].reason == "desk_only"


def test_where_nothing_with_weight_applies_the_whole_does_not_apply():
    """S1"""
    measures = [{"code": "PAY_01", "weight": 1}, {"code": "PAY_02", "weight": 0}]
    asked = instrument([item("PAY_01"), item("PAY_02")], [{"code": "PAY-ALL", "label": "All", "items": measures}])
    told = several(asked, "BIZ", "PAY_01", [{"state": "not_applicable"}] * 5)
    nodes = scored(asked, told).nodes
    assert (nodes["PAY-ALL"].reason, nodes["PAY"].reason) == ("not_applicable", "not_applicable")


def test_a_ratio_uses_one_wave():
    women = {**SERIES, "code": "I-ACC-W", "ratio_to": "I-ACC-M"}
    men = {**SERIES, "code": "I-ACC-M", "direction": "context"}
    asked = instrument([], [indicator("PAY-WOMEN", series=["I-ACC-W"])], series=[women, men])
    desk = [("I-ACC-W", 2024, 50.0), ("I-ACC-W", 2021, 30.0), ("I-ACC-M", 2021, 60.0)]
    result = scored(asked, desk=desk).desk["I-ACC-W"]
    assert (result.year, result.value) == (2021, 50)


def test_bands_begin_at_their_start():
    asked = instrument([item("PAY_01")])
    responses = several(asked, "BIZ", "PAY_01", ["2"] * 5) + several(asked, "PUB", "PAY_01", ["2"] * 3)
    assert scored(asked, responses).nodes["PAY"].band == "emerging"


def test_an_indicator_needs_items_of_sixty_five_per_cent_of_its_weight():
    asked = instrument(
        [item("PAY_01"), item("PAY_02")],
        [
            {
                "code": "PAY-ALL",
                "label": "All",
                "items": [{"code": "PAY_01", "weight": 1}, {"code": "PAY_02", "weight": 2}],
            }
        ],
    )
    few = scored(asked, several(asked, "BIZ", "PAY_01", ["5"] * 5)).nodes["PAY-ALL"]
    enough = scored(asked, several(asked, "BIZ", "PAY_02", ["5"] * 5)).nodes["PAY-ALL"]
    assert (few.reason, few.score, enough.score) == ("low_coverage", None, 100)


def test_an_empty_assessment_has_reasons_and_no_scores():
    """S8"""
    asked = instrument([item("PAY_01")])
    nodes = scored(asked).nodes.values()
    assert all(node.score is None and node.reason for node in nodes)


def test_a_group_without_weight_is_not_among_the_groups_that_were_heard():
    """What carries no weight decides nothing: the two groups that an area needs are groups whose means count."""
    groups = [{**group, "weight": 0} if group["code"] == "BIZ" else group for group in GROUPS]
    asked = instrument([item("PAY_01")], groups=groups)
    told = [response(asked, f"{g}{n}", g, {"PAY_01": "4"}) for g in ("BIZ", "PUB") for n in range(5)]
    card = scored(asked, told)
    assert (card.score_of("PAY_01"), card.nodes["PAY"].reason) == (75, "few_groups")
