"""Two analysts who decide on recommendations at one moment: the second decides on what the first one left."""

import threading

import pytest
from sqlalchemy import event

from assessment.errors import AssessmentError, Conflict, InvalidInput
from assessment.services import advice, followup
from assessment.services.advice_bench import recommended_in
from tests.builders import NOW, access_to, an_assessment

ANALYST = access_to("SEN", "analyst")
FIRST, SECOND = "PAY-OWN1", "PAY-OWN2"
TIME_ENOUGH = 0.2
"""Seconds in which the second one would be through if nothing held them."""


@pytest.fixture
def assessment(session):
    """Two recommendations of the analysts' own stand in the report."""
    found = an_assessment(session)
    for action in ("Open a desk", "Publish the fees"):
        draft = advice.Draft("en", {"action": action, "priority": "low", "time_frame": "short"}, "Firms ask for it.")
        advice.add(session, ANALYST, found, draft, area="PAY", now=NOW)
    session.close()
    return found


def merged(code, host):
    return lambda session, of: advice.merge(session, ANALYST, of, code, host=host, seen=1, now=NOW)


def rejected(code):
    return lambda session, of: advice.reject(session, ANALYST, of, code, reason="Done.", seen=1, now=NOW)


def adopted(session, of):
    followup.adopt(session, ANALYST, of, recommended_in(session, of, SECOND), now=NOW)


def adopted_as_looked_up_before(database, of):
    with database.reading() as session:
        found = recommended_in(session, of, SECOND)
    return lambda session, of: followup.adopt(session, ANALYST, of, found, now=NOW)


def outcome_of_both(database, assessment, first, second):
    """What the second one is told, who begins when all of the first deed is done but its commit."""
    told = []

    def decide():
        with database.writing() as session:
            try:
                second(session, assessment)
            except AssessmentError as problem:
                told.append(type(problem))

    other = threading.Thread(target=decide)

    def begin_the_other(_session):
        other.start()
        other.join(TIME_ENOUGH)

    with database.writing() as session:
        event.listen(session, "before_commit", begin_the_other, once=True)
        first(session, assessment)
    other.join()
    return told


def test_nothing_is_merged_into_what_is_rejected_at_the_same_moment(database, assessment):
    assert outcome_of_both(database, assessment, rejected(SECOND), merged(FIRST, SECOND)) == [InvalidInput]


def test_what_another_is_merged_into_is_not_rejected_at_the_same_moment(database, assessment):
    assert outcome_of_both(database, assessment, merged(FIRST, SECOND), rejected(SECOND)) == [InvalidInput]


def test_two_are_not_merged_into_each_other(database, assessment):
    assert outcome_of_both(database, assessment, merged(FIRST, SECOND), merged(SECOND, FIRST)) == [InvalidInput]


def test_what_becomes_an_action_is_not_rejected_at_the_same_moment(database, assessment):
    assert outcome_of_both(database, assessment, adopted, rejected(SECOND)) == [InvalidInput]


def test_what_is_rejected_becomes_no_action_at_the_same_moment(database, assessment):
    adopt = adopted_as_looked_up_before(database, assessment)
    assert outcome_of_both(database, assessment, rejected(SECOND), adopt) == [Conflict]
