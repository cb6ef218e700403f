"""Agreement within a group, against figures worked out by hand and published ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.methodology.agreement import modal_share, ordinal_agreement


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0, 7, 0, 0], 1.0),
        ([2, 2, 2, 2, 2], 0.0),
        ([5, 0, 0, 0, 5], -1.0),
        ([0, 5, 5, 0, 0], 0.75),
        ([5, 0, 5], -1.0),
        ([3, 1, 0], 0.75),
    ],
    ids=["on one step", "spread evenly", "on both ends", "on two neighbours", "three steps, both ends", "two layers"],
)
def test_agreement_on_a_scale_is_as_worked_out_by_hand(counts, expected):
    """The last one: a layer of height 1 on two neighbours (A = 0.5, weight 2 of 4), one on one step (A = 1)."""
    assert ordinal_agreement(counts) == pytest.approx(expected)


def test_the_published_example_comes_to_its_published_figure():
    """van der Eijk 2001: the distribution of the article, A = 0.61."""
    assert round(ordinal_agreement([30, 40, 210, 130, 530, 50, 10]) or 0, 2) == 0.61


@pytest.mark.parametrize("counts", [[], [0, 0, 0], [4, 1]])
def test_without_answers_or_a_middle_there_is_no_agreement(counts):
    assert ordinal_agreement(counts) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=3, max_size=7).filter(any), st.integers(2, 9))
def test_agreement_keeps_its_bounds_and_knows_neither_size_nor_direction(counts, times):
    found = ordinal_agreement(counts)
    assert found is not None
    assert -1 - 1e-9 <= found <= 1 + 1e-9
    assert ordinal_agreement(counts[::-1]) == pytest.approx(found)
    assert ordinal_agreement([times * count for count in counts]) == pytest.approx(found)


def test_without_an_order_the_share_of_the_most_common_answer_tells():
    assert modal_share([3, 1]) == 75
    assert modal_share([0, 0]) is None
