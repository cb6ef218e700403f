"""Queries on mails: rounds, what became of each mail, who writes, and reminders planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, or_, select, update
from sqlmodel import Session

from assessment.storage.contacts import CONTACT, MAIL, MAILING, RESPONDENT
from assessment.storage.tables import METADATA
from assessment.storage.tables.base import new_id

CORRESPONDENCE = METADATA.tables["correspondence"]
REMINDER = METADATA.tables["reminder"]
ASSESSMENT = METADATA.tables["assessment"]


def correspondence_of(session: Session, assessment_id: str) -> Row[Any] | None:
    """In whose name respondents are written to."""
    statement = select(CORRESPONDENCE).where(CORRESPONDENCE.c.assessment_id == assessment_id)
    return session.connection().execute(statement).one_or_none()


def keep_correspondence(session: Session, assessment_id: str, responsible: str, reply_to: str) -> None:
    """Set in whose name."""
    connection = session.connection()
    connection.execute(delete(CORRESPONDENCE).where(CORRESPONDENCE.c.assessment_id == assessment_id))
    values = {"assessment_id": assessment_id, "responsible": responsible, "reply_to": reply_to}
    connection.execute(insert(CORRESPONDENCE).values(values))


def add_mailing(session: Session, values: dict[str, Any], respondents: Sequence[str], now: datetime) -> None:
    """Add a round with a mail to each of the respondents."""
    connection = session.connection()
    connection.execute(insert(MAILING).values(values))
    rows = [
        {
            "id": new_id(),
            "mailing_id": values["id"],
            "respondent_id": respondent,
            "state": "queued",
            "attempts": 0,
            "due_at": now,
        }
        for respondent in respondents
    ]
    if rows:
        connection.execute(insert(MAIL), rows)


def mailings_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The rounds of an assessment, the newest first."""
    statement: Select[Any] = select(MAILING).where(MAILING.c.assessment_id == assessment_id)
    return list(session.connection().execute(statement.order_by(MAILING.c.requested_at.desc(), MAILING.c.id)))


def states_of(session: Session, assessment_id: str) -> dict[str, dict[str, int]]:
    """How many mails of each round are in which state."""
    statement = (
        select(MAIL.c.mailing_id, MAIL.c.state, func.count())
        .join(MAILING, MAILING.c.id == MAIL.c.mailing_id)
        .where(MAILING.c.assessment_id == assessment_id)
        .group_by(MAIL.c.mailing_id, MAIL.c.state)
    )
    counts: dict[str, dict[str, int]] = {}
    for mailing_id, state, number in session.connection().execute(statement):
        counts.setdefault(mailing_id, {})[state] = number
    return counts


def mails_of(session: Session, assessment_id: str, mailing_id: str) -> list[Row[Any]]:
    """The mails of one round of the assessment."""
    statement: Select[Any] = (
        select(MAIL, MAILING.c.kind, RESPONDENT.c.institution, CONTACT.c.name, CONTACT.c.email)
        .join(MAILING, MAILING.c.id == MAIL.c.mailing_id)
        .join(RESPONDENT, RESPONDENT.c.id == MAIL.c.respondent_id)
        .outerjoin(CONTACT, CONTACT.c.respondent_id == MAIL.c.respondent_id)
        .where(MAILING.c.assessment_id == assessment_id, MAILING.c.id == mailing_id)
        .order_by(RESPONDENT.c.created_at, RESPONDENT.c.id)
    )
    return list(session.connection().execute(statement))


def mail_row(session: Session, assessment_id: str, mail_id: str) -> Row[Any] | None:
    """One mail of the assessment, with its round's `kind`."""
    statement: Select[Any] = (
        select(MAIL, MAILING.c.kind)
        .join(MAILING, MAILING.c.id == MAIL.c.mailing_id)
        .where(MAILING.c.assessment_id == assessment_id, MAIL.c.id == mail_id)
    )
    return session.connection().execute(statement).one_or_none()


