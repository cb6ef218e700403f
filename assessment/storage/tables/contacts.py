"""Contacts: the persons behind respondents, the links they were sent, and what was written to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from assessment.storage.tables.base import Stored, new_id, one_of, rule
from assessment.storage.tables.sealed import PersonalText

Consent = Literal["unknown", "given", "refused"]
LegalBasis = Literal["", "consent", "public_task", "legal_obligation", "legitimate_interest"]
MailingKind = Literal["invitation", "reminder"]
PERSONAL = PersonalText("respondent_id")
MailState = Literal["queued", "sending", "kept", "accepted", "refused", "not_needed"]


class Contact(Stored, table=True):
    """Who is written to, one row a respondent. Name, e-mail and phone lie under the respondent's key.

    `opened_at` is when the link was first opened, `unsubscribed_at` when they asked for no more mails.
    """

    __table_args__ = (
        one_of("consent", get_args(Consent)),
        one_of("legal_basis", get_args(LegalBasis)),
    )

    respondent_id: str = Field(foreign_key="respondent.id", primary_key=True, max_length=32)
    name: str | None = Field(default=None, sa_type=PERSONAL, nullable=True)
    email: str | None = Field(default=None, sa_type=PERSONAL, nullable=True)
    phone: str | None = Field(default=None, sa_type=PERSONAL, nullable=True)
    consent: str = Field(default="unknown", max_length=8)
    legal_basis: str = Field(default="", max_length=20)
    retain_until: date | None = None
    opened_at: datetime | None = None
    unsubscribed_at: datetime | None = None
    changed_at: datetime


class IssuedLink(Stored, table=True):
    """Which of a respondent's links the server can make again: it follows from its key, the respondent and `revision`.

    A revoked link's revision is never used again. Of the typable code only a keyed hash is kept.
    """

    __tablename__ = "issued_link"
    __table_args__ = (rule("revision_counts", "revision > 0"),)

    respondent_id: str = Field(foreign_key="respondent.id", primary_key=True, max_length=32)
    revision: int
    code_hash: str | None = Field(default=None, unique=True, max_length=64)


class EarlierLink(Stored, table=True):
    """The hash of a link that was given before the one the server can make again, and that goes on working."""

    __tablename__ = "earlier_link"

    link_hash: str = Field(primary_key=True, max_length=64)
    respondent_id: str = Field(foreign_key="respondent.id", index=True, max_length=32)


class Correspondence(Stored, table=True):
    """In whose name an assessment's respondents are written to, and where their replies go."""

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    responsible: str = Field(default="", max_length=200)
    reply_to: str = Field(default="", max_length=254)


class Mailing(Stored, table=True):
    """One round of mails: to those invited, or to those who have not answered yet."""

    __table_args__ = (one_of("kind", get_args(MailingKind)),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    assessment_id: str = Field(foreign_key="assessment.id", index=True, max_length=32)
    kind: str = Field(max_length=10)
    requested_by: str = Field(max_length=200)
    requested_at: datetime


class Mail(Stored, table=True):
    """One mail of a round and what became of it. Its text follows from what is stored and is not kept.

    `due_at` is when it may be tried next, `tried_at` when it was last taken up, `problem` what the server said.
    """

    __table_args__ = (
        UniqueConstraint("mailing_id", "respondent_id"),
        one_of("state", get_args(MailState)),
        rule("attempts_count", "attempts >= 0"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    mailing_id: str = Field(foreign_key="mailing.id", max_length=32)
    respondent_id: str = Field(foreign_key="respondent.id", index=True, max_length=32)
    state: str = Field(default="queued", max_length=10)
    attempts: int = 0
    due_at: datetime = Field(index=True)
    tried_at: datetime | None = Field(default=None, index=True)
    problem: str | None = Field(default=None, max_length=400)


class Reminder(Stored, table=True):
    """A reminder planned for a day, or for so many days before closing; `mailing_id` once it was begun."""

    __table_args__ = (
        rule("day_or_distance", "(on_day IS NULL) <> (days_before IS NULL)"),
        rule("days_count", "days_before >= 0"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    assessment_id: str = Field(foreign_key="assessment.id", index=True, max_length=32)
    on_day: date | None = None
    days_before: int | None = None
    mailing_id: str | None = Field(default=None, foreign_key="mailing.id", max_length=32)
