"""Cronbach's alpha and item-rest correlations of perception scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.methodology.instrument import Instrument
from assessment.methodology.reliability import Reliability, alpha_of, correlation, reliabilities, reliability, remarks
from tests.methodology.small import indicator, instrument, item, response

MODULE = {"code": "selling", "label": "Selling", "groups": ["BIZ"]}
FIVE_FIRMS = ({"PAY_01": "1", "PAY_02": "1"}, {"PAY_01": "2", "PAY_02": "3"}, {"PAY_01": "3", "PAY_02": "2"},
              {"PAY_01": "4", "PAY_02": "5"}, {"PAY_01": "5", "PAY_02": "4"})  # fmt: skip


def asking(**more: Any) -> Instrument:
    """Two opinions in one indicator, a third in another."""
    return instrument(
        [item("PAY_01"), item("PAY_02"), item("PAY_03", **more)],
        [indicator("PAY-ONE", "PAY_01", "PAY_02"), indicator("PAY-TWO", "PAY_03")],
        modules=[MODULE],
    )


def found(of: Instrument, answers: Sequence[Mapping[str, object]], group: str = "BIZ") -> dict[str, Reliability]:
    responses = [response(of, f"r{number}", group, given) for number, given in enumerate(answers)]
    return {one.node: one for one in reliabilities(of, responses)}


def said(one: Reliability) -> list[str]:
    return [sentence.message for sentence in remarks(one)]


def test_alpha_is_that_of_a_case_by_hand():
    """In steps of the scale the squared distances add up to 10 and 10, those of the sums 2, 5, 5, 9, 9 to 36."""
    scale = found(asking(), FIVE_FIRMS)["PAY-ONE"]
    assert scale.alpha == pytest.approx(2 * (1 - 20 / 36))
    assert [one.correlation for one in scale.items] == pytest.approx([0.8, 0.8])
    assert scale.respondents == 5


def test_three_questions_by_hand():
    columns = [(1.0, 2.0, 3.0, 4.0), (2.0, 2.0, 4.0, 4.0), (1.0, 3.0, 2.0, 4.0)]
    assert alpha_of(columns) == pytest.approx(1.5 * (1 - (5 + 4 + 5) / 34))


def test_whoever_left_a_question_out_is_not_in_the_scale():
    scale = found(asking(), [*FIVE_FIRMS, {"PAY_01": "5"}, {"PAY_01": "5", "PAY_02": {"state": "dont_know"}}])
    assert scale["PAY-ONE"].respondents == 5


def test_fewer_than_five_voices_are_left_out():
    assert found(asking(), FIVE_FIRMS[:4]) == {}


def test_an_area_leaves_out_topics_that_are_chosen():
    answers = [{**one, "PAY_03": "3"} for one in FIVE_FIRMS]
    assert [len(found(of, answers)["PAY"].items) for of in (asking(), asking(module="selling"))] == [3, 2]


def test_an_area_leaves_out_what_is_asked_on_a_condition():
    answers = [{**one, "PAY_03": "3"} for one in FIVE_FIRMS]
    assert len(found(asking(when="PAY_01 = '5' or PAY_01 != '5'"), answers)["PAY"].items) == 2


def test_an_answer_of_zero_is_an_answer():
    marks = {"type_": "number", "goalposts": {"low": 0, "high": 10}}
    of = instrument([item("PAY_01", **marks), item("PAY_02", **marks)])
    scale = found(of, [{"PAY_01": one, "PAY_02": one} for one in (0, 2, 5, 7, 10)])["PAY-ALL"]
    assert (scale.respondents, scale.alpha) == (5, pytest.approx(1.0))


def test_groups_stand_apart():
    of = asking()
    both = [response(of, f"{group}{n}", group, one) for group in ("PUB", "BIZ") for n, one in enumerate(FIVE_FIRMS)]
    assert [(one.node, one.group) for one in reliabilities(of, both)] == [
        ("PAY-ONE", "PUB"),
        ("PAY-ONE", "BIZ"),
    ]


def test_where_nobody_differs_there_is_no_alpha():
    scale = found(asking(), [{"PAY_01": "3", "PAY_02": "4"}] * 5)["PAY-ONE"]
    assert (scale.alpha, scale.items[0].correlation) == (None, None)
    assert said(scale)[0].startswith("Everybody gave the same answers")


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ([(0, 100), (100, 0), (50, 50), (0, 75), (75, 25)], "do not measure one thing"),
        ([(0, 25), (25, 0), (50, 50), (75, 100), (100, 75)], "hang together"),
        ([(0, 0), (25, 25), (50, 50), (75, 75), (100, 100)], "nearly the same"),
    ],
)
def test_the_remark_follows_the_value_and_the_number(scores, words):
    first, second = said(reliability("PAY", "BIZ", ("PAY_01", "PAY_02"), scores))
    assert words in first
    assert second.startswith("Few respondents")


def test_thirty_respondents_are_not_few():
    assert len(said(reliability("PAY", "BIZ", ("PAY_01", "PAY_02"), [(0, 0), (100, 100), (50, 25)] * 10))) == 1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from((0.0, 25.0, 50.0, 75.0, 100.0))] * 3), min_size=2, max_size=12))
def test_alpha_never_exceeds_one_and_correlations_stay_within_their_bounds(rows):
    columns = list(zip(*rows, strict=True))
    alpha, related = alpha_of(columns), correlation(columns[0], columns[1])
    assert alpha is None or alpha <= 1 + 1e-12
    assert related is None or -1 <= related <= 1
