"""Results of a whole survey: what is estimated, by what it is broken down, and what stays hidden."""

from __future__ import annotations

import pytest

from assessment.methodology.disclosure import FEWEST_PERSONS
from assessment.methodology.probability.results import survey_results
from assessment.methodology.probability.weights import Frame
from assessment.methodology.responses import Response, answers_from
from tests.methodology.probability.sample import firm, survey

OF = survey()


def answers(number: int, size: str, answer: str = "5", weight: float = 1.0, **more: str) -> list[Response]:
    return [
        Response(
            firm(f"{size}{answer}{place:03}", weight, size=size, **more),
            answers_from(OF, {"PAY_01": answer, "PAY_02": float(place)}),
        )
        for place in range(number)
    ]


def results_of(responses):
    (found,) = survey_results(OF, responses, Frame())
    return found


def test_shares_are_those_of_the_weights():
    found = results_of([*answers(10, "micro", "5", 3.0), *answers(10, "large", "1", 1.0)])
    values = {one.answer: one.estimate.value for one in found.questions["PAY_01"].of()}
    assert (values["5"], values["1"]) == (75.0, 25.0)


def test_numbers_have_a_mean_and_a_median():
    found = results_of(answers(11, "micro"))
    assert [one.estimate.value for one in found.questions["PAY_02"].of()] == [5.0, 5.0]


def test_a_breakdown_has_an_estimate_of_each_category():
    found = results_of([*answers(10, "micro"), *answers(10, "large", "1")]).questions["PAY_01"]
    assert found.categories("size") == ("large", "micro")
    assert next(one for one in found.of("size", "large") if one.answer == "1").estimate.value == 100.0


def test_fewer_than_five_firms_never_stand_alone():
    found = results_of([*answers(12, "micro"), *answers(9, "small"), *answers(4, "large")]).questions["PAY_01"]
    assert found.categories("size") == ("micro", "merged")
    assert min(one.estimate.answered for one in found.figures) >= FEWEST_PERSONS


def test_a_table_that_would_tell_of_few_beside_another_is_withheld():
    responses = [
        *answers(10, "micro", lead="women"),
        *answers(3, "large", lead="women"),
        *answers(9, "large", lead="men"),
    ]
    responses = [
        Response(firm(f"r{place:03}", 1.0, **one.respondent.attributes), one.answers)
        for place, one in enumerate(responses)
    ]
    assert results_of(responses).questions["PAY_01"].withheld == ("lead",)


def test_a_group_below_its_minimum_has_no_figure():
    assert results_of(answers(4, "micro")).questions["PAY_01"].figures == ()


def test_the_order_of_respondents_changes_nothing():
    responses = [*answers(10, "micro", "5", 3.0), *answers(10, "large", "1")]
    assert results_of(responses).questions == results_of(responses[::-1]).questions


def test_who_has_weight_zero_is_no_answer():
    found = results_of([*answers(10, "micro"), *answers(5, "large", "1", 0.0)])
    assert found.questions["PAY_01"].answered == 10


def test_who_was_not_drawn_changes_no_interval():
    frame = Frame(sizes={"": 40})
    drawn = [*answers(10, "micro"), *answers(10, "micro", "1")]
    (alone,) = survey_results(OF, drawn, frame)
    (among,) = survey_results(OF, [*drawn, *answers(15, "large", "1", 0.0)], frame)
    assert among.questions == alone.questions
    assert (among.respondents, among.weights_effect) == (20, 1.0)


def test_where_nobody_who_was_drawn_answered_there_are_no_results():
    assert survey_results(OF, answers(10, "micro", weight=0.0), Frame()) == ()


def test_without_the_sample_there_is_no_response_rate():
    rates = results_of(answers(10, "micro")).rates
    assert (rates.drawn, rates.rr1, rates.rr2, rates.cooperation) == (0, None, None, None)


@pytest.mark.parametrize("question", ["PAY_01", "PAY_02"])
def test_one_sample_without_weights_says_so(question):
    found = results_of([Response(firm(f"{n}", None), answers_from(OF, {"PAY_01": "5"})) for n in range(6)])
    assert question in found.questions
    assert "carries no weights" in found.weighted.remarks[0].message
