"""Persons: sealing what is personal, destroying the key to it, and removing what hangs on a respondent.

What hangs on a respondent is found by following foreign keys, so that no table is forgotten: a new one is erased
unless it is named among what stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, delete, insert, or_, select, update
from sqlmodel import Session

from assessment.storage.assessments import ASSESSMENT
from assessment.storage.tables import METADATA
from assessment.storage.tables.base import new_id
from assessment.storage.tables.sealed import PersonalText, SealedText, new_key, sealed

RESPONDENT = METADATA.tables["respondent"]
RESPONSE = METADATA.tables["response"]
ANSWER = METADATA.tables["stored_answer"]
CONTACT = METADATA.tables["contact"]
KEY = METADATA.tables["person_key"]
CODE = METADATA.tables["resume_code"]

ANSWERS = frozenset({"respondent", "response", "stored_answer", "answer_source"})
"""What stays of an anonymous response once it is sent."""
ANSWERS_AND_COURSE = ANSWERS | {"answer_source", "mail", "sample_unit"}
"""What stays when a person's time is over: the answers with their weight in a sample, what experts' answers rest on,
how many mails were sent."""


def seal(session: Session, respondent_id: str, text: str) -> SealedText:
    """The text under the respondent's key, which is made where there is none; the respondent exists."""
    if not text:
        return SealedText("")
    connection = session.connection()
    key = connection.execute(select(KEY.c.key).where(KEY.c.respondent_id == respondent_id)).scalar_one_or_none()
    if key is None:
        key = new_key()
        connection.execute(insert(KEY).values(respondent_id=respondent_id, key=key))
    return sealed(key, text)


