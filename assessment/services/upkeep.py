"""Upkeep: what must be done to the database before the application can stand on it."""

from __future__ import annotations

from assessment import jobs
from assessment.storage import migrations


def bring_up_to_date(url: str) -> None:
    """Bring the tables to this version, the application's and the job queue's; done already, nothing happens."""
    migrations.migrate(url)
    jobs.prepare(url)
