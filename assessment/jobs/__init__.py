"""What runs later: enqueue in the application's own transaction, by the clock, and ask how far it is.

A job is a name and plain values. It runs at least once: a worker that is killed runs its jobs again when it is back,
so whatever a job does must bear being done twice. This package alone knows the library underneath (DBOS).
"""

from assessment.jobs.queue import JobStatus, enqueue, forget_finished, prepare, status
from assessment.jobs.running import Job, Timetable, run_jobs

__all__ = ["Job", "JobStatus", "Timetable", "enqueue", "forget_finished", "prepare", "run_jobs", "status"]
