"""Queries on what a stakeholder group chose, question by question, without everything else that it answered."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from assessment.storage.fieldwork import ANSWER, RESPONDENT, RESPONSE


def choices_of(session: Session, assessment_id: str, group: str, questions: Collection[str]) -> list[Row[Any]]:
    """Every answer with a value of the responses sent, in the order in which they were.

    `question`, `value`, `submitted_at`, and who spoke: `respondent_id`, `institution`, `institution_mark`, `origin`.
    """
    statement = (
        select(
            ANSWER.c.question,
            ANSWER.c.value,
            RESPONDENT.c.id.label("respondent_id"),
            RESPONDENT.c.institution,
            RESPONDENT.c.institution_mark,
            RESPONDENT.c.origin,
            RESPONSE.c.submitted_at,
        )
        .select_from(ANSWER)
        .join(RESPONSE, RESPONSE.c.id == ANSWER.c.response_id)
        .join(RESPONDENT, RESPONDENT.c.id == RESPONSE.c.respondent_id)
        .where(
            RESPONDENT.c.assessment_id == assessment_id,
            RESPONDENT.c.group == group,
            RESPONSE.c.state == "submitted",
            ANSWER.c.state == "answered",
            ANSWER.c.question.in_(sorted(questions)),
        )
        .order_by(RESPONSE.c.submitted_at, RESPONSE.c.id)
    )
    return list(session.connection().execute(statement))
