"""Confirmed facts: revised, never overwritten; with who, when, from what to what."""

import pytest

from assessment.errors import Conflict, NotAllowed
from assessment.services.analysis import findings_of
from assessment.services.confirmations import confirm_fact, revisions_of
from tests.builders import NOW, access_to, an_assessment, later

ANALYST = access_to("SEN", "analyst")
LAW = "LEG_16.privacy"


def test_a_revision_decides_and_the_first_decision_stays_in_the_history(session):
    assessment = an_assessment(session)
    confirm_fact(session, ANALYST, assessment, LAW, value="draft", source="Bill 12", seen=0, now=NOW)
    confirm_fact(
        session, ANALYST, assessment, LAW, value="in_force", source="Act 7", as_of="2026-05", scope="Mainland",
        link="https://example.org/7", seen=1, now=later(days=1),
    )  # fmt: skip
    first, second = revisions_of(session, ANALYST, assessment, LAW)
    assert (first.confirmation.value, first.confirmation.source, first.taken_at) == ("draft", "Bill 12", NOW)
    assert second.confirmation.person == "Awa Diop"
    assert (second.confirmation.as_of, second.confirmation.scope) == ("2026-05", "Mainland")
    assert second.taken_at == later(days=1)
    assert findings_of(session, assessment).scorecard.questions[LAW].value == "in_force"


def test_what_somebody_else_decided_meanwhile_is_not_passed_over(session):
    assessment = an_assessment(session)
    confirm_fact(session, ANALYST, assessment, LAW, value="draft", source="Bill 12", seen=0, now=NOW)
    with pytest.raises(Conflict):
        confirm_fact(session, ANALYST, assessment, LAW, value="none", source="Hearsay", seen=0, now=NOW)
    assert len(revisions_of(session, ANALYST, assessment, LAW)) == 1


def test_only_analysts_of_the_country_read_the_history(session):
    assessment = an_assessment(session)
    with pytest.raises(NotAllowed):
        revisions_of(session, access_to("SEN", "viewer"), assessment, LAW)
