"""Queries on links that the server can make again, on earlier ones that go on working, and on typed codes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlmodel import Session

from assessment.storage.tables import METADATA

CONTACT = METADATA.tables["contact"]
RESPONDENT = METADATA.tables["respondent"]
ISSUED = METADATA.tables["issued_link"]
EARLIER = METADATA.tables["earlier_link"]


def link_row(session: Session, respondent_id: str) -> Row[Any] | None:
    """A respondent's `link_hash`, and `revision` and `code_hash` of what was issued: none if nothing was."""
    statement: Select[Any] = (
        select(RESPONDENT.c.link_hash, ISSUED.c.revision, ISSUED.c.code_hash)
        .outerjoin(ISSUED, ISSUED.c.respondent_id == RESPONDENT.c.id)
        .where(RESPONDENT.c.id == respondent_id)
    )
    return session.connection().execute(statement).one_or_none()


def link_rows(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The same of every contact of an assessment, with `respondent_id`."""
    statement: Select[Any] = (
        select(CONTACT.c.respondent_id, RESPONDENT.c.link_hash, ISSUED.c.revision)
        .join(RESPONDENT, RESPONDENT.c.id == CONTACT.c.respondent_id)
        .outerjoin(ISSUED, ISSUED.c.respondent_id == RESPONDENT.c.id)
        .where(RESPONDENT.c.assessment_id == assessment_id)
    )
    return list(session.connection().execute(statement))


def keep_issued(session: Session, respondent_id: str, *, revision: int, link_hash: str, code_hash: str) -> None:
    """Make a link the respondent's own, with its revision and code."""
    connection = session.connection()
    values = {"revision": revision, "code_hash": code_hash}
    statement = update(ISSUED).where(ISSUED.c.respondent_id == respondent_id).values(**values)
    if not connection.execute(statement).rowcount:
        connection.execute(insert(ISSUED).values(respondent_id=respondent_id, **values))
    connection.execute(update(RESPONDENT).where(RESPONDENT.c.id == respondent_id).values(link_hash=link_hash))


def keep_earlier(session: Session, respondent_id: str, link_hash: str) -> None:
    """Let a link go on working beside the respondent's own."""
    session.connection().execute(insert(EARLIER).values(link_hash=link_hash, respondent_id=respondent_id))


def forget_others(session: Session, respondent_id: str) -> None:
    """Let earlier links and the typed code stop working; the revision stays, never to be used again."""
    connection = session.connection()
    connection.execute(delete(EARLIER).where(EARLIER.c.respondent_id == respondent_id))
    connection.execute(update(ISSUED).where(ISSUED.c.respondent_id == respondent_id).values(code_hash=None))


def behind_code(session: Session, code_hash: str) -> Row[Any] | None:
    """The `respondent_id` and `revision` behind a code's hash."""
    statement: Select[Any] = select(ISSUED.c.respondent_id, ISSUED.c.revision).where(ISSUED.c.code_hash == code_hash)
    return session.connection().execute(statement).one_or_none()
