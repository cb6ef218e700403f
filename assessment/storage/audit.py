"""Queries on the audit trail: append, and look up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select
from sqlmodel import Session

from assessment.storage.prepared import Prepared
from assessment.storage.tables import METADATA
from assessment.storage.tables.base import new_id

AUDIT = METADATA.tables["audit"]
REOPENING = Prepared(
    select(AUDIT.c.id).where(AUDIT.c.subject == bindparam("response_id"), AUDIT.c.deed == "reopening").limit(1)
)


def append(session: Session, **values: Any) -> None:
    """Add an entry."""
    session.connection().execute(insert(AUDIT).values(id=new_id(), **values))


def has_entry_since(session: Session, moment: datetime, *, actor: str, deed: str, assessment_id: str) -> bool:
    """Whether the actor did this in the assessment since the moment."""
    statement = select(AUDIT.c.id).where(
        AUDIT.c.at >= moment,
        AUDIT.c.actor == actor,
        AUDIT.c.deed == deed,
        AUDIT.c.assessment_id == assessment_id,
    )
    return session.connection().execute(statement.limit(1)).first() is not None


def has_entry(session: Session, *, assessment_id: str, deed: str) -> bool:
    """Whether anybody ever did this in the assessment."""
    statement = select(AUDIT.c.id).where(AUDIT.c.assessment_id == assessment_id, AUDIT.c.deed == deed)
    return session.connection().execute(statement.limit(1)).first() is not None


def was_reopened(session: Session, response_id: str) -> bool:
    """Whether a response that had been sent was opened again."""
    return REOPENING.row(session.connection(), response_id=response_id) is not None


def entries_of(session: Session, assessment_id: str, *, deed: str = "") -> list[Row[Any]]:
    """The entries of an assessment, of one kind or of all, the newest first."""
    statement = select(AUDIT).where(AUDIT.c.assessment_id == assessment_id)
    if deed:
        statement = statement.where(AUDIT.c.deed == deed)
    return list(session.connection().execute(statement.order_by(AUDIT.c.at.desc(), AUDIT.c.id)))
