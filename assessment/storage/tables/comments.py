"""What the country said of the draft report: its comments, each with what became of it, and the workshop."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from assessment.methodology.country_comments import OUTCOMES
from assessment.storage.tables.base import PLAIN, Stored, one_of, rule


class CountryCommentRow(Stored, table=True):
    """A comment as it stood after a change: of each `number`, the row with the greatest `revision` holds.

    Rows are appended, and the database refuses to change them. `code` is what the comment concerns, empty for the
    report as a whole.
    """

    __tablename__ = "country_comment"
    __table_args__ = (
        one_of("outcome", OUTCOMES),
        rule("counts", "number > 0 AND revision > 0"),
        rule("decided_by_somebody", "outcome = 'open' OR decided_by <> ''"),
    )

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    revision: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    received_on: date
    body: str = Field(max_length=200)
    code: str = Field(default="", max_length=80)
    page: str = Field(default="", max_length=200)
    text: str
    outcome: str = Field(max_length=12)
    reason: str = ""
    decided_by: str = Field(default="", max_length=200)
    recorded_by: str = Field(max_length=200)
    recorded_at: datetime


class WorkshopRow(Stored, table=True):
    """The validation workshop as it was recorded: the greatest `revision` holds; appended, like the comments.

    `participants` are pairs of an institution and how many came from it.
    """

    __tablename__ = "workshop"
    __table_args__ = (rule("revision_counts", "revision > 0"),)

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    revision: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    held_on: date
    place: str = Field(max_length=200)
    participants: list[Any] = Field(sa_type=PLAIN)
    conclusions: str = ""
    recorded_by: str = Field(max_length=200)
    recorded_at: datetime
