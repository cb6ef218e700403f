"""The database: one engine for SQLite or PostgreSQL, sessions that write and sessions that only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from sqlite3 import SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED, OperationalError
from sqlite3 import Connection as SQLite
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlmodel import Session

from assessment.storage.sessions import IDLE, Reading, Writing, end_transaction, leave_the_dead, note_the_time

if TYPE_CHECKING:
    from psycopg import Connection as Postgres

PATIENCE = 10.0
"""Seconds that a writer waits for others, and a reader for a database that is just being recovered."""
WAITING, NOT_WAITING = f"busy_timeout={PATIENCE * 1000:.0f}", "busy_timeout=0"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", WAITING, "secure_delete=ON")
"""Safe, concurrent, and what is deleted is overwritten with zeros."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.0002, 0.02
TAKEN = {SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED}
DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"


class Database:
    """Where everything is kept.

    Sessions of `writing()` take SQLite's write lock at once, so none loses an update;
    those of `reading()` never wait for it and cannot write.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._given_back: list[Session] = []
        self.engine = engine_for(url)
        self.reading_engine = reading_engine_for(self.engine)
        self.reading_alone = alone(self.reading_engine, self.engine)
        self.writing_alone = alone(self.engine, self.engine)

    def writing(self) -> Session:
        """A session whose transaction may write; leaving it without a commit rolls back."""
        return Writing(self.engine, self.writing_alone)

    def reading(self) -> Session:
        """A session that sees one state of the database and cannot change it."""
        return Reading(self.reading_engine, self.reading_alone)

    def borrowed(self) -> Session:
        """The same for who gives it back when it has read: to make one takes as long as looking a page up."""
        try:
            return self._given_back.pop()
        except IndexError:
            return self.reading()

    def give_back(self, session: Session) -> None:
        """End what a borrowed session read, and keep it for whoever borrows next."""
        session.close()
        self._given_back.append(session)

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
        engines = (self.reading_alone, self.writing_alone, self.reading_engine, self.engine)
        for engine in engines:
            IDLE.forget(engine)
        for engine in engines:
            engine.dispose()


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
        event.listen(server, "checkin", note_the_time)
        event.listen(server, "checkout", leave_the_dead)
        event.listen(server, "reset", end_transaction)
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


def alone(engine: Engine, base: Engine) -> Engine:
    """An engine like one over a `base`, but with every statement a transaction of its own.

    Of SQLite it is the same: transactions are begun by us, so what is not begun is none.
    """
    if engine.dialect.name == "sqlite":
        return engine
    only_reads = engine.get_execution_options().get("postgresql_readonly", False)
    return base.execution_options(postgresql_readonly=only_reads, isolation_level="AUTOCOMMIT")


def _sqlite_engine(address: URL, begin: Callable[[Connection], None], pragmas: Sequence[str]) -> Engine:
    engine = create_engine(address, hide_parameters=True)  # faults are logged: never with what somebody answered
    event.listen(engine, "connect", partial(_configure, pragmas=pragmas))
    event.listen(engine, "begin", begin)
    event.listen(engine, "reset", end_transaction)
    return engine


def _wait_for_the_disk(connection: Postgres, _record: Any) -> None:
    """Whatever the server or the role was set to, a commit is one that outlives a crash."""
    connection.execute(DURABLE)
    connection.commit()


def _compile_nothing(connection: Postgres, _record: Any) -> None:
    """Compiling a statement to machine code, anew each time, took longer than all the counting that it speeds up."""
    connection.execute("SET jit = off")
    connection.commit()


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
