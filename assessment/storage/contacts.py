"""Queries on contacts: who is behind a respondent, how they are reached, and how far they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, and_, bindparam, insert, or_, select, update
from sqlmodel import Session

from assessment.storage.persons import sealed_values
from assessment.storage.prepared import Prepared
from assessment.storage.sessions import at_once
from assessment.storage.tables import METADATA
from assessment.storage.tables.sealed import PersonalText, new_key, sealed

RESPONDENT = METADATA.tables["respondent"]
RESPONSE = METADATA.tables["response"]
CONTACT = METADATA.tables["contact"]
MAIL = METADATA.tables["mail"]
MAILING = METADATA.tables["mailing"]
ISSUED = METADATA.tables["issued_link"]
KEY = METADATA.tables["person_key"]
UNIT = METADATA.tables["sample_unit"]
UNOPENED = Prepared(
    select(CONTACT.c.respondent_id).where(
        CONTACT.c.respondent_id == bindparam("respondent_id"), CONTACT.c.opened_at.is_(None)
    )
)


@dataclass(frozen=True)
class NewPerson:
    """The rows of one person: values by column, still open; `unit` only of who was drawn for a survey."""

    respondent: Mapping[str, Any]
    response: Mapping[str, Any]
    link: Mapping[str, Any]
    contact: Mapping[str, Any]
    unit: Mapping[str, Any] | None = None


LINE: Select[Any] = (
    select(
        *(column for column in CONTACT.c if column.name not in ("respondent_id", "changed_at")),
        *(RESPONDENT.c[name] for name in ("id", "group", "role", "institution", "attributes", "language")),
        RESPONSE.c.id.label("response_id"),
        RESPONSE.c.state,
        RESPONSE.c.changed_at,
        *(UNIT.c[name] for name in ("weight", "stratum", "cluster", "outcome")),
    )
    .select_from(RESPONDENT)
    .outerjoin(CONTACT, CONTACT.c.respondent_id == RESPONDENT.c.id)
    .outerjoin(UNIT, UNIT.c.respondent_id == RESPONDENT.c.id)
    .join(RESPONSE, RESPONSE.c.respondent_id == RESPONDENT.c.id)
    .where(RESPONDENT.c.origin.not_in(("open", "anonymous")))
)
"""Who came by an open link is nobody's contact."""
IN_ORDER = (RESPONDENT.c.created_at, RESPONDENT.c.id)

REACHABLE: ColumnElement[bool] = and_(
    CONTACT.c.email.is_not(None),
    CONTACT.c.unsubscribed_at.is_(None),
    CONTACT.c.consent != "refused",
    or_(CONTACT.c.legal_basis != "consent", CONTACT.c.consent == "given"),
)
"""Who may be written to: has an address, did not ask for no more, and agreed where consent is the legal basis."""


def contacts_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The contacts of an assessment, each with their respondent and response, in the order in which they came."""
    statement = LINE.where(RESPONDENT.c.assessment_id == assessment_id, CONTACT.c.respondent_id.is_not(None))
    return list(session.connection().execute(statement.order_by(*IN_ORDER)))


def contact_row(session: Session, assessment_id: str, respondent_id: str) -> Row[Any] | None:
    """A respondent's line; the contact's columns are empty where none was entered."""
    statement = LINE.where(RESPONDENT.c.assessment_id == assessment_id, RESPONDENT.c.id == respondent_id)
    return session.connection().execute(statement).one_or_none()


def add_people(session: Session, people: Sequence[NewPerson]) -> None:
    """Add many people at once: one statement a table, so that writers do not wait for a long register."""
    if not people:
        return
    keys = {str(person.respondent["id"]): new_key() for person in people}
    connection = session.connection()
    connection.execute(insert(RESPONDENT), [_closed(RESPONDENT, one.respondent, keys) for one in people])
    connection.execute(insert(KEY), [{"respondent_id": owner, "key": key} for owner, key in keys.items()])
    connection.execute(insert(RESPONSE), [dict(one.response) for one in people])
    connection.execute(insert(ISSUED), [dict(one.link) for one in people])
    connection.execute(insert(CONTACT), [_closed(CONTACT, one.contact, keys) for one in people])
    units = [dict(one.unit) for one in people if one.unit is not None]
    if units:
        connection.execute(insert(UNIT), units)


def keep_contact(session: Session, respondent_id: str, **values: Any) -> None:
    """Set columns of a contact, who is added where there was none; what is personal among them is sealed."""
    connection = session.connection()
    values = sealed_values(session, CONTACT, respondent_id, values)
    statement = update(CONTACT).where(CONTACT.c.respondent_id == respondent_id).values(**values)
    if not connection.execute(statement).rowcount:
        connection.execute(insert(CONTACT).values(respondent_id=respondent_id, **values))


def is_unopened(session: Session, respondent_id: str) -> bool:
    """Whether there is a contact who has not opened the link yet."""
    return at_once(session, UNOPENED, respondent_id=respondent_id) is not None


def note_opening(session: Session, respondent_id: str, now: datetime) -> None:
    """Keep when the link was first opened."""
    statement = update(CONTACT).where(CONTACT.c.respondent_id == respondent_id, CONTACT.c.opened_at.is_(None))
    session.connection().execute(statement.values(opened_at=now))


def respondents_without_contact(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The `group` and `institution` of those who were asked by hand."""
    statement: Select[Any] = (
        select(RESPONDENT.c.group, RESPONDENT.c.institution)
        .outerjoin(CONTACT, CONTACT.c.respondent_id == RESPONDENT.c.id)
        .where(RESPONDENT.c.assessment_id == assessment_id, CONTACT.c.respondent_id.is_(None))
    )
    return list(session.connection().execute(statement))


