"""The course of an assessment: what was agreed with the country, and the work plan stage by stage."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from assessment.methodology.course import STAGES
from assessment.storage.tables.base import PLAIN, Stored, Versioned, one_of, rule


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
