"""What lets assessments stand beside others: each country's consent, and the round that one is compared with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, get_args

from sqlmodel import Field

from assessment.storage.tables.base import Stored, one_of, rule

Decision = Literal["given", "withdrawn"]


class Consent(Stored, table=True):
    """A country's decision on standing beside others: the one with the greatest `number` holds, which counts from 1.

    `given_by` decided on the country's behalf on `decided_on`, in the `document` named. Rows are appended, and the
    database refuses to change them.
    """

    __table_args__ = (one_of("decision", get_args(Decision)), rule("number_counts", "number > 0"))

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    decision: str = Field(max_length=9)
    decided_on: date
    given_by: str = Field(max_length=200)
    document: str
    link: str = ""
    recorded_by: str = Field(max_length=200)
    recorded_at: datetime


class FormerRound(Stored, table=True):
    """The earlier assessment of the same country that an assessment is compared with, or none, as an analyst chose.

    The choice with the greatest `number` counts, from 1 on. Rows are appended, and the database refuses to change them.
    """

    __tablename__ = "former_round"
    __table_args__ = (rule("another", "former_id <> assessment_id"), rule("number_counts", "number > 0"))

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    former_id: str | None = Field(default=None, foreign_key="assessment.id", max_length=32)
    chosen_by: str = Field(max_length=200)
    chosen_at: datetime
