"""A worker of its own, as a process: its jobs write what they did into a file, and may take their time."""

import sys
import time
from pathlib import Path

from assessment.jobs import Job, run_jobs

REPORT = Path(sys.argv[3])


def say(word: str) -> None:
    with REPORT.open("a") as file:
        file.write(f"{word}\n")


def note(word: str) -> None:
    say(word)


def sleep(word: str, seconds: float) -> None:
    say(f"{word} begins")
    time.sleep(seconds)
    say(f"{word} ends")


def tick() -> None:
    say("tick")


def fail() -> None:
    raise RuntimeError("as asked")


if __name__ == "__main__":
    say("here")
    jobs: dict[str, Job] = {"note": note, "sleep": sleep, "fail": fail, "tick": tick}
    run_jobs(sys.argv[1], sys.argv[2], jobs, timetable={"tick": "* * * * * *"} if "ticking" in sys.argv else {})
