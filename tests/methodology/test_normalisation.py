"""Any value to 0..100 (DESIGN § 2, rules 9 and 14)."""

from __future__ import annotations

import math

import pytest

from assessment.methodology.instrument import Goalposts
from assessment.methodology.normalisation import on_goalposts, score_of_value
from assessment.methodology.responses import Money
from tests.methodology.small import instrument, item

SCALE = Goalposts(low=20, high=120)


@pytest.mark.parametrize(
    ("value", "direction", "expected"),
    [(20, "up", 0), (70, "up", 50), (120, "up", 100), (45, "down", 75), (120, "down", 0)],
)
def test_a_number_lies_between_its_goalposts(value, direction, expected):
    assert on_goalposts(value, SCALE, direction).score == expected


@pytest.mark.parametrize(("value", "expected"), [(0, 0), (500, 100)])
def test_a_value_beyond_a_goalpost_is_clipped_and_marked(value, expected):
    normalised = on_goalposts(value, SCALE, "up")
    assert (normalised.score, normalised.clipped) == (expected, True)


def test_logarithmic_goalposts_compare_orders_of_magnitude():
    scale = Goalposts(low=1, high=10_000, logarithm=True)
    assert math.isclose(on_goalposts(100, scale, "up").score, 50)
    assert on_goalposts(0, scale, "up").score == 0


def test_context_is_never_scored():
    assert on_goalposts(70, SCALE, "context") is None


def test_multiple_choice_adds_up_and_is_clipped():
    options = [
        {"code": "a", "label": "A", "score": 60},
        {"code": "b", "label": "B", "score": 60},
        {"code": "none", "label": "None", "score": 0},
    ]
    asked = instrument([item("PAY_01", type_="multiple", options=options)])
    asking = asked.item_of["PAY_01"]
    assert [score_of_value(asked, asking, chosen) for chosen in [("none",), ("a",), ("a", "b")]] == [0, 60, 100]


def test_money_never_scores():
    asked = instrument([item("PAY_01", kind="context", type_="money")])
    assert score_of_value(asked, asked.item_of["PAY_01"], Money(5, "XOF", 2025)) is None


def test_numbers_are_normalised_for_each_respondent():
    """Two firms wait 0 and 40 days on a scale of 20 days: 100 and 0, mean 50; the mean of 20 days would score 0."""
    from tests.methodology.small import scored, several

    days = item(
        "PAY_01",
        kind="experience",
        type_="number",
        groups=["BIZ"],
        direction="down",
        goalposts={"low": 0, "high": 20},
    )
    asked = instrument([days])
    assert scored(asked, several(asked, "BIZ", "PAY_01", [0, 0, 0, 40, 40, 40])).questions["PAY_01"].score == 50
