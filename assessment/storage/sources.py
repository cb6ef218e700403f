"""Queries on the sources of answers that experts coded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlmodel import Session

from assessment.storage.fieldwork import ANSWER, RESPONDENT, RESPONSE
from assessment.storage.tables import METADATA

SOURCE = METADATA.tables["answer_source"]


def sources_of(session: Session, response_id: str) -> dict[str, str]:
    """The source of each coded answer of a response, by question."""
    statement = select(SOURCE.c.question, SOURCE.c.source).where(SOURCE.c.response_id == response_id)
    return {row.question: row.source for row in session.connection().execute(statement)}


def coded_in(session: Session, assessment_id: str, question: str) -> list[Row[Any]]:
    """What experts coded for a question in responses that were sent.

    `value`, `state`, `source`, `coded_by`, `coded_at`, `group`, oldest first.
    """
    statement = (
        select(
            ANSWER.c.value, ANSWER.c.state, SOURCE.c.source, SOURCE.c.coded_by, SOURCE.c.coded_at, RESPONDENT.c.group
        )
        .join(ANSWER, (ANSWER.c.response_id == SOURCE.c.response_id) & (ANSWER.c.question == SOURCE.c.question))
        .join(RESPONSE, RESPONSE.c.id == SOURCE.c.response_id)
        .join(RESPONDENT, RESPONDENT.c.id == RESPONSE.c.respondent_id)
        .where(
            RESPONDENT.c.assessment_id == assessment_id,
            RESPONSE.c.state == "submitted",
            SOURCE.c.question == question,
        )
        .order_by(SOURCE.c.coded_at, SOURCE.c.response_id)
    )
    return list(session.connection().execute(statement))


def keep_sources(
    session: Session, response_id: str, sources: Mapping[str, str | None], *, coded_by: str, now: datetime
) -> None:
    """Replace the sources of these questions; None removes one."""
    connection = session.connection()
    connection.execute(delete(SOURCE).where(SOURCE.c.response_id == response_id, SOURCE.c.question.in_(sources)))
    rows = [
        {"response_id": response_id, "question": question, "source": source, "coded_by": coded_by, "coded_at": now}
        for question, source in sources.items()
        if source
    ]
    if rows:
        connection.execute(insert(SOURCE), rows)
