"""`etready serve`, `worker`, `migrate` and `erase`: what an operator runs."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from typing import NoReturn

from assessment.cli.database import opened
from assessment.config import Settings, read_settings
from assessment.services.kept_files import forget_all_unused
from assessment.services.persons import erase_overdue
from assessment.services.upkeep import bring_up_to_date
from assessment.services.withdrawals import noted_withdrawals, repeat_withdrawals
from assessment.worker import run_worker

SUPERVISOR = "assessment.supervisor"


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
    sys.stdout.write(f"Persons erased: {erased}; withdrawals repeated: {again}\n")


def run_job_worker(_options: argparse.Namespace) -> None:
    """Run background jobs until told to stop."""
    run_worker(read_settings())


def run_serve(_options: argparse.Namespace) -> None:
    """Serve until told to stop."""
    settings = read_settings()
    bring_up_to_date(settings.database)
    serve(settings)


def serve(settings: Settings) -> NoReturn:
    """Give way to the parent of web server and job worker, which needs nothing of what this process loaded."""
    sys.stdout.flush()
    address = f"http://{settings.host}:{settings.port}"
    os.execv(sys.executable, [sys.executable, "-m", SUPERVISOR, address])  # noqa: S606
