"""Survey weights for everybody: what they tell, and that no stratum of few can be told from them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.methodology.disclosure import FEWEST_PERSONS
from assessment.methodology.open_weights import told_weights


def told(*weights: float) -> list[float | None]:
    return told_weights(weights, [str(place) for place in range(len(weights))])


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([2.0] * 5 + [10.0] * 5, [2.0] * 5 + [10.0] * 5),
        ([2.0] * 3 + [10.0] * 9, [8.0] * 12),
        ([10.0] * 9 + [2.0] * 3, [8.0] * 12),
        ([2.0] * 9 + [10.0] * 3, [4.0] * 12),
        ([1.0, 2.0, 3.0, 4.0, 5.0, 7.0, 8.0, 9.0, 10.0, 11.0], [3.0] * 5 + [9.0] * 5),
        ([123.456] * 5, [123.0] * 5),
        ([2.0] * 4, [None] * 4),
    ],
)
def test_weights_that_too_few_share_become_means_of_neighbours(weights, expected):
    assert told(*weights) == expected


def test_two_respondents_of_one_firm_are_one_voice():
    assert told_weights([2.0] * 5, ["a", "a", "b", "c", "d"]) == [None] * 5


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=FEWEST_PERSONS, max_size=40))
def test_five_or_more_share_every_weight(weights):
    assert min(Counter(told(*weights)).values()) >= FEWEST_PERSONS
