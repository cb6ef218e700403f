"""Sessions that look things up and sessions that write, and the connections that they leave to each other."""

from __future__ import annotations

import math
from collections import defaultdict
from sqlite3 import Connection as SQLite
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlmodel import Session

from assessment.storage.prepared import Prepared

if TYPE_CHECKING:
    from psycopg import Connection as Postgres

USED_AT = "etready_used_at"
LONG_IDLE = 5.0
"""Seconds after which a server's connection is tried before it is used."""
MOST_IDLE = 2


class Idle:
    """Connections that sessions laid down, few for each engine, for the next ones.

    To give one back to the library and to take it out again costs as much as looking a page up.
    """

    def __init__(self) -> None:
        self._laid_down: defaultdict[Engine, list[tuple[Connection, float]]] = defaultdict(list)

    def taken_up(self, engine: Engine) -> Connection:
        """A connection that nobody uses."""
        try:
            connection, since = self._laid_down[engine].pop()
        except IndexError:
            return engine.connect()
        return connection if self._lives(connection, since) else engine.connect()

    def lay_down(self, connection: Connection) -> None:
        """End what a connection is in the middle of, and keep it if not enough are kept."""
        kept = self._laid_down[connection.engine]
        if connection.closed or connection.invalidated or len(kept) >= MOST_IDLE:
            connection.close()
            return
        if not self._lives(connection, monotonic()):
            return
        connection.rollback()
        end_transaction(_driver(connection), None, None)
        kept.append((connection, monotonic()))

    def forget(self, engine: Engine) -> None:
        """Close what is kept of an engine."""
        for connection, _ in self._laid_down.pop(engine, []):
            connection.close()

    def _lives(self, connection: Connection, idle_since: float) -> bool:
        """Whether a connection can be used; one that cannot is put away, and its like are tried before their use."""
        if not is_dead(_driver(connection), idle_since):
            return True
        for engine, kept in self._laid_down.items():
            if engine.pool is connection.engine.pool:
                kept[:] = [(other, -math.inf) for other, _ in kept]
        connection.invalidate()
        connection.close()
        return False


IDLE = Idle()


class OneConnection(Session):
    """A session whose statements run on one connection, without the bookkeeping that only mapped objects need."""

    _opened: Connection | None = None

    def __init__(self, engine: Engine, alone: Engine) -> None:
        """Over an engine; `alone` is one over the same database on which a statement is a transaction by itself."""
        super().__init__(engine, expire_on_commit=False)
        self._alone = alone

    def at_once(self, statement: Prepared, **given: Any) -> Any | None:
        """The one row that a statement finds or returns.

        As long as no transaction was begun it is one by itself, which has ended when this returns; else it is a part.
        """
        if self._opened is not None:
            return statement.row(self.connection(), **given)
        connection = IDLE.taken_up(self._alone)
        try:
            return statement.row(connection, **given)
        finally:
            IDLE.lay_down(connection)

    def connection(self, *_args: Any, **_kwargs: Any) -> Connection:
        """The connection, in a transaction."""
        opened = self._connected()
        if not opened.in_transaction():
            opened.begin()
        return opened

    def close(self) -> None:
        """End the transaction: what was not committed is gone."""
        if self.in_transaction():
            super().close()
        if self._opened is not None:
            IDLE.lay_down(self._opened)
            self._opened = None

    def _connected(self) -> Connection:
        if self._opened is None:
            self._opened = IDLE.taken_up(cast(Engine, self.bind))
        return self._opened


class Reading(OneConnection):
    """A session that looks things up. Whatever it reads is of one moment, that of its first statement.

    What is looked up `at_once` before is of a moment of its own. A transaction ends with a commit: after each that is
    rolled back the driver of PostgreSQL has its statements planned anew.
    """

    def close(self) -> None:
        """End the transaction."""
        try:
            if self._opened is not None and not self.in_transaction():
                _end_reading(self._opened)
        finally:
            super().close()


class Writing(OneConnection):
    """A session that writes; mapped objects are kept by the same connection, and so in the same transaction."""

    def get_bind(self, *_args: Any, **_kwargs: Any) -> Connection:
        """What mapped objects are kept by."""
        return self._connected()

    def commit(self) -> None:
        """Keep what was done, and end the transaction."""
        if self.in_transaction():
            super().commit()
        if self._opened is not None:
            self._opened.commit()

    def rollback(self) -> None:
        """Undo what was done since the last commit."""
        if self.in_transaction():
            super().rollback()
        if self._opened is not None:
            self._opened.rollback()


def at_once(session: Session, statement: Prepared, **given: Any) -> Any | None:
    """The one row that a statement finds or returns: see `OneConnection.at_once`; in other sessions it is a part."""
    if isinstance(session, OneConnection):
        return session.at_once(statement, **given)
    return statement.row(session.connection(), **given)


def has_server(session: Session) -> bool:
    """Whether the database is PostgreSQL; without opening a connection."""
    return session.bind is not None and session.bind.dialect.name == "postgresql"


def is_dead(connection: Postgres | SQLite, idle_since: float) -> bool:
    """Whether a connection broke, or its server ended it while it lay idle (`idle_since` on the monotonic clock)."""
    if isinstance(connection, SQLite):
        return False
    if connection.broken or connection.closed:
        return True
    if monotonic() - idle_since <= LONG_IDLE:
        return False
    from psycopg import Error as Fault  # whoever keeps to SQLite need not hold it

    try:
        connection.execute("")
        connection.rollback()
    except Fault:
        return True
    return False


def note_the_time(_connection: Postgres | None, record: ConnectionPoolEntry) -> None:
    """When a connection was given back."""
    record.info[USED_AT] = monotonic()


def leave_the_dead(connection: Postgres, record: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
    """A connection that cannot be used any more is replaced by a new one."""
    if is_dead(connection, record.info.get(USED_AT, monotonic())):
        raise DisconnectionError


def end_transaction(connection: Postgres | SQLite, _record: Any, _state: Any) -> None:
    """After a commit that failed the library takes the transaction for ended; the next user would stand in it."""
    if connection.in_transaction if isinstance(connection, SQLite) else connection.pgconn.transaction_status:
        connection.rollback()


def _end_reading(connection: Connection) -> None:
    usable = not connection.invalidated and connection.in_transaction()
    if usable and not is_dead(_driver(connection), monotonic()):
        connection.commit()


def _driver(connection: Connection) -> Postgres | SQLite:
    return cast("Postgres | SQLite", connection.connection.dbapi_connection)
