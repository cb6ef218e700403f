"""The web server: the program is loaded once, before the workers are forked, so that they share the memory of it.

`python -m assessment.server` serves with the settings of the environment. It writes no access log: addresses of
respondents hold their secrets. One thread a worker: more wait for each other and make every answer later.
"""

from __future__ import annotations

import gc

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from assessment import app
from assessment.config import Settings, read_settings

APPLICATION = f"{app.__name__}:{app.application.__name__}"


def serve(settings: Settings, application: str = APPLICATION) -> None:
    """Serve an application until told to stop; ours is made and loaded before the workers are forked."""
    if application == APPLICATION:
        app.load(app.application())
    gc.collect()
    gc.freeze()  # else the first collection in a worker would touch, and so copy, all that is shared
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


if __name__ == "__main__":
    serve(read_settings())
