"""Queries on teams: colleagues by their link, their comments, who gave which answer when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, case, func, insert, select, update
from sqlmodel import Session

from assessment.storage.persons import RESPONDENT, RESPONSE, sealed_values
from assessment.storage.tables import METADATA
from assessment.storage.tables.base import new_id

COLLEAGUE = METADATA.tables["colleague"]
COMMENT = METADATA.tables["comment"]
REVISION = METADATA.tables["revision"]

COLLEAGUES: Select[Any] = select(*COLLEAGUE.c, RESPONSE.c.id.label("response_id")).join(
    RESPONSE, RESPONSE.c.respondent_id == COLLEAGUE.c.respondent_id
)
HEADED, SHARED = 2, 1
CLEARS = case((and_(COLLEAGUE.c.clears, COLLEAGUE.c.revoked_at.is_(None)), HEADED), else_=SHARED)
TEAM = (
    select(func.max(CLEARS))
    .where(COLLEAGUE.c.respondent_id == RESPONDENT.c.id)
    .correlate(RESPONDENT)
    .scalar_subquery()
    .label("team")
)
"""Beside a respondent: `HEADED` where a colleague clears, `SHARED` where there is any, null where there is none."""


def colleague_behind(session: Session, link_hash: str) -> Row[Any] | None:
    """The colleague with a link that works, and the `response_id` it leads to."""
    statement = COLLEAGUES.where(COLLEAGUE.c.link_hash == link_hash, COLLEAGUE.c.revoked_at.is_(None))
    return session.connection().execute(statement).one_or_none()


def colleagues_of(session: Session, respondent_id: str) -> list[Row[Any]]:
    """A respondent's colleagues in the order in which they were asked, those whose link was revoked included."""
    statement = COLLEAGUES.where(COLLEAGUE.c.respondent_id == respondent_id)
    return list(session.connection().execute(statement.order_by(COLLEAGUE.c.created_at, COLLEAGUE.c.id)))


def add_colleague(session: Session, values: dict[str, Any]) -> None:
    """Add a colleague, sealing what is personal."""
    session.connection().execute(insert(COLLEAGUE).values(_sealed(session, values)))


def change_colleague(session: Session, respondent_id: str, colleague_id: str, **values: Any) -> bool:
    """Set columns of one of the respondent's colleagues, none of them personal; whether there is such a one."""
    own = and_(COLLEAGUE.c.respondent_id == respondent_id, COLLEAGUE.c.id == colleague_id)
    return session.connection().execute(update(COLLEAGUE).where(own).values(**values)).rowcount == 1


def comments_on(session: Session, respondent_id: str, item: str) -> list[Row[Any]]:
    """The comments on one item, the first one first."""
    statement = select(COMMENT).where(COMMENT.c.respondent_id == respondent_id, COMMENT.c.item == item)
    return list(session.connection().execute(statement.order_by(COMMENT.c.written_at, COMMENT.c.id)))


def comments_of(session: Session, respondent_id: str) -> list[Row[Any]]:
    """The comments on every item, the first one first."""
    statement = select(COMMENT).where(COMMENT.c.respondent_id == respondent_id)
    return list(session.connection().execute(statement.order_by(COMMENT.c.written_at, COMMENT.c.id)))


def open_comments(session: Session, respondent_id: str) -> dict[str, int]:
    """How many comments wait to be resolved, by item."""
    statement: Select[Any] = (
        select(COMMENT.c.item, func.count().label("number"))
        .where(COMMENT.c.respondent_id == respondent_id, COMMENT.c.resolved_at.is_(None))
        .group_by(COMMENT.c.item)
    )
    return {row.item: row.number for row in session.connection().execute(statement)}


def add_comment(session: Session, respondent_id: str, *, item: str, author: str, text: str, now: datetime) -> None:
    """Add a comment; its text is sealed."""
    values: dict[str, Any] = {"id": new_id(), "respondent_id": respondent_id, "item": item, "author": author}
    values |= {"text": text, "written_at": now, "resolved_by": ""}
    session.connection().execute(insert(COMMENT).values(sealed_values(session, COMMENT, respondent_id, values)))


def settle_comment(
    session: Session, respondent_id: str, item: str, comment_id: str, *, by: str, at: datetime | None
) -> bool:
    """Mark a comment as resolved, or as open again where `at` is None; whether there is such a one."""
    own = and_(COMMENT.c.respondent_id == respondent_id, COMMENT.c.item == item, COMMENT.c.id == comment_id)
    statement = update(COMMENT).where(own).values(resolved_at=at, resolved_by=by)
    return session.connection().execute(statement).rowcount == 1


def history_of(session: Session, response_id: str) -> list[Row[Any]]:
    """Every change of a response's answers, the newest first: `number`, `kept_at`, `author`, `changes` as told."""
    wanted = (REVISION.c[name] for name in ("number", "kept_at", "author", "changes"))
    statement = select(*wanted).where(REVISION.c.response_id == response_id).order_by(REVISION.c.number.desc())
    return list(session.connection().execute(statement))


def _sealed(session: Session, values: dict[str, Any]) -> dict[str, Any]:
    return sealed_values(session, COLLEAGUE, values["respondent_id"], values)
