"""What the database itself enforces of contacts, mails and reminders, and what two senders may not do at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import IntegrityError

from assessment.services import mailing, register
from assessment.storage import mailings as storage
from assessment.storage.contacts import CONTACT, MAIL
from assessment.storage.mailings import REMINDER
from tests.builders import NOW
from tests.services.people import ANALYST, a_person, a_register

LONG_AGO = NOW - timedelta(days=1)


@pytest.fixture
def assessment(session):
    """Two people who are being invited."""
    assessment = a_register(session, a_person("Awa"), a_person("Binta"))
    mailing.begin_mailing(session, ANALYST, assessment, "invitation", now=NOW)
    return assessment


def test_a_consent_is_one_of_three_words(session, assessment):
    with pytest.raises(IntegrityError):
        session.connection().execute(update(CONTACT).values(consent="perhaps"))


def test_a_round_has_one_mail_a_respondent(session, assessment):
    row = session.connection().execute(MAIL.select()).first()._asdict()
    with pytest.raises(IntegrityError):
        session.connection().execute(insert(MAIL).values({**row, "id": "0" * 32}))


@pytest.mark.parametrize(("on_day", "days_before"), [(None, None), (date(2026, 6, 20), 3), (None, -1)])
def test_a_reminder_has_a_day_or_a_distance(session, assessment, on_day, days_before):
    values = {"id": "0" * 32, "assessment_id": assessment.id, "on_day": on_day, "days_before": days_before}
    with pytest.raises(IntegrityError):
        session.connection().execute(insert(REMINDER).values(values))


def test_two_senders_never_take_up_the_same_mail(database, assessment):
    taken = []
    for _ in range(3):
        with database.writing() as session:
            taken.append(storage.take_up(session, NOW, abandoned_before=LONG_AGO))
            session.commit()
    assert taken[2] is None
    assert taken[0].id != taken[1].id


def test_names_and_addresses_lie_in_no_table_as_they_are(session, assessment):
    """Each person's values can be destroyed without touching an answer."""
    stored = session.connection().execute(text("SELECT name, email, phone FROM contact")).all()
    assert "awa@example" not in str(stored).lower()
    assert "'Awa'" not in str(stored)
    assert [line.person.email for line in register.register_of(session, assessment)] == [
        "awa@example.org", "binta@example.org",
    ]  # fmt: skip
