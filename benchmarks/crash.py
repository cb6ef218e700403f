"""No acknowledged answer is lost: every server process is killed while respondents answer, then all is counted.

`setup/with_postgres .venv/bin/python -m benchmarks.crash` runs the long form alone, ten rounds of a minute on each
database (`--rounds 1`: fewer); without a PostgreSQL in ETREADY_TEST_POSTGRES on SQLite only.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import secrets
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, make_url, text
from sqlmodel import Session

from assessment.methodology.instrument import Instrument
from assessment.services import fieldwork
from assessment.services.assessments import create_assessment
from assessment.services.upkeep import bring_up_to_date
from assessment.services.versions import publish
from assessment.storage.database import Database
from assessment.storage.revisions import revisions_since
from benchmarks.serving import Server

QUESTIONS = tuple(f"PAY_{number:02}" for number in range(1, 13))
RESPONDENTS = 20
ROUNDS = 10
ROUND = 60.0
SHORTEST, LONGEST = 2.0, 10.0
"""Seconds that a server lives at least and at most in the long form."""


@dataclass(frozen=True)
class Count:
    """Saves that were acknowledged, of these lost, saves kept more than once, and how often the server was killed."""

    acknowledged: int
    lost: int
    duplicated: int
    kills: int


class Person(threading.Thread):
    """A respondent who gives one answer after the other, each sent again until it is acknowledged."""

    def __init__(self, secret: str, port: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.secret = secret
        self.acknowledged: dict[int, str] = {}
        """The question of each acknowledged save, by its sequence, which is also the answer."""
        self._port = port
        self._stopped = stop
        self._client = secrets.token_hex(8)

    def run(self) -> None:
        """Answer until told to stop."""
        sequence = 0
        while not self._stopped.is_set():
            sequence += 1
            question = QUESTIONS[sequence % len(QUESTIONS)]
            sent = {"question": question, "fields": [[question, str(sequence)]], "client": self._client}
            if self._is_acknowledged(json.dumps(sent | {"sequence": sequence, "revision": 0})):
                self.acknowledged[sequence] = question

    def _is_acknowledged(self, body: str) -> bool:
        while not self._stopped.is_set():
            line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
            try:
                line.request("POST", f"/s/{self.secret}/answers", body, {"Content-Type": "application/json"})
                if line.getresponse().status == 200:
                    return True
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            finally:
                line.close()
        return False


def crash(url: str, *, lives: Sequence[float], respondents: int = RESPONDENTS, alone: bool = False) -> Count:
    """Let the server live so many seconds each time, kill it while respondents answer, then count what is stored.

    The database is empty before. After the last kill nobody answers any more. `alone` leaves the job worker out.
    """
    bring_up_to_date(url)
    stop = threading.Event()
    with TemporaryDirectory(prefix="etready-crash-") as folder:
        server = Server(url, Path(folder), alone=alone)
        people = [Person(secret, server.port, stop) for secret in _invited(url, respondents)]
        try:
            for number, seconds in enumerate(lives):
                server.start()
                for person in people if number == 0 else ():
                    person.start()
                time.sleep(seconds)
                server.kill()
        finally:
            stop.set()
            server.kill()
        for person in people:
            person.join()
    return _counted(url, people, len(lives))


def main(rounds: int = ROUNDS) -> None:
    """The long form on both databases; fails if an acknowledged answer is lost or kept twice."""
    faults = 0
    for name, urls in (("SQLite", _sqlite_files()), ("PostgreSQL", _postgres_databases())):
        for number, url in zip(range(1, rounds + 1), urls, strict=False):
            count = crash(url, lives=_lives(random.Random()))  # noqa: S311 (moments, not secrets)
            faults += count.lost + count.duplicated
            sys.stdout.write(
                f"{name:<11} round {number:>2}: killed {count.kills} times, acknowledged {count.acknowledged}, "
                f"lost {count.lost}, duplicated {count.duplicated}\n"
            )
            sys.stdout.flush()
    if faults:
        raise SystemExit(f"{faults} answers were lost or kept twice")


def _lives(chance: random.Random) -> list[float]:
    """Random seconds that make a round together."""
    lives: list[float] = []
    while sum(lives) < ROUND:
        lives.append(chance.uniform(SHORTEST, LONGEST))
    return lives


def _counted(url: str, people: Sequence[Person], kills: int) -> Count:
    """An answer is lost if its save is not in the history, or if an earlier one stands in its place."""
    acknowledged = lost = duplicated = 0
    database = Database(url)
    with database.reading() as session:
        for person in people:
            times, standing = _kept(session, person)
            acknowledged += len(person.acknowledged)
            lost += sum(not times[sequence] for sequence in person.acknowledged)
            lost += sum(standing[question] < sequence for sequence, question in person.acknowledged.items())
            duplicated += sum(one > 1 for one in times.values())
    database.close()
    return Count(acknowledged, lost, duplicated, kills)


def _kept(session: Session, person: Person) -> tuple[Counter[int], dict[str, int]]:
    """How often each save of a person is in the history, and which save stands at each question."""
    sitting = fieldwork.questionnaire_for(session, person.secret, datetime.now(UTC))
    times = Counter(row.sequence for row in revisions_since(session, sitting.response_id, 0))
    return times, {question: sitting.marks[question].sequence for question in sitting.answers}


def _invited(url: str, respondents: int) -> list[str]:
    """The secrets of respondents of a small questionnaire of numbers, open today."""
    now = datetime.now(UTC)
    asked = {"kind": "context", "type": "number", "minimum": 0, "groups": ["BIZ"]}
    instrument = Instrument.model_validate(
        {
            "code": "crash",
            "version": "1",
            "title": "Numbers",
            "reference_year": now.year,
            "groups": [{"code": "BIZ", "label": "Business", "counts": "persons", "minimum": 5}],
            "areas": [
                {
                    "code": "PAY",
                    "label": "Numbers",
                    "short_label": "Numbers",
                    "indicators": [{"code": "PAY-ALL", "label": "Numbers", "items": [{"code": QUESTIONS[0]}]}],
                    "items": [{"code": code, "text": f"What is {code}?", **asked} for code in QUESTIONS],
                }
            ],
        }
    )
    database = Database(url)
    with database.writing() as session:
        publish(session, instrument, now)
        assessment = create_assessment(
            session,
            country="SEN",
            questionnaire=instrument.identity,
            languages=("en",),
            time_zone="UTC",
            opens_on=now.date() - timedelta(days=1),
            closes_on=now.date() + timedelta(days=2),
            now=now,
        )
        links = [
            fieldwork.invite(session, assessment.id, group="BIZ", language="en", now=now) for _ in range(respondents)
        ]
    database.close()
    return links


def _sqlite_files() -> Iterator[str]:
    while True:
        with TemporaryDirectory(prefix="etready-crash-") as folder:
            yield f"sqlite:///{folder}/etready.sqlite"


def _postgres_databases() -> Iterator[str]:
    while address := os.environ.get("ETREADY_TEST_POSTGRES"):
        with _postgres_database(address) as url:
            yield url


@contextmanager
def _postgres_database(address: str) -> Iterator[str]:
    """A database of its own on the server, dropped afterwards."""
    name = f"crash_{uuid.uuid4().hex}"
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    yield make_url(address).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


if __name__ == "__main__":
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--rounds", type=int, default=ROUNDS)
    main(told.parse_args().rounds)
