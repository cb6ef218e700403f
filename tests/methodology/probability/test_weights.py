"""Weights that make up for silence and agree with what is known of the population."""

from __future__ import annotations

import math

import numpy as np
import pytest

from assessment.methodology.probability.calibration import calibrated
from assessment.methodology.probability.design import design_of
from assessment.methodology.probability.estimation import means
from assessment.methodology.probability.margins import Margin, UnusableMargin
from assessment.methodology.probability.response import Drawn, response_factors, response_rates
from assessment.methodology.probability.weights import Frame, weighted
from tests.methodology.probability.sample import SEXES, SIZES, everybody, firm, survey

ORDER = {"size": SIZES, "lead": SEXES}


def told(*counts: tuple[str, int]) -> list[str]:
    return [category for category, number in counts for _ in range(number)]


def test_post_stratification_meets_its_margin_exactly():
    traits = {"size": told(("micro", 5), ("small", 10), ("large", 5))}
    found = calibrated(np.ones(20), traits, [Margin("size", {"micro": 800, "small": 150, "large": 50})], ORDER)
    assert found.is_converged
    assert [found.weights[place] for place in (0, 5, 15)] == pytest.approx([160, 15, 10])


def test_raking_meets_two_margins_at_once():
    size, lead = told(("micro", 12), ("large", 8)), told(("women", 5), ("men", 10), ("women", 5))
    margins = [Margin("size", {"micro": 70, "large": 30}), Margin("lead", {"women": 40, "men": 60})]
    found = calibrated(np.ones(20), {"size": size, "lead": lead}, margins, ORDER)
    assert found.is_converged
    assert math.fsum(found.weights[:12]) == pytest.approx(70)
    assert math.fsum(found.weights[5:15]) == pytest.approx(60)


def test_margins_that_no_weights_meet_are_told():
    size, lead = told(("micro", 10), ("large", 10)), told(("women", 10), ("men", 10))
    margins = [Margin("size", {"micro": 70, "large": 30}), Margin("lead", {"women": 40, "men": 60})]
    assert not calibrated(np.ones(20), {"size": size, "lead": lead}, margins, ORDER).is_converged


def test_a_category_with_fewer_than_five_joins_the_smaller_of_its_neighbours():
    traits = {"size": told(("micro", 12), ("small", 4), ("large", 6))}
    found = calibrated(np.ones(22), traits, [Margin("size", {"micro": 60, "small": 30, "large": 10})], ORDER)
    assert [merger.categories for merger in found.mergers] == [("small", "large")]
    assert found.weights[-1] == pytest.approx(4.0)


def test_who_did_not_tell_keeps_their_share():
    traits = {"size": told(("micro", 5), ("large", 10), ("", 5))}
    found = calibrated(np.ones(20), traits, [Margin("size", {"micro": 50, "large": 50})], ORDER)
    assert math.fsum(found.weights[15:]) == pytest.approx(25)
    assert math.fsum(found.weights) == pytest.approx(100)


@pytest.mark.parametrize(
    ("margins", "fault"),
    [
        ([Margin("size", {"giant": 5})], "size: giant is not among its options: micro, small, large."),
        ([Margin("size", {"micro": 0})], "size: the population is empty."),
        ([Margin("size", {"micro": 9, "large": 1}), Margin("lead", {"women": 5, "men": 6})], "The totals of lead"),
    ],
)
def test_a_margin_that_cannot_be_met_is_refused(margins, fault):
    traits = {"size": told(("micro", 10), ("large", 10)), "lead": told(("women", 10), ("men", 10))}
    with pytest.raises(UnusableMargin, match=fault):
        calibrated(np.ones(20), traits, margins, ORDER)


def test_post_stratified_means_vary_as_the_deviations_from_their_strata():
    size, numbers = told(("micro", 5), ("large", 5)), np.array([1.0, 2, 3, 4, 5, 11, 12, 13, 14, 15])
    calibration = calibrated(np.ones(10), {"size": size}, [Margin("size", {"micro": 50, "large": 50})], ORDER)
    firms = [firm(f"{number:03}") for number in range(10)]
    (found,) = means(design_of(firms, calibration.weights, None, calibration), numbers, everybody(10))
    # Residuals (-2..2) in both strata, each unit a tenth of the whole: 10/9 * 20/100.
    assert found.value == pytest.approx(8.0)
    assert found.error == pytest.approx(math.sqrt(10 / 9 * 20 / 100))


def test_a_mean_of_the_margin_itself_has_no_error():
    size = told(("micro", 5), ("large", 5))
    calibration = calibrated(np.ones(10), {"size": size}, [Margin("size", {"micro": 80, "large": 20})], ORDER)
    firms = [firm(f"{number:03}") for number in range(10)]
    (found,) = means(
        design_of(firms, calibration.weights, None, calibration), np.array([1.0] * 5 + [0.0] * 5), everybody(10)
    )
    assert found.value == pytest.approx(0.8)
    assert found.error == pytest.approx(0, abs=1e-9)


def test_response_rates_are_those_of_the_standard_definitions():
    outcomes = ["completed"] * 50 + ["partial"] * 10 + ["refused"] * 20 + ["unknown"] * 20 + ["ineligible"] * 30
    found = response_rates(outcomes)  # type: ignore[arg-type]
    assert (found.drawn, found.rr1, found.rr2) == (130, 50.0, 60.0)
    assert found.cooperation == pytest.approx(62.5)


def test_those_who_answered_stand_for_all_eligible_units_of_their_stratum():
    north = [Drawn(10, "north", "completed")] * 5 + [Drawn(10, "north", "refused")] * 5
    south = [Drawn(2, "south", "completed")] * 6 + [Drawn(2, "south", "ineligible")] * 3
    assert response_factors([*north, *south]) == {"north": 2.0, "south": 1.0}


def test_a_stratum_with_too_few_answers_shares_the_factor_of_the_next_smallest():
    north = [Drawn(1, "north", "completed")] * 8 + [Drawn(1, "north", "refused")] * 2
    south = [Drawn(1, "south", "completed")] * 2 + [Drawn(1, "south", "refused")] * 3
    west = [Drawn(1, "west", "completed")] * 9
    assert response_factors([*west, *north, *south]) == {"west": 1.0, "north": 15 / 10, "south": 15 / 10}


def test_a_stratum_where_nobody_answered_is_stood_for_by_others():
    north = [Drawn(3, "north", "completed")] * 6
    south = [Drawn(3, "south", "refused")] * 4
    assert response_factors([*north, *south])["north"] * 6 * 3 == pytest.approx(30)


def test_what_was_done_to_the_weights_is_said():
    firms = [firm(f"{n}", 1.0, "a" if n < 11 else "b", size="micro" if n % 2 else "large") for n in range(12)]
    found = weighted(survey(), firms, Frame(margins=(Margin("size", {"micro": 90, "large": 10}),)))
    said = [remark.message for remark in found.remarks]
    assert any("post-stratification" in one for one in said)
    assert any("centred" in one for one in said)
    assert found.design.weights.sum() == pytest.approx(100)
