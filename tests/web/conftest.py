"""A world of its own for each test of the screens."""

from pathlib import Path

import pytest

from tests.world import World, build_world


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Built once; tests that change nothing may use it as it is."""
    return build_world(tmp_path_factory.mktemp("world") / "instance")


@pytest.fixture
def world(pristine: World, tmp_path: Path) -> World:
    """A copy to change."""
    return pristine.copy(tmp_path / "instance")


@pytest.fixture
def respondent(world):
    """A firm that was invited and has said who it is."""
    client, secret = world.client(), world.secrets["fresh"]
    client.post(f"/s/{secret}/profile", data={"size": "small"})
    return client, secret
