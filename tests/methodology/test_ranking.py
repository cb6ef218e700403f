"""Places of units: by full precision, ties said (DESIGN § 2, rule 15)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessment.methodology.ranking import Rank, ranked


def test_scores_that_only_look_the_same_are_no_tie():
    """S4"""
    assert [(one.unit, one.place, one.tied) for one in ranked({"AAA": 61.21, "BBB": 61.24})] == [
        ("BBB", 1, False),
        ("AAA", 2, False),
    ]


def test_units_of_one_score_share_a_place_and_the_next_counts_them_all():
    """S4"""
    places = ranked({"DDD": 10, "CCC": 40, "BBB": 70, "AAA": 40})
    assert [(one.unit, one.place, one.tied) for one in places] == [
        ("BBB", 1, False),
        ("AAA", 2, True),
        ("CCC", 2, True),
        ("DDD", 4, False),
    ]


def test_a_score_of_zero_has_a_place_and_none_has_not():
    """S1"""
    assert ranked({"AAA": None, "BBB": 0.0}) == (Rank("BBB", 0, 1, tied=False),)


@given(st.dictionaries(st.text("ABC", min_size=3, max_size=3), st.none() | st.sampled_from((0.0, 1.5, 50.0, 100.0))))
def test_a_place_is_one_more_than_the_number_of_units_above(scores):
    known = [score for score in scores.values() if score is not None]
    for one in ranked(scores):
        assert one.place == 1 + sum(score > one.score for score in known)
        assert one.tied == (known.count(one.score) > 1)
