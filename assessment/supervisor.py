"""The parent of web server and job worker: small, since it does nothing but wait for a signal or the end of either.

`python -m assessment.supervisor ADDRESS` tells people the address.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from threading import Event

CHILDREN = ("assessment.server", "assessment.worker")
STOP_WITHIN = 10.0
LOOK_EVERY = 0.5


def supervise(address: str) -> int:
    """Run both until told to stop; a signal, or the end of either, stops both.

    Returns 0 after a signal, else the code with which the first of them ended.
    """
    told = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: told.set())
    children = [subprocess.Popen([sys.executable, "-m", module]) for module in CHILDREN]  # noqa: S603
    sys.stdout.write(f"Serving on {address} (Ctrl-C stops)\n")
    sys.stdout.flush()
    while not told.wait(LOOK_EVERY) and all(child.poll() is None for child in children):
        pass
    ended = next((child.returncode for child in children if child.returncode is not None), 0)
    _stop(children)
    return 0 if told.is_set() else abs(ended) or 1


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


if __name__ == "__main__":
    sys.exit(supervise(sys.argv[1]))
