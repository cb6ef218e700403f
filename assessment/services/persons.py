"""What respondents may do about what is kept of them, and its end: see, correct, withdraw, erasure on the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from email_validator import EmailNotValidError, validate_email
from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed
from assessment.methodology.voice import N_
from assessment.services import audit
from assessment.services.assessments import AssessmentView, starts_at
from assessment.services.links import new_link
from assessment.services.report_issue import check_not_issued, issued_on
from assessment.services.sittings import NOT_OPEN, Sitting
from assessment.services.texts import kept_name
from assessment.storage import contacts, fieldwork
from assessment.storage import persons as storage
from assessment.storage.database import Database
from assessment.storage.tables.base import new_id

LONGEST_PHONE = 40


@dataclass(frozen=True)
class PersonalValues:
    """What is kept of a respondent beside the answers; an empty text where there is nothing."""

    institution: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    acknowledged_as: str = ""


def personal_values_of(session: Session, sitting: Sitting) -> PersonalValues:
    """What is kept of the respondent."""
    row = storage.personal_values(session, sitting.respondent_id)
    return PersonalValues(**{name: value or "" for name, value in row._asdict().items()})


def correct(session: Session, sitting: Sitting, values: PersonalValues, *, now: datetime) -> None:
    """Replace what is kept of the respondent; what is left empty is no longer kept.

    Once the report is issued, what stands in it is not changed any more; how to reach somebody still is.

    Raises:
        NotAllowed: the answers are anonymous: nothing personal may be kept with them; or the report is issued.
        InvalidInput: the e-mail address is none, or a text is too long.
    """
    if sitting.origin == "anonymous":
        raise NotAllowed(N_("These answers are anonymous: nothing about you is kept with them."))
    checked = _checked(values)
    known = personal_values_of(session, sitting)
    if checked == known:
        return
    if (checked.institution, checked.acknowledged_as) != (known.institution, known.acknowledged_as):
        check_not_issued(session, sitting.assessment.id)
    respondent = sitting.respondent_id
    fieldwork.change_respondent(session, respondent, institution=checked.institution)
    contact = {name: value or None for name, value in asdict(checked).items() if name in ("name", "email", "phone")}
    if any(contact.values()) or known.name or known.email or known.phone:
        contacts.keep_contact(session, respondent, **contact, changed_at=now)
    storage.acknowledge(session, respondent, checked.acknowledged_as or None)
    audit.record(session, "correction", now=now, assessment_id=sitting.assessment.id, subject=sitting.response_id)
    session.commit()


def may_withdraw(session: Session, sitting: Sitting) -> bool:
    """Whether the respondent may still withdraw: until the report is issued."""
    return issued_on(session, sitting.assessment) is None


def withdraw(session: Session, sitting: Sitting, *, now: datetime) -> None:
    """Delete the respondent with answers, history, contact and link: only a line of the audit trail stays.

    Raises:
        NotAllowed: the report is issued.
    """
    check_not_issued(session, sitting.assessment.id)
    at = day_of(sitting.assessment, now) if sitting.origin == "anonymous" else now
    audit.record(session, "withdrawal", now=at, assessment_id=sitting.assessment.id, subject=sitting.response_id)
    storage.remove_what_hangs_on(session, sitting.respondent_id)
    session.commit()


def reopen_own(session: Session, sitting: Sitting, *, now: datetime) -> None:
    """Let respondents change what they sent, while the assessment takes answers; it counts again once it is sent.

    Raises:
        NotAllowed: the assessment takes no answers now.
    """
    if not sitting.assessment.is_open(now):
        raise NotAllowed(NOT_OPEN)
    back: dict[str, Any] = {"state": "draft", "submitted_at": None, "changed_at": now, "counts_as": None}
    if fieldwork.change_state(session, sitting.response_id, before="submitted", **back):
        audit.record(session, "reopening", now=now, assessment_id=sitting.assessment.id, subject=sitting.response_id)
    session.commit()


def erase_due(session: Session, now: datetime, *, retention_days: int) -> int:
    """Erase everybody whose retention date has passed; the answers stay without identity. Returns how many.

    The date is the contact's own, else so many days after the assessment's closing date.
    """
    today = now.astimezone(UTC).date()
    due: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in storage.due_for_erasure(session):
        if (row.retain_until or row.closes_on + timedelta(days=retention_days)) < today:
            due[row.assessment_id][row.id] = row.response_id
    for assessment_id, responses in due.items():
        _mark_institutions(session, assessment_id, responses)
        for respondent_id, response_id in responses.items():
            audit.record(session, "erasure", now=now, assessment_id=assessment_id, subject=response_id)
            storage.forget_person(session, respondent_id, new_link()[1], today)
    session.commit()
    return sum(len(responses) for responses in due.values())


def erase_overdue(database: Database, now: datetime, *, retention_days: int) -> int:
    """The same as a job of the night does it, down to the database's files. Returns how many were erased."""
    with database.writing() as session:
        audit.act_as(session, audit.JOB)
        erased = erase_due(session, now, retention_days=retention_days)
    database.forget_deleted()
    return erased


def day_of(assessment: AssessmentView, now: datetime) -> datetime:
    """The beginning of the day in the assessment's place: all that is kept of when somebody answered anonymously."""
    day = now.astimezone(ZoneInfo(assessment.time_zone)).date()
    return starts_at(day, assessment.time_zone)


def _mark_institutions(session: Session, assessment_id: str, erased: Collection[str]) -> None:
    """Keep who belongs together: several answers of one institution go on counting as one voice."""
    rows = [row for row in storage.institutions_of(session, assessment_id) if row.institution]
    marks = {row.institution: row.institution_mark for row in rows if row.institution_mark}
    for name in {row.institution for row in rows if row.id in erased}:
        together = [row.id for row in rows if row.institution == name]
        storage.mark_institution(session, together, marks.get(name) or new_id())


def _checked(values: PersonalValues) -> PersonalValues:
    names = {name: kept_name(value) for name, value in asdict(values).items()}
    if len(names["phone"]) > LONGEST_PHONE:
        raise InvalidInput(N_("Enter a phone number of at most 40 characters."))
    if names["email"]:
        try:
            names["email"] = validate_email(names["email"], check_deliverability=False).normalized
        except EmailNotValidError:
            raise InvalidInput(N_("Enter an e-mail address as in name@example.org.")) from None
    return PersonalValues(**names)
