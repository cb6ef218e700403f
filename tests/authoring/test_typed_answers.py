"""Answers as they are typed from paper: codes, their beginnings, numbers of options, several, non-answers."""

from datetime import date
from functools import partial

import pytest

from assessment.authoring.typed_answers import answer_typed, plain_number
from assessment.language import NotANumber, parse_number
from assessment.methodology.responses import Answer, Money, Unusable
from tests.builders import a_questionnaire

HERE = a_questionnaire()
IN_FRENCH = plain_number(lambda text: parse_number(text, "fr"))


def typed(question: str, text: str) -> Answer:
    return answer_typed(HERE, HERE.question_of[question], text, IN_FRENCH)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("PAY_01", "yes", "yes"),
        ("PAY_01", " y ", "yes"),
        ("PAY_01", "Y", "yes"),
        ("PAY_01", "n", "no"),
        ("PAY_01", "2", "no"),
        ("LEG_16.privacy", "in", "in_force"),
        ("PAY_04", "1, no", ("yes", "no")),
        ("PAY_03", "0", 0.0),
        ("PAY_03", "1.234", 1.234),
        ("PAY_03", "12,5", 12.5),
        ("PAY_05", "12,5 xof 2025", Money(12.5, "XOF", 2025)),
        ("PAY_06", "2024-02-29", date(2024, 2, 29)),
        ("PAY_07", "=1+1", "=1+1"),
    ],
)
def test_a_value_is_understood(question, text, value):
    assert typed(question, text) == Answer("answered", value)


@pytest.mark.parametrize("question", ["PAY_01", "PAY_03", "PAY_04", "PAY_05", "PAY_06", "PAY_07", "LEG_16.privacy"])
def test_a_non_answer_stays_one_and_is_never_a_value(question):
    """S2: on paper anybody may decline, offered or not."""
    for state in ("dont_know", "prefer_not_to_say", "not_applicable"):
        assert typed(question, state) == Answer(state)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("PAY_01", "maybe"),
        ("PAY_01", "3"),
        ("PAY_01", "0"),
        ("PAY_01", "1" * 5000),
        ("PAY_04", "yes dont_know"),
        ("PAY_03", "-1"),
        ("PAY_05", "12"),
        ("PAY_05", "12 XOF year"),
        ("PAY_05", "12 francs 2025"),
        ("PAY_06", "29/02/2024"),
    ],
    ids=lambda value: value[:20],
)
def test_what_cannot_be_understood_is_refused(question, text):
    with pytest.raises(Unusable):
        typed(question, text)


def test_a_number_that_could_be_two_is_asked_about():
    read = partial(parse_number, language="fr")
    with pytest.raises(NotANumber):
        answer_typed(HERE, HERE.question_of["PAY_03"], "1,234", read)
