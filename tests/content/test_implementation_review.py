"""The review of implementation: where the actions of each area stand, and what a lead body is asked of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.authoring.review import reviewed
from assessment.methodology.applicability import asked
from assessment.methodology.burden import burdens_of
from assessment.methodology.followup import STATUSES
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Respondent
from tests.content.extremes import confirmed, everybody_at_best, everybody_at_worst, fired
from tests.methodology.small import response, scored

DIRECTORY = Path(__file__).parents[2] / "questionnaires" / "implementation-review" / "2026"
POLICY_AREAS = ["STR", "ICT", "LOG", "LEG", "PAY", "SKI", "FIN"]


@pytest.fixture(scope="module")
def review() -> Instrument:
    return reviewed(DIRECTORY)


def focal_point(review: Instrument, **answers: object):
    return response(review, "f1", "FOC", answers, role="trade")


def test_co_ordination_comes_first_then_the_seven_policy_areas(review):
    assert [area.code for area in review.areas] == ["COO", *POLICY_AREAS]
    assert {len(review.area_of[code].items) for code in POLICY_AREAS} == {4}


def test_the_states_are_those_of_follow_up_each_with_its_definition(review):
    options = review.scale_of["action_state"].options
    assert tuple(option.code for option in options) == STATUSES
    assert [option.code for option in options if ": " not in option.label] == []


def test_a_focal_point_is_asked_forty_questions_at_most_and_a_lead_body_four_and_its_areas(review):
    burdens = {burden.group.code: burden for burden in burdens_of(review)}
    assert burdens["FOC"].whole.questions <= 40
    assert burdens["LEA"].core.questions == 4
    legal = asked(review, Respondent("l1", "LEA", "ministry", modules=("legal",)), {})
    assert {code for code in legal if not code.startswith("COO")} == {"LEG_01"}


def test_effects_are_asked_once_work_has_begun_and_obstacles_until_it_is_completed(review):
    def path(state: str) -> set[str]:
        told = focal_point(review, LEG_01=state)
        return {code for code in asked(review, told.respondent, told.answers) if code.startswith("LEG")}

    assert path("not_started") == {"LEG_01", "LEG_03"}
    assert path("under_way") == {"LEG_01", "LEG_02", "LEG_03", "LEG_04"}
    assert path("completed") == {"LEG_01", "LEG_02", "LEG_04"}


def test_an_area_is_judged_by_the_state_of_its_actions_and_the_effects_that_can_be_shown(review):
    """Under way 50 with weight 2 and effects 30 + 25 with weight 1: 155 / 3."""
    card = scored(review, [focal_point(review, LEG_01="under_way", LEG_02=["laws", "authorities"])])
    assert card.score_of("LEG") == pytest.approx(155 / 3)
    assert card.nodes["LEG"].coverage == 1


def test_an_area_that_has_not_begun_is_judged_by_its_state_alone(review):
    node = scored(review, [focal_point(review, FIN_01="not_started", FIN_02=["credit"])]).nodes["FIN"]
    assert (node.score, node.coverage) == (0, pytest.approx(2 / 3))


def test_co_ordination_by_hand(review):
    """Body (40 x 2 + 50) / 3, reporting (60 + 50) / 2, means (50 + 40) / 2; with weights 2, 1, 1."""
    told = {
        "COO_01": "informal", "COO_02": 2, "COO_03": "yearly", "COO_04": "partial", "COO_05": "some", "COO_06": "draft",
    }  # fmt: skip
    card = scored(review, [focal_point(review, **told)])
    assert card.score_of("COO-BODY") == pytest.approx(130 / 3)
    assert card.score_of("COO") == pytest.approx((2 * 130 / 3 + 55 + 45) / 4)


def test_a_focal_point_and_a_lead_body_that_differ_leave_the_state_contested(review):
    said = [focal_point(review, PAY_01="completed"), response(review, "l1", "LEA", {"PAY_01": "under_way"})]
    assert scored(review, said).questions["PAY_01"].reason == "contested"


def test_an_area_without_actions_left_leaves_the_denominator(review):
    card = scored(review, confirmations=confirmed({"SKI_01": "not_applicable", "SKI_02": "not_applicable"}))
    assert card.nodes["SKI"].reason == "not_applicable"


def test_with_everything_carried_out_nothing_is_recommended(review):
    card = scored(review, everybody_at_best(review))
    assert {card.score_of(area) for area in ("COO", *POLICY_AREAS)} == {100}
    assert fired(review, card) == set()


def test_with_nothing_begun_all_gaps_are_answered_and_no_data_asked_for(review):
    card = scored(review, everybody_at_worst(review))
    assert fired(review, card) == {"COO-R01", "COO-R02", "COO-R03", "COO-R04"}


def test_with_nothing_known_only_the_data_are_asked_for(review):
    assert fired(review, scored(review)) == {"COO-R05"}


def test_an_area_on_hold_calls_for_a_decision_on_its_actions(review):
    states = {f"{area}_01": "completed" for area in POLICY_AREAS} | {"SKI_01": "on_hold"}
    assert fired(review, scored(review, confirmations=confirmed(states))) == {"COO-R04"}
