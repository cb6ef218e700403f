"""The library of an assessment: documents as files or links, what they are attached to, excerpts worth quoting."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from sqlmodel import Field

from assessment.storage.tables.base import Stored, Versioned, new_id, one_of, rule

Release = Literal["internal", "cited", "quotable"]
"""How far a document goes: analysts only; named in the report; its excerpts quoted there as well."""


class LibraryDocument(Versioned, Stored, table=True):
    """A document that findings rest on. A file is kept outside the database, under its SHA-256 (`digest`).

    `dated` is an ISO date, a month or a year; `licence` is the licence or whose consent allows the use.
    """

    __tablename__ = "library_document"
    __table_args__ = (
        one_of("release", get_args(Release)),
        rule("file_or_link", "(digest IS NULL) = (link IS NOT NULL)"),
        rule("size_counts", "size >= 0"),
        rule("quoted_by_right", "release <> 'quotable' OR licence <> ''"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    assessment_id: str = Field(foreign_key="assessment.id", index=True, max_length=32)
    title: str = Field(max_length=200)
    citation: str = ""
    licence: str = Field(default="", max_length=200)
    language: str = Field(max_length=10)
    dated: str = Field(default="", max_length=10)
    release: str = Field(default="cited", max_length=8)
    digest: str | None = Field(default=None, index=True, max_length=64)
    size: int = 0
    kind: str = Field(default="", max_length=4)
    name: str = ""
    link: str | None = None
    added_by: str = Field(max_length=200)
    added_at: datetime
    changed_at: datetime


class LibraryPlace(Stored, table=True):
    """What a document tells of: `code` is an area, an indicator, an item, a row of a grid or a series."""

    __tablename__ = "library_place"

    document_id: str = Field(foreign_key="library_document.id", primary_key=True, max_length=32)
    code: str = Field(primary_key=True, max_length=80)
    area: str = Field(max_length=20)


class LibraryExcerpt(Stored, table=True):
    """Words of a document, where in it they stand (`page`), and the code they tell of; `quoted`: in the report."""

    __tablename__ = "library_excerpt"

    document_id: str = Field(foreign_key="library_document.id", primary_key=True, max_length=32)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    code: str = Field(max_length=80)
    area: str = Field(max_length=20)
    page: str = Field(default="", max_length=60)
    passage: str
    quoted: bool = False
