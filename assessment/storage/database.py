"""The database: one engine for SQLite or PostgreSQL, sessions that write and sessions that only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from sqlite3 import SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED, OperationalError
from sqlite3 import Connection as SQLite
from threading import local
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlmodel import Session

if TYPE_CHECKING:
    from psycopg import Connection as Postgres

PATIENCE = 10.0
"""Seconds that a writer waits for others, and a reader for a database that is just being recovered."""
WAITING, NOT_WAITING = f"busy_timeout={PATIENCE * 1000:.0f}", "busy_timeout=0"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", WAITING, "secure_delete=ON")
"""Safe, concurrent, and what is deleted is overwritten with zeros."""
USED_AT = "etready_used_at"
SHORTEST_PAUSE, LONGEST_PAUSE = 0.0002, 0.02
TAKEN = {SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED}
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
        return Writing(self.engine, expire_on_commit=False)

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
                for pragma in (WAITING, "wal_checkpoint(TRUNCATE)", NOT_WAITING):
                    connection.cursor().execute(f"PRAGMA {pragma}")
            finally:
                connection.close()
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as rewriting:
            rewriting.exec_driver_sql("VACUUM FULL person_key")

    def close(self) -> None:
        """Close every connection."""
        for engine in (self.reading_engine, self.engine):
            _idle.forget(engine)
            engine.dispose()


class Idle(local):
    """Connections to files of SQLite that sessions of this thread laid down, one for each engine, for the next ones.

    To give one back to the library and to take it out again costs as much as looking a page up.
    """

    def __init__(self) -> None:
        self._laid_down: dict[Engine, Connection] = {}

    def taken_up(self, engine: Engine) -> Connection:
        """A connection that nobody uses."""
        return self._laid_down.pop(engine, None) or engine.connect()

    def lay_down(self, connection: Connection) -> None:
        """End what a connection is in the middle of, and keep it if it is a file's and none is kept."""
        engine = connection.engine
        if engine.dialect.name != "sqlite" or engine in self._laid_down or connection.closed or connection.invalidated:
            connection.close()
        else:
            connection.rollback()
            _end_transaction(cast(SQLite, connection.connection.dbapi_connection), None, None)
            self._laid_down[engine] = connection

    def forget(self, engine: Engine) -> None:
        """Close what this thread keeps of an engine."""
        kept = self._laid_down.pop(engine, None)
        if kept is not None:
            kept.close()


_idle = Idle()


class OneConnection(Session):
    """A session whose statements run on one connection, without the bookkeeping that only mapped objects need."""

    _opened: Connection | None = None

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
            _idle.lay_down(self._opened)
            self._opened = None

    def _connected(self) -> Connection:
        if self._opened is None:
            self._opened = _idle.taken_up(cast(Engine, self.bind))
        return self._opened


class Reading(OneConnection):
    """A session that looks things up. Whatever it reads is of one moment, that of its first statement."""


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
    ours = (f"foreign_keys={'ON' if foreign_keys else 'OFF'}", NOT_WAITING)
    return _sqlite_engine(address, _begin_writing, (*PRAGMAS, *ours))


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
    from psycopg import Error as Fault  # whoever keeps to SQLite need not hold it

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
    """Writers queue for the lock here, instead of failing at their first write.

    SQLite's own waiting sleeps longer than most writers need; here they ask again as soon as one may be done.
    """
    file = cast(SQLite, connection.connection.dbapi_connection)
    pause, until = SHORTEST_PAUSE, monotonic() + PATIENCE
    while True:
        try:
            file.execute("BEGIN IMMEDIATE")
        except OperationalError as fault:
            if fault.sqlite_errorcode not in TAKEN or monotonic() > until:
                raise
        else:
            return
        sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)


def _begin_reading(connection: Connection) -> None:
    """Readers wait for nobody, so this cannot fail."""
    cast(SQLite, connection.connection.dbapi_connection).execute("BEGIN")
