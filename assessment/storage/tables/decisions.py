"""What analysts decide beside the results: targets set with the country, and what becomes of each recommendation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from assessment.methodology.advice_decisions import DEEDS
from assessment.storage.tables.base import PLAIN, Stored, one_of, rule


class TargetDecision(Stored, table=True):
    """The level aimed at for an indicator: appended, the newest decides; no level is the questionnaire's again.

    `revision` counts the decisions on an indicator, so that two persons cannot decide from the same state.
    """

    __tablename__ = "target_decision"
    __table_args__ = (
        UniqueConstraint("assessment_id", "indicator", "revision"),
        rule("revision_counts", "revision > 0"),
        rule("level_on_scale", "level BETWEEN 0 AND 100"),
    )

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", max_length=32)
    indicator: str = Field(max_length=40)
    revision: int
    level: float | None = None
    source: str
    agreed_on: date | None = None
    decided_by: str = Field(max_length=200)
    decided_at: datetime


class AdviceDecision(Stored, table=True):
    """What was decided on a recommendation, or under an empty code on the order of all: appended, never changed.

    `revision` counts the decisions under a code, so that two persons cannot decide from the same state. `grounds` is
    the digest of what the rule had found by then, so that a later change of it can be told.
    """

    __tablename__ = "advice_decision"
    __table_args__ = (
        UniqueConstraint("assessment_id", "recommendation", "revision"),
        one_of("deed", DEEDS),
        rule("revision_counts", "revision > 0"),
        rule("host_if_merged", "(deed = 'merged') = (host <> '')"),
        rule("order_has_no_code", "(deed = 'ordered') = (recommendation = '')"),
    )

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", max_length=32)
    recommendation: str = Field(max_length=40)
    revision: int
    deed: str = Field(max_length=8)
    reason: str = ""
    host: str = Field(default="", max_length=40)
    wording: dict[str, Any] = Field(sa_type=PLAIN)
    plan: dict[str, Any] = Field(sa_type=PLAIN)
    places: list[str] = Field(sa_type=PLAIN)
    grounds: str = Field(default="", max_length=64)
    decided_by: str = Field(max_length=200)
    decided_at: datetime
