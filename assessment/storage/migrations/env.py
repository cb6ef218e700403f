"""Alembic's entry: one transaction, SQLite tables altered by copying, the job library's own tables left alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, Connection, text
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from assessment.storage.tables import METADATA

ONE_AT_A_TIME = 0x65747265616479  # any number known to every process that migrates


def is_ours(name: str | None, kind: str, _parents: Mapping[Any, str | None]) -> bool:
    """Whether Alembic should look at it: our tables and what is in them."""
    return kind != "table" or name in METADATA.tables


def plainly(kind: str, value: Any, _context: object) -> str | Literal[False]:
    """How a revision writes a column's type: in SQLAlchemy's own words, so that it stays what it was."""
    if kind != "type":
        return False
    if isinstance(value, AutoString):
        length = getattr(value.impl_instance, "length", None)
        return f"sa.String({length or ''})"
    if isinstance(value, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(value, JSON):
        return "PLAIN"
    return False


def run(connection: Connection) -> None:
    """Run what was asked for on the connection."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        transactional_ddl=True,
        compare_server_default=True,
        include_name=is_ours,
        render_item=plainly,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})
        context.run_migrations()
        if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
            raise RuntimeError("the migration left rows that point at nothing; nothing was changed")


run(context.config.attributes["connection"])
