"""Estimates of probability surveys against sums done by hand and against textbook formulas."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.methodology.probability.design import Design
from assessment.methodology.probability.estimation import Estimate, kish_effect, means, medians, shares, totals
from assessment.methodology.probability.student import t_quantile
from tests.methodology.probability.sample import design, everybody


def mean_of(of: Design, numbers: list[float]) -> Estimate:
    (found,) = means(of, np.array(numbers, dtype=float), everybody(len(numbers)))
    return found


def share_of(of: Design, chosen: list[int]) -> Estimate:
    ((found,),) = shares(of, np.array(chosen, dtype=float)[:, None], everybody(len(chosen)))
    return found


@pytest.mark.parametrize(
    ("freedom", "expected"),
    [(1, 12.7062047), (2, 4.3026527), (5, 2.5705818), (30, 2.0422725), (200, 1.9718962), (1000, 1.9623391)],
)
def test_quantiles_of_t_are_those_of_the_tables(freedom, expected):
    assert t_quantile(0.95, freedom) == pytest.approx(expected, abs=1e-6)


def test_in_a_simple_random_sample_the_error_of_a_mean_is_s_over_root_n():
    numbers = [2.0, 4.0, 4.0, 5.0, 10.0]
    found = mean_of(design([7.0] * 5), numbers)
    assert found.value == 5.0
    assert found.error == pytest.approx(math.sqrt(9.0 / 5))  # s² = (9 + 1 + 1 + 0 + 25) / 4 = 9
    assert found.design_effect == pytest.approx(1.0)


def test_the_finite_population_correction_takes_off_what_was_asked():
    known = mean_of(design([2.0] * 5, sizes={"": 10}), [2.0, 4.0, 4.0, 5.0, 10.0])
    assert known.error == pytest.approx(math.sqrt(9.0 / 5 * (1 - 5 / 10)))


def test_a_census_of_every_stratum_has_no_sampling_error():
    assert mean_of(design([1.0] * 4, sizes={"": 4}), [1.0, 2.0, 3.0, 4.0]).error == 0


def test_a_stratified_mean_is_cochrans():
    # Cochran (1977), 5.4: mean of strata by their sizes; variance Σ W²s²/n. N = 30 and 10, n = 3 and 2.
    found = mean_of(design([10, 10, 10, 5, 5], ["a", "a", "a", "b", "b"]), [1.0, 2.0, 3.0, 10.0, 14.0])
    assert found.value == pytest.approx(0.75 * 2 + 0.25 * 12)
    assert found.error == pytest.approx(math.sqrt(0.75**2 * 1 / 3 + 0.25**2 * 8 / 2))
    assert found.high is not None
    assert found.high - found.value == pytest.approx(t_quantile(0.95, 3) * (found.error or 0))


def test_units_of_a_cluster_count_together():
    # Two clusters of two, three in all: cluster totals of w(y - R)/W are (-2, 0, 2) / 6 for R = 3.
    found = mean_of(design([1.0] * 6, clusters=["1", "1", "2", "2", "3", "3"]), [2.0, 2.0, 3.0, 3.0, 4.0, 4.0])
    assert found.value == 3.0
    assert found.error == pytest.approx(math.sqrt(3 / 2 * 8 / 36))
    assert found.design_effect == pytest.approx((1 / 3) / (4 / 5 / 6))


def test_a_lonely_stratum_is_set_against_the_mean_of_all_and_named():
    of = design([1.0] * 3, ["a", "a", "b"])
    found = mean_of(of, [0.0, 2.0, 4.0])
    # Influences (y - 2) / 3 = (-2, 0, 2) / 3: stratum a 2 * 2/9, stratum b (2/3)².
    assert of.lonely == ("b",)
    assert found.error == pytest.approx(math.sqrt(2 * 2 / 9 + 4 / 9))


def test_without_degrees_of_freedom_there_is_no_interval():
    found = mean_of(design([1.0, 1.0], ["a", "b"]), [1.0, 2.0])
    assert (found.error, found.low, found.high, found.is_reliable) == (None, None, None, False)


def test_the_interval_of_a_share_is_made_on_the_logit_scale():
    found = share_of(design([1.0] * 10), [1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    error = math.sqrt(0.2 * 0.8 / 9)
    reach = t_quantile(0.95, 9) * error / 0.16
    assert found.error == pytest.approx(100 * error)
    assert found.low == pytest.approx(100 / (1 + math.exp(-(math.log(0.25) - reach))))
    assert found.high == pytest.approx(100 / (1 + math.exp(-(math.log(0.25) + reach))))


@pytest.mark.parametrize(("chosen", "low", "high"), [(0, 0.0, 30.8497), (1, 69.1503, 100.0)])
def test_where_all_or_none_chose_the_interval_is_the_exact_binomial_one(chosen, low, high):
    found = share_of(design([3.0] * 10), [chosen] * 10)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_a_domain_keeps_the_design_of_the_whole():
    of = design([1.0] * 4)
    (found,) = means(of, np.array([1.0, 3.0, 0.0, 0.0]), np.array([[True], [True], [False], [False]]))
    # Influences (-1, 1, 0, 0) / 2 over four units, not two.
    assert found.value == 2.0
    assert found.error == pytest.approx(math.sqrt(4 / 3 * 0.5))
    assert found.answered == 2


def test_a_total_counts_units_of_the_population():
    of = design([10.0, 10.0, 20.0, 20.0])
    ((found,),) = totals(of, np.array([[1.0], [0.0], [1.0], [0.0]]), everybody(4))
    assert found.value == 30.0
    assert found.error == pytest.approx(math.sqrt(4 / 3 * (10**2 + 20**2 - 30**2 / 4)))


def test_a_median_takes_its_interval_from_the_share_below_it():
    of = design([1.0] * 21)
    (found,) = medians(of, np.arange(1.0, 22.0), everybody(21))
    reach = t_quantile(0.95, 20) * math.sqrt(11 / 21 * 10 / 21 / 20)
    assert found.value == 11.0
    assert (found.low, found.high) == (math.ceil((0.5 - reach) * 21), math.ceil((0.5 + reach) * 21))


def test_kishs_effect_is_one_and_the_squared_variation_of_weights():
    weights = np.array([1.0, 1.0, 2.0, 4.0])
    assert kish_effect(weights) == pytest.approx(1 + (weights.std() / weights.mean()) ** 2)


def test_half_of_the_population_gone_marks_an_estimate_as_not_reliable():
    assert share_of(design([1.0] * 100), [1] * 50 + [0] * 50).is_reliable
    assert not share_of(design([1.0] * 100), [1] * 3 + [0] * 97).is_reliable


@st.composite
def samples(draw):
    number = draw(st.integers(6, 14))
    strata = sorted(draw(st.lists(st.sampled_from("ab"), min_size=number, max_size=number)))
    weights = draw(st.lists(st.floats(0.5, 9), min_size=number, max_size=number))
    numbers = draw(st.lists(st.integers(0, 9).map(float), min_size=number, max_size=number))
    return strata, weights, numbers


@settings(max_examples=25, deadline=None)
@given(samples(), st.floats(0.1, 50))
def test_scaling_all_weights_changes_no_mean_and_no_interval(sample, factor):
    strata, weights, numbers = sample
    once = mean_of(design(weights, strata), numbers)
    again = mean_of(design([factor * one for one in weights], strata), numbers)
    assert again.value == pytest.approx(once.value)
    assert again.error == pytest.approx(once.error)


@settings(max_examples=25, deadline=None)
@given(samples())
def test_a_record_split_within_its_cluster_changes_nothing(sample):
    strata, weights, numbers = sample
    clusters = [f"{place:03}" for place in range(len(weights))]
    split = mean_of(
        design([weights[0] / 2, weights[0] / 2, *weights[1:]], [strata[0], *strata], [clusters[0], *clusters]),
        [numbers[0], *numbers],
    )
    whole = mean_of(design(weights, strata, clusters), numbers)
    assert split.value == pytest.approx(whole.value)
    assert split.error == pytest.approx(whole.error, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(samples())
def test_linearisation_agrees_with_the_jackknife_of_clusters(sample):
    """In a stratum of many units both estimate the same; here a mean of equal weights, where they agree exactly."""
    _, _, numbers = sample
    number = len(numbers)
    left_out = [(sum(numbers) - one) / (number - 1) for one in numbers]
    middle = sum(left_out) / number
    jackknife = math.sqrt((number - 1) / number * sum((one - middle) ** 2 for one in left_out))
    assert mean_of(design([3.0] * number), numbers).error == pytest.approx(jackknife, abs=1e-9)
