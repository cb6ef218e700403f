"""The server is killed while people answer: the short form of `benchmarks.crash`."""

import pytest

from benchmarks.crash import crash
from tests.conftest import a_postgres_database


@pytest.fixture
def postgres_of_its_own():
    """A database without any table."""
    with a_postgres_database() as url:
        yield url


def test_no_acknowledged_answer_is_lost_or_kept_twice_when_the_server_is_killed(tmp_path):
    """D7: killed twice with SIGKILL; whoever was not answered sends again to the next server."""
    count = crash(f"sqlite:///{tmp_path / 'crash.sqlite'}", lives=[0.7, 0.5], respondents=8, alone=True)
    assert count.acknowledged > 20
    assert (count.lost, count.duplicated, count.kills) == (0, 0, 2)


def test_no_acknowledged_answer_is_lost_on_postgresql_when_the_server_is_killed(postgres_of_its_own):
    """D7."""
    count = crash(postgres_of_its_own, lives=[0.7], respondents=8, alone=True)
    assert count.acknowledged > 20
    assert (count.lost, count.duplicated, count.kills) == (0, 0, 1)
