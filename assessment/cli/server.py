"""`etready serve`, `worker`, `migrate` and `erase`: what an operator runs."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Event

from assessment.cli.database import opened
from assessment.config import Settings, read_settings
from assessment.services.evidence_files import forget_all_unused
from assessment.services.persons import erase_overdue
from assessment.services.upkeep import bring_up_to_date
from assessment.services.withdrawals import noted_withdrawals, repeat_withdrawals
from assessment.worker import run_worker

STOP_WITHIN = 10.0
LOOK_EVERY = 0.5


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `serve`, `worker`, `migrate` and `erase`."""
    for name, run, help_text in (
        ("serve", run_serve, "bring the database up to date, then serve with one worker beside it"),
        ("worker", run_job_worker, "run background jobs only"),
        ("migrate", run_migrate, "bring the database up to date"),
        (
            "erase",
            run_erase,
            "erase whose time is over, as by night, and whoever withdrew from what was restored",
        ),
    ):
        command = commands.add_parser(name, help=help_text, description=__doc__)
        command.set_defaults(run=run)


def run_migrate(_options: argparse.Namespace) -> None:
    """Bring the tables up to date."""
    bring_up_to_date(read_settings().database)


def run_erase(_options: argparse.Namespace) -> None:
    """Erase what is due, and after a backup was restored whoever had withdrawn since it was made."""
    settings = read_settings()
    with opened(settings) as database:
        with database.writing() as session:
            again = repeat_withdrawals(session, noted_withdrawals(settings.instance), datetime.now(UTC))
        erased = erase_overdue(database, datetime.now(UTC), retention_days=settings.retention_days)
        forget_all_unused(database, settings.evidence, datetime.now(UTC))
    sys.stdout.write(f"{erased} persons erased, {again} withdrawals repeated\n")


def run_job_worker(_options: argparse.Namespace) -> None:
    """Run background jobs until told to stop."""
    run_worker(read_settings())


def run_serve(_options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    settings = read_settings()
    bring_up_to_date(settings.database)
    return serve(settings)


def serve(settings: Settings) -> int:
    """One parent with the web server and one job worker; a signal, or the end of either, stops both.

    Returns 0 after a signal, else the code with which the first of them ended.
    """
    told = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: told.set())
    children = [subprocess.Popen(web_command(settings)), subprocess.Popen(_worker_command())]  # noqa: S603
    sys.stdout.write(f"Serving on http://{settings.host}:{settings.port} (Ctrl-C stops)\n")
    sys.stdout.flush()
    while not told.wait(LOOK_EVERY) and all(child.poll() is None for child in children):
        pass
    ended = next((child.returncode for child in children if child.returncode is not None), 0)
    _stop(children)
    return 0 if told.is_set() else abs(ended) or 1


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def web_command(settings: Settings) -> list[str]:
    """How the web server is started. It writes no access log: addresses of respondents hold their secrets."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", settings.host, "--port", str(settings.port),
        "--workers", str(settings.web_workers), "--blocking-threads", "1", "--no-ws", "--log-level", "warning",
        "--factory", "assessment.app:application",
    ]  # fmt: skip


def _worker_command() -> list[str]:
    return [sys.executable, "-m", "assessment.worker"]
