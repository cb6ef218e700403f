"""Robustness ranges: what they join, what they leave alone, and the same figures from the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest

from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Response
from assessment.methodology.robustness.model import Robustness, Span
from assessment.methodology.robustness.ranges import joint_scores, robustness_of
from assessment.methodology.scoring import Evidence
from assessment.methodology.tally import tally_of
from tests.methodology.small import indicator, instrument, item, several

MINISTRIES = ("5", "4", "5", "4")
FIRMS = ("1", "2", "2", "3", "4", "2")
GEOMETRIC = {"code": "geometric", "label": "Geometric means", "aggregation": {"area": "geometric"}}


def asking(**more: Any) -> Instrument:
    """Two opinions of ministries and firms, one indicator each, and a law that nobody tells of unless asked to."""
    return instrument(
        [item("PAY_01"), item("PAY_02")], [indicator("PAY-ONE", "PAY_01"), indicator("PAY-TWO", "PAY_02")], **more
    )


def told(of: Instrument, code: str = "PAY_01", firms: Sequence[str] = FIRMS) -> list[Response]:
    return [*several(of, "PUB", code, MINISTRIES), *several(of, "BIZ", code, firms)]


def answers(of: Instrument) -> list[Response]:
    """Both questions answered, the second otherwise than the first."""
    otherwise = {"1": "3", "2": "1", "3": "5", "4": "2", "5": "4"}
    shifted = [str(one.answers["PAY_01"].value) for one in told(of)]
    second = [*several(of, "PUB", "PAY_02", [otherwise[value] for value in shifted[:4]])]
    second += several(of, "BIZ", "PAY_02", [otherwise[value] for value in shifted[4:]])
    return [Response(one.respondent, {**one.answers, **two.answers}) for one, two in zip(told(of), second, strict=True)]


def robust(of: Instrument, responses: Sequence[Response], *, register: dict[str, int] | None = None) -> Robustness:
    evidence = Evidence(tally_of(of, responses), register=register or {})
    return robustness_of(of, responses, evidence, 2026, draws=400, seed=7, unit="SEN")


def test_the_same_seed_gives_these_figures():
    of = asking(alternatives=[GEOMETRIC])
    found = robust(of, answers(of)).ranges["PAY"]
    assert (found.score, found.band) == (50.0, "established")
    assert [round(end, 6) for end in (found.joint.low, found.joint.high)] == [37.248522, 62.187784]
    assert [round(part.width, 6) for part in (found.respondents, found.method)] == [23.4375, 7.347331]


def test_the_order_of_respondents_moves_no_draw():
    of = asking()
    shuffled = answers(of)
    random.Random(1).shuffle(shuffled)
    assert robust(of, shuffled) == robust(of, answers(of))


def test_a_range_holds_the_score_and_both_its_parts_lie_within_reach_of_it():
    of = asking()
    found = robust(of, answers(of)).ranges["PAY-ONE"]
    for span in (found.joint, found.respondents, found.method):
        assert span.low <= found.score <= span.high
    assert found.joint.width >= max(found.respondents.width, found.method.width) * 0.9


def test_where_everybody_agrees_respondents_add_nothing():
    of = asking()
    found = robust(of, [*several(of, "PUB", "PAY_01", ["5"] * 4), *several(of, "BIZ", "PAY_01", ["1"] * 6)])
    assert found.ranges["PAY-ONE"].respondents == Span(50.0, 50.0)
    assert found.ranges["PAY-ONE"].larger == "method"


def test_where_one_group_alone_speaks_weights_add_nothing_to_its_question():
    of = asking()
    found = robust(of, several(of, "BIZ", "PAY_01", FIRMS)).ranges["PAY-ONE"]
    assert found.method == Span(found.score, found.score)
    assert found.larger == "respondents"


def test_nothing_moves_a_fact_that_stands_alone():
    of = instrument([item("PAY_01", "fact", "law_status", groups=["PUB"])], basis="fact_only")
    assert robust(of, several(of, "PUB", "PAY_01", ["draft"])).ranges["PAY"].larger == "neither"


def test_a_node_without_a_score_has_no_range():
    of = asking()
    assert "PAY-TWO" not in robust(of, told(of)).ranges


def test_what_four_firms_said_does_not_show_in_the_range_of_respondents():
    """Rule 19: the four count, being two thirds of the six that are known, but stand still in every draw."""
    of = asking()
    alike = several(of, "PUB", "PAY_01", ["3"] * 3)
    found = robust(of, [*alike, *several(of, "BIZ", "PAY_01", FIRMS[:4])], register={"BIZ": 6})
    assert found.ranges["PAY-ONE"].respondents == Span(37.5, 37.5)


def test_a_draw_may_leave_an_area_without_a_score_and_that_is_told():
    of = asking()
    few = [*several(of, "PUB", "PAY_01", ["4", None, None]), *several(of, "BIZ", "PAY_01", FIRMS)]
    responses = [*few, *[one for one in told(of, "PAY_02") if one.respondent.group == "BIZ"]]
    found = robust(of, responses, register={"PUB": 1}).ranges["PAY"]
    assert 0.2 < found.without_score < 0.4


def test_the_shares_of_bands_add_up_and_tell_how_often_the_band_is_another():
    of = asking()
    found = robust(of, answers(of)).ranges["PAY-ONE"]
    assert sum(found.bands.values()) == pytest.approx(1)
    assert found.other_band == pytest.approx(1 - found.bands["established"])


def test_two_countries_share_weights_but_not_respondents():
    of = asking()
    one, other = (
        joint_scores(of, answers(of), Evidence(tally_of(of, answers(of))), 2026, draws=50, unit=unit)["PAY"]
        for unit in ("SEN", "WSM")
    )
    assert (one != other).any()
    alike = several(of, "PUB", "PAY_01", ["5"] * 4) + several(of, "BIZ", "PAY_01", ["1"] * 6)
    same = [
        joint_scores(of, alike, Evidence(tally_of(of, alike)), 2026, draws=50, unit=unit) for unit in ("SEN", "WSM")
    ]
    assert (same[0]["PAY-ONE"] == same[1]["PAY-ONE"]).all()


def test_published_figures_and_facts_alone_have_no_part_of_respondents():
    of = instrument(
        [item("PAY_01", "fact", "law_status", groups=["PUB"]), item("PAY_02", "fact", "law_status")],
        [indicator("PAY-ONE", "PAY_01"), indicator("PAY-TWO", "PAY_02")],
        basis="fact_only",
    )
    responses = [*several(of, "PUB", "PAY_01", ["in_force"]), *several(of, "BIZ", "PAY_02", ["draft"])]
    found = robust(of, responses).ranges["PAY"]
    assert found.respondents == Span(70.0, 70.0)
    assert found.method.width > 1
