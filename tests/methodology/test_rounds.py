"""Two rounds of a country: compared on common questions and groups alone, with a range, and the rest named."""

from dataclasses import replace

import pytest

from assessment.methodology.rounds import Round, rounds_of
from assessment.methodology.scoring import Evidence
from assessment.methodology.tally import tally_of
from tests.methodology.small import GROUPS, indicator, instrument, item, response

ITEMS = [item("PAY_01"), item("PAY_02"), item("PAY_03", groups=["PUB", "BIZ", "CIV"])]
INDICATORS = [indicator("PAY-ONE", "PAY_01", "PAY_02"), indicator("PAY-TWO", "PAY_03")]
FIRST = instrument(ITEMS, INDICATORS)
LOW, HIGH = ["1", "2", "2", "3", "2"], ["4", "4", "3", "5", "4"]


def a_round(name, values, of=FIRST, groups=("PUB", "BIZ"), few=5):
    """Five of each group answer every question alike; of persons and institutions only `few`."""
    questions = list(of.question_of)
    responses = [
        response(of, f"{name}{group}{number}", group, dict.fromkeys(_asked(of, questions, group), value))
        for group in groups
        for number, value in enumerate(values[: few if group == groups[-1] else 5])
    ]
    return Round(name, of, responses, Evidence(tally=tally_of(of, responses)), 2026)


def _asked(of, questions, group):
    return [code for code in questions if group in of.question_of[code].groups]


def compared(before, now):
    return rounds_of(before, now, draws=60)


def test_a_change_is_now_minus_before_in_points():
    change = compared(a_round("A", LOW), a_round("B", HIGH)).change_of("PAY-ONE")
    assert change.difference == pytest.approx(75 - 25)
    assert change.common[0].score == change.published[0].score == 25
    assert change.share == 1


def test_a_range_goes_with_every_change_and_tells_whether_its_sign_is_clear():
    change = compared(a_round("A", LOW), a_round("B", HIGH)).change_of("PAY-ONE")
    assert change.span.low < change.difference < change.span.high
    assert change.is_clear
    same = compared(a_round("A", LOW), a_round("B", LOW)).change_of("PAY-ONE")
    assert same.difference == 0
    assert not same.is_clear


def test_the_same_seed_gives_the_same_ranges_in_any_order_of_respondents():
    before, now = a_round("A", LOW), a_round("B", HIGH)
    shuffled = replace(now, responses=tuple(reversed(now.responses)))
    assert compared(before, now) == compared(before, shuffled)


def test_a_question_of_another_method_is_left_out_and_named():
    second = instrument([ITEMS[0], item("PAY_02", groups=["CIV"]), ITEMS[2]], INDICATORS, version="2")
    found = compared(a_round("A", LOW), a_round("B", HIGH, second))
    assert [one.code for one in found.apart] == ["PAY_02"]
    change = found.change_of("PAY-ONE")
    assert change.share == 0.5
    assert change.common is None
    assert change.published[0].score == 25


def test_where_enough_of_an_indicator_is_common_it_is_scored_anew_on_that_part():
    items = [*ITEMS, item("PAY_04")]
    first = instrument(items, [indicator("PAY-ONE", "PAY_01", "PAY_02", "PAY_03"), indicator("PAY-TWO", "PAY_04")])
    dropped = instrument(items[:2], [indicator("PAY-ONE", "PAY_01", "PAY_02")], version="2")
    found = compared(a_round("A", LOW, first), a_round("B", HIGH, dropped))
    assert {one.code for one in found.apart} == {"PAY_03", "PAY_04"}
    assert found.change_of("PAY-ONE").difference == pytest.approx(50)


def test_a_group_that_counts_in_one_round_alone_is_left_out_of_both_and_named():
    found = compared(a_round("A", LOW), a_round("B", HIGH, groups=("PUB", "BIZ", "CIV")))
    change = found.change_of("PAY-TWO")
    assert [(one.group, one.missing, one.questions) for one in found.groups] == [("CIV", "before", 1)]
    assert change.common[1].groups == {"PUB", "BIZ"}
    assert change.published[1].groups == {"PUB", "BIZ", "CIV"}


def test_a_question_put_to_one_group_more_is_compared_on_the_groups_of_both():
    wider = instrument([item("PAY_01", groups=["PUB", "BIZ", "CIV"]), *ITEMS[1:]], INDICATORS, version="2")
    found = compared(a_round("A", LOW), a_round("B", HIGH, wider, groups=("PUB", "BIZ", "CIV")))
    assert not found.apart
    assert found.change_of("PAY-ONE").common[1].groups == {"PUB", "BIZ"}
    assert ("CIV", "before", 2) in {(one.group, one.missing, one.questions) for one in found.groups}


def test_leaving_a_group_out_never_tells_what_fewer_than_five_answered():
    """Rule 19: three persons count by their register; without them the difference would be their mean."""
    found = compared(a_round("A", LOW), _with_register(a_round("B", HIGH, groups=("PUB", "BIZ", "CIV"), few=3)))
    assert found.change_of("PAY-TWO").common is None
    assert found.change_of("PAY-ONE").common is not None


def test_leaving_another_group_out_never_tells_what_fewer_than_five_answered():
    """Rule 19: three persons count in both rounds; without ministries the score would be theirs and the firms'."""
    before = _with_register(a_round("A", LOW, groups=("BIZ", "CIV"), few=3))
    found = compared(before, _with_register(a_round("B", HIGH, groups=("PUB", "BIZ", "CIV"), few=3)))
    assert found.change_of("PAY-TWO").common is None


def _with_register(one):
    return replace(one, evidence=replace(one.evidence, register={"CIV": 4}))


def test_a_group_that_is_gone_takes_its_respondents_with_it():
    fewer = instrument([item("PAY_01"), item("PAY_02"), item("PAY_03")], INDICATORS, version="2", groups=GROUPS[:2])
    found = compared(a_round("A", LOW, groups=("PUB", "BIZ", "CIV")), a_round("B", HIGH, fewer))
    assert found.change_of("PAY-TWO").difference == pytest.approx(50)


def test_an_area_without_answers_in_one_round_has_no_change():
    found = compared(a_round("A", []), a_round("B", HIGH))
    change = found.change_of("PAY")
    assert change.difference is None
    assert change.span is None
