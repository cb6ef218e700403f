"""What tables share: names of constraints, 128-bit identities, JSON columns, checks from lists of words."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# None is SQL's NULL, never the JSON word null; PostgreSQL compares and indexes its binary form.
PLAIN = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Stored(SQLModel):
    """The base of every table."""

    metadata: ClassVar[MetaData] = METADATA


class Versioned(SQLModel):
    """A row that two people may edit: a stale write is refused instead of overwriting."""

    version_id: int = Field(default=None, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version_id}


def new_id() -> str:
    """32 hexadecimal characters: 128 random bits, so that an identity in an address cannot be guessed."""
    return secrets.token_hex(16)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """The column holds one of the words (or nothing, where it may be null)."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def rule(name: str, condition: str) -> CheckConstraint:
    """A named rule of a table, in the SQL that both databases understand."""
    return CheckConstraint(condition, name=name)
