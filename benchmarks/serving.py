"""The server as an operator starts it, on a free port of this machine, to be measured or killed."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import cast

PATIENCE = 180.0


class Server:
    """`etready serve` over a database, in a process group of its own; `folder` holds what it keeps besides.

    `alone` starts one process of its web server as `etready serve` would, without the job worker. `module` is
    run in its place; it answers at `/health`.
    """

    def __init__(self, url: str, folder: Path, *, alone: bool = False, module: str = "") -> None:
        self.port = _free_port()
        settings: dict[str, object] = {
            "INSTANCE": folder,
            "DATABASE_URL": url,
            "PORT": self.port,
            "SECRET_KEY": "s" * 40,
        }
        self._command = [str(Path(sys.executable).with_name("etready")), "serve"]
        if alone:
            self._command = [sys.executable, "-m", "assessment.server"]
            settings["WEB_WORKERS"] = 1
        if module:
            self._command = [sys.executable, "-m", module]
        self._environment = os.environ | {f"ETREADY_{name}": str(value) for name, value in settings.items()}
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start every process, and wait until one answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                self._command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > until or self._process.poll() is not None:
                raise RuntimeError(f"the server does not start:\n{self._log.read_text()[-2000:]}")
            time.sleep(0.05)

    @property
    def pid(self) -> int:
        """The parent of every process; the server was started."""
        return cast(subprocess.Popen[bytes], self._process).pid

    def kill(self) -> None:
        """Kill every process at once, without a word."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _answers(self) -> bool:
        try:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            line.request("GET", "/health")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
