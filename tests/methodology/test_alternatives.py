"""The author's alternatives: one choice of method made otherwise, everything else untouched."""

from __future__ import annotations

import pytest

from assessment.methodology.alternatives import varied
from assessment.methodology.instrument import Alternative, Instrument
from assessment.methodology.scoring import Scorecard
from tests.methodology.small import indicator, instrument, item, response, scored

SERIES = {
    "code": "I-ACC",
    "name": "Accounts",
    "unit": "%",
    "source": "Findex",
    "direction": "up",
    "goalposts": {"low": 0, "high": 100, "reason": "Natural limits"},
}


def asking() -> Instrument:
    """Two perceptions that weigh 3 and 1 in an area, and a desk figure of weight 0."""
    return instrument(
        [item("PAY_01"), item("PAY_02")],
        [
            indicator("PAY-ONE", "PAY_01", weight=3),
            indicator("PAY-TWO", "PAY_02"),
            indicator("PAY-ACC", series=["I-ACC"], weight=0),
        ],
        series=[SERIES],
    )


def judged(of: Instrument) -> Scorecard:
    """Five firms say 5 and 2, three ministries 3 and 2: PAY_01 is 75, PAY_02 is 25."""
    told = [response(of, f"b{n}", "BIZ", {"PAY_01": "5", "PAY_02": "2"}) for n in range(5)]
    told += [response(of, f"p{n}", "PUB", {"PAY_01": "3", "PAY_02": "2"}) for n in range(3)]
    return scored(of, told, desk=[("I-ACC", 2024, 20.0)])


def under(**choice: object) -> Scorecard:
    """The same answers under an alternative."""
    return judged(varied(asking(), Alternative.model_validate({"code": "other", "label": "Other", **choice})))


def test_without_an_alternative_the_authors_weights_hold():
    assert judged(asking()).score_of("PAY") == 62.5


def test_equal_weights_leave_out_what_the_author_gave_no_weight():
    """S1: (75 + 25) / 2; the desk figure of weight 0 stays out."""
    assert under(weighting={"area": "equal"}).score_of("PAY") == 50


def test_an_area_may_be_averaged_geometrically():
    """The fourth root of 75 x 75 x 75 x 25."""
    assert under(aggregation={"area": "geometric"}).score_of("PAY") == pytest.approx((75**3 * 25) ** 0.25)


def test_a_level_that_is_not_named_stays_as_it_is():
    assert under(aggregation={"index": "geometric", "indicator": "geometric"}).score_of("PAY") == 62.5


def test_each_answer_may_weigh_the_same():
    """Five firms at 100 and three ministries at 50: 650 / 8."""
    assert under(group_weighting="voices").score_of("PAY_01") == 81.25


def test_a_series_may_stand_on_other_goalposts():
    assert under(goalposts={"I-ACC": {"low": 0, "high": 40}}).score_of("I-ACC") == 50


def test_the_instrument_itself_is_not_changed_even_after_look_ups_were_made():
    of = asking()
    assert of.series_of["I-ACC"].goalposts
    other = varied(
        of, Alternative.model_validate({"code": "a", "label": "A", "goalposts": {"I-ACC": {"low": 0, "high": 9}}})
    )
    assert (of.series_of["I-ACC"].goalposts.high, other.series_of["I-ACC"].goalposts) != (100, None)
    assert other.series[0] == other.series_of["I-ACC"]
    assert other.series[0].goalposts is not None
    assert other.series[0].goalposts.high == 9
