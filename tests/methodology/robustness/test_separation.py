"""Two units side by side: the share of draws in which one lies above the other."""

from __future__ import annotations

import numpy as np
import pytest

from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.robustness.model import Separation
from assessment.methodology.robustness.separation import separations, weight_draws
from assessment.methodology.scoring import Evidence, score
from tests.methodology.small import indicator, instrument


def of_figures() -> Instrument:
    """Two published figures, each an indicator of weight 1."""
    series = [
        {"code": code, "name": code, "unit": "%", "source": "Somebody", "direction": "up",
         "goalposts": {"low": 0, "high": 100}}
        for code in ("I-ONE", "I-TWO")
    ]  # fmt: skip
    parts = [indicator("PAY-ONE", series=["I-ONE"]), indicator("PAY-TWO", series=["I-TWO"])]
    return instrument((), parts, series=series, basis="desk_only", overall=True)


def drawn(*units: tuple[float, float], draws: int = 1000) -> np.ndarray:
    of = of_figures()
    figures = [desk_of([DeskFigure("I-ONE", 2025, one), DeskFigure("I-TWO", 2025, two)]) for one, two in units]
    scorecards = [score(of, Evidence(desk=desk), 2026) for desk in figures]
    return weight_draws(of, scorecards, draws=draws)["INDEX"]


def test_shares_are_those_of_the_draws_in_which_both_have_a_score():
    scores = {"SEN": np.array([1.0, 2.0, 3.0, np.nan]), "WSM": np.array([2.0, 1.0, 3.0, 0.0])}
    assert separations(scores) == (Separation("SEN", "WSM", 1 / 3, 1 / 3, 3),)


def test_units_that_are_never_scored_together_are_not_told_apart():
    scores = {"SEN": np.array([np.nan, 1.0]), "WSM": np.array([1.0, np.nan])}
    assert separations(scores) == (Separation("SEN", "WSM", 0.0, 0.0, 0),)


def test_scores_that_agree_to_nine_places_are_equal():
    scores = {"SEN": np.array([0.1 + 0.2]), "WSM": np.array([0.3])}
    assert separations(scores) == (Separation("SEN", "WSM", 0.0, 0.0, 1),)


def test_who_is_better_in_everything_lies_above_whatever_the_weights():
    scores = drawn((60, 50), (50, 40))
    assert (scores[:, 0] > scores[:, 1]).all()


def test_who_is_better_in_one_of_two_things_lies_above_in_half_of_the_draws():
    scores = drawn((60, 40), (40, 60))
    (found,) = separations({"SEN": scores[:, 0], "WSM": scores[:, 1]})
    assert found.above == pytest.approx(0.5, abs=0.05)


def test_all_units_are_judged_by_the_same_weights_in_a_draw():
    scores = drawn((60, 40), (30, 20), draws=20)
    assert scores[:, 0] == pytest.approx(2 * scores[:, 1])
