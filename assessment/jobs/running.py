"""Running jobs: one worker process that takes them from the queue, and starts others by the clock."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from assessment.jobs.queue import APPLICATION, QUEUE, VERSION

if TYPE_CHECKING:
    from dbos import DBOSConfig, ScheduleInput

Job = Callable[..., None]
Timetable = Mapping[str, str]

AT_ONCE = 2
LOOKS_EVERY = 0.5
FINISH_WITHIN = 8


def run_jobs(url: str, worker: str, jobs: Mapping[str, Job], *, timetable: Timetable | None = None) -> None:
    """Run jobs by name until a signal says stop; what is still running then is run again by the next start.

    `worker` is this worker's lasting name, by which it finds its own unfinished jobs. `timetable` gives jobs without
    arguments a cron expression (UTC); of several workers only one starts each of them.
    """
    from dbos import DBOS, DBOSPortableJSONSerializer

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": url,
        "application_version": VERSION,
        "executor_id": worker,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
    }
    DBOS(config=config)
    for name, job in jobs.items():
        DBOS.workflow(name=name)(job)
    schedules = [_scheduled(name, jobs[name], cron) for name, cron in (timetable or {}).items()]
    DBOS.listen_queues([QUEUE])
    DBOS.launch()
    try:
        DBOS.register_queue(
            QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=LOOKS_EVERY, on_conflict="always_update"
        )
        DBOS.apply_schedules(schedules)
        stop.wait()
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=FINISH_WITHIN)


def _scheduled(name: str, job: Job, cron: str) -> ScheduleInput:
    from dbos import DBOS

    def at_the_hour(_due: datetime, _context: object) -> None:
        job()

    return {
        "schedule_name": name,
        "workflow_fn": DBOS.workflow(name=f"{name}_by_the_clock")(at_the_hour),
        "schedule": cron,
    }
