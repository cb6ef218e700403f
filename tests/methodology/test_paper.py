"""The questionnaire on paper."""

from __future__ import annotations

import pytest

from assessment.language import voice_for
from assessment.methodology.paper import sheet
from tests.builders import a_questionnaire, a_questionnaire_with_modules

ENGLISH = voice_for("en")


def questions(paper):
    return {question.code: question for part in paper.parts for question in part.questions}


def test_paper_holds_what_is_put_to_the_group_and_nothing_else():
    firms, ministries = (questions(sheet(a_questionnaire(), ENGLISH, group=group)) for group in ("BIZ", "PUB"))
    assert "size" in firms
    assert "LEG_16" not in firms
    assert "LEG_16" in ministries
    assert "size" not in ministries


def test_paper_says_in_words_when_a_question_is_to_be_answered():
    found = questions(sheet(a_questionnaire(), ENGLISH, group="BIZ"))
    assert found["PAY_02"].only_if == "Answer only if PAY_01: “Yes”"


def test_paper_shows_the_codes_that_are_typed_in():
    found = questions(sheet(a_questionnaire(), ENGLISH, group="PUB"))
    assert [box.code for box in found["LEG_16"].boxes] == ["in_force", "draft", "none"]
    assert [row.code for row in found["LEG_16"].rows] == ["privacy", "consumer"]


def test_core_questions_stand_before_those_that_are_answered_by_choice():
    paper = sheet(a_questionnaire_with_modules(), ENGLISH, group="BIZ")
    assert [part.heading for part in paper.parts] == [
        "About you",
        "Payment solutions",
        "Legal framework",
        "If you can go on: Selling online",
        "If you can go on: Costs",
        "Your name in the report",
    ]


def test_only_institutions_are_asked_how_they_want_to_appear():
    assert "attribution" in questions(sheet(a_questionnaire(), ENGLISH, group="PUB"))
    assert "attribution" not in questions(sheet(a_questionnaire(), ENGLISH, group="BIZ"))


def test_questions_are_numbered_through():
    paper = sheet(a_questionnaire(), ENGLISH, group="BIZ")
    numbers = [question.number for part in paper.parts for question in part.questions]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_an_unknown_group_has_no_paper():
    with pytest.raises(KeyError):
        sheet(a_questionnaire(), ENGLISH, group="ABSENT")
