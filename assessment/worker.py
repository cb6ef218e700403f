"""The worker: the only place where background jobs are joined to the services that do them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from assessment import jobs
from assessment.config import Settings, read_settings
from assessment.services import kept_files, mailing, persons, publishing, sending
from assessment.services.upkeep import check_up_to_date
from assessment.storage.database import Database

GIVE_UP = "give_up_on_lost_renderings"
ERASE = "erase_what_is_due"
FORGET = "forget_finished_jobs"
JOBS_KEPT_FOR = timedelta(days=7)
TIMETABLE = {GIVE_UP: "*/10 * * * *", mailing.JOB: "* * * * *", ERASE: "17 2 * * *", FORGET: "47 2 * * *"}


def run_worker(settings: Settings) -> None:
    """Run background jobs until told to stop.

    Raises:
        InvalidInput: the database was not brought to this version.
    """
    check_up_to_date(settings.database)
    database = Database(settings.database)
    office = sending.Office.of(settings)

    def perform_rendering(rendering_id: str) -> None:
        publishing.perform_rendering(database, rendering_id, folder=settings.documents, clock=_now)

    def give_up_on_lost() -> None:
        with database.writing() as session:
            publishing.give_up_on_lost(session, _now())

    def send_waiting_mails() -> None:
        sending.send_waiting(database, office, clock=_now, sleep=time.sleep)

    def erase_what_is_due() -> None:
        persons.erase_overdue(database, _now(), retention_days=settings.retention_days)
        kept_files.forget_all_unused(database, settings.evidence, _now())

    def forget_finished_jobs() -> None:
        with database.reading() as session:
            jobs.forget_finished(session, _now() - JOBS_KEPT_FOR)

    try:
        work: dict[str, jobs.Job] = {
            publishing.JOB: perform_rendering,
            mailing.JOB: send_waiting_mails,
            GIVE_UP: give_up_on_lost,
            ERASE: erase_what_is_due,
            FORGET: forget_finished_jobs,
        }
        jobs.run_jobs(settings.database, settings.worker_name, work, timetable=TIMETABLE)
    finally:
        database.close()


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    run_worker(read_settings())
