"""Notes of interviews and focus groups, coded to areas and questions; and the sources of answers coded by experts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, get_args

from sqlmodel import Field

from assessment.storage.tables.base import Stored, Versioned, new_id, one_of

NoteKind = Literal["interview", "focus_group", "observation"]


class Note(Versioned, Stored, table=True):
    """What was said in an interview or a focus group, in the language it was written in.

    `group` and `role` are empty where several spoke; `quotable` is whether those who spoke consented to be quoted. A
    note of what one of the respondents said (`respondent_id`) goes with that person. `folded` is title and text as
    searches compare them: an index, which follows from both.
    """

    __table_args__ = (one_of("kind", get_args(NoteKind)),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    assessment_id: str = Field(foreign_key="assessment.id", index=True, max_length=32)
    kind: str = Field(max_length=12)
    title: str = Field(max_length=200)
    held_on: date | None = None
    group: str = Field(default="", max_length=20)
    role: str = Field(default="", max_length=60)
    language: str = Field(max_length=10)
    text: str
    quotable: bool = False
    respondent_id: str | None = Field(default=None, foreign_key="respondent.id", index=True, max_length=32)
    folded: str
    written_by: str = Field(max_length=200)
    written_at: datetime
    changed_at: datetime


class NoteCoding(Stored, table=True):
    """A passage of a note that tells of an area; `quoted`: in the report.

    `question` is what it tells of more precisely: an indicator, an item, a row of a grid or a series; else empty.
    """

    __tablename__ = "note_coding"

    note_id: str = Field(foreign_key="note.id", primary_key=True, max_length=32)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    area: str = Field(max_length=20)
    question: str = Field(default="", max_length=80)
    passage: str
    quoted: bool = False


class AnswerSource(Stored, table=True):
    """What an answer that an expert coded rests on, and who coded it."""

    __tablename__ = "answer_source"

    response_id: str = Field(foreign_key="response.id", primary_key=True, max_length=32)
    question: str = Field(primary_key=True, max_length=80)
    source: str
    coded_by: str = Field(max_length=200)
    coded_at: datetime
