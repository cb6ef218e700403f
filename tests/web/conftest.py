"""A world of its own for each test of the screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.world import World, build_world


@pytest.fixture(scope="session")
def as_built(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Built once, and only ever copied: reading a page may leave a trace."""
    return build_world(tmp_path_factory.mktemp("world") / "instance")


@pytest.fixture(scope="session")
def pristine(as_built: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """For all tests that change nothing but the audit trail."""
    world = as_built.copy(tmp_path_factory.mktemp("pristine") / "instance")
    yield world
    world.close()


@pytest.fixture
def world(as_built: World, tmp_path: Path) -> Iterator[World]:
    """A copy to change."""
    copy = as_built.copy(tmp_path / "instance")
    yield copy
    copy.close()


@pytest.fixture
def respondent(world):
    """A firm that was invited and has said who it is."""
    client, secret = world.client(), world.secrets["fresh"]
    client.post(f"/s/{secret}/profile", data={"size": "small"})
    return client, secret
