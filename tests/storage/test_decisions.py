"""Decisions of analysts are appended: the database takes each revision once and changes none."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from assessment.services import advice, targets
from assessment.storage.tables import AdviceDecision
from tests.builders import NOW, access_to, an_assessment


@pytest.fixture
def assessment(session):
    return an_assessment(session)


@pytest.mark.parametrize("change", ["UPDATE target_decision SET level = 1", "DELETE FROM target_decision"])
def test_a_target_that_was_set_stands(session, assessment, change):
    analyst, decision = access_to("SEN", "analyst"), {"level": 40.0, "source": "Strategy", "agreed_on": None}
    targets.set_target(session, analyst, assessment, "PAY-ONLINE", **decision, seen=0, now=NOW)
    with pytest.raises(DBAPIError):
        session.connection().execute(text(change))
    session.rollback()
    assert targets.targets_of(session, assessment) == {"PAY-ONLINE": 40.0}


def test_a_revision_of_a_decision_is_taken_once(session, assessment):
    analyst = access_to("SEN", "analyst")
    own = advice.Draft("en", {"action": "Open a desk", "priority": "low", "time_frame": "short"}, "Firms ask for it.")
    code = advice.add(session, analyst, assessment, own, area="PAY", now=NOW)
    same = {"recommendation": code, "revision": 1, "deed": "accepted", "wording": {}, "plan": {}, "places": []}
    session.add(AdviceDecision(assessment_id=assessment.id, **same, decided_by="Awa", decided_at=NOW))
    with pytest.raises(IntegrityError):
        session.flush()
