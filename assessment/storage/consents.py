"""Queries on what lets assessments stand beside others: countries' consents, and the rounds compared."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, tuple_
from sqlmodel import Session

from assessment.storage.tables import METADATA

CONSENT = METADATA.tables["consent"]
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


def former_of(session: Session, assessment_id: str) -> str | None:
    """The identity of the round that an assessment is compared with, if one was chosen."""
    statement = select(FORMER.c.former_id).where(FORMER.c.assessment_id == assessment_id)
    return session.connection().execute(statement).scalar_one_or_none()


def keep_former(session: Session, assessment_id: str, former_id: str | None, *, by: str, at: datetime) -> None:
    """Replace the round that an assessment is compared with, by none where there is no `former_id`."""
    session.connection().execute(delete(FORMER).where(FORMER.c.assessment_id == assessment_id))
    if former_id is None:
        return
    values = {"assessment_id": assessment_id, "former_id": former_id, "chosen_by": by, "chosen_at": at}
    session.connection().execute(insert(FORMER).values(values))
