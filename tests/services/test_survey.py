"""Estimates from what is stored: the register's weights, silence made up for, the population's margins."""

import pytest

from assessment.services import fieldwork
from assessment.services.analysis import collection_of, findings_of
from assessment.services.survey import survey_results_of
from assessment.storage import sampling
from tests.builders import NOW, YES, an_assessment
from tests.services.people import a_person
from tests.services.survey_people import a_sample


def results_in(session, assessment):
    (found,) = survey_results_of(session, assessment, assessment.instrument)
    return found


def share_paid(session, assessment):
    return next(one for one in results_in(session, assessment).questions["PAY_01"].of() if one.answer == "yes").estimate


def test_weights_of_the_register_and_silence_decide_shares(session):
    assessment = a_sample(session)
    found = share_paid(session, assessment)
    assert found.value == pytest.approx(100 * 24 / 144)
    assert found.answered == 20


def test_the_response_rate_is_that_of_the_sample(session):
    rates = results_in(session, a_sample(session)).rates
    assert (rates.drawn, rates.numbers["completed"], rates.numbers["not_contacted"]) == (24, 20, 4)
    assert rates.rr1 == pytest.approx(100 * 20 / 24)


def test_what_staff_know_of_a_silent_unit_counts(session):
    assessment = a_sample(session)
    silent = next(row for row in sampling.units_of(session, assessment.id) if row.state != "submitted")
    sampling.keep_outcome(session, silent.respondent_id, "ineligible")
    assert results_in(session, assessment).rates.rr1 == pytest.approx(100 * 20 / 23)


def test_weights_are_brought_to_the_population(session):
    assessment = a_sample(session)
    counts = [
        {"attribute": "size", "category": category, "units": units, "source": "Census", "as_of": "2025"}
        for category, units in (("small", 900.0), ("large", 100.0))
    ]
    kept = {"kept_by": "Awa", "kept_at": NOW}
    sampling.replace_population(session, assessment.id, ["size"], [{**count, **kept} for count in counts])
    assert share_paid(session, assessment).value == pytest.approx(10.0)
    weights = [one.respondent.weight for one in collection_of(session, assessment).sent.values()]
    assert sum(weights) == pytest.approx(1000)


def test_scores_rest_on_the_same_weights_as_estimates(session):
    assessment = a_sample(session)
    score = findings_of(session, assessment).scorecard.questions["PAY_01"].score
    assert score == pytest.approx(share_paid(session, assessment).value)


def test_who_came_by_no_draw_stands_for_nobody(session):
    assessment = a_sample(session)
    before = share_paid(session, assessment)
    secret = fieldwork.invite(session, assessment.id, group="BIZ", language="en", now=NOW)
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    sitting = fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=NOW)
    fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=NOW)
    assert share_paid(session, assessment).value == pytest.approx(before.value)


def test_another_questionnaire_estimates_nothing(session):
    assessment = an_assessment(session)
    assert survey_results_of(session, assessment, assessment.instrument) == ()


def test_a_row_of_the_register_that_tells_no_draw_is_no_unit():
    assert not a_person().is_drawn
    assert a_person(weight=0.0).is_drawn
