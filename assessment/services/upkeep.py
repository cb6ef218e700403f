"""Upkeep: what must be done to the database before the application can stand on it."""

from __future__ import annotations

from assessment import jobs
from assessment.errors import InvalidInput
from assessment.services.counting import note_missing
from assessment.storage import migrations
from assessment.storage.database import Database


def bring_up_to_date(url: str) -> None:
    """Bring the tables to this version, the application's and the job queue's; done already, nothing happens.

    What counts of the responses that an earlier version took is noted now.
    """
    migrations.migrate(url)
    jobs.prepare(url)
    database = Database(url)
    with database.writing() as session:
        note_missing(session)
    database.close()


def check_up_to_date(url: str) -> None:
    """Refuse to start on tables of another version.

    Raises:
        InvalidInput: the database was not brought to this version.
    """
    if not migrations.is_current(url):
        raise InvalidInput("The database is not at this version of the program: run `etready migrate` first.")
