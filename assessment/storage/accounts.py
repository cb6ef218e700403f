"""Queries on accounts, on the roles they have in countries, and on failed sign-ins."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Row, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from assessment.storage.tables import METADATA, Membership, User

FAILURE = METADATA.tables["sign_in_failure"]


def _counted(dialect: Any) -> Executable:
    statement = dialect.insert(FAILURE)
    counted: Executable = statement.on_conflict_do_update(
        index_elements=[FAILURE.c.key],
        set_={"failures": FAILURE.c.failures + 1, "last_at": statement.excluded.last_at},
    )
    return counted


COUNT = {"sqlite": _counted(sqlite), "postgresql": _counted(postgresql)}


def user_by_id(session: Session, user_id: str) -> User | None:
    """An account by its identity."""
    return session.exec(select_rows(User).where(User.id == user_id)).one_or_none()


def user_by_any(session: Session, identifier: str) -> User | None:
    """An account by its address whatever the case, its identity, or what its sessions carry."""
    return session.exec(
        select_rows(User).where(
            or_(
                func.lower(col(User.email)) == identifier.lower(),
                col(User.id) == identifier,
                col(User.fs_uniquifier) == identifier,
            )
        )
    ).first()


def memberships_of(session: Session, user_id: str) -> frozenset[tuple[str, str]]:
    """The account's (country, role) pairs; country `*` is everywhere."""
    statement = select_rows(Membership.country, Membership.role).where(Membership.user_id == user_id)
    return frozenset((country, role) for country, role in session.exec(statement))


def add_user(session: Session, user: User, memberships: Iterable[tuple[str, str]]) -> None:
    """Add an account with its roles."""
    session.add(user)
    session.flush()
    session.add_all(Membership(user_id=user.id, country=country, role=role) for country, role in sorted(memberships))
    session.flush()


def change_user(session: Session, user_id: str, **values: str) -> bool:
    """Set columns of an account; whether there is one."""
    statement = update(User).where(col(User.id) == user_id).values(**values)
    return session.exec(statement).rowcount == 1


def failures_of(session: Session, keys: Collection[str]) -> list[Row[Any]]:
    """The failures in a row counted under the keys: `key`, `failures`, `last_at`."""
    return list(session.connection().execute(select(FAILURE).where(FAILURE.c.key.in_(keys))))


def count_failure(session: Session, keys: Collection[str], now: datetime) -> None:
    """Count one more failure under each key."""
    connection = session.connection()
    rows = [{"key": key, "failures": 1, "last_at": now} for key in sorted(keys)]
    connection.execute(COUNT[connection.dialect.name], rows)


def forget_failures(session: Session, keys: Collection[str]) -> None:
    """Forget what was counted under the keys."""
    session.connection().execute(delete(FAILURE).where(FAILURE.c.key.in_(keys)))


def take_back_failure(session: Session, keys: Collection[str]) -> None:
    """Count one failure less under each key."""
    fewer = update(FAILURE).where(FAILURE.c.key.in_(keys), FAILURE.c.failures > 1)
    session.connection().execute(delete(FAILURE).where(FAILURE.c.key.in_(keys), FAILURE.c.failures == 1))
    session.connection().execute(fewer.values(failures=FAILURE.c.failures - 1))


def forget_failures_before(session: Session, moment: datetime) -> None:
    """Forget what was last counted before the moment."""
    session.connection().execute(delete(FAILURE).where(FAILURE.c.last_at < moment))
