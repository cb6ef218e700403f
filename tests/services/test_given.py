"""What was given is remembered for as long as it stands, and never longer or of whom it may not be."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from assessment.methodology.responses import Answer
from assessment.services import fieldwork, given
from assessment.services.anonymity import open_anonymously
from assessment.services.fieldwork import questionnaire_for, record_answers
from tests.builders import NO, NOW, YES, an_assessment, an_invitation


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(given, "_remembered", {})


def answered(database, secret, **answers):
    with database.writing() as session:
        record_answers(session, questionnaire_for(session, secret, NOW), answers, now=NOW)


def seen(database, secret, now=NOW):
    with database.reading() as session:
        return questionnaire_for(session, secret, now)


@pytest.fixture
def secret(database):
    with database.writing() as session:
        return an_invitation(session)


def test_answers_are_read_once_for_as_long_as_they_stand(database, secret):
    answered(database, secret, PAY_01=NO)
    assert seen(database, secret).given is seen(database, secret).given
    assert seen(database, secret).answers == {"PAY_01": NO}


def test_what_another_process_saved_is_seen_at_once(database, secret):
    seen(database, secret)
    kept = dict(given._remembered)
    answered(database, secret, PAY_01=YES)
    given._remembered.clear()
    given._remembered.update(kept)
    assert seen(database, secret).answers == {"PAY_01": YES}


def test_what_is_remembered_after_saving_is_what_is_stored(database, secret):
    answered(database, secret, PAY_01=YES, PAY_03=Answer("answered", 4.0))
    remembered = seen(database, secret)
    given._remembered.clear()
    assert seen(database, secret) == remembered


def test_a_step_that_may_still_be_undone_is_not_remembered(database, secret):
    with (
        database.writing() as session,
        Session(session.connection(), join_transaction_mode="create_savepoint", expire_on_commit=False) as step,
    ):
        record_answers(step, questionnaire_for(step, secret, NOW), {"PAY_01": NO}, now=NOW)
    assert seen(database, secret).answers == {}


def test_a_draft_without_a_name_is_never_remembered(database):
    with database.writing() as session:
        assessment = an_assessment(session)
        key = fieldwork.join(
            session, open_anonymously(session, assessment, now=NOW), group="BIZ", language="en", now=NOW
        )
    answered(database, key, PAY_01=NO)
    seen(database, key)
    assert given._remembered == {}


def test_only_few_are_remembered_and_for_a_quarter_of_an_hour(database, secret, monkeypatch):
    with database.writing() as session:
        other = an_invitation(session)
    seen(database, secret)
    seen(database, other, NOW + timedelta(minutes=15))
    assert len(given._remembered) == 1
    monkeypatch.setattr(given, "MOST_REMEMBERED", 1)
    seen(database, secret, NOW + timedelta(minutes=16))
    assert len(given._remembered) == 1