def sealed_values(session: Session, table: Table, respondent_id: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a row with its personal texts sealed; None stays None."""
    personal = {name for name in values if isinstance(table.c[name].type, PersonalText)}
    closed = {name: seal(session, respondent_id, values[name]) for name in personal if values[name] is not None}
    return values | closed


def due_for_erasure(session: Session) -> list[Row[Any]]:
    """Who was not erased yet: `id`, `response_id`, `assessment_id`, its `closes_on`, the contact's `retain_until`."""
    dates = (CONTACT.c.retain_until, ASSESSMENT.c.closes_on)
    statement: Select[Any] = (
        select(RESPONDENT.c.id, RESPONDENT.c.assessment_id, RESPONSE.c.id.label("response_id"), *dates)
        .join(RESPONSE, RESPONSE.c.respondent_id == RESPONDENT.c.id)
        .join(ASSESSMENT, ASSESSMENT.c.id == RESPONDENT.c.assessment_id)
        .outerjoin(CONTACT, CONTACT.c.respondent_id == RESPONDENT.c.id)
        .where(RESPONDENT.c.erased_on.is_(None))
        .order_by(RESPONDENT.c.id)
    )
    return list(session.connection().execute(statement))


def respondents_behind(session: Session, responses: Iterable[str]) -> list[Row[Any]]:
    """The `id`, `assessment_id` and `response_id` of the respondents whose responses these are, if they are there."""
    statement: Select[Any] = (
        select(RESPONDENT.c.id, RESPONDENT.c.assessment_id, RESPONSE.c.id.label("response_id"))
        .join(RESPONSE, RESPONSE.c.respondent_id == RESPONDENT.c.id)
        .where(RESPONSE.c.id.in_(list(responses)))
    )
    return list(session.connection().execute(statement))


def institutions_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The respondents of an assessment with `institution` and the `institution_mark` that stands for it."""
    columns = (RESPONDENT.c.id, RESPONDENT.c.institution, RESPONDENT.c.institution_mark)
    return list(session.connection().execute(select(*columns).where(RESPONDENT.c.assessment_id == assessment_id)))


def mark_institution(session: Session, respondents: Collection[str], mark: str) -> None:
    """Let a mark that says nothing stand for the institution that these respondents share."""
    statement = update(RESPONDENT).where(RESPONDENT.c.id.in_(respondents))
    session.connection().execute(statement.values(institution_mark=mark))


def forget_person(session: Session, respondent_id: str, link_hash: str, day: date) -> None:
    """Destroy the key and remove all that is personal; the answers stay, behind a link that nobody holds."""
    connection = session.connection()
    remove_what_hangs_on(session, respondent_id, but=ANSWERS_AND_COURSE)
    mail = METADATA.tables["mail"]
    connection.execute(update(mail).where(mail.c.respondent_id == respondent_id).values(problem=None))
    emptied = {"institution": SealedText(""), "link_hash": link_hash, "erased_on": day}
    connection.execute(update(RESPONDENT).where(RESPONDENT.c.id == respondent_id).values(**emptied))
    response = update(RESPONSE).where(RESPONSE.c.respondent_id == respondent_id)
    connection.execute(response.values(acknowledged_as=None))


def remove_what_hangs_on(session: Session, respondent_id: str, *, but: Collection[str] = ()) -> None:
    """Delete a respondent's rows in every table but those named; without any, the respondent is gone as well."""
    for table in reversed(METADATA.sorted_tables):
        owned = _owned(table, respondent_id)
        if owned is not None and table.name not in but:
            session.connection().execute(delete(table).where(owned))


def tables_of_persons() -> set[str]:
    """The names of the tables whose rows hang on a respondent."""
    return {table.name for table in METADATA.tables.values() if _owned(table, "") is not None}


def send_without_identity(
    session: Session, respondent_id: str, response_id: str, *, link_hash: str, day: datetime, quotable: bool
) -> str:
    """Send an anonymous draft as a response that has nothing in common with it: the new response's identity.

    The day is all that is left of when; identities, link, code, history and revisions are new or gone.
    """
    connection = session.connection()
    remove_what_hangs_on(session, respondent_id, but=ANSWERS)
    respondent, response = new_id(), new_id()
    person = connection.execute(select(RESPONDENT).where(RESPONDENT.c.id == respondent_id)).one()._asdict()
    person |= {"id": respondent, "institution": SealedText(""), "link_hash": link_hash, "created_at": day}
    given = connection.execute(select(RESPONSE).where(RESPONSE.c.id == response_id)).one()._asdict()
    given |= {"id": response, "respondent_id": respondent, "state": "submitted", "submitted_at": day}
    given |= {"changed_at": None, "revision": 0, "attribution": "hidden", "quotable": quotable}
    connection.execute(insert(RESPONDENT).values(person))
    connection.execute(insert(RESPONSE).values(given))
    bare = {"response_id": response, "revision": 0, "changed_at": day, "client": "", "sequence": 0}
    connection.execute(update(ANSWER).where(ANSWER.c.response_id == response_id).values(bare))
    connection.execute(delete(RESPONSE).where(RESPONSE.c.id == response_id))
    connection.execute(delete(RESPONDENT).where(RESPONDENT.c.id == respondent_id))
    return response


def keep_code(session: Session, respondent_id: str, code_hash: str) -> None:
    """Keep the hash of the code that leads back to an anonymous draft."""
    session.connection().execute(insert(CODE).values(respondent_id=respondent_id, code_hash=code_hash))


def draft_behind_code(session: Session, assessment_id: str, code_hash: str) -> Row[Any] | None:
    """The respondent's `id` and `link_hash` behind a code, in the assessment whose open link it was typed at."""
    statement: Select[Any] = (
        select(RESPONDENT.c.id, RESPONDENT.c.link_hash)
        .join(CODE, CODE.c.respondent_id == RESPONDENT.c.id)
        .where(RESPONDENT.c.assessment_id == assessment_id, CODE.c.code_hash == code_hash)
    )
    return session.connection().execute(statement).one_or_none()


def personal_values(session: Session, respondent_id: str) -> Row[Any]:
    """What is kept of a person beside the answers: `institution`, `name`, `email`, `phone`, `acknowledged_as`."""
    statement: Select[Any] = (
        select(RESPONDENT.c.institution, CONTACT.c.name, CONTACT.c.email, CONTACT.c.phone, RESPONSE.c.acknowledged_as)
        .select_from(RESPONDENT)
        .join(RESPONSE, RESPONSE.c.respondent_id == RESPONDENT.c.id)
        .outerjoin(CONTACT, CONTACT.c.respondent_id == RESPONDENT.c.id)
        .where(RESPONDENT.c.id == respondent_id)
    )
    return session.connection().execute(statement).one()


def acknowledge(session: Session, respondent_id: str, name: str | None) -> None:
    """Keep the name by which a respondent wants to be thanked, or that they want none."""
    values = sealed_values(session, RESPONSE, respondent_id, {"acknowledged_as": name})
    session.connection().execute(update(RESPONSE).where(RESPONSE.c.respondent_id == respondent_id).values(**values))


def _owned(table: Table, respondent_id: str) -> ColumnElement[bool] | None:
    """The condition that a row belongs to the respondent, by whatever way it hangs on them; None if none does."""
    if table is RESPONDENT:
        return RESPONDENT.c.id == respondent_id
    ways = []
    for key in table.foreign_keys:
        owner = None if key.column.table is table else _owned(key.column.table, respondent_id)
        if owner is not None:
            ways.append(key.parent.in_(select(key.column).where(owner)))
    return or_(*ways) if ways else None
