"""`etready export`, as an analyst types it."""

from __future__ import annotations

import zipfile

import pytest

from assessment.cli import main
from assessment.storage.database import Database
from tests.builders import an_assessment, issue_report


@pytest.fixture
def instance(tmp_path, monkeypatch, migrated_sqlite):
    """An installation with one assessment whose report is issued and nobody answered."""
    file = tmp_path / "etready.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("ETREADY_INSTANCE", str(tmp_path))
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        issue_report(session, an_assessment(session))
    database.close()
    return tmp_path


def test_files_are_written_for_either_audience(instance, capsys):
    for audience in ("analysis", "open"):
        target = instance / f"{audience}.zip"
        command = [
            "export",
            "SEN-2026-1",
            "--for",
            audience,
            "--format",
            "spss",
            "--language",
            "fr",
            "--to",
            str(target),
        ]
        assert main(command) == 0
        with zipfile.ZipFile(target) as archive:
            assert f"SEN-2026-1-{audience}-fr-responses.sps" in archive.namelist()


def test_an_unknown_assessment_is_refused_in_one_line(instance, capsys):
    assert main(["export", "KEN-2026-1", "--to", str(instance / "x.xlsx")]) == 2
    assert "KEN-2026-1: there is no such assessment" in capsys.readouterr().err
