"""What an assessment rests on is counted where it lies: never from what nobody noted, never out of date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import Session

from assessment.methodology.tally import GroupTally
from assessment.services import fieldwork
from assessment.services.analysis import collection_of, data_digest, evidence_for
from assessment.services.anonymity import open_anonymously
from assessment.services.assessments import AssessmentView
from assessment.services.counting import counted_tally, note_missing
from assessment.services.persons import PersonalValues, correct, erase_due, withdraw
from assessment.services.sittings import Sitting
from assessment.storage.database import Database
from assessment.storage.fieldwork import RESPONSE
from tests.builders import NO, NOW, YES, a_questionnaire, an_assessment, an_invitation

CARD = {"PAY_01": YES, "PAY_02": YES}


@pytest.fixture
def alone(migrated_sqlite, tmp_path) -> Iterator[Database]:
    """A database for what is the same on both."""
    file = tmp_path / "alone.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


@pytest.fixture
def assessment(alone) -> AssessmentView:
    """Two ministries that sent their answers."""
    with alone.writing() as session:
        assessment = an_assessment(session)
        for name in ("Trade", "Justice"):
            send(session, assessment, name)
        return assessment


def send(session: Session, assessment: AssessmentView, institution: str = "", group: str = "PUB") -> str:
    role = "trade" if group == "PUB" else ""
    secret = an_invitation(session, assessment, group=group, role=role, institution=institution)
    submit(session, fieldwork.record_answers(session, sitting_of(session, secret), CARD, now=NOW))
    return secret


def submit(session: Session, sitting: Sitting) -> Sitting:
    return fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=NOW)


def sitting_of(session: Session, secret: str) -> Sitting:
    return fieldwork.questionnaire_for(session, secret, NOW)


def forget_what_counts(session: Session) -> None:
    """As if the responses had been sent before it was noted what counts of them."""
    session.connection().execute(update(RESPONSE).values(counts_as=None))
    session.commit()


def cell(database: Database, assessment: AssessmentView, question: str, group: str = "PUB") -> GroupTally:
    with database.reading() as session:
        tally = counted_tally(session, assessment)
    assert tally is not None
    return tally[question][group]


def test_counting_and_reading_lead_to_the_same_digest_of_the_data(alone, assessment):
    with alone.reading() as session:
        counted = evidence_for(session, assessment)
        read = evidence_for(session, assessment, collection_of(session, assessment))
    assert data_digest(counted) == data_digest(read)


def test_where_nobody_noted_what_counts_the_answers_are_read(alone, assessment):
    with alone.writing() as session:
        told = evidence_for(session, assessment)
        forget_what_counts(session)
        assert counted_tally(session, assessment) is None
        assert evidence_for(session, assessment) == told


def test_what_counts_of_responses_that_were_sent_before_it_was_noted_is_noted_later(alone, assessment):
    with alone.writing() as session:
        told = counted_tally(session, assessment)
        forget_what_counts(session)
        assert note_missing(session) == 2
        assert counted_tally(session, assessment) == told


def test_the_weights_of_a_probability_survey_are_not_left_to_counts(alone):
    with alone.writing() as session:
        survey = {"population": "Firms with ten or more employees"}
        assessment = an_assessment(session, a_questionnaire(survey=survey))
        assert counted_tally(session, assessment) is None


def test_a_response_that_changed_since_it_was_read_is_sent_with_what_it_holds_now(alone, assessment):
    with alone.writing() as session:
        secret = an_invitation(session, assessment)
        before = fieldwork.record_answers(session, sitting_of(session, secret), CARD, now=NOW)
        fieldwork.record_answers(session, sitting_of(session, secret), {"PAY_01": NO}, now=NOW)
        sent = submit(session, before)
    assert (sent.state, sent.answers["PAY_01"]) == ("submitted", NO)
    assert cell(alone, assessment, "PAY_01", "BIZ").values == {"no": 1}


def test_an_anonymous_response_is_counted_like_any_other(alone, assessment):
    with alone.writing() as session:
        open_secret = open_anonymously(session, assessment, now=NOW)
        key = fieldwork.join(session, open_secret, group="BIZ", language="en", now=NOW)
        submit(session, fieldwork.record_answers(session, sitting_of(session, key), CARD, now=NOW))
    assert cell(alone, assessment, "PAY_02", "BIZ").values == {"yes": 1}


def test_what_was_counted_is_counted_once_while_nothing_is_sent(alone, assessment):
    assert cell(alone, assessment, "PAY_01") is cell(alone, assessment, "PAY_01")


def test_what_is_sent_after_counting_is_counted(alone, assessment):
    before = cell(alone, assessment, "PAY_01").answered
    with alone.writing() as session:
        send(session, assessment, "Communications")
    assert (before, cell(alone, assessment, "PAY_01").answered) == (2, 3)


def test_what_is_withdrawn_after_counting_does_not_count(alone, assessment):
    with alone.writing() as session:
        secret = send(session, assessment, "Communications")
    before = cell(alone, assessment, "PAY_01").answered
    with alone.writing() as session:
        withdraw(session, sitting_of(session, secret), now=NOW)
    assert (before, cell(alone, assessment, "PAY_01").answered) == (3, 2)


def test_who_is_erased_after_counting_still_counts(alone, assessment):
    before = cell(alone, assessment, "PAY_01")
    with alone.writing() as session:
        assert erase_due(session, NOW + timedelta(days=400), retention_days=30) == 2
    assert cell(alone, assessment, "PAY_01") == before


def test_an_institution_that_is_named_otherwise_after_counting_is_another_voice(alone, assessment):
    with alone.writing() as session:
        secret = send(session, assessment, "Trade")
    before = cell(alone, assessment, "PAY_01").voices
    with alone.writing() as session:
        correct(session, sitting_of(session, secret), PersonalValues("Communications"), now=NOW)
    assert (before, cell(alone, assessment, "PAY_01").voices) == (2, 3)
