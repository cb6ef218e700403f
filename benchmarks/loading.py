"""Loading every questionnaire: from its files, and from what an earlier start kept of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assessment.authoring.compiled import FILE
from assessment.authoring.loader import load, load_with_source
from benchmarks.measuring import measured

QUESTIONNAIRES = Path(__file__).parents[1] / "questionnaires"
TIMES = 5
SOURCE_GOAL = 2.0
KEPT_GOAL = 0.1


def run() -> None:
    """Both, over copies in new places, because what did not change is not read twice in a process."""
    with _copies(QUESTIONNAIRES, TIMES, without=FILE) as copies:
        _measure("all questionnaires read and checked from source", copies, load_with_source, SOURCE_GOAL)
        for directory in _versions(copies[0]):
            load(directory)
        with _copies(copies[0], TIMES, without="") as kept:
            _measure("all questionnaires loaded from what was kept", kept, load, KEPT_GOAL)


def _measure(what: str, copies: list[Path], read: Callable[[Path], object], goal: float) -> None:
    waiting = iter(copies)
    measured(what, len(copies), lambda: [read(directory) for directory in _versions(next(waiting))], goal=goal)


def _versions(folder: Path) -> list[Path]:
    return [path.parent for path in sorted(folder.glob("*/*/questionnaire.yaml"))]


@contextmanager
def _copies(folder: Path, number: int, *, without: str) -> Iterator[list[Path]]:
    with tempfile.TemporaryDirectory() as place:
        yield [
            shutil.copytree(folder, Path(place) / str(copy), ignore=shutil.ignore_patterns(without))
            for copy in range(number)
        ]
