"""An answer is acknowledged when it is stored, and only then, on the very connection that stored it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from flask import Flask
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from assessment.app import create_app
from assessment.config import Settings
from assessment.services import fieldwork
from assessment.web.context import EXTENSION
from tests.builders import NOW, an_invitation
from tests.web.scripts import sent

DURABLE: dict[str, dict[str, Any]] = {
    "sqlite": {"PRAGMA synchronous": 2, "PRAGMA journal_mode": "wal"},
    "postgresql": {"SHOW synchronous_commit": "on", "SHOW fsync": "on", "SHOW full_page_writes": "on"},
}


@dataclass
class Watched:
    """The application; `answers` are the status, how often was committed before, and what was stored then.

    `settings` are those of the connections that committed. With `fails` the next page or answer cannot be kept.
    """

    app: Flask
    secret: str
    url: str
    committed: int = 0
    answers: list[tuple[int, int, list[str]]] = field(default_factory=list)
    settings: list[dict[str, Any]] = field(default_factory=list)
    fails: bool = False

    def stored(self) -> list[str]:
        """What another connection, opened now, finds stored."""
        engine = create_engine(self.url)
        with engine.connect() as connection:
            found = connection.execute(text("SELECT question FROM stored_answer ORDER BY question")).scalars().all()
        engine.dispose()
        return list(found)

    def post(self, path: str, **request: Any) -> int:
        """Send something through the server's interface."""
        return self.app.test_client().post(f"/s/{self.secret}/{path}", **request).status_code

    def keep(self, kind: str, commit: Callable[[], Any], ask: Callable[[str], Any]) -> Any:
        """Let the driver commit, after asking its connection how it does, and count that it has."""
        if self.fails:
            self.fails = False
            raise self.app.extensions[EXTENSION].sessions.engine.dialect.dbapi.OperationalError("the disk is full")
        self.settings.append({one: ask(one) for one in DURABLE[kind]})
        done = commit()
        self.committed += 1
        return done

    def watch_sqlite(self, patch: pytest.MonkeyPatch) -> None:
        """It commits when it is told to."""
        dialect = self.app.extensions[EXTENSION].sessions.engine.dialect
        commit = dialect.do_commit

        def told(line):
            self.keep("sqlite", lambda: commit(line), lambda one: line.execute(one).fetchone()[0])

        patch.setattr(dialect, "do_commit", told)

    def watch_postgresql(self, patch: pytest.MonkeyPatch) -> None:
        """It commits a page with the one statement that keeps it, by itself, and says when it is done."""
        execute = psycopg.Cursor.execute

        def executed(cursor, query, *told, **options):
            line = cursor.connection
            if not (line.autocommit and str(query).startswith("WITH")):
                return execute(cursor, query, *told, **options)
            return self.keep(
                "postgresql",
                lambda: execute(cursor, query, *told, **options),
                lambda one: execute(line.cursor(), one).fetchone()[0],
            )

        patch.setattr(psycopg.Cursor, "execute", executed)


@pytest.fixture
def watched(database, database_url, tmp_path, monkeypatch) -> Iterator[Watched]:
    """The application over SQLite and over PostgreSQL, watched at the driver and where its answer begins."""
    with database.writing() as session:
        secret = an_invitation(session)
    key = SecretStr("for tests only, long enough to be accepted")
    app = create_app(Settings(instance=tmp_path, database_url=database_url, secret_key=key), clock=lambda: NOW)
    watched = Watched(app, secret, database_url)
    inner: Any = app.wsgi_app

    def answering(environ, start_response):
        def start(status, headers, *rest):
            watched.answers.append((int(status[:3]), watched.committed, watched.stored()))
            return start_response(status, headers, *rest)

        return inner(environ, start)

    monkeypatch.setattr(app, "wsgi_app", answering)
    getattr(watched, f"watch_{database.engine.dialect.name}")(monkeypatch)
    yield watched
    app.extensions[EXTENSION].sessions.close()


def test_a_script_is_answered_after_the_commit(watched):
    watched.post("answers", json=sent("PAY_01", "yes"))
    assert watched.answers == [(200, 1, ["PAY_01"])]


def test_a_page_is_answered_after_the_commit(watched):
    watched.post("PAY", data={"PAY_01": "yes", "PAY_03": "4"})
    assert watched.answers == [(302, 1, ["PAY_01", "PAY_03"])]


def test_the_connection_that_answers_waits_for_the_disk(watched, database):
    """SQLite: synchronous=FULL in WAL mode; PostgreSQL: fsync and synchronous_commit on."""
    watched.post("answers", json=sent("PAY_01", "yes"))
    assert watched.settings == [DURABLE[database.engine.dialect.name]]


def test_a_server_that_fails_before_the_commit_acknowledges_nothing(watched):
    """D7: what was not acknowledged is sent again, and kept once."""
    watched.fails = True
    for _ in range(3):
        watched.post("answers", json=sent("PAY_01", "yes"))
    assert watched.answers == [(500, 0, []), (200, 1, ["PAY_01"]), (200, 1, ["PAY_01"])]


def test_an_answer_outlives_the_browser_and_its_cookies(watched, database):
    """D9: there is no session to expire; what was sent in its midst is kept."""
    client = watched.app.test_client()
    client.set_cookie("etready", "expired.or.forged.session")
    assert client.post(f"/s/{watched.secret}/answers", json=sent("PAY_01", "yes")).status_code == 200
    with database.reading() as session:
        assert set(fieldwork.questionnaire_for(session, watched.secret, NOW).answers) == {"PAY_01"}
