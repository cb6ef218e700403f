"""Queries on how long answering takes: from the first change of a response to the last."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session

from assessment.storage.fieldwork import RESPONDENT, RESPONSE
from assessment.storage.revisions import REVISION


def spans_of(session: Session, assessment_id: str, origins: Collection[str]) -> list[tuple[datetime, datetime]]:
    """The moments of the first and of the last change of every response sent by a respondent of these origins."""
    statement = (
        select(func.min(REVISION.c.kept_at), func.max(REVISION.c.kept_at))
        .join(RESPONSE, RESPONSE.c.id == REVISION.c.response_id)
        .join(RESPONDENT, RESPONDENT.c.id == RESPONSE.c.respondent_id)
        .where(
            RESPONDENT.c.assessment_id == assessment_id,
            RESPONDENT.c.origin.in_(sorted(origins)),
            RESPONSE.c.state == "submitted",
        )
        .group_by(RESPONSE.c.id)
    )
    return [(first, last) for first, last in session.connection().execute(statement)]
