"""The database: one engine for SQLite or PostgreSQL, sessions that write and sessions that only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from sqlite3 import Connection as SQLite
from time import monotonic
from typing import Any, cast

from psycopg import Connection as Postgres
from psycopg import Error as Fault
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlmodel import Session

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "secure_delete=ON")
"""Safe, concurrent, and what is deleted is overwritten with zeros."""
USED_AT = "etready_used_at"
LONG_IDLE = 5.0
"""Seconds after which a server's connection is tried before it is used."""
DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"


class Database:
    """Where everything is kept.

    Sessions of `writing()` take SQLite's write lock at once, so none loses an update;
    those of `reading()` never wait for it and cannot write.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = engine_for(url)
        self.reading_engine = reading_engine_for(self.engine)

    def writing(self) -> Session:
        """A session whose transaction may write; leaving it without a commit rolls back."""
        return Session(self.engine, expire_on_commit=False)

    def reading(self) -> Session:
        """A session that sees one state of the database and cannot change it."""
        return Reading(self.reading_engine, expire_on_commit=False)

    @contextmanager
    def all_or_nothing(self) -> Iterator[Session]:
        """A session whose commits are steps inside one transaction, which ends with the block."""
        with (
            self.engine.begin() as connection,
            Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session,
        ):
            yield session

    def forget_deleted(self) -> None:
        """Leave nothing of destroyed keys in the files: SQLite's log is emptied, PostgreSQL rewrites their table.

        What a reader of that moment still needs of SQLite's log goes with the next time.
        """
        if self.engine.dialect.name == "sqlite":
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as rewriting:
            rewriting.exec_driver_sql("VACUUM FULL person_key")

    def close(self) -> None:
        """Close every connection."""
        self.reading_engine.dispose()
        self.engine.dispose()


class Reading(Session):
    """A session that looks things up: statements run on one connection, without the bookkeeping that writing needs.

    Whatever it reads is of one moment, that of its first statement.
    """

    _opened: Connection | None = None

    def connection(self, *_args: Any, **_kwargs: Any) -> Connection:
        """The connection, in one transaction from the first use to the end."""
        if self._opened is None:
            self._opened = self.get_bind().engine.connect()
            self._opened.begin()
        return self._opened

    def close(self) -> None:
        """End the transaction."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None
        if self.in_transaction():
            super().close()


def engine_for(url: str, *, foreign_keys: bool = True) -> Engine:
    """An engine with the settings that keep what was committed; the folder of a SQLite file is made.

    `foreign_keys` can be switched off for migrations, which copy tables that others point at.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        told = {"application_name": "etready"}
        server = create_engine(address, connect_args=told, hide_parameters=True)
        event.listen(server, "connect", _wait_for_the_disk)
        event.listen(server, "connect", _compile_nothing)
        event.listen(server, "checkin", _note_the_time)
        event.listen(server, "checkout", _leave_the_dead)
        event.listen(server, "reset", _end_transaction)
        return server
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    return _sqlite_engine(address, _begin_writing, (*PRAGMAS, f"foreign_keys={'ON' if foreign_keys else 'OFF'}"))


def reading_engine_for(engine: Engine) -> Engine:
    """An engine over the same database whose connections cannot change it.

    SQLite's have their own: to switch one between reading and writing makes it forget every statement it knows.
    """
    if engine.dialect.name != "sqlite":
        return engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")
    return _sqlite_engine(engine.url, _begin_reading, (*PRAGMAS, "foreign_keys=ON", "query_only=ON"))


def _sqlite_engine(address: URL, begin: Callable[[Connection], None], pragmas: Sequence[str]) -> Engine:
    engine = create_engine(address, hide_parameters=True)  # faults are logged: never with what somebody answered
    event.listen(engine, "connect", partial(_configure, pragmas=pragmas))
    event.listen(engine, "begin", begin)
    event.listen(engine, "reset", _end_transaction)
    return engine


def _wait_for_the_disk(connection: Postgres, _record: Any) -> None:
    """Whatever the server or the role was set to, a commit is one that outlives a crash."""
    connection.execute(DURABLE)
    connection.commit()


def _compile_nothing(connection: Postgres, _record: Any) -> None:
    """Compiling a statement to machine code, anew each time, took longer than all the counting that it speeds up."""
    connection.execute("SET jit = off")
    connection.commit()


def _note_the_time(_connection: Postgres | None, record: ConnectionPoolEntry) -> None:
    record.info[USED_AT] = monotonic()


def _leave_the_dead(connection: Postgres, record: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
    """A connection that broke, or that the server may have ended while it lay idle, is replaced by a new one."""
    idle = monotonic() - record.info.get(USED_AT, monotonic())
    try:
        if connection.broken or connection.closed:
            raise DisconnectionError
        if idle > LONG_IDLE:
            connection.execute("")
            connection.rollback()
    except Fault as fault:
        raise DisconnectionError from fault


def _end_transaction(connection: Postgres | SQLite, _record: Any, _state: Any) -> None:
    """After a commit that failed the library takes the transaction for ended; the next user would stand in it."""
    if not isinstance(connection, SQLite) or connection.in_transaction:
        connection.rollback()


def _configure(connection: SQLite, _record: Any, *, pragmas: Sequence[str]) -> None:
    """Durable and concurrent; transactions are begun by us alone."""
    connection.isolation_level = None
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def _begin_writing(connection: Connection) -> None:
    """Writers queue for the lock here, where the time-out counts, instead of failing at their first write."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    """Readers wait for nobody, so this cannot fail."""
    cast(SQLite, connection.connection.dbapi_connection).execute("BEGIN")
