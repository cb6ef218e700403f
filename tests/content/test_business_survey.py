"""The survey of firms as firms meet it, and the estimates it gives."""

from __future__ import annotations

import json

import pytest

from assessment.authoring.loader import load
from assessment.cli import main
from assessment.methodology.instrument import Instrument
from tests.content.surveys import QUESTIONNAIRES, path_of, survey_file

DIRECTORY = QUESTIONNAIRES / "business-ecommerce" / "2026"
SELLS = {"CON_01": "yes", "SEL_01": "yes", "TOO_01": "yes"}
ABSTAINS = {"CON_01": "yes", "SEL_01": "no", "TOO_01": "no"}


@pytest.fixture(scope="module")
def survey() -> Instrument:
    return load(DIRECTORY)


@pytest.fixture
def scores(tmp_path, capsys):
    """Scores by code of a sample of firms."""

    def run(respondents) -> dict[str, float | None]:
        assert main(["score", str(DIRECTORY), f"--responses={survey_file(tmp_path, 'BIZ', respondents)}"]) == 0
        (unit,) = json.loads(capsys.readouterr().out)
        return {node["code"]: node["score"] for node in unit["nodes"]}

    return run


def test_it_has_the_size_of_a_module_of_a_business_survey(survey):
    assert 20 <= len(survey.question_of) <= 30


def test_a_firm_that_does_not_sell_online_answers_twelve_questions(survey):
    path = path_of(survey, ABSTAINS)
    assert len(path) == 12
    assert "SEL_02" in path


def test_a_firm_without_the_internet_is_asked_what_decides_the_shares_of_all_firms(survey):
    path = path_of(survey, {**ABSTAINS, "CON_01": "no"})
    assert len(path) == 9
    assert {"CON_01", "CON_03", "CON_04", "SEL_01", "TOO_01"} <= set(path)


def test_a_firm_that_does_everything_is_asked_all_but_why_it_does_not(survey):
    assert set(survey.question_of) - set(path_of(survey, SELLS)) == {"SEL_02"}


def test_a_firm_that_does_not_know_whether_it_sells_is_asked_nothing_about_sales(survey):
    path = path_of(survey, {"CON_01": "yes", "SEL_01": {"state": "dont_know"}})
    assert [code for code in path if code.startswith("SEL_")] == ["SEL_01"]


def test_money_turnover_registration_and_attacks_can_be_declined(survey):
    sensitive = {code for code, item in survey.item_of.items() if item.sensitive}
    assert sensitive == {"SEL_04", "SEL_05", "TOO_05", "CAP_03"}
    assert all("prefer_not_to_say" in survey.item_of[code].allows for code in sensitive)


def test_every_question_on_behaviour_names_its_time(survey):
    timeless = [
        code for code, item in survey.item_of.items() if "last 12 months" not in item.text and "today" not in item.text
    ]
    assert timeless == []


def test_each_firm_counts_for_the_firms_it_stands_for(scores):
    """10 large sellers of weight 1 and 30 micro firms of weight 33 that do not sell: 10 of 1,000 firms sell."""
    sellers = [{"weight": 1, "stratum": "large", "answers": {"SEL_01": "yes", "SEL_04": 40}}] * 10
    others = [{"weight": 33, "stratum": "micro", "answers": {"SEL_01": "no"}}] * 30
    found = scores([*sellers, *others])
    assert found["SEL_01"] == 1
    assert found["SEL_04"] is None


def test_without_weights_each_firm_counts_once(scores):
    assert scores([{"answers": {"SEL_01": "yes"}}] * 10 + [{"answers": {"SEL_01": "no"}}] * 30)["SEL_01"] == 25


def test_a_share_of_turnover_is_a_mean_over_the_sellers_by_their_weights(scores):
    """20 sellers of weight 3 with 10 % and 10 of weight 4 with 70 %: (60 x 10 + 40 x 70) / 100 = 34."""
    small = [{"weight": 3, "answers": {"SEL_01": "yes", "SEL_04": 10}}] * 20
    large = [{"weight": 4, "answers": {"SEL_01": "yes", "SEL_04": 70}}] * 10
    found = scores([*small, *large])
    assert (found["SEL_04"], found["SEL_01"], found["SEL-SALES"]) == (34, 100, 78)


def test_a_firm_of_weight_zero_is_no_voice_and_moves_nothing(scores):
    """29 firms that count are fewer than the 30 that the questionnaire asks for."""
    counted = [{"weight": 2, "answers": {"CON_01": "yes"}}] * 29
    absent = {"weight": 0, "answers": {"CON_01": "no"}}
    assert scores([*counted, absent])["CON_01"] is None
    assert scores([*counted, absent, {"weight": 2, "answers": {"CON_01": "yes"}}])["CON_01"] == 100
