"""What running processes cost: memory as proportional shares (PSS), which add up however much is shared, and time."""

from __future__ import annotations

import os
from pathlib import Path

PROC = Path("/proc")


def descendants(pid: int) -> list[int]:
    """A process and all that it started, directly or not."""
    return [pid, *(one for child in _children(pid) for one in descendants(child))]


def command_of(pid: int) -> str:
    """The command line of a process, empty if it is gone."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def megabytes(pids: list[int]) -> float:
    """The summed PSS of processes, in MB of a million bytes; those that are gone count nothing."""
    return sum(_pss(pid) for pid in pids) * 1024 / 1e6


def processor_seconds(pids: list[int]) -> float:
    """The summed user and system seconds of processes so far; those that are gone count nothing."""
    return sum(_ticks(pid) for pid in pids) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    try:
        threads = list((PROC / str(pid) / "task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return []


def _pss(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _ticks(pid: int) -> int:
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
