"""Queries on the issue of reports: the decisions, and holding one still while something depends on it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Row, func, insert, select, tuple_
from sqlmodel import Session

from assessment.storage.assessments import ASSESSMENT
from assessment.storage.tables import METADATA

ISSUE = METADATA.tables["report_issue"]


def decisions_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """Every decision on an assessment's report, the latest first."""
    statement = select(ISSUE).where(ISSUE.c.assessment_id == assessment_id).order_by(ISSUE.c.number.desc())
    return list(session.connection().execute(statement))


def issued_on(session: Session, among: Collection[str]) -> dict[str, date]:
    """The days of issue in force, by assessment, of those with these identities."""
    latest = select(ISSUE.c.assessment_id, func.max(ISSUE.c.number)).group_by(ISSUE.c.assessment_id)
    statement = select(ISSUE.c.assessment_id, ISSUE.c.decided_on).where(
        tuple_(ISSUE.c.assessment_id, ISSUE.c.number).in_(latest.where(ISSUE.c.assessment_id.in_(sorted(among)))),
        ISSUE.c.decision == "issued",
    )
    return {row.assessment_id: row.decided_on for row in session.connection().execute(statement)}


def append_decision(session: Session, values: dict[str, Any]) -> None:
    """Append a decision."""
    session.connection().execute(insert(ISSUE).values(values))


def hold(session: Session, assessment_id: str, *, alone: bool = False) -> None:
    """Let nobody decide on the issue until this transaction ends; `alone`: nor anybody else hold it.

    Many may hold it at once, and respondents join meanwhile. A writer on SQLite is alone in any case.
    """
    row = select(ASSESSMENT.c.id).where(ASSESSMENT.c.id == assessment_id)
    session.connection().execute(row.with_for_update(read=not alone, key_share=alone))
