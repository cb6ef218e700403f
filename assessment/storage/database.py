"""The database: one engine for SQLite or PostgreSQL, sessions that write and sessions that only read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from sqlite3 import Connection as SQLite
from typing import Any, cast

from psycopg import Connection as Postgres
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlmodel import Session

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "secure_delete=ON")
"""Safe, concurrent, and what is deleted is overwritten with zeros."""
READ_ONLY = "etready_read_only"
DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"


class Database:
    """Where everything is kept.

    Sessions of `writing()` take SQLite's write lock at once, so none loses an update;
    those of `reading()` never wait for it and cannot write.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = engine_for(url)
        self._read_only = self.engine.execution_options(**{READ_ONLY: True, "postgresql_readonly": True})

    def writing(self) -> Session:
        """A session whose transaction may write; leaving it without a commit rolls back."""
        return Session(self.engine, expire_on_commit=False)

    def reading(self) -> Session:
        """A session that sees one state of the database and cannot change it."""
        return Session(self._read_only, expire_on_commit=False)

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
        self.engine.dispose()


def engine_for(url: str, *, foreign_keys: bool = True) -> Engine:
    """An engine with the settings that keep what was committed; the folder of a SQLite file is made.

    `foreign_keys` can be switched off for migrations, which copy tables that others point at.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        told = {"application_name": "etready"}
        server = create_engine(address, pool_pre_ping=True, connect_args=told, hide_parameters=True)
        event.listen(server, "connect", _wait_for_the_disk)
        event.listen(server, "reset", _end_transaction)
        return server
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, hide_parameters=True)  # faults are logged: never with what somebody answered
    event.listen(engine, "connect", partial(_configure, foreign_keys=foreign_keys))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "reset", _end_transaction)
    return engine


def _wait_for_the_disk(connection: Postgres, _record: Any) -> None:
    """Whatever the server or the role was set to, a commit is one that outlives a crash."""
    connection.execute(DURABLE)
    connection.commit()


def _end_transaction(connection: Postgres | SQLite, _record: Any, _state: Any) -> None:
    """After a commit that failed the library takes the transaction for ended; the next user would stand in it."""
    if not isinstance(connection, SQLite) or connection.in_transaction:
        connection.rollback()


def _configure(connection: SQLite, _record: Any, *, foreign_keys: bool) -> None:
    """Durable and concurrent; transactions are begun by us alone."""
    connection.isolation_level = None
    for pragma in (*PRAGMAS, f"foreign_keys={'ON' if foreign_keys else 'OFF'}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Writers queue for the lock here, where the time-out counts, instead of failing at their first write."""
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    driver = cast(SQLite, connection.connection.dbapi_connection)
    if connection.info.get(READ_ONLY) is not read_only:
        driver.execute(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")
        connection.info[READ_ONLY] = read_only
    if read_only:
        driver.execute("BEGIN")  # waits for nobody, so it cannot fail
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