def taken_up_since(session: Session, moment: datetime) -> int:
    """How many mails were taken up since the moment."""
    statement = select(func.count()).select_from(MAIL).where(MAIL.c.tried_at >= moment)
    return session.connection().execute(statement).scalar_one()


def take_up(session: Session, now: datetime, *, abandoned_before: datetime) -> Row[Any] | None:
    """Take up the mail that has waited longest, with its round's `kind`, or one whose sender died; none if none is due.

    Nobody else takes it up meanwhile.
    """
    waits = (MAIL.c.state == "queued") & (MAIL.c.due_at <= now)
    abandoned = (MAIL.c.state == "sending") & (MAIL.c.tried_at < abandoned_before)
    oldest = select(MAIL.c.id).where(or_(waits, abandoned)).order_by(MAIL.c.due_at, MAIL.c.id).limit(1)
    connection = session.connection()
    mail_id = connection.execute(oldest.with_for_update(skip_locked=True)).scalar_one_or_none()
    if mail_id is None:
        return None
    taken = update(MAIL).where(MAIL.c.id == mail_id)
    connection.execute(taken.values(state="sending", tried_at=now, attempts=MAIL.c.attempts + 1))
    statement: Select[Any] = select(MAIL, MAILING.c.kind).join(MAILING, MAILING.c.id == MAIL.c.mailing_id)
    return connection.execute(statement.where(MAIL.c.id == mail_id)).one()


def change_mail(session: Session, mail_id: str, **values: Any) -> None:
    """Set columns of a mail."""
    session.connection().execute(update(MAIL).where(MAIL.c.id == mail_id).values(**values))


def send_kept(session: Session, assessment_id: str, now: datetime) -> int:
    """Let the mails of an assessment that lie in the outbox wait to be sent; how many."""
    rounds = select(MAILING.c.id).where(MAILING.c.assessment_id == assessment_id)
    statement = update(MAIL).where(MAIL.c.state == "kept", MAIL.c.mailing_id.in_(rounds))
    return session.connection().execute(statement.values(state="queued", due_at=now)).rowcount


def reminders_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The reminders planned in an assessment."""
    statement: Select[Any] = select(REMINDER).where(REMINDER.c.assessment_id == assessment_id)
    return list(session.connection().execute(statement.order_by(REMINDER.c.on_day, REMINDER.c.days_before.desc())))


def add_reminder(session: Session, assessment_id: str, *, on_day: date | None, days_before: int | None) -> None:
    """Plan a reminder."""
    values = {"id": new_id(), "assessment_id": assessment_id, "on_day": on_day, "days_before": days_before}
    session.connection().execute(insert(REMINDER).values(values))


def remove_reminder(session: Session, assessment_id: str, reminder_id: str) -> bool:
    """Give up a reminder that was not begun; whether there was one."""
    statement = delete(REMINDER).where(
        REMINDER.c.assessment_id == assessment_id, REMINDER.c.id == reminder_id, REMINDER.c.mailing_id.is_(None)
    )
    return session.connection().execute(statement).rowcount == 1


def reminders_not_begun(session: Session) -> list[Row[Any]]:
    """Every reminder that was not begun, with its assessment's dates: `opens_on`, `closes_on`, `time_zone`."""
    dates = (ASSESSMENT.c.opens_on, ASSESSMENT.c.closes_on, ASSESSMENT.c.time_zone)
    statement: Select[Any] = (
        select(REMINDER, *dates)
        .join(ASSESSMENT, ASSESSMENT.c.id == REMINDER.c.assessment_id)
        .where(REMINDER.c.mailing_id.is_(None))
    )
    return list(session.connection().execute(statement))


def begin_reminder(session: Session, reminder_id: str, mailing_id: str) -> bool:
    """Note that a reminder became a round; false if somebody else did so first."""
    statement = update(REMINDER).where(REMINDER.c.id == reminder_id, REMINDER.c.mailing_id.is_(None))
    return session.connection().execute(statement.values(mailing_id=mailing_id)).rowcount == 1
