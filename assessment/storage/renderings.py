"""Queries on reports being rendered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlmodel import Session

from assessment.storage.assessments import ASSESSMENT, seen_from
from assessment.storage.tables import METADATA

RENDERING = METADATA.tables["rendering"]


def add_rendering(session: Session, values: dict[str, Any]) -> None:
    """Add a report to be rendered."""
    session.connection().execute(insert(RENDERING).values(values))


def rendering_under_way(
    session: Session, assessment_id: str, *, language: str, format: str, since: datetime
) -> str | None:
    """The identity of the same report asked for since the moment, and not finished."""
    statement = select(RENDERING.c.id).where(
        RENDERING.c.assessment_id == assessment_id,
        RENDERING.c.language == language,
        RENDERING.c.format == format,
        RENDERING.c.state.in_(("queued", "running")),
        RENDERING.c.requested_at >= since,
    )
    return session.connection().execute(statement.limit(1)).scalar_one_or_none()


def rendering_row(session: Session, rendering_id: str) -> Row[Any] | None:
    """A rendering by its identity, for the job that performs it."""
    return session.connection().execute(select(RENDERING).where(RENDERING.c.id == rendering_id)).one_or_none()


def rendering_seen(session: Session, rendering_id: str, countries: Collection[str]) -> Row[Any] | None:
    """The same, if its assessment lies in one of the countries (`*`: any)."""
    statement = (
        select(RENDERING)
        .join(ASSESSMENT, ASSESSMENT.c.id == RENDERING.c.assessment_id)
        .where(RENDERING.c.id == rendering_id, seen_from(countries))
    )
    return session.connection().execute(statement).one_or_none()


def renderings_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The renderings of an assessment, the newest first."""
    statement = select(RENDERING).where(RENDERING.c.assessment_id == assessment_id)
    return list(session.connection().execute(statement.order_by(RENDERING.c.requested_at.desc(), RENDERING.c.id)))


def change_rendering(session: Session, rendering_id: str, **values: Any) -> None:
    """Set columns of a rendering."""
    session.connection().execute(update(RENDERING).where(RENDERING.c.id == rendering_id).values(**values))


def fail_unfinished(session: Session, *, before: datetime, now: datetime, problem: str) -> int:
    """Mark renderings asked for before the moment and not finished as failed; how many there were."""
    statement = update(RENDERING).where(RENDERING.c.state.in_(("queued", "running")), RENDERING.c.requested_at < before)
    failed = statement.values(state="failed", problem=problem, finished_at=now)
    return session.connection().execute(failed).rowcount
