"""Persons: the key under which somebody's personal values lie, codes of anonymous drafts, and who did what to whom."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from sqlmodel import Field

from assessment.storage.tables.base import Stored, new_id, one_of

Deed = Literal[
    "invitation", "link_renewal", "reopening", "correction", "withdrawal", "erasure", "identities_seen", "export",
    "confirmation", "anonymous_link", "issue", "issue_withdrawal", "open_data",
]  # fmt: skip


class PersonKey(Stored, table=True):
    """The key to a respondent's personal values. Deleting the row erases them wherever they lie, history included."""

    __tablename__ = "person_key"

    respondent_id: str = Field(foreign_key="respondent.id", primary_key=True, max_length=32)
    key: str = Field(max_length=44)


class ResumeCode(Stored, table=True):
    """The hash of the code with which somebody goes on with an anonymous draft; it goes when the draft is sent."""

    __tablename__ = "resume_code"

    respondent_id: str = Field(foreign_key="respondent.id", primary_key=True, max_length=32)
    code_hash: str = Field(unique=True, max_length=64)


class AuditEntry(Stored, table=True):
    """Who (`actor`) did what (`deed`) to whom (`subject`) when; rows never change.

    Actor, assessment and subject are pseudonymous identities, without foreign keys: an entry outlives what it tells
    of. `digest` is SHA-256 of what was given out or decided.
    """

    __tablename__ = "audit"
    __table_args__ = (one_of("deed", get_args(Deed)),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    at: datetime = Field(index=True)
    actor: str = Field(max_length=40)
    deed: str = Field(max_length=20)
    assessment_id: str = Field(default="", index=True, max_length=32)
    subject: str = Field(default="", index=True, max_length=120)
    digest: str = Field(default="", max_length=64)
