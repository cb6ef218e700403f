"""One choice at a time: hand-computed effects, and which of them may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Response
from assessment.methodology.robustness.model import Effect
from assessment.methodology.robustness.ranges import robustness_of
from assessment.methodology.scoring import Evidence
from assessment.methodology.tally import tally_of
from tests.methodology.small import indicator, instrument, item, several

EQUAL = {"code": "equal", "label": "All indicators weigh the same", "weighting": {"area": "equal"}}


def asking(**more: Any) -> Instrument:
    """An opinion of ministries and firms with weight 3, another with weight 1."""
    return instrument(
        [item("PAY_01"), item("PAY_02")],
        [indicator("PAY-ONE", "PAY_01", weight=3), indicator("PAY-TWO", "PAY_02")],
        **more,
    )


def answers(of: Instrument, firms: int = 6) -> list[Response]:
    """PAY_01: ministries 100, firms 50, so 75. PAY_02: ministries 0, firms 50, so 25. The area: 62.5."""
    both = [*several(of, "PUB", "PAY_01", ["5"] * 3), *several(of, "BIZ", "PAY_01", ["3"] * firms)]
    second = [*several(of, "PUB", "PAY_02", ["1"] * 3), *several(of, "BIZ", "PAY_02", ["3"] * firms)]
    return [Response(one.respondent, {**one.answers, **two.answers}) for one, two in zip(both, second, strict=True)]


def effects(of: Instrument, responses: Sequence[Response], **register: int) -> dict[tuple[str, str], Effect]:
    evidence = Evidence(tally_of(of, responses), register=register)
    found = robustness_of(of, responses, evidence, 2026, draws=5).effects
    return {(one.node, one.code): one for one in found}


def test_a_weight_is_lowered_and_raised_by_a_quarter():
    of = asking()
    effect = effects(of, answers(of))["PAY", "PAY-ONE"]
    assert effect.scores == pytest.approx(((2.25 * 75 + 25) / 3.25, (3.75 * 75 + 25) / 4.75))
    assert effect.size == pytest.approx(62.5 - 193.75 / 3.25)


def test_leaving_a_group_out_judges_by_the_others():
    of = asking(minimum_groups=1)
    found = effects(of, answers(of))
    assert found["PAY", "BIZ"].scores == pytest.approx((75.0,))
    assert found["PAY", "PUB"].scores == pytest.approx((50.0,))


def test_without_a_group_an_area_may_lose_its_score():
    of = asking()
    effect = effects(of, answers(of))["PAY", "BIZ"]
    assert (effect.scores, effect.loses_score, effect.size) == ((None,), True, 0.0)


def test_an_alternative_is_taken_for_the_whole():
    of = asking(alternatives=[EQUAL])
    effect = effects(of, answers(of))["PAY", "equal"]
    assert effect.scores == pytest.approx((50.0,))
    assert (effect.changes, effect.changes_band) == (pytest.approx((-12.5,)), False)


def test_effects_stand_with_the_largest_first():
    of = asking(alternatives=[EQUAL])
    responses = answers(of)
    found = robustness_of(of, responses, Evidence(tally_of(of, responses)), 2026, draws=5).effects
    assert [one.size for one in found] == sorted((one.size for one in found), reverse=True)


def test_areas_and_indicators_move_the_index_where_there_is_one():
    of = asking(overall=True)
    found = effects(of, answers(of))
    assert found["INDEX", "PAY-ONE"].scores == found["PAY", "PAY-ONE"].scores
    assert found["INDEX", "PAY"].scores == pytest.approx((62.5, 62.5))


def test_no_group_is_left_out_where_one_that_counts_is_hidden():
    """Rule 19: without the ministries the score would be that of the four firms alone."""
    of = asking(minimum_groups=1)
    found = effects(of, answers(of, firms=4), BIZ=6)
    assert {code for _, code in found} == {"PAY-ONE", "PAY-TWO"}


def test_an_alternative_that_averages_a_hidden_group_otherwise_is_not_told():
    """Rule 19: four firms of a register of six count and may not be shown; another weight of theirs would tell them."""
    of = asking(
        alternatives=[EQUAL, {"code": "regrouped", "label": "Groups by register", "group_weighting": "register"}]
    )
    assert {code for _, code in effects(of, answers(of, firms=6))} >= {"equal", "regrouped"}
    assert "regrouped" not in {code for _, code in effects(of, answers(of, firms=4), BIZ=6, PUB=3)}
