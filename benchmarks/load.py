"""Everybody at once: complete responses and single saves a second against `etready serve`, beside a bare yardstick.

Server, database and this driver share the machine. Every figure stands beside that of a yardstick measured just
before it, and after each run every answer that was acknowledged is looked up in the database.
`setup/with_postgres .venv/bin/python -m benchmarks --only load`; without PostgreSQL on SQLite only.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text

from benchmarks import yardstick
from benchmarks.collecting import invited, not_stored, saves_not_stored, statements_a_page
from benchmarks.databases import POSTGRES, postgres_database, sqlite_file
from benchmarks.processes import command_of, descendants, megabytes, processor_seconds
from benchmarks.serving import Server
from benchmarks.walking import Walked, bare_response, single_answers, walked, whole_response

CROWDS = {1: 30, 8: 160, 32: 640, 64: 640, 256: 768}
"""Respondents at once, and the responses that they complete together."""
SINGLE, SINGLE_AT_ONCE = 100, 32
"""Saves of one respondent, and respondents, of single answers."""
GOALS = {"SQLite": 60.0, "PostgreSQL": 48.0}
SINGLE_GOALS = {"SQLite": 800.0, "PostgreSQL": 640.0}
SLOWEST_SUBMIT = {1: 0.020, 32: 0.150}
LARGEST = 200.0
"""MB of web workers and their parents together."""


@dataclass(frozen=True)
class Load:
    """One run: what was walked, what the yardstick did beside it, and how many acknowledged answers are not stored.

    `server` and `driver` are the processor seconds that the web server and this driver took for what was walked.
    """

    at_once: int
    walked: Walked
    bare: Walked
    missing: int
    server: float
    driver: float


def run(crowds: Sequence[int] = tuple(CROWDS)) -> None:
    """Both databases, every crowd; fails if an acknowledged answer is not stored."""
    missing = 0
    for name, place in _databases():
        with place as url:
            missing += _measured(name, url, crowds)
    if missing:
        raise SystemExit(f"{missing} acknowledged answers are not stored")


def _databases() -> list[tuple[str, AbstractContextManager[str]]]:
    found: list[tuple[str, AbstractContextManager[str]]] = [("SQLite", sqlite_file())]
    return [*found, ("PostgreSQL", postgres_database())] if os.environ.get(POSTGRES) else found


def _measured(name: str, url: str, crowds: Sequence[int]) -> int:
    links = iter(invited(url, sum(CROWDS[crowd] for crowd in crowds) + SINGLE_AT_ONCE + 1))
    opened, sent = statements_a_page(url, next(links))
    _say(f"{name}: {opened} SQL statements to open a page, {sent} to send one")
    yardstick.prepare(url)
    with TemporaryDirectory(prefix="etready-load-") as folder:
        bare = Server(url, Path(folder), module="benchmarks.yardstick")
        served = Server(url, Path(folder))
        try:
            bare.start()
            served.start()
            missing = _single(name, url, served, [next(links) for _ in range(SINGLE_AT_ONCE)])
            for crowd in crowds:
                missing += _report(name, _loaded(url, bare, served, [next(links) for _ in range(CROWDS[crowd])], crowd))
            _report_memory(url, served)
        finally:
            bare.kill()
            served.kill()
    return missing


def _loaded(url: str, bare: Server, served: Server, links: list[str], crowd: int) -> Load:
    beside = walked(bare.port, bare_response, links, at_once=crowd)
    began = _web_seconds(served), time.process_time()
    whole = walked(served.port, whole_response, links, at_once=crowd)
    ended = _web_seconds(served), time.process_time()
    return Load(crowd, whole, beside, not_stored(url, whole.done), ended[0] - began[0], ended[1] - began[1])


def _report(name: str, load: Load) -> int:
    told, bare = load.walked, load.bare
    goals = []
    if load.at_once == 32:
        goals.append((told.rate >= GOALS[name], f"{GOALS[name]:.0f} a second"))
    if load.at_once in SLOWEST_SUBMIT:
        limit = SLOWEST_SUBMIT[load.at_once]
        goals.append((_slow(told) < limit, f"p95 {1000 * limit:.0f} ms"))
    _say(
        f"{name:<10} {load.at_once:>3} at once: {told.rate:6.1f} responses/s ({len(told.done)}), "
        f"submit {_times(told)}; "
        f"yardstick {bare.rate:6.1f}/s, submit {_times(bare)}; ratio {told.rate / bare.rate:.2f}; "
        f"processor ms a response: server {_each(load.server, told)}, driver {_each(load.driver, told)}; "
        f"not stored {load.missing}{_beside(goals)}"
    )
    return load.missing


def _single(name: str, url: str, served: Server, links: list[str]) -> int:
    told = walked(served.port, single_answers(SINGLE), links, at_once=SINGLE_AT_ONCE)
    missing = saves_not_stored(url, told.done)
    goal = SINGLE_GOALS[name]
    _say(
        f"{name:<10} {SINGLE_AT_ONCE:>3} at once: {told.rate:6.0f} single answers/s, {_times(told)}, "
        f"not stored {missing}{_beside([(told.rate >= goal, f'{goal:.0f} a second')])}"
    )
    return missing


def _report_memory(url: str, served: Server) -> None:
    web, jobs = _processes(served)
    goal = _beside([(megabytes(web) < LARGEST, f"{LARGEST:.0f} MB")])
    _say(f"memory (PSS): web workers and parents {megabytes(web):.0f} MB{goal}")
    _say(f"memory (PSS): job worker {megabytes(jobs):.0f} MB{_database_memory(url)}")


def _processes(served: Server) -> tuple[list[int], list[int]]:
    """Those that answer, their parents included, and those that run jobs."""
    everything = descendants(served.pid)
    jobs = [pid for pid in everything if "assessment.worker" in command_of(pid)]
    return [pid for pid in everything if pid not in jobs], jobs


def _web_seconds(served: Server) -> float:
    return processor_seconds(_processes(served)[0])


def _database_memory(url: str) -> str:
    if url.startswith("sqlite"):
        return ""
    server = create_engine(url)
    with server.connect() as connection:
        backend = int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
        parent = int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
        told = f", database server {megabytes(descendants(parent)):.0f} MB"
    server.dispose()
    return told


def _times(told: Walked) -> str:
    return f"p50 {1000 * statistics.median(told.submits):.0f} ms p95 {1000 * _slow(told):.0f} ms"


def _slow(told: Walked) -> float:
    return statistics.quantiles(told.submits, n=20)[-1]


def _each(seconds: float, told: Walked) -> str:
    return f"{1000 * seconds / len(told.done):.1f}"


def _beside(goals: Sequence[tuple[bool, str]]) -> str:
    return "".join(f"  goal {goal}: {'met' if met else 'MISSED'}" for met, goal in goals)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run(tuple(int(crowd) for crowd in sys.argv[1:]) or tuple(CROWDS))
