"""`etready desk import`: what a file would bring is printed, and taken in with `--yes` alone."""

import pytest

from assessment.cli import main
from assessment.config import read_settings
from assessment.storage.database import Database
from assessment.storage.evidence import desk_figures_of
from tests.authoring.desk_import.publishers import WORLD_BANK


@pytest.fixture
def instance(tmp_path, monkeypatch):
    """A folder with a database, which the command finds."""
    monkeypatch.setenv("ETREADY_INSTANCE", str(tmp_path))
    main(["migrate"])
    (tmp_path / "API.csv").write_bytes(WORLD_BANK.encode())
    return tmp_path


def held(country):
    database = Database(read_settings().database)
    with database.reading() as session:
        figures = desk_figures_of(session, country)
    database.close()
    return [figure.value for figure in figures]


def test_a_file_is_looked_at_and_then_taken_in(instance, capsys):
    command = ["desk", "import", str(instance / "API.csv"), "--mapping", "world-bank"]
    assert main(command) == 0
    told = capsys.readouterr().out
    assert "6 new, 0 changed, 0 unchanged" in told
    assert "outside the range of its series: CIV I-NET-USE 2021" in told
    assert "fits no country: FRE · Freedonia" in told
    assert told.endswith("nothing is stored; add --yes to take it in\n")
    assert held("NAM") == []
    assert main([*command, "--yes"]) == 0
    assert "taken in: edition 2026-07-01" in capsys.readouterr().out
    assert held("NAM") == [51.0, 62.5]


def test_a_file_that_is_not_there_is_one_line(instance, capsys):
    assert main(["desk", "import", str(instance / "absent.csv"), "--mapping", "world-bank"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
