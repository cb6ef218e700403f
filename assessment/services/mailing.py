"""Rounds of mails: asking for them, planning reminders, and reading what became of each mail."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlmodel import Session

from assessment import jobs
from assessment.documents.invitations import Kind
from assessment.errors import InvalidInput, NotFound
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.register import check_analyst
from assessment.storage import contacts
from assessment.storage import mailings as storage
from assessment.storage.tables.base import new_id

JOB = "send_waiting_mails"
FIRST_HOUR = 9
"""The local hour from which planned reminders are sent."""
LONGEST_DISTANCE = 365
BY_THE_CLOCK = N_("by the reminder plan")


@dataclass(frozen=True)
class MailingView:
    """One round: how many mails are in which state."""

    id: str
    kind: Kind
    requested_by: str
    requested_at: datetime
    states: Mapping[str, int]


@dataclass(frozen=True)
class MailView:
    """One mail of a round: to whom, and what became of it; `problem` is the server's sentence or one of ours."""

    id: str
    respondent_id: str
    kind: Kind
    label: str
    email: str
    state: str
    attempts: int
    tried_at: datetime | None
    due_at: datetime
    problem: str


@dataclass(frozen=True)
class ReminderView:
    """A planned reminder: the day it falls on, and how many days before closing if it moves with that."""

    id: str
    day: date
    days_before: int | None
    is_begun: bool


def begin_mailing(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    kind: Kind,
    *,
    now: datetime,
    groups: Collection[str] = (),
    chosen: Collection[str] = (),
) -> int:
    """Write to everyone of the groups or of those chosen, else of all, who is to be reached; returns to how many.

    An invitation goes to those who have had none, a reminder to those who have; neither to those who submitted.

    Raises:
        NotAllowed: the person is not an analyst in the country.
        InvalidInput: the assessment is closed, or there is nobody to write to.
    """
    check_analyst(access, assessment)
    if assessment.has_begun(now) and not assessment.is_open(now):
        raise InvalidInput(N_("The assessment is closed. Move its closing date before you write to respondents."))
    people = contacts.reachable(session, assessment.id, groups=groups, reminding=kind == "reminder")
    people = [respondent for respondent in people if not chosen or respondent in chosen]
    if not people:
        raise InvalidInput(N_("There is nobody to write to: everyone was written to, has answered or has no address."))
    _begin(session, assessment.id, kind, people, by=access.name, now=now)
    session.commit()
    return len(people)


def send_kept(session: Session, access: Access, assessment: AssessmentView, *, now: datetime) -> int:
    """Send what was kept in the outbox while no mail server was set up; returns how many.

    Raises:
        NotAllowed: the person is not an analyst in the country.
    """
    check_analyst(access, assessment)
    sent = storage.send_kept(session, assessment.id, now)
    jobs.enqueue(session, JOB, {})
    session.commit()
    return sent


def mailings_of(session: Session, assessment: AssessmentView) -> list[MailingView]:
    """The rounds of an assessment, the newest first."""
    counts = storage.states_of(session, assessment.id)
    return [
        MailingView(row.id, row.kind, row.requested_by, row.requested_at, counts.get(row.id, {}))
        for row in storage.mailings_of(session, assessment.id)
    ]


def mails_of(session: Session, assessment: AssessmentView, mailing_id: str) -> list[MailView]:
    """The mails of a round, by institution.

    Raises:
        NotFound: the assessment has no such round.
    """
    rows = storage.mails_of(session, assessment.id, mailing_id)
    if not rows:
        raise NotFound(N_("There is no such round of mails."))
    return sorted((_view(row) for row in rows), key=lambda mail: mail.label.casefold())


def plan_reminder(
    session: Session, access: Access, assessment: AssessmentView, *, day: date | None, days_before: int | None
) -> None:
    """Plan a reminder for a day, or for so many days before the closing date, wherever that moves.

    Raises:
        NotAllowed: the person is not an analyst in the country.
        InvalidInput: neither or both are given, or the day lies outside the assessment's course.
    """
    check_analyst(access, assessment)
    if (day is None) == (days_before is None):
        raise InvalidInput(N_("Give a day, or how many days before closing."))
    if days_before is not None and not 0 <= days_before <= LONGEST_DISTANCE:
        raise InvalidInput(N_("Give between 0 and 365 days before closing."))
    if day is not None and not assessment.opens_on <= day <= assessment.closes_on:
        raise InvalidInput(N_("Choose a day between opening and closing."))
    storage.add_reminder(session, assessment.id, on_day=day, days_before=days_before)
    session.commit()


def give_up_reminder(session: Session, access: Access, assessment: AssessmentView, reminder_id: str) -> None:
    """Take a reminder that was not begun out of the plan.

    Raises:
        NotAllowed: the person is not an analyst in the country.
        NotFound: the assessment plans no such reminder.
    """
    check_analyst(access, assessment)
    if not storage.remove_reminder(session, assessment.id, reminder_id):
        raise NotFound(N_("There is no such reminder."))
    session.commit()


def reminders_of(session: Session, assessment: AssessmentView) -> list[ReminderView]:
    """The plan, by day."""
    planned = [
        ReminderView(row.id, _day(row, assessment.closes_on), row.days_before, row.mailing_id is not None)
        for row in storage.reminders_of(session, assessment.id)
    ]
    return sorted(planned, key=lambda one: one.day)


def begin_due_reminders(session: Session, now: datetime) -> int:
    """Begin the reminders whose day has come, from nine o'clock there until the assessment closes; how many."""
    begun = 0
    for row in storage.reminders_not_begun(session):
        local = now.astimezone(ZoneInfo(row.time_zone))
        today = local.date()
        if local.hour < FIRST_HOUR or not max(_day(row, row.closes_on), row.opens_on) <= today <= row.closes_on:
            continue
        people = contacts.reachable(session, row.assessment_id, reminding=True)
        mailing_id = _begin(session, row.assessment_id, "reminder", people, by=BY_THE_CLOCK, now=now)
        begun += storage.begin_reminder(session, row.id, mailing_id)
    session.commit()
    return begun


def _begin(session: Session, assessment_id: str, kind: Kind, people: list[str], *, by: str, now: datetime) -> str:
    mailing_id = new_id()
    values = {
        "id": mailing_id,
        "assessment_id": assessment_id,
        "kind": kind,
        "requested_by": by,
        "requested_at": now,
    }
    storage.add_mailing(session, values, people, now)
    jobs.enqueue(session, JOB, {})
    return mailing_id


def _day(row: Row[Any], closes_on: date) -> date:
    day: date = row.on_day or closes_on - timedelta(days=row.days_before)
    return day


def _view(row: Row[Any]) -> MailView:
    return MailView(
        id=row.id,
        respondent_id=row.respondent_id,
        kind=row.kind,
        label=row.institution or row.name or row.email or row.respondent_id[:6],
        email=row.email or "",
        state=row.state,
        attempts=row.attempts,
        tried_at=row.tried_at,
        due_at=row.due_at,
        problem=row.problem or "",
    )
