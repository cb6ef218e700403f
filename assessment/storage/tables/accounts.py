"""Accounts: who may sign in, and which role they have in which country."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Relationship

from assessment.storage.tables.base import Stored, new_id, one_of

MEMBERSHIPS = ("admin", "analyst", "focal_point", "viewer")
EVERYWHERE = "*"


class RoleOfUser(Stored, table=True):
    """Flask-Security's link between users and its own roles, which we do not use: ours are memberships."""

    __tablename__ = "role_of_user"

    user_id: str = Field(foreign_key="user_account.id", primary_key=True, max_length=32)
    role_id: str = Field(foreign_key="role.id", primary_key=True, max_length=32)


class Role(Stored, table=True):
    """Flask-Security's role."""

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    name: str = Field(unique=True, max_length=80)
    description: str | None = None


class User(Stored, table=True):
    """An account, with the columns that Flask-Security expects (`user` itself is a reserved word in SQL)."""

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
    roles: list[Role] = Relationship(link_model=RoleOfUser)


class Membership(Stored, table=True):
    """A role held in one country (ISO 3166-1 alpha-3), or everywhere (`*`)."""

    __table_args__ = (
        UniqueConstraint("user_id", "country", "role"),
        one_of("role", MEMBERSHIPS),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    user_id: str = Field(foreign_key="user_account.id", max_length=32)
    country: str = Field(max_length=3)
    role: str = Field(max_length=20)
