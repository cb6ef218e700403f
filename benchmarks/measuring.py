"""How a piece of work is timed and printed: what, how often, the median, the slowest, and the goal if there is one."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def measured(what: str, times: int, work: Callable[[], Result], *, goal: float | None = None) -> Result:
    """The result of the work, after printing how long it took; the median is to stay under the goal, in seconds."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - began)
    report(what, seconds, goal=goal)
    return result


def report(what: str, seconds: list[float], *, goal: float | None = None) -> None:
    """Print one line on timings in seconds."""
    median = statistics.median(seconds)
    figures = f"median {1000 * median:9.1f} ms  slowest {1000 * max(seconds):9.1f} ms"
    sys.stdout.write(f"{what:<54} {len(seconds):>3} times  {figures}{_beside(median, goal)}\n")
    sys.stdout.flush()


def _beside(median: float, goal: float | None) -> str:
    if goal is None:
        return ""
    return f"  goal {1000 * goal:6.0f} ms: {'met' if median < goal else 'MISSED'}"
