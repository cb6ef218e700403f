"""Queries on evidence: files and links behind answers, by respondent, by assessment, by content."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, union
from sqlmodel import Session

from assessment.storage.persons import RESPONDENT, RESPONSE, sealed_values
from assessment.storage.tables import METADATA

ATTACHMENT = METADATA.tables["attachment"]
DOCUMENT = METADATA.tables["library_document"]

SENT: Select[Any] = (
    select(*ATTACHMENT.c, RESPONDENT.c.group)
    .join(RESPONDENT, RESPONDENT.c.id == ATTACHMENT.c.respondent_id)
    .join(RESPONSE, RESPONSE.c.respondent_id == RESPONDENT.c.id)
    .where(RESPONSE.c.state == "submitted")
)


def attach(session: Session, values: dict[str, Any]) -> None:
    """Add evidence, sealing name and link."""
    closed = sealed_values(session, ATTACHMENT, values["respondent_id"], values)
    session.connection().execute(insert(ATTACHMENT).values(closed))


def attachments_of(session: Session, respondent_id: str, questions: Collection[str]) -> list[Row[Any]]:
    """A respondent's evidence on these questions, the first attached first."""
    statement = select(ATTACHMENT).where(
        ATTACHMENT.c.respondent_id == respondent_id, ATTACHMENT.c.question.in_(questions)
    )
    return list(session.connection().execute(statement.order_by(ATTACHMENT.c.attached_at, ATTACHMENT.c.id)))


def number_by_question(session: Session, respondent_id: str) -> dict[str, int]:
    """How much evidence a respondent attached, by question."""
    statement: Select[Any] = (
        select(ATTACHMENT.c.question, func.count().label("number"))
        .where(ATTACHMENT.c.respondent_id == respondent_id)
        .group_by(ATTACHMENT.c.question)
    )
    return {row.question: row.number for row in session.connection().execute(statement)}


def attachment_of(session: Session, respondent_id: str, attachment_id: str) -> Row[Any] | None:
    """One piece of a respondent's evidence."""
    own = (ATTACHMENT.c.respondent_id == respondent_id, ATTACHMENT.c.id == attachment_id)
    return session.connection().execute(select(ATTACHMENT).where(*own)).one_or_none()


def attached_in(session: Session, assessment_id: str, questions: Collection[str]) -> list[Row[Any]]:
    """The evidence on these questions in submitted responses of an assessment, with the respondent's `group`."""
    statement = SENT.where(RESPONDENT.c.assessment_id == assessment_id, ATTACHMENT.c.question.in_(questions))
    return list(session.connection().execute(statement.order_by(ATTACHMENT.c.attached_at, ATTACHMENT.c.id)))


def attachment_in(session: Session, assessment_id: str, attachment_id: str) -> Row[Any] | None:
    """One piece of the same."""
    statement = SENT.where(RESPONDENT.c.assessment_id == assessment_id, ATTACHMENT.c.id == attachment_id)
    return session.connection().execute(statement).one_or_none()


def detach(session: Session, attachment_id: str) -> None:
    """Remove a piece of evidence; its file may back others."""
    session.connection().execute(delete(ATTACHMENT).where(ATTACHMENT.c.id == attachment_id))


def digests_of(session: Session, respondent_id: str) -> set[str]:
    """The files that a respondent attached."""
    statement = select(ATTACHMENT.c.digest).where(
        ATTACHMENT.c.respondent_id == respondent_id, ATTACHMENT.c.digest.is_not(None)
    )
    return set(session.connection().execute(statement).scalars())


def digests_in_use(session: Session) -> set[str]:
    """Every file that somebody attached to an answer or put into a library."""
    used = union(*(select(table.c.digest).where(table.c.digest.is_not(None)) for table in (ATTACHMENT, DOCUMENT)))
    return set(session.connection().execute(used).scalars())
