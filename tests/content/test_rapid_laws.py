"""Laws in pairs, what is sensitive, and what respondents tell of themselves."""

from __future__ import annotations

import pytest

from assessment.methodology.consolidation import AVERAGED
from assessment.methodology.instrument import Instrument, Item

SENSITIVE = {
    "STR_08": "budget", "STR_25": "turnover", "STR_26": "turnover", "LOG_19": "prices", "LEG_18": "registration",
    "LEG_31": "tax", "FIN_01": "loan refused", "FIN_02": "loan refused", "FIN_03": "prices", "FIN_11": "registration",
    "FIN_18": "turnover", "FIN_20": "budget", "FIN_24": "investment",
}  # fmt: skip
OF_A_FIRM = {"size", "sector", "woman_led", "youth_led", "location", "exports"}
PAIRED = ("LEG_01", "LEG_02", "LEG_03", "LEG_05", "LEG_07", "LEG_08", "LEG_09", "LEG_10", "LEG_13", "LOG_09")


def laws(rapid: Instrument) -> list[Item]:
    return [item for item in rapid.item_of.values() if item.type == "law_status"]


def test_every_law_has_a_question_on_its_practice(rapid):
    assert [item.code for item in laws(rapid) if item.practice is None] == []


@pytest.mark.parametrize("code", PAIRED)
def test_contracts_consumers_data_crime_platforms_tax_and_customs_are_asked_in_pairs(rapid, code):
    assert rapid.item_of[code].practice in rapid.question_of


def test_the_state_of_a_law_is_asked_of_the_public_sector(rapid):
    assert [item.code for item in laws(rapid) if "PUB" not in item.groups] == []


def test_firms_are_asked_the_state_of_a_law_only_if_they_practise_law(rapid):
    assert {item.roles.get("BIZ", ("law_firm",)) for item in laws(rapid) if "BIZ" in item.groups} == {("law_firm",)}
    assert [item.code for item in laws(rapid) if "CIV" in item.groups] == []


def test_the_practice_of_a_law_is_judged_by_some_who_live_with_it_and_do_not_enforce_it(rapid):
    practices = {item.practice: rapid.question_of[item.practice] for item in rapid.item_of.values() if item.practice}
    assert [
        code
        for code, item in practices.items()
        if item.kind not in AVERAGED or not set(item.groups) - {"PUB"} - set(item.own_performance_of)
    ] == []


def test_regional_acts_are_states_of_their_own_and_explained_wherever_a_law_is_asked(rapid):
    scores = {option.code: option.score for option in rapid.scale_of["law_status"].options}
    assert scores == {
        "in_force": 100, "regional_direct": 100, "draft": 40, "regional_not_transposed": 30, "none": 0
    }  # fmt: skip
    asked = [item for item in rapid.item_of.values() if "law_status" in (item.type, item.scale)]
    assert [item.code for item in asked if "regional act" not in (item.hint or "")] == []


def test_sensitive_questions_are_marked_and_can_be_declined(rapid):
    marked = {item.code: item.allows for item in rapid.item_of.values() if item.sensitive}
    assert set(marked) == set(SENSITIVE)
    assert [code for code, allows in marked.items() if "prefer_not_to_say" not in allows] == []


def test_a_firm_tells_of_itself_what_results_are_broken_down_by(rapid):
    assert {attribute.code for attribute in rapid.attributes if "BIZ" in attribute.groups} == OF_A_FIRM


def test_nobody_must_tell_anything_of_themselves(rapid):
    assert [one.code for one in rapid.attributes if "prefer_not_to_say" not in one.allows] == []
