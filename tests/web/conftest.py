"""A world of its own for each test of the screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.world import World, build_world


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Built once; tests that change nothing may use it as it is."""
    world = build_world(tmp_path_factory.mktemp("world") / "instance")
    yield world
    world.close()


@pytest.fixture
def world(pristine: World, tmp_path: Path) -> Iterator[World]:
    """A copy to change."""
    copy = pristine.copy(tmp_path / "instance")
    yield copy
    copy.close()


@pytest.fixture
def respondent(world):
    """A firm that was invited and has said who it is."""
    client, secret = world.client(), world.secrets["fresh"]
    client.post(f"/s/{secret}/profile", data={"size": "small"})
    return client, secret
