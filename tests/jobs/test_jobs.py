"""Jobs: enqueued with the transaction, run once by a worker, run again when the worker was killed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from assessment import jobs
from assessment.storage import migrations
from assessment.storage.database import Database
from tests.conftest import ROOT

PATIENCE = 30.0


@pytest.fixture
def queue_url(blank_url):
    """A database with the application's tables and the queue's."""
    migrations.migrate(blank_url)
    jobs.prepare(blank_url)
    return blank_url


@pytest.fixture
def database(queue_url):
    database = Database(queue_url)
    yield database
    database.close()


@pytest.fixture
def report(tmp_path):
    """What the workers of this test did, line by line."""
    file = tmp_path / "report.txt"
    file.touch()
    return file


@contextmanager
def a_worker(url, report, name="worker-1", *more):
    """A worker process; it is stopped at the end unless it was killed before."""
    command = [sys.executable, "-m", "tests.jobs.worker", url, name, str(report), *more]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONWARNINGS": "default"})
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.05)


def enqueue(database, name, *, commit=True, **arguments):
    with database.writing() as session:
        job = jobs.enqueue(session, name, arguments)
        if commit:
            session.commit()
    return job


def status_of(database, job):
    with database.reading() as session:
        return jobs.status(session, job)


def test_a_job_runs_once_if_its_transaction_was_committed_and_is_forgotten_when_it_is_long_over(
    database, queue_url, report
):
    enqueue(database, "note", word="rolled back", commit=False)
    job = enqueue(database, "note", word="committed")
    failing = enqueue(database, "fail")
    assert status_of(database, job) == "queued"
    with a_worker(queue_url, report) as worker:
        wait_until(lambda: {status_of(database, job), status_of(database, failing)} == {"done", "failed"})
        last = enqueue(database, "note", word="last")
        wait_until(lambda: status_of(database, last) == "done")
    assert report.read_text().splitlines() == ["here", "committed", "last"]
    assert worker.returncode == 0
    waiting = enqueue(database, "note", word="waiting")
    with database.reading() as session:
        assert jobs.forget_finished(session, datetime.now(UTC) - timedelta(hours=1)) == 0
        assert jobs.forget_finished(session, datetime.now(UTC) + timedelta(hours=1)) == 3
    assert [status_of(database, one) for one in (job, failing, waiting)] == ["unknown", "unknown", "queued"]


def test_a_worker_killed_in_the_middle_of_a_job_does_it_again_when_it_is_back(database, queue_url, report):
    job = enqueue(database, "sleep", word="job", seconds=0.5)
    with a_worker(queue_url, report) as worker:
        wait_until(lambda: "job begins" in report.read_text())
        os.kill(worker.pid, signal.SIGKILL)
    assert status_of(database, job) == "running"
    with a_worker(queue_url, report):
        wait_until(lambda: status_of(database, job) == "done")
    assert report.read_text().splitlines() == ["here", "job begins", "here", "job begins", "job ends"]


def test_an_unknown_job_is_unknown(database):
    assert status_of(database, "no-such-job") == "unknown"


def test_of_two_workers_one_starts_what_the_clock_says(queue_url, report):
    began = time.time()
    with (
        a_worker(queue_url, report, "worker-1", "ticking") as one,
        a_worker(queue_url, report, "worker-2", "ticking") as other,
    ):
        wait_until(lambda: report.read_text().count("here") == 2 and report.read_text().count("tick") >= 3)
        assert report.read_text().count("tick") <= time.time() - began
        for worker in (one, other):
            worker.terminate()
