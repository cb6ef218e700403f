"""`etready paper`, as an author types it."""

from __future__ import annotations

from assessment.cli import main

EXAMPLE = "tests/questionnaires/worked-example/1"


def test_paper_is_written_for_a_group(root, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(root)
    assert main(["paper", EXAMPLE, "--group", "BIZ", "--to", str(tmp_path / "firms.pdf")]) == 0
    assert (tmp_path / "firms.pdf").read_bytes().startswith(b"%PDF")


def test_an_unknown_group_is_refused_with_those_that_exist(root, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(root)
    assert main(["paper", EXAMPLE, "--group", "FIRMS", "--to", str(tmp_path / "firms.pdf")]) == 2
    assert "FIRMS: there is no such group; there are: " in capsys.readouterr().err
    assert not (tmp_path / "firms.pdf").exists()
