"""Queries on what the country said of the draft report: comments and workshop, appended and never changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, func, insert, select, tuple_
from sqlmodel import Session

from assessment.storage.tables import METADATA

COMMENT = METADATA.tables["country_comment"]
WORKSHOP = METADATA.tables["workshop"]


def comments_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """Every comment of an assessment as it stands, by number."""
    of_assessment = COMMENT.c.assessment_id == assessment_id
    latest = select(COMMENT.c.number, func.max(COMMENT.c.revision)).where(of_assessment).group_by(COMMENT.c.number)
    statement = select(COMMENT).where(of_assessment, tuple_(COMMENT.c.number, COMMENT.c.revision).in_(latest))
    return list(session.connection().execute(statement.order_by(COMMENT.c.number)))


def revisions_of(session: Session, assessment_id: str, number: int) -> list[Row[Any]]:
    """One comment as it stood after each change, the latest first."""
    statement = select(COMMENT).where(COMMENT.c.assessment_id == assessment_id, COMMENT.c.number == number)
    return list(session.connection().execute(statement.order_by(COMMENT.c.revision.desc())))


def workshops_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The workshop as it was recorded each time, the latest first."""
    statement = select(WORKSHOP).where(WORKSHOP.c.assessment_id == assessment_id)
    return list(session.connection().execute(statement.order_by(WORKSHOP.c.revision.desc())))


def append_comment(session: Session, values: dict[str, Any]) -> None:
    """Append a comment, or how it stands now.

    Raises:
        IntegrityError: somebody else appended one with its number and revision meanwhile.
    """
    session.connection().execute(insert(COMMENT).values(values))


def append_workshop(session: Session, values: dict[str, Any]) -> None:
    """Append how the workshop is told now.

    Raises:
        IntegrityError: somebody else did so meanwhile.
    """
    session.connection().execute(insert(WORKSHOP).values(values))
