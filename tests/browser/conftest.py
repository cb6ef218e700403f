"""A served world of its own for each browser test."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from tests.browser.live import Line, Live
from tests.world import World, build_world


@pytest.fixture(scope="session")
def served_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Built once, copied for each test."""
    return build_world(tmp_path_factory.mktemp("served") / "instance")


@pytest.fixture
def live(served_world: World, tmp_path: Path) -> Iterator[Live]:
    """The whole application with its tokens, on a port of its own."""
    world = served_world.copy(tmp_path / "instance")
    line = Line(world.app(csrf=True))
    server = make_server("127.0.0.1", 0, line, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Live(world, f"http://127.0.0.1:{server.server_port}", line)
    server.shutdown()
    thread.join()
    server.server_close()
    world.close()
