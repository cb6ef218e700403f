"""Queries on what lets assessments stand beside others: countries' consents, and the rounds compared."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, func, insert, select, tuple_
from sqlmodel import Session

from assessment.storage.tables import METADATA

CONSENT = METADATA.tables["consent"]
ASSESSMENT = METADATA.tables["assessment"]
FORMER = METADATA.tables["former_round"]
LATEST = select(CONSENT.c.assessment_id, func.max(CONSENT.c.number)).group_by(CONSENT.c.assessment_id)


def consenting(session: Session, among: Collection[str]) -> set[str]:
    """The assessments, of those with these identities, whose latest decision is a consent."""
    latest = LATEST.where(CONSENT.c.assessment_id.in_(sorted(among)))
    statement = select(CONSENT.c.assessment_id).where(
        tuple_(CONSENT.c.assessment_id, CONSENT.c.number).in_(latest), CONSENT.c.decision == "given"
    )
    return set(session.connection().execute(statement).scalars())


def decisions_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """Every decision of an assessment's country, the latest first."""
    statement = select(CONSENT).where(CONSENT.c.assessment_id == assessment_id).order_by(CONSENT.c.number.desc())
    return list(session.connection().execute(statement))


def append_decision(session: Session, values: dict[str, Any]) -> None:
    """Append a decision.

    Raises:
        IntegrityError: somebody else appended one with its number meanwhile.
    """
    session.connection().execute(insert(CONSENT).values(values))


def former_choices_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """Every choice of the round that an assessment is compared with, the latest first, which counts.

    `former` is the name of that round, none where none was chosen.
    """
    statement = (
        select(FORMER, ASSESSMENT.c.name.label("former"))
        .outerjoin(ASSESSMENT, ASSESSMENT.c.id == FORMER.c.former_id)
        .where(FORMER.c.assessment_id == assessment_id)
        .order_by(FORMER.c.number.desc())
    )
    return list(session.connection().execute(statement))


def append_former(session: Session, values: dict[str, Any]) -> None:
    """Append which round an assessment is compared with from now on.

    Raises:
        IntegrityError: somebody else appended a choice with its number meanwhile.
    """
    session.connection().execute(insert(FORMER).values(values))
