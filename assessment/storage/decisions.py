"""Queries on what analysts decided: targets set with the country, and what becomes of recommendations."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from assessment.storage.tables import METADATA, AdviceDecision, TargetDecision

TARGET = METADATA.tables["target_decision"]
ADVICE = METADATA.tables["advice_decision"]


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
