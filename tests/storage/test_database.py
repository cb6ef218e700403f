"""The database keeps what was committed, loses no update, and never waits for a reader."""

import multiprocessing

import pytest
from psycopg import OperationalError
from sqlalchemy import Boolean, bindparam, func, make_url, select
from sqlalchemy.exc import DBAPIError

from assessment.storage.database import Database
from assessment.storage.prepared import Prepared
from tests.builders import an_assessment
from tests.storage.counter import count

PROCESSES, INCREMENTS = 4, 450


def test_1800_concurrent_increments_lose_none(session, database_url):
    an_assessment(session, register={"BIZ": 0})
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=count, args=(database_url, INCREMENTS)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    total = session.connection().exec_driver_sql("SELECT size FROM register_size").scalar_one()
    assert total == PROCESSES * INCREMENTS


@pytest.mark.parametrize(("kind", "waits"), [("writing", 0), ("reading", 10000)])
def test_a_sqlite_connection_is_durable_concurrent_and_checks_foreign_keys(migrated_sqlite, kind, waits):
    """Who writes waits at the beginning of the transaction, by asking again, and nowhere else."""
    database = Database(f"sqlite:///{migrated_sqlite}")
    with getattr(database, kind)() as session:
        said = {
            pragma: session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
            for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": waits}


def test_a_reader_sees_one_state_while_a_writer_commits(database):
    statement = "INSERT INTO sign_in_failure (key, failures, last_at) VALUES ('k', 1, '2026-01-01 00:00:00+00')"
    with database.reading() as reader, database.writing() as writer:
        assert reader.connection().exec_driver_sql("SELECT count(*) FROM sign_in_failure").scalar_one() == 0
        writer.connection().exec_driver_sql(statement)
        writer.commit()
        if database.url.startswith("sqlite"):
            assert reader.connection().exec_driver_sql("SELECT count(*) FROM sign_in_failure").scalar_one() == 0
    with database.reading() as reader:
        assert reader.connection().exec_driver_sql("SELECT count(*) FROM sign_in_failure").scalar_one() == 1


def test_a_reading_session_cannot_write(database):
    with database.reading() as session, pytest.raises(DBAPIError, match=r"read-?only"):
        session.connection().exec_driver_sql("DELETE FROM sign_in_failure")


def test_a_connection_that_read_writes_again_in_the_next_session(database):
    with database.reading() as session:
        session.connection()
    with database.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM sign_in_failure")
        session.commit()


def test_a_session_left_without_a_commit_keeps_nothing(database):
    statement = "INSERT INTO sign_in_failure (key, failures, last_at) VALUES ('k', 1, '2026-01-01 00:00:00+00')"
    with database.writing() as session:
        session.connection().exec_driver_sql(statement)
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM sign_in_failure").scalar_one() == 0


def test_a_role_that_would_not_wait_for_the_disk_is_made_to(migrated_postgres):
    """What an acknowledgement means is not an operator's setting."""
    address = make_url(migrated_postgres).update_query_dict({"options": "-c synchronous_commit=off"})
    database = Database(address.render_as_string(hide_password=False))
    with database.writing() as session:
        assert session.connection().exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
    database.close()


def ended(database, admin):
    """The server ends the connection that a reading session used; returns its number."""
    with database.reading() as session:
        number = session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    with admin.writing() as session:
        session.connection().exec_driver_sql(f"SELECT pg_terminate_backend({number}, 5000)")
    return number


def backend(database):
    """The number of the connection that a reading session gets."""
    with database.reading() as session:
        return session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()


def test_a_connection_that_the_server_ended_while_it_lay_idle_is_replaced(postgres_url, monkeypatch):
    database, admin = Database(postgres_url), Database(postgres_url)
    monkeypatch.setattr("assessment.storage.sessions.LONG_IDLE", -1.0)
    gone = ended(database, admin)
    assert backend(database) != gone
    database.close()
    admin.close()


def test_a_connection_that_broke_fails_once_and_is_replaced(postgres_url):
    database, admin = Database(postgres_url), Database(postgres_url)
    gone = ended(database, admin)
    with pytest.raises(DBAPIError):
        backend(database)
    assert backend(database) != gone
    database.close()
    admin.close()


def test_one_that_broke_while_a_single_statement_ran_is_replaced_as_well(postgres_url):
    database, admin = Database(postgres_url), Database(postgres_url)
    number = Prepared(select(func.pg_backend_pid().label("number")).where(bindparam("wanted", type_=Boolean)))
    with database.reading() as session:
        gone = session.at_once(number, wanted=True)[0]
    ended(database, admin)
    with admin.writing() as session:
        session.connection().exec_driver_sql(f"SELECT pg_terminate_backend({gone}, 5000)")
    with database.reading() as session, pytest.raises(OperationalError):
        session.at_once(number, wanted=True)
    with database.reading() as session:
        assert session.at_once(number, wanted=True)[0] != gone
        assert session.connection().exec_driver_sql("SELECT 1").scalar_one()  # one like it was found dead: it was tried
    assert database.engine.pool.checkedout() == 2  # what was laid down for the next
    database.close()
    admin.close()
