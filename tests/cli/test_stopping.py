"""The processes of a web server end together: told to stop, or when one of them ends."""

import os
import signal
import time
from collections.abc import Callable

import pytest

from assessment.services.upkeep import bring_up_to_date
from benchmarks.processes import command_of, descendants
from benchmarks.serving import Server

PATIENCE = 20.0


@pytest.fixture
def server(tmp_path):
    """A web server with two workers, which a small program keeps."""
    url = f"sqlite:///{tmp_path / 'etready.sqlite'}"
    bring_up_to_date(url)
    server = Server(url, tmp_path, module="assessment.server")
    server.start()
    until(lambda: "assessment.keeper" in command_of(server.pid))
    yield server
    server.kill()


def until(happened: Callable[[], bool]) -> None:
    """Wait for it."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def gone(pids: list[int]) -> bool:
    """Whether none of the processes runs any more."""
    return not any(command_of(pid) for pid in pids)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_every_process_of_the_web_server_ends(server, told):
    pids = descendants(server.pid)
    assert len(pids) == 3
    os.kill(server.pid, told)
    until(lambda: gone(pids))


def test_when_a_worker_is_killed_all_end_so_that_they_are_started_anew(server):
    pids = descendants(server.pid)
    os.kill(pids[1], signal.SIGKILL)
    until(lambda: gone(pids))
