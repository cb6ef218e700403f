"""Commands that work on the database: begin an assessment, feed it, open an account, write a report."""

from __future__ import annotations

import pytest

from assessment.cli import main

BEGIN = ["assessment", "add", "SEN", "--languages", "fr", "en", "--time-zone", "Africa/Dakar"]
DATES = ["--opens", "2026-11-01", "--closes", "2027-01-31"]


@pytest.fixture
def instance(tmp_path, monkeypatch, migrated_sqlite):
    """An installation with an empty database."""
    (tmp_path / "etready.sqlite").write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("ETREADY_INSTANCE", str(tmp_path))
    return tmp_path


def test_an_assessment_is_begun_fed_and_reported_on(instance, capsys):
    figures = instance / "desk.csv"
    figures.write_text(
        "iso3,indicator,year,value,source\nSEN,I-ACC,2024,76.5,World Bank Findex\nKEN,I-ACC,2024,90,World Bank Findex\n"
    )
    assert main([*BEGIN, *DATES]) == 0
    assert main(["desk", "add", str(figures), "--units", "SEN"]) == 0
    assert main(["report", "SEN-2026-1", "--format", "html", "--to", str(instance / "report.html")]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["SEN-2026-1", "1 figures kept"]
    page = (instance / "report.html").read_text(encoding="utf-8")
    assert "Senegal" in page
    assert "76.5" in page


def test_the_second_round_of_a_year_gets_the_next_name(instance, capsys):
    assert main([*BEGIN, *DATES]) == main([*BEGIN, *DATES]) == 0
    assert capsys.readouterr().out.split() == ["SEN-2026-1", "SEN-2026-2"]


def test_an_account_is_opened_with_a_generated_password(instance, capsys):
    assert main(["user", "add", "awa@example.org", "--role", "SEN:analyst"]) == 0
    assert "awa@example.org may sign in with the password" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([*BEGIN, "--opens", "2026-11-01", "--closes", "2026-10-01"], "before the opening date"),
        ([*BEGIN[:-1], "Africa/Nowhere", *DATES], "Africa/Nowhere"),
        ([*BEGIN, *DATES, "--questionnaire", "absent/1"], "absent/1"),
        (["report", "KEN-2026-1", "--to", "x.pdf"], "KEN-2026-1: there is no such assessment"),
        (["desk", "add", "absent.csv"], "absent.csv"),
        (["user", "add", "nobody", "--role", "SEN:analyst"], "nobody"),
        (["user", "add", "a@example.org", "--role", "SEN:king"], "SEN:king"),
        (["user", "add", "a@example.org", "--role", "analyst"], "analyst"),
    ],
)
def test_bad_input_changes_nothing_and_is_told_in_one_line(instance, capsys, arguments, told):
    before = (instance / "etready.sqlite").read_bytes()
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert (instance / "etready.sqlite").read_bytes() == before


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["score"], ["report", "SEN-2026-1"], [*BEGIN[:3]]])
def test_a_wrong_call_is_told_in_one_line(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    ["check", "schema", "score", "report", "serve", "worker", "migrate", "demo", "user add", "translations update",
     "assessment add", "desk add"],
)  # fmt: skip
def test_every_command_explains_itself(capsys, command):
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    assert "usage: etready" in capsys.readouterr().out


def test_a_database_of_another_version_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ETREADY_INSTANCE", str(tmp_path))
    assert main(["report", "SEN-2026-1", "--to", "x.pdf"]) == 2
    assert "etready migrate" in capsys.readouterr().err


def test_a_forgotten_password_is_replaced(instance, capsys):
    main(["user", "add", "awa@example.org", "--role", "SEN:analyst"])
    assert main(["user", "password", "awa@example.org"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first != second
    assert main(["user", "password", "nobody@example.org"]) == 2


def test_a_register_is_given_with_the_assessment(instance, capsys):
    register = instance / "register.csv"
    register.write_text("unit,group,size\nSEN,PUB,0\nSEN,XYZ,4\n")
    assert main([*BEGIN, *DATES, "--register", str(register)]) == 2
    assert "register.csv:3 group" in capsys.readouterr().err
    register.write_text("unit,group,size\nSEN,PUB,0\n")
    assert main([*BEGIN, *DATES, "--register", str(register)]) == 0
