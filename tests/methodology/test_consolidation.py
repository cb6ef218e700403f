"""From many answers to one value: states, groups, facts (DESIGN § 2, rules 1, 6, 7, 8)."""

from __future__ import annotations

import pytest

from assessment.methodology.consolidation import Confirmation
from tests.methodology.small import instrument, item, response, scored, several

DONT_KNOW = {"state": "dont_know"}
NOT_APPLICABLE = {"state": "not_applicable"}
ASKING = instrument([item("PAY_01", allows=["dont_know", "prefer_not_to_say", "not_applicable"])])
LAW = instrument([item("PAY_02", kind="fact", type_="law_status", groups=["PUB"])])


def test_three_hundred_firms_do_not_silence_four_ministries():
    firms = several(ASKING, "BIZ", "PAY_01", ["1"] * 300)
    ministries = several(ASKING, "PUB", "PAY_01", ["5"] * 4)
    assert scored(ASKING, firms + ministries).questions["PAY_01"].score == 50


def test_group_weights_of_the_questionnaire_are_honoured_and_zero_is_a_weight():
    """S1"""
    groups = [
        {"code": "PUB", "label": "Public sector", "weight": 0},
        {"code": "BIZ", "label": "Business", "counts": "persons", "minimum": 5},
    ]
    weighted = instrument([item("PAY_01")], groups=groups)
    responses = several(weighted, "PUB", "PAY_01", ["5"] * 3) + several(weighted, "BIZ", "PAY_01", ["1"] * 5)
    assert scored(weighted, responses).questions["PAY_01"].score == 0


@pytest.mark.parametrize("state", ["dont_know", "prefer_not_to_say", "not_applicable"])
def test_a_non_answer_changes_no_mean(state):
    """S2"""
    answers = several(ASKING, "BIZ", "PAY_01", ["2"] * 5)
    more = several(ASKING, "CIV", "PAY_01", [])
    silent = [response(ASKING, "x", "BIZ", {"PAY_01": {"state": state}})]
    assert (
        scored(ASKING, answers + more + silent).questions["PAY_01"].score
        == scored(ASKING, answers).questions["PAY_01"].score
        == 25
    )


def test_the_five_states_are_counted_apart():
    """S2"""
    answers = ["3", DONT_KNOW, {"state": "prefer_not_to_say"}, NOT_APPLICABLE, None]
    tally = scored(ASKING, several(ASKING, "PUB", "PAY_01", answers)).questions["PAY_01"].groups[0].tally
    assert (tally.states, tally.unanswered, tally.voices) == (
        {"answered": 1, "dont_know": 1, "prefer_not_to_say": 1, "not_applicable": 1},
        1,
        1,
    )


def test_two_people_of_one_ministry_are_one_voice():
    people = several(ASKING, "PUB", "PAY_01", ["5", "5", "5"])
    same = [
        type(one)(type(one.respondent)(one.respondent.code, "PUB", institution="ministry"), one.answers)
        for one in people
    ]
    assert scored(ASKING, same).questions["PAY_01"].reason == "no_value"


def test_a_group_qualifies_by_the_share_of_its_register():
    answers = several(ASKING, "PUB", "PAY_01", ["5", "4"])
    assert scored(ASKING, answers, register={"PUB": 3}).questions["PAY_01"].score == 87.5
    assert scored(ASKING, answers, register={"PUB": 10}).questions["PAY_01"].score is None


def test_an_institution_judging_its_own_work_is_shown_and_not_scored():
    judged = instrument([item("PAY_01", own_performance_of=["PUB"])])
    responses = several(judged, "PUB", "PAY_01", ["5"] * 3) + several(judged, "BIZ", "PAY_01", ["1"] * 5)
    result = scored(judged, responses).questions["PAY_01"]
    assert (result.score, result.groups[0].mean) == (0, 100)


def test_an_answer_off_the_path_counts_as_none():
    """L2"""
    routed = instrument(
        [
            item("PAY_01", kind="fact", type_="law_status", groups=["BIZ"]),
            item("PAY_02", groups=["BIZ"], when="PAY_01 = 'in_force'"),
        ]
    )
    on = [response(routed, f"b{n}", "BIZ", {"PAY_01": "in_force", "PAY_02": "1"}) for n in range(5)]
    off = [response(routed, f"c{n}", "BIZ", {"PAY_01": "none", "PAY_02": "5"}) for n in range(5)]
    assert scored(routed, on + off).questions["PAY_02"].score == 0


