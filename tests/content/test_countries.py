"""Whole countries: everything in place, nothing in place, nothing known, and one between, written by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from assessment.methodology.recommendations import Recommendation, with_included
from assessment.methodology.rules import observed_by
from assessment.methodology.scoring import Evidence, score
from tests.content.cases import HERE, everywhere, evidence_of, rapid, recommended, written

MOST_OF_AN_AREA = 5
"""Published action matrices hold about five lines an area; a longer list is put aside, not carried out."""
MOST_STRATEGIC = 7
"""One an area at most: what the summary has room for, and a council of ministers for in one sitting."""


@pytest.fixture(scope="module")
def nothing_in_place() -> tuple[Recommendation, ...]:
    return recommended(rapid(), everywhere(rapid(), best=False))


def test_where_everything_is_in_place_and_known_there_is_nothing_to_recommend():
    assert recommended(rapid(), everywhere(rapid(), best=True)) == ()


def test_where_nothing_is_known_only_data_are_asked_for_in_every_area():
    found = recommended(rapid(), Evidence())
    assert {one.advice.kind for one in found} == {"data"}
    assert {one.advice.area for one in found} == set(rapid().area_of)


def test_where_nothing_is_in_place_the_list_is_short_enough_to_read(nothing_in_place):
    closing = Counter(one.advice.area for one in nothing_in_place if one.advice.kind == "gap")
    assert set(closing) == set(rapid().area_of)
    assert max(closing.values()) <= MOST_OF_AN_AREA


def test_where_nothing_is_in_place_a_few_strategic_ones_stand_first(nothing_in_place):
    strategic = [one.rank for one in nothing_in_place if one.advice.strategic]
    assert strategic == list(range(1, len(strategic) + 1))
    assert 3 <= len(strategic) <= MOST_STRATEGIC


def test_where_nothing_is_in_place_everything_that_fired_stands_once(nothing_in_place):
    of = rapid()
    scorecard = score(of, everywhere(of, best=False), of.reference_year)
    fired = [advice.code for advice in of.recommendations if observed_by(of, advice, scorecard) is not None]
    assert sorted(one.advice.code for one in with_included(nothing_in_place)) == sorted(fired)


def test_where_nothing_is_in_place_every_gap_is_answered(nothing_in_place):
    answered = {gap.code for one in nothing_in_place for gap in one.gaps}
    unanswered = set(rapid().indicator_of) - answered
    assert unanswered <= {"PAY-COST"}, "no fee is known where nobody accepts electronic payment"


def test_a_country_that_has_begun_gets_the_list_an_expert_would_write():
    case = written(HERE / "countries" / "mixed.yaml")
    found = recommended(rapid(), evidence_of(rapid(), case["country"]))
    assert [(one.advice.code, one.priority, [other.advice.code for other in one.includes]) for one in found] == [
        (line["code"], line["priority"], line.get("includes", [])) for line in case["expected"]
    ]
