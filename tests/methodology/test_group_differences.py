"""The range of a difference between two groups: known cases, a fixed generator."""

from __future__ import annotations

import pytest

from assessment.methodology.group_differences import Range, range_of_means, range_of_medians

MINISTRIES = {100.0: 3, 0.0: 1}
FIRMS = {100.0: 5, 0.0: 15}


def test_the_range_is_that_of_the_locked_generator():
    """PCG64 with the seed of the program; differences are multiples of five points here, so percentiles are exact."""
    assert range_of_means(MINISTRIES, FIRMS) == Range(5.0, 85.0)
    assert range_of_means(MINISTRIES, FIRMS) == range_of_means(MINISTRIES, FIRMS)


def test_the_range_holds_the_difference_and_lies_as_far_as_theory_says():
    """Var = 0.75·0.25/n for each group; 1.645 standard deviations to either side, within the noise of 4,000 draws."""
    first, second = {100.0: 75, 0.0: 25}, {100.0: 50, 0.0: 150}
    found = range_of_means(first, second, draws=4000)
    deviation = 100 * (0.75 * 0.25 / 100 + 0.25 * 0.75 / 200) ** 0.5
    assert found.low == pytest.approx(50 - 1.645 * deviation, abs=0.8)
    assert found.high == pytest.approx(50 + 1.645 * deviation, abs=0.8)


def test_groups_of_one_mind_have_no_range():
    assert range_of_means({100.0: 4}, {25.0: 9}) == Range(75.0, 75.0)


def test_a_group_against_itself_gives_a_range_that_holds_no_difference():
    found = range_of_medians({1.0: 5, 2.0: 5, 9.0: 5}, {1.0: 5, 2.0: 5, 9.0: 5})
    assert found.low < 0 < found.high
    assert found.holds_none
    assert not Range(1.0, 2.0).holds_none


def test_a_median_between_two_values_is_their_mean_in_every_draw():
    drawn = range_of_medians({1.0: 1, 2.0: 1}, {0.0: 1}, draws=200)
    assert drawn == Range(1.0, 2.0)
