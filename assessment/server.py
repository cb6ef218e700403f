"""The web server: the program is loaded once, before the workers are forked, so that they share the memory of it.

`python -m assessment.server` serves with the settings of the environment. It writes no access log: addresses of
respondents hold their secrets. One thread a worker: more wait for each other and make every answer later.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from threading import Thread
from time import sleep

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from assessment import app, keeper
from assessment.config import Settings, read_settings

APPLICATION = f"{app.__name__}:{app.application.__name__}"


def serve(settings: Settings, application: str = APPLICATION) -> None:
    """Serve an application until told to stop; ours is made and loaded before the workers are forked."""
    if application == APPLICATION:
        app.load(app.application())
    gc.collect()
    gc.freeze()  # else the first collection in a worker would touch, and so copy, all that is shared
    signal.pthread_sigmask(signal.SIG_BLOCK, keeper.SIGNALS)
    os.register_at_fork(after_in_child=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, keeper.SIGNALS))
    Thread(target=_make_room, args=(settings.web_workers,), daemon=True).start()
    Granian(
        application,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.web_workers,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
        factory=True,
    ).serve()


def _make_room(workers: int) -> None:
    """Once the workers are forked, let a small program take our place: we would hold what they shared with us."""
    while len(forked := multiprocessing.active_children()) < workers:
        sleep(0.05)
    os.execv(sys.executable, [sys.executable, "-m", keeper.__name__, *(str(one.pid) for one in forked)])  # noqa: S606


if __name__ == "__main__":
    serve(read_settings())
