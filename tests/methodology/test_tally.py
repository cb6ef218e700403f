"""Counts, and the weights of probability surveys behind them, in figures computed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.methodology.report.results import distribution, favourable, median
from assessment.methodology.tally import tally_of
from tests.methodology.small import instrument, item, response, scored

SMALL = instrument([item("PAY_01", groups=["BIZ"])], minimum_groups=1)
LISTENED = [(1, 4), (2, 3), (3, 2), (4, 1), (5, 0)]  # answer and weight: scores 0, 25, 50, 75, 100


def weighed(of, group, answers_and_weights, question="PAY_01"):
    return [
        replace(one, respondent=replace(one.respondent, weight=weight))
        for number, (answer, weight) in enumerate(answers_and_weights)
        for one in [response(of, f"{group}{number}", group, {} if answer is None else {question: answer})]
    ]


def test_a_mean_is_of_the_units_that_respondents_stand_for():
    """(4 x 0 + 3 x 25 + 2 x 50 + 2 x 75) / 11 = 325 / 11, while the plain mean is 50."""
    sample = weighed(SMALL, "BIZ", [*LISTENED[:3], (4, 1), (4, 1), (5, 0)])
    assert scored(SMALL, sample).questions["PAY_01"].score == pytest.approx(325 / 11)


def test_a_respondent_of_weight_zero_is_counted_and_is_no_voice():
    tally = tally_of(SMALL, weighed(SMALL, "BIZ", LISTENED))["PAY_01"]["BIZ"]
    assert (tally.answered, tally.voices) == (5, 4)
    assert "5" not in tally.behind.values


def test_respondents_who_all_stand_for_nobody_give_no_value():
    of = instrument([item("PAY_01", groups=["BIZ"])], minimum_groups=1)
    result = scored(of, weighed(of, "BIZ", [(3, 0)] * 6)).questions["PAY_01"]
    assert (result.score, result.reason, result.share_of("dont_know")) == (None, "no_value", None)


def test_a_share_of_those_who_do_not_know_is_weighed_too():
    """3 of 3 + 4 + 5 units, the last of them unanswered."""
    sample = weighed(SMALL, "BIZ", [({"state": "dont_know"}, 3), (5, 4), (None, 5)])
    assert scored(SMALL, sample).questions["PAY_01"].share_of("dont_know") == 25


def test_only_the_proportions_of_weights_matter():
    tenfold = [(answer, 10 * weight) for answer, weight in LISTENED]
    few, many = (
        scored(SMALL, weighed(SMALL, "BIZ", [*sample, *sample])).questions["PAY_01"].score
        for sample in (LISTENED, tenfold)
    )
    assert few == many == 25


def test_the_order_of_respondents_does_not_matter():
    sample = weighed(SMALL, "BIZ", [(1, 0.1), (1, 0.2), (1, 0.3), (5, 1e9), (4, 7)])
    assert tally_of(SMALL, sample)["PAY_01"]["BIZ"].behind == tally_of(SMALL, sample[::-1])["PAY_01"]["BIZ"].behind


def test_weights_stay_within_their_group():
    """BIZ counts 100 units and CIV 5; each group's mean enters the item with the weight of the group alone."""
    both = instrument([item("PAY_01", groups=["BIZ", "CIV"])])
    sample = [*weighed(both, "BIZ", [(1, 20)] * 5), *weighed(both, "CIV", [(5, 1)] * 5)]
    assert scored(both, sample).questions["PAY_01"].score == 50


def test_without_weights_nothing_is_weighed():
    tally = tally_of(SMALL, weighed(SMALL, "BIZ", [(1, None), (5, None)]))["PAY_01"]["BIZ"]
    assert tally.weighed is None
    assert tally.behind.values == {"1": 1, "5": 1}


def test_a_report_shows_weighed_shares_and_medians():
    """Shares 4, 3, 2 and 1 tenth of 10 units; the median of 1, 2 and 9 days with weights 1, 0 and 1 is 5."""
    shares = tally_of(SMALL, weighed(SMALL, "BIZ", LISTENED))["PAY_01"]["BIZ"]
    assert distribution(SMALL, SMALL.item_of["PAY_01"], shares) == pytest.approx((40, 30, 20, 10, 0))
    assert favourable(SMALL, SMALL.item_of["PAY_01"], shares) == pytest.approx(10)
    days = instrument([item("PAY_01", "experience", "number", goalposts={"low": 0, "high": 9}, groups=["BIZ"])])
    waits = tally_of(days, weighed(days, "BIZ", [(1, 1), (2, 0), (9, 1)]))["PAY_01"]["BIZ"]
    assert median({float(str(value)): weight for value, weight in waits.behind.values.items()}) == 5
