"""Follow-up: recommendations adopted as actions, and the appended events from which their state is folded."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, get_args

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from assessment.methodology.followup import STATUSES
from assessment.storage.tables.base import PLAIN, Stored, Versioned, new_id, one_of, rule

EventKind = Literal["adopted", "edited", "progress"]
Priority = Literal["high", "medium", "low"]
TimeFrame = Literal["short", "medium", "long"]


class Action(Versioned, Stored, table=True):
    """One line of the action matrix: who does what by when, and by which measure it is judged."""

    __table_args__ = (
        UniqueConstraint("assessment_id", "code"),
        UniqueConstraint("assessment_id", "recommendation"),
        one_of("priority", get_args(Priority)),
        one_of("time_frame", get_args(TimeFrame)),
        rule("due_after_start", "due_on >= starts_on"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    assessment_id: str = Field(foreign_key="assessment.id", max_length=32)
    code: str = Field(max_length=20)
    area: str = Field(max_length=20)
    recommendation: str | None = Field(default=None, max_length=40)
    action: str
    expected_result: str = ""
    priority: str = Field(max_length=6)
    time_frame: str = Field(max_length=6)
    lead: str = ""
    contributors: list[str] = Field(sa_type=PLAIN)
    partners: list[str] = Field(sa_type=PLAIN)
    measure: str = ""
    unit: str = ""
    baseline: str = ""
    target: str = ""
    cost: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    adopted_at: datetime
    adopted_by: str = Field(max_length=200)


class ActionEvent(Stored, table=True):
    """What happened to an action, in the order of `id`: appended, and the database refuses to change it."""

    __tablename__ = "action_event"
    __table_args__ = (
        one_of("kind", get_args(EventKind)),
        one_of("status", STATUSES),
        rule("status_unless_edited", "(kind = 'edited') = (status IS NULL)"),
        rule("per_cent_range", "per_cent BETWEEN 0 AND 100"),
        rule("per_cent_under_way", "per_cent IS NULL OR status = 'under_way'"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: str = Field(foreign_key="action.id", index=True, max_length=32)
    happened_at: datetime
    person_id: str | None = Field(default=None, foreign_key="user_account.id", max_length=32)
    person_name: str = Field(max_length=200)
    kind: str = Field(max_length=8)
    status: str | None = Field(default=None, max_length=11)
    per_cent: float | None = None
    note: str = ""
    evidence: str = ""
    changes: dict[str, Any] = Field(sa_type=PLAIN)
