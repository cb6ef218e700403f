"""The course of an assessment: what was agreed with the country, the work plan stage by stage, the report's issue."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, get_args

from sqlmodel import Field

from assessment.methodology.course import STAGES
from assessment.storage.tables.base import PLAIN, Stored, Versioned, one_of, rule

IssueDecision = Literal["issued", "withdrawn"]


class Scope(Versioned, Stored, table=True):
    """What was agreed with the country beside languages, dates and how results are shown.

    `areas` are those to be looked at most closely; every area is asked about.
    """

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    theme: str
    areas: list[str] = Field(sa_type=PLAIN)
    validators: str
    agreed_on: date | None = None
    changed_by: str = Field(max_length=200)
    changed_at: datetime


class Stage(Versioned, Stored, table=True):
    """A stage of the work plan that somebody has planned or marked; the others have no row."""

    __table_args__ = (one_of("code", STAGES), rule("due_after_start", "due_on >= starts_on"))

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    code: str = Field(primary_key=True, max_length=12)
    starts_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    person: str = Field(max_length=200)
    note: str
    changed_by: str = Field(max_length=200)
    changed_at: datetime


class ReportIssue(Stored, table=True):
    """That the report was issued on a day, or that its issue is withdrawn: the greatest `number` holds, from 1 on.

    `note` is the reason of a withdrawal, else a remark. Rows are appended, and the database refuses to change them.
    """

    __tablename__ = "report_issue"
    __table_args__ = (
        one_of("decision", get_args(IssueDecision)),
        rule("number_counts", "number > 0"),
        rule("withdrawn_with_a_reason", "decision = 'issued' OR note <> ''"),
    )

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    decision: str = Field(max_length=9)
    decided_on: date
    note: str
    recorded_by: str = Field(max_length=200)
    recorded_at: datetime
