"""The regional assessment: what holds in a region, from its secretariat, its members and those who trade in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.authoring.review import reviewed
from assessment.methodology.burden import burdens_of
from assessment.methodology.instrument import Instrument
from tests.content.extremes import confirmed, everybody_at_best, everybody_at_worst, fired
from tests.methodology.small import response, scored, several

DIRECTORY = Path(__file__).parents[2] / "questionnaires" / "regional" / "2026"
AREAS = ["STR", "ICT", "LOG", "LEG", "PAY"]


@pytest.fixture(scope="module")
def regional() -> Instrument:
    return reviewed(DIRECTORY)


def test_it_has_thirty_items_and_a_dozen_recommendations(regional):
    assert len(regional.item_of) == 30
    assert len(regional.recommendations) == 12


def test_nobody_but_the_secretariat_is_asked_for_more_than_five_minutes(regional):
    most = max(burden.whole.questions for burden in burdens_of(regional))
    assert most <= 12


def test_the_state_of_a_regional_act_is_asked_of_the_secretariat_alone(regional):
    assert {item.groups for item in regional.item_of.values() if item.kind == "fact"} == {("REG",)}


def test_what_members_made_law_is_a_share_of_members_and_no_fact_on_which_they_contradict_each_other(regional):
    assert {regional.item_of[code].kind for code in ("LEG_02", "LEG_05", "ICT_02")} == {"experience"}


def test_payments_between_members_by_hand(regional):
    """System (50 + 50) / 2, licences 160 / 3, use (60 + 62.5) / 2; with weights 2, 1, 2: 275.833 / 5."""
    said = [
        response(regional, "r1", "REG", {"PAY_01": "banks"}, role="payments"),
        *several(regional, "FSP", "PAY_02", ["instant", "later", "none"]),
        *(
            response(regional, f"g{number}", "GOV", {"PAY_03": value}, role="central_bank")
            for number, value in enumerate(("recognised", "simplified", "full"))
        ),
        *(
            response(regional, f"b{days}", "BIZ", {"PAY_04": days, "PAY_05": "3"}, role="seller")
            for days in range(5)
        ),
        *several(regional, "CIV", "PAY_05", ["4"] * 5),
    ]  # fmt: skip
    card = scored(regional, said)
    assert [card.score_of(code) for code in ("PAY-SYSTEM", "PAY_04", "PAY_05", "PAY-USE")] == [50, 60, 62.5, 61.25]
    assert card.score_of("PAY") == pytest.approx((100 + 160 / 3 + 122.5) / 5)
    assert card.nodes["PAY"].groups == {"GOV", "BIZ", "FSP", "CIV"}
    assert {code for code in fired(regional, card) if code.startswith("PAY")} == {"PAY-R01"}


def test_half_of_the_members_that_transposed_an_act_weigh_as_half(regional):
    """The act in force 100, four members 100, 100, 40 and 0: rules (100 + 60) / 2."""
    said = [
        response(regional, f"g{number}", "GOV", {"ICT_02": value}, role="regulator")
        for number, value in enumerate(("direct", "transposed", "draft", "none"))
    ]
    card = scored(regional, said, confirmations=confirmed({"ICT_01": "part_transposed"}))
    assert card.score_of("ICT_02") == 60
    assert card.score_of("ICT-RULES") == 60


def test_the_secretariat_alone_gives_no_area_a_level(regional):
    said = [r for r in everybody_at_best(regional) if r.respondent.group == "REG"]
    assert {scored(regional, said).score_of(area) for area in AREAS} == {None}


def test_with_everything_in_place_nothing_is_recommended(regional):
    card = scored(regional, everybody_at_best(regional))
    assert {card.score_of(area) for area in AREAS} == {100}
    assert fired(regional, card) == set()


def test_with_nothing_in_place_every_need_is_met_but_acts_waiting_for_members(regional):
    card = scored(regional, everybody_at_worst(regional))
    assert {card.score_of(area) for area in AREAS} == {0}
    gaps = {one.code for one in regional.recommendations if one.kind == "gap"}
    assert fired(regional, card) == gaps - {"LEG-R04"}


def test_with_nothing_known_only_the_data_are_asked_for(regional):
    assert fired(regional, scored(regional)) == {"STR-R03"}


def test_an_act_that_firms_do_not_feel_calls_for_transposition(regional):
    """The act 100, signatures of firms and banks accepted only with paper 30: law is ahead by 70."""
    said = everybody_at_best(regional)
    felt = [
        response(regional, r.respondent.code, r.respondent.group, {"LEG_03": "with_paper"}, role=r.respondent.role)
        if r.respondent.group in ("BIZ", "FSP")
        else r
        for r in said
    ]
    assert "LEG-R04" in fired(regional, scored(regional, felt))
