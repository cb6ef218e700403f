"""Queries on the course of an assessment: its scope and the stages of its work plan."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from assessment.storage.assessments import ASSESSMENT
from assessment.storage.fieldwork import RESPONDENT
from assessment.storage.tables import METADATA, Scope, Stage

STAGE = METADATA.tables["stage"]


def scope_of(session: Session, assessment_id: str) -> Scope | None:
    """What was agreed with the country, to be read or changed."""
    return session.get(Scope, assessment_id)


def stages_of(session: Session, assessment_id: str) -> dict[str, Row[Any]]:
    """The stages that were planned or marked, by code."""
    statement = select(STAGE).where(STAGE.c.assessment_id == assessment_id)
    return {row.code: row for row in session.connection().execute(statement)}


def stage_of(session: Session, assessment_id: str, code: str) -> Stage | None:
    """One of them, to be changed."""
    return session.get(Stage, (assessment_id, code))


def keep(session: Session, row: Scope | Stage) -> None:
    """Add or change a scope or a stage.

    Raises:
        StaleDataError: somebody else changed it since it was read.
        IntegrityError: somebody else added it meanwhile.
    """
    session.add(row)
    session.flush()


def change_assessment(session: Session, assessment_id: str, **values: Any) -> None:
    """Set columns of an assessment."""
    session.connection().execute(update(ASSESSMENT).where(ASSESSMENT.c.id == assessment_id).values(**values))


def languages_in_use(session: Session, assessment_id: str) -> set[str]:
    """The languages of those who were asked in an assessment."""
    statement = select(RESPONDENT.c.language).where(RESPONDENT.c.assessment_id == assessment_id).distinct()
    return set(session.connection().execute(statement).scalars())
