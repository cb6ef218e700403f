"""Queries of the search: notes whose index holds every word, passages and answers that were released to be quoted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlmodel import Session

from assessment.storage.fieldwork import ANSWER, RESPONDENT, RESPONSE
from assessment.storage.notes import CODING, NOTE


def notes_with(session: Session, assessment_id: str, words: Sequence[str], most: int) -> tuple[int, list[Row[Any]]]:
    """How many notes hold every word, which is folded, and the latest conversations among them."""
    holding = (
        NOTE.c.assessment_id == assessment_id,
        *(NOTE.c.folded.contains(word, autoescape=True) for word in words),
    )
    connection = session.connection()
    number = connection.execute(select(func.count()).select_from(NOTE).where(*holding)).scalar_one()
    latest = select(NOTE).where(*holding).order_by(NOTE.c.held_on.is_(None), NOTE.c.held_on.desc(), NOTE.c.id)
    return number, list(connection.execute(latest.limit(most))) if number else []


def passages_to_quote(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The passages of notes that are quoted with consent: `passage`, `area`, `question`, `kind`, `group`, `role`."""
    statement: Select[Any] = (
        select(CODING.c.passage, CODING.c.area, CODING.c.question, NOTE.c.kind, NOTE.c.group, NOTE.c.role)
        .join(NOTE, NOTE.c.id == CODING.c.note_id)
        .where(NOTE.c.assessment_id == assessment_id, CODING.c.quoted, NOTE.c.quotable)
        .order_by(CODING.c.note_id, CODING.c.position)
    )
    return list(session.connection().execute(statement))


def answers_to_quote(session: Session, assessment_id: str, questions: Collection[str]) -> list[Row[Any]]:
    """Answers to these questions in responses that were sent with consent to be quoted, on the path or not.

    `response_id`, `question`, `value`, the `group` and `role` of who wrote it, and the `attribution` they chose.
    """
    told = (RESPONDENT.c.group, RESPONDENT.c.role, RESPONSE.c.attribution)
    statement: Select[Any] = (
        select(ANSWER.c.response_id, ANSWER.c.question, ANSWER.c.value, *told)
        .join(RESPONSE, RESPONSE.c.id == ANSWER.c.response_id)
        .join(RESPONDENT, RESPONDENT.c.id == RESPONSE.c.respondent_id)
        .where(
            RESPONDENT.c.assessment_id == assessment_id,
            RESPONSE.c.state == "submitted",
            RESPONSE.c.quotable,
            ANSWER.c.state == "answered",
            ANSWER.c.question.in_(questions),
        )
        .order_by(ANSWER.c.response_id, ANSWER.c.question)
    )
    return list(session.connection().execute(statement))
