"""What parts and stakeholder groups weigh, as their author declared it; every case counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.methodology.instrument import Instrument
from assessment.methodology.weighing import weights_of
from tests.methodology.small import GROUPS, indicator, instrument, item, response, scored

TOLD = {"PUB": ["5"] * 4, "BIZ": ["1"] * 12}


def asking(of_item: dict[str, Any] | None = None, **more: Any) -> Instrument:
    weighed = [{"code": "PUB", "label": "Public sector", "weight": 3}, *GROUPS[1:]]
    return instrument([item("PAY_01", **(of_item or {}))], groups=weighed, **more)


def judged(of: Instrument, **evidence: object) -> float | None:
    """Four ministries say 100, twelve firms say 0."""
    told = [
        response(of, f"{group}{number}", group, {"PAY_01": value})
        for group, values in TOLD.items()
        for number, value in enumerate(values)
    ]
    return scored(of, told, **evidence).score_of("PAY_01")


@pytest.mark.parametrize(
    ("weighting", "expected"),
    [
        ("author", 75),  # 3 x 100 and 1 x 0 of 4
        ("equal", 50),
        ("voices", 25),  # 4 x 100 and 12 x 0 of 16
        ("register", 10),  # 20 x 100 and 180 x 0 of 200
    ],
)
def test_groups_weigh_as_the_questionnaire_says(weighting, expected):
    assert judged(asking(group_weighting=weighting), register={"PUB": 20, "BIZ": 180}) == expected


def test_a_question_may_have_a_rule_of_its_own():
    assert judged(asking({"group_weighting": "equal"}, group_weighting="voices")) == 50


def test_a_group_without_a_register_weighs_what_answered():
    """PUB is known to be 12, of BIZ nobody knows: 12 x 100 and 12 x 0 of 24."""
    assert judged(asking(group_weighting="register"), register={"PUB": 12}) == 50


@pytest.mark.parametrize("weighting", ["author", "equal", "voices", "register"])
def test_a_group_of_weight_zero_stays_out_whatever_the_rule(weighting):
    """S1"""
    weightless = [{"code": "PUB", "label": "Public sector", "weight": 0}, *GROUPS[1:]]
    assert judged(instrument([item("PAY_01")], groups=weightless, group_weighting=weighting)) == 0


def test_under_equal_weights_parts_weigh_one_and_those_of_weight_zero_nothing():
    """S1"""
    of = instrument(
        [item("PAY_01"), item("PAY_02"), item("PAY_03")],
        [
            {
                "code": "PAY-ALL",
                "label": "All",
                "weighting": "equal",
                "items": [{"code": "PAY_01", "weight": 5}, {"code": "PAY_02"}, {"code": "PAY_03", "weight": 0}],
            }
        ],
    )
    assert weights_of(of.indicator_of["PAY-ALL"]) == {"PAY_01": 1, "PAY_02": 1, "PAY_03": 0}


@pytest.mark.parametrize(("weighting", "expected"), [("author", 75), ("equal", 50)])
@pytest.mark.parametrize("level", ["indicator", "area"])
def test_parts_weigh_as_their_node_says(level, weighting, expected):
    """PAY_01 is 100 and PAY_02 is 0, three to one."""
    parts = [{"code": "PAY_01", "weight": 3}, {"code": "PAY_02", "weight": 1}]
    items = [item(code, groups=["PUB"]) for code in ("PAY_01", "PAY_02")]
    one = [{"code": "PAY-ALL", "label": "All", "items": parts, "weighting": weighting}]
    two = [indicator("PAY-ONE", "PAY_01", weight=3), indicator("PAY-TWO", "PAY_02")]
    whole = instrument(items, one if level == "indicator" else two, minimum_groups=1).model_dump()
    whole["areas"][0]["weighting"] = weighting if level == "area" else "author"
    of = Instrument.model_validate(whole)
    told = [response(of, f"p{number}", "PUB", {"PAY_01": "5", "PAY_02": "1"}) for number in range(3)]
    assert scored(of, told).score_of("PAY") == expected
