"""Queries on what analysts decided: targets set with the country, and what becomes of recommendations."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select, text
from sqlmodel import Session

from assessment.storage.tables import METADATA, AdviceDecision, TargetDecision

TARGET = METADATA.tables["target_decision"]
ADVICE = METADATA.tables["advice_decision"]

IN_TURN = text("SELECT pg_advisory_xact_lock(hashtext('advice'), hashtext(:assessment))")


def decide_in_turn(session: Session, assessment_id: str) -> None:
    """Let nobody else decide on recommendations of an assessment until this transaction ends.

    What one decision may do depends on those on other recommendations, so that a revision of its own is not enough.
    Nothing else waits, least of all respondents; a writer on SQLite is alone in any case.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(IN_TURN, {"assessment": assessment_id})


def target_decisions_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """Every decision on a target of an assessment, in the order in which they were taken."""
    statement = select(TARGET).where(TARGET.c.assessment_id == assessment_id).order_by(TARGET.c.id)
    return list(session.connection().execute(statement))


def advice_decisions_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """Every decision on recommendations of an assessment, in the order in which they were taken."""
    statement = select(ADVICE).where(ADVICE.c.assessment_id == assessment_id).order_by(ADVICE.c.id)
    return list(session.connection().execute(statement))


def append_decision(session: Session, decision: TargetDecision | AdviceDecision) -> None:
    """Append a decision.

    Raises:
        IntegrityError: somebody else decided on the same meanwhile.
    """
    session.add(decision)
    session.flush()
