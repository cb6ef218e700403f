"""The survey of individuals as they meet it, and the estimates it gives."""

from __future__ import annotations

import json

import pytest

from assessment.authoring.loader import load
from assessment.cli import main
from assessment.methodology.instrument import Instrument
from tests.content.surveys import QUESTIONNAIRES, path_of, survey_file

DIRECTORY = QUESTIONNAIRES / "household-ecommerce" / "2026"
OFFLINE = {"ACC_04": "never", "BUY_01": "never", "BUY_12": "no"}
BUYER = {
    "ACC_04": "last_3_months",
    "BUY_01": "last_3_months",
    "BUY_09": ["late", "refund"],
    "BUY_10": "in_part",
    "BUY_12": "yes",
}


@pytest.fixture(scope="module")
def survey() -> Instrument:
    return load(DIRECTORY)


@pytest.fixture
def scores(tmp_path, capsys):
    """Scores by code of a sample of persons."""

    def run(respondents) -> dict[str, float | None]:
        assert main(["score", str(DIRECTORY), f"--responses={survey_file(tmp_path, 'IND', respondents)}"]) == 0
        (unit,) = json.loads(capsys.readouterr().out)
        return {node["code"]: node["score"] for node in unit["nodes"]}

    return run


def test_it_has_the_size_of_a_module_of_a_household_survey(survey):
    assert 20 <= len(survey.question_of) <= 30


def test_a_person_without_the_internet_answers_ten_questions(survey):
    path = path_of(survey, OFFLINE)
    assert len(path) == 10
    assert {"ACC_07", "BUY_02"} <= set(path)


def test_a_person_who_buys_complains_and_sells_is_asked_all_but_why_not(survey):
    assert set(survey.question_of) - set(path_of(survey, BUYER)) == {"ACC_07", "BUY_02"}


def test_who_had_no_problem_is_asked_nothing_about_complaints(survey):
    path = path_of(survey, {**BUYER, "BUY_09": ["none"]})
    assert not {"BUY_10", "BUY_11"} & set(path)


def test_who_did_not_complain_is_not_asked_to_whom(survey):
    assert "BUY_11" not in path_of(survey, {**BUYER, "BUY_10": "silent"})


def test_accounts_income_and_spending_can_be_declined(survey):
    sensitive = {code for code, item in survey.item_of.items() if item.sensitive}
    assert sensitive == {"ACC_09", "ACC_10", "BUY_08"}
    assert all("prefer_not_to_say" in survey.item_of[code].allows for code in sensitive)


def test_every_question_names_its_time(survey):
    times = ("last 12 months", "last 3 months", "last 7 days", "today", "When did you last", "Today")
    assert [code for code, item in survey.item_of.items() if not any(time in item.text for time in times)] == []


def test_a_share_of_buyers_is_by_weight_and_holds_both_periods(scores):
    """Weights 5 x 10, 3 x 10 and 2 x 10: those who bought within 12 months stand for 80 of 100 persons."""
    found = scores(
        [
            {"weight": weight, "stratum": "north", "cluster": f"village-{weight}", "answers": {"BUY_01": last}}
            for weight, last in ((5, "last_3_months"), (3, "last_12_months"), (2, "never"))
            for _ in range(10)
        ]
    )
    assert (found["BUY_01"], found["BUY-BUYERS"]) == (80, 80)


def test_a_purchase_with_any_problem_is_no_purchase_without_one(scores):
    bought = {"BUY_01": "last_3_months"}
    well = [{"answers": {**bought, "BUY_09": ["none"]}}] * 20
    badly = [{"answers": {**bought, "BUY_09": ["late", "price"]}}] * 20
    assert scores([*well, *badly])["BUY_09"] == 50
