"""The parent of the web server's workers once they are forked: small, for it does nothing but wait for their end.

`python -m assessment.keeper PID...` takes the place of the process that forked them, which would hold a second copy
of all that they have changed since.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Collection
from contextlib import suppress

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""They come blocked: one that is sent while this program begins must not be lost."""


def keep(workers: Collection[int]) -> int:
    """Wait for the end of all workers; a signal, or the end of one, ends the others.

    Returns 0 after a signal, else the code with which the first of them ended.
    """
    left, told, code = set(workers), False, 0

    def stop(*_: object) -> None:
        nonlocal told
        told = True
        _end(left)

    for number in SIGNALS:
        signal.signal(number, stop)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    while left:
        pid, status = os.wait()
        if pid not in left:  # somebody else's, of whom we became the parent
            continue
        left.discard(pid)
        if not told:
            code = abs(os.waitstatus_to_exitcode(status)) or 1
            stop()
    return code


def _end(workers: Collection[int]) -> None:
    for pid in workers:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(keep([int(pid) for pid in sys.argv[1:]]))