def stop_writing(session: Session, respondent_id: str, now: datetime) -> None:
    """Keep that a contact wants no more mails."""
    statement = update(CONTACT).where(CONTACT.c.respondent_id == respondent_id, CONTACT.c.unsubscribed_at.is_(None))
    session.connection().execute(statement.values(unsubscribed_at=now))


def reachable(
    session: Session, assessment_id: str, *, groups: Collection[str] = (), reminding: bool = False
) -> list[str]:
    """The respondents to write to, of some groups or of all, who have not submitted.

    An invitation goes to those who have had none; a reminder (`reminding`) to those who have had a mail and to whom
    none is on its way: a button pressed twice writes once.
    """
    written_to = select(MAIL.c.respondent_id).where(MAIL.c.state.in_(("queued", "sending", "kept", "accepted")))
    had_one = RESPONDENT.c.id.in_(written_to)
    on_its_way = RESPONDENT.c.id.in_(select(MAIL.c.respondent_id).where(MAIL.c.state.in_(("queued", "sending"))))
    statement = (
        select(RESPONDENT.c.id)
        .join(CONTACT, CONTACT.c.respondent_id == RESPONDENT.c.id)
        .join(RESPONSE, RESPONSE.c.respondent_id == RESPONDENT.c.id)
        .where(RESPONDENT.c.assessment_id == assessment_id, RESPONSE.c.state == "draft", REACHABLE)
        .where(and_(had_one, ~on_its_way) if reminding else ~had_one)
        .order_by(*IN_ORDER)
    )
    if groups:
        statement = statement.where(RESPONDENT.c.group.in_(groups))
    return list(session.connection().execute(statement).scalars())


def still_reachable(session: Session, respondent_id: str) -> Row[Any] | None:
    """The contact's line if they may still be written to and have not submitted."""
    statement = LINE.add_columns(RESPONDENT.c.assessment_id).where(
        RESPONDENT.c.id == respondent_id, RESPONSE.c.state == "draft", REACHABLE
    )
    return session.connection().execute(statement).one_or_none()


def last_mails(session: Session, assessment_id: str) -> dict[str, Row[Any]]:
    """The newest mail to each respondent that was wanted to the end: `state`, `problem`."""
    statement: Select[Any] = (
        select(MAIL.c.respondent_id, MAIL.c.state, MAIL.c.problem)
        .join(MAILING, MAILING.c.id == MAIL.c.mailing_id)
        .where(MAILING.c.assessment_id == assessment_id, MAIL.c.state != "not_needed")
        .order_by(MAILING.c.requested_at)
    )
    return {row.respondent_id: row for row in session.connection().execute(statement)}


def _closed(table: Table, values: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
    """The values of a row with what is personal under its owner's new key."""
    key = keys[values["id"] if table is RESPONDENT else values["respondent_id"]]
    return {
        name: sealed(key, value) if value is not None and isinstance(table.c[name].type, PersonalText) else value
        for name, value in values.items()
    }
