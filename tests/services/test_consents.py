"""A country's consent to stand beside others: dated, named, documented, and withdrawn at any time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from assessment.errors import Conflict, InvalidInput, NotAllowed
from assessment.services.consents import ConsentDraft, consenting, decisions_of, record_consent
from tests.builders import NOW, access_to, an_assessment

ANALYST = access_to("SEN", "analyst")
GIVEN = ConsentDraft("given", date(2026, 5, 3), "Ministry of Trade", "Letter of 3 May 2026")
WITHDRAWN = replace(GIVEN, decision="withdrawn", decided_on=date(2026, 6, 1))


def recorded(session, assessment, *drafts, access=ANALYST):
    for seen, draft in enumerate(drafts):
        record_consent(session, access, assessment, draft, seen=seen, now=NOW)
    return bool(consenting(session, [assessment.id]))


def test_nobody_stands_beside_others_without_a_recorded_consent(session):
    assert not recorded(session, an_assessment(session))


def test_a_consent_tells_who_gave_it_when_in_which_document(session):
    assessment = an_assessment(session)
    assert recorded(session, assessment, GIVEN)
    (held,) = decisions_of(session, assessment)
    assert (held.given_by, held.decided_on, held.document) == (GIVEN.given_by, GIVEN.decided_on, GIVEN.document)
    assert (held.recorded_by, held.recorded_at) == ("Awa Diop", NOW)


def test_a_consent_withdrawn_is_none_and_its_history_stays(session):
    assessment = an_assessment(session)
    assert not recorded(session, assessment, GIVEN, WITHDRAWN)
    assert [one.decision for one in decisions_of(session, assessment)] == ["withdrawn", "given"]


def test_a_consent_can_be_given_again(session):
    assert recorded(session, an_assessment(session), GIVEN, WITHDRAWN, replace(GIVEN, decided_on=date(2026, 6, 2)))


@pytest.mark.parametrize(
    "changes",
    [
        {"decision": "perhaps"},
        {"decision": "withdrawn"},
        {"decided_on": None},
        {"decided_on": NOW.date() + timedelta(1)},
        {"given_by": " "},
        {"document": ""},
        {"link": "javascript:alert(1)"},
    ],
)
def test_a_decision_that_cannot_be_stores_nothing(session, changes):
    assessment = an_assessment(session)
    with pytest.raises(InvalidInput):
        recorded(session, assessment, replace(GIVEN, **changes))
    assert not decisions_of(session, assessment)


def test_only_an_analyst_of_the_country_records_a_decision(session):
    assessment = an_assessment(session)
    for access in (access_to("SEN", "focal_point"), access_to("KHM", "analyst")):
        with pytest.raises(NotAllowed):
            recorded(session, assessment, GIVEN, access=access)


def test_of_two_who_record_at_once_the_second_is_shown_the_first(session):
    assessment = an_assessment(session)
    recorded(session, assessment, GIVEN)
    with pytest.raises(Conflict):
        recorded(session, assessment, GIVEN)


def test_the_database_refuses_to_rewrite_a_decision(session):
    assessment = an_assessment(session)
    recorded(session, assessment, GIVEN)
    with pytest.raises(DatabaseError, match=r"(?i)only appended|append"):
        session.connection().execute(text("UPDATE consent SET decision = 'withdrawn'"))
    session.rollback()