def test_agreeing_claims_are_provisional():
    result = scored(LAW, several(LAW, "PUB", "PAY_02", ["in_force"])).questions["PAY_02"]
    assert (result.score, result.provisional) == (100, True)


def test_contested_claims_have_no_value_until_somebody_confirms():
    claims = several(LAW, "PUB", "PAY_02", ["in_force", "draft"])
    assert scored(LAW, claims).questions["PAY_02"].reason == "contested"
    confirmed = {"PAY_02": Confirmation("PAY_02", "draft", source="Official journal")}
    result = scored(LAW, claims, confirmations=confirmed).questions["PAY_02"]
    assert (result.score, result.provisional) == (40, False)


def test_a_published_tracker_is_one_more_claim():
    tracked = instrument(
        [item("PAY_02", kind="fact", type_="law_status", groups=["PUB"])],
        series=[{"code": "I-CYL", "name": "Law", "unit": "status", "source": "Tracker", "direction": "context"}],
        claims=[{"series": "I-CYL", "item": "PAY_02", "values": {"0": "none", "1": "draft", "2": "in_force"}}],
    )
    told = several(tracked, "PUB", "PAY_02", ["in_force"])
    assert scored(tracked, told, desk=[("I-CYL", 2026, 2.0)]).questions["PAY_02"].score == 100
    assert scored(tracked, told, desk=[("I-CYL", 2026, 0.0)]).questions["PAY_02"].reason == "contested"


def coarse_tracker():
    """A tracker whose `in_force` does not tell a national law from a draft that is applied."""
    return instrument(
        [item("PAY_02", kind="fact", type_="law_status", groups=["PUB"])],
        series=[{"code": "I-CYL", "name": "Law", "unit": "status", "source": "Tracker", "direction": "context"}],
        claims=[
            {"series": "I-CYL", "item": "PAY_02", "values": {"2": "in_force"}, "includes": {"in_force": ["draft"]}}
        ],
    )


def test_a_tracker_does_not_contest_what_its_own_value_includes():
    tracked = coarse_tracker()
    told = several(tracked, "PUB", "PAY_02", ["draft"])
    assert scored(tracked, told, desk=[("I-CYL", 2026, 2.0)]).questions["PAY_02"].value == "draft"


def test_a_tracker_settles_nothing_between_respondents_who_differ():
    tracked = coarse_tracker()
    told = several(tracked, "PUB", "PAY_02", ["draft", "in_force"])
    assert scored(tracked, told, desk=[("I-CYL", 2026, 2.0)]).questions["PAY_02"].reason == "contested"


def test_a_tracker_older_than_its_series_allows_claims_nothing():
    tracked = instrument(
        [item("PAY_02", kind="fact", type_="law_status", groups=["PUB"])],
        series=[
            {"code": "I-CYL", "name": "Law", "unit": "status", "source": "Tracker", "direction": "context",
             "maximum_age": 5}
        ],
        claims=[{"series": "I-CYL", "item": "PAY_02", "values": {"0": "none", "2": "in_force"}}],
    )  # fmt: skip
    told = several(tracked, "PUB", "PAY_02", ["in_force"])
    assert scored(tracked, told, desk=[("I-CYL", 2020, 0.0)]).questions["PAY_02"].score == 100
    assert scored(tracked, told, desk=[("I-CYL", 2021, 0.0)]).questions["PAY_02"].reason == "contested"


def test_a_question_that_concerns_nobody_leaves_the_denominator():
    answers = several(ASKING, "PUB", "PAY_01", [NOT_APPLICABLE] * 3)
    assert scored(ASKING, answers).nodes["PAY-ALL"].reason == "not_applicable"


def test_a_fact_confirmed_as_not_applicable_leaves_the_denominator():
    confirmed = {"PAY_02": Confirmation("PAY_02", "not_applicable", source="Ministry")}
    assert scored(LAW, (), confirmations=confirmed).nodes["PAY-ALL"].reason == "not_applicable"
