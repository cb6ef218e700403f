"""Analysis: desk figures, facts that a person confirmed, and reports being rendered."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from assessment.storage.tables.base import PLAIN, Stored, new_id, one_of, rule
from assessment.storage.tables.fieldwork import ResultsShown

Format = Literal["pdf", "docx"]
RenderingState = Literal["queued", "running", "done", "failed"]


class DeskFigure(Stored, table=True):
    """One published value: country, series and year, with where it comes from and under which licence.

    `import_id` is the import that brought it; those of a demonstration or of a long CSV by hand have none.
    """

    __tablename__ = "desk_figure"
    __table_args__ = (UniqueConstraint("country", "series", "year"),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    country: str = Field(max_length=3)
    series: str = Field(max_length=40)
    year: int
    value: float
    source: str
    licence: str
    import_id: str | None = Field(default=None, foreign_key="desk_import.id", max_length=32)


class Confirmation(Stored, table=True):
    """An analyst's decision on a fact: appended, never changed; the newest on a question decides.

    `as_of` is an ISO date, whole or in part: `2019-11-02`, `2019-11`, `2019`.
    """

    __table_args__ = (Index("ix_confirmation_assessment_id_question", "assessment_id", "question"),)

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: str = Field(foreign_key="assessment.id", max_length=32)
    question: str = Field(max_length=80)
    value: Any = Field(sa_type=PLAIN, nullable=False)
    scope: str = ""
    source: str
    link: str = ""
    as_of: str = Field(default="", max_length=10)
    confirmed_by: str = Field(max_length=200)
    confirmed_at: datetime


class Rendering(Stored, table=True):
    """A report asked for in one language and format: done when its file stands, or failed with a reason.

    `results_shown` is the way of showing results that it was made under.
    """

    __table_args__ = (
        one_of("format", get_args(Format)),
        one_of("state", get_args(RenderingState)),
        rule("done_if_file", "(state = 'done') = (file_name IS NOT NULL)"),
        rule("failed_if_problem", "(state = 'failed') = (problem IS NOT NULL)"),
        one_of("results_shown", get_args(ResultsShown)),
        rule("finished_if_dated", "(state IN ('done', 'failed')) = (finished_at IS NOT NULL)"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    assessment_id: str = Field(foreign_key="assessment.id", index=True, max_length=32)
    language: str = Field(max_length=10)
    format: str = Field(max_length=4)
    state: str = Field(default="queued", max_length=7)
    results_shown: str | None = Field(default=None, max_length=12)
    problem: str | None = None
    file_name: str | None = Field(default=None, max_length=200)
    requested_by: str = Field(max_length=200)
    requested_at: datetime
    finished_at: datetime | None = None
