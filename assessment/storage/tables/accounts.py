"""Accounts: who may sign in, which role they have in which country, and sign-ins that failed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from assessment.storage.tables.base import Stored, new_id, one_of, rule

ROLES = ("admin", "analyst", "focal_point", "viewer")
EVERYWHERE = "*"


class User(Stored, table=True):
    """An account (`user` itself is a reserved word in SQL); a new `fs_uniquifier` ends all its sessions."""

    __tablename__ = "user_account"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    email: str = Field(unique=True, max_length=255)
    password: str | None = Field(default=None, max_length=255)
    active: bool = True
    fs_uniquifier: str = Field(default_factory=new_id, unique=True, max_length=64)
    name: str = Field(max_length=200)
    language: str = Field(default="en", max_length=10)
    confirmed_at: datetime | None = None
    created_at: datetime


class Membership(Stored, table=True):
    """A role held in one country (ISO 3166-1 alpha-3), or everywhere (`*`)."""

    __table_args__ = (
        UniqueConstraint("user_id", "country", "role"),
        one_of("role", ROLES),
        rule("country_or_everywhere", "country = '*' OR length(country) = 3"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    user_id: str = Field(foreign_key="user_account.id", max_length=32)
    country: str = Field(max_length=3)
    role: str = Field(max_length=11)


class SignInFailure(Stored, table=True):
    """Failures in a row for an account or an address, known by a digest; the next attempt must wait till then."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (rule("failures_count", "failures > 0"),)

    key: str = Field(primary_key=True, max_length=64)
    failures: int
    last_at: datetime
