"""Queries on how published questionnaires were worded, and since when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select
from sqlmodel import Session

from assessment.storage.tables import METADATA

REVISION = METADATA.tables["text_revision"]
WITHOUT_DOCUMENT = [column for column in REVISION.c if column.name != "document"]


def keep_wording(session: Session, values: dict[str, Any]) -> None:
    """Add a wording of a questionnaire version; its number follows the last."""
    session.connection().execute(insert(REVISION).values(values))


def wordings_of(session: Session, questionnaire_id: str) -> list[Row[Any]]:
    """Number, dates, note and digest of every wording of a version, the first published first."""
    statement = (
        select(*WITHOUT_DOCUMENT).where(REVISION.c.questionnaire_id == questionnaire_id).order_by(REVISION.c.number)
    )
    return list(session.connection().execute(statement))


def document_at(session: Session, questionnaire_id: str, moment: datetime) -> Any:
    """The questionnaire as it was worded at a moment, as plain values; None before it was published."""
    statement = (
        select(REVISION.c.document)
        .where(REVISION.c.questionnaire_id == questionnaire_id, REVISION.c.kept_at <= moment)
        .order_by(REVISION.c.number.desc())
        .limit(1)
    )
    return session.connection().execute(statement).scalar_one_or_none()
