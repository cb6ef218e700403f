"""Forms out and in, and answers in, from the command line."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta

import pytest

from assessment.authoring.digests import method_digest
from assessment.authoring.loader import load
from assessment.authoring.xlsform import judge
from assessment.authoring.xlsform.names import VERSION, version_tag
from assessment.cli import main
from tests.authoring.questionnaires import EXAMPLE


@pytest.fixture
def instance(tmp_path, monkeypatch, migrated_sqlite):
    """An installation with an assessment by the worked example, open now."""
    (tmp_path / "etready.sqlite").write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("ETREADY_INSTANCE", str(tmp_path))
    monkeypatch.setenv("ETREADY_QUESTIONNAIRES", str(EXAMPLE.parent.parent))
    today = datetime.now(UTC).date()
    days = ["--opens", str(today - timedelta(days=2)), "--closes", str(today + timedelta(days=2))]
    begin = ["assessment", "add", "SEN", "--languages", "en", "--time-zone", "Africa/Dakar", *days]
    assert main([*begin, "--questionnaire", "worked-example/1"]) == 0
    return tmp_path


@pytest.fixture
def answers(tmp_path):
    """Two submissions, one with a cell that cannot be kept."""
    instrument = load(EXAMPLE)
    tag = version_tag(instrument, method_digest(instrument))
    path = tmp_path / "kobo.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["_uuid", "group", VERSION, "PAY/PAY_01", "PAY/PAY_02"])
        writer.writerow(["u-1", "BIZ", tag, "4", ""])
        writer.writerow(["u-2", "PUB", tag, "=cmd", "live"])
    return path


def test_a_form_goes_out_and_comes_back_as_a_folder(tmp_path, capsys):
    form, folder = tmp_path / "form.xlsx", tmp_path / "copied" / "2"
    assert main(["xlsform", "export", str(EXAMPLE), "--to", str(form), "--languages", "en", "ar"]) == 0
    assert main(["xlsform", "import", str(form), "--to", str(folder)]) == 0
    assert "rows in 2 languages" in capsys.readouterr().out
    assert main(["check", str(folder)]) == 0
    assert load(folder).areas == load(EXAMPLE).areas


def test_a_form_for_one_group_cannot_become_a_questionnaire(tmp_path, capsys):
    form = tmp_path / "form.xlsx"
    assert main(["xlsform", "export", str(EXAMPLE), "--to", str(form), "--group", "BIZ"]) == 0
    assert main(["xlsform", "import", str(form), "--to", str(tmp_path / "copied" / "2")]) == 2
    assert "export the form for everybody, without --group" in capsys.readouterr().err


def test_without_the_extra_one_sentence_says_how_to_get_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(judge, "find_spec", lambda name: None)
    assert main(["xlsform", "import", str(tmp_path / "form.xlsx"), "--to", str(tmp_path / "copied" / "2")]) == 2
    assert capsys.readouterr().err == (
        "etready: XLSForm is read with pyxform, which is not installed: pip install 'etready[xlsform]'\n"
    )


def test_answers_are_taken_in_once_with_a_report_of_what_was_rejected(instance, answers, capsys):
    report = instance / "rejected.csv"
    arguments = ["kobo", "import", "SEN-2026-1", str(answers)]
    capsys.readouterr()
    assert main([*arguments, "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("2 responses could be taken in, 1 cells rejected")
    assert main([*arguments, "--report", str(report)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "2 responses taken in, 0 were there already, 1 cells rejected"
    assert "kobo.csv:3 PAY_01: '=cmd': choose one of: 1, 2, 3, 4, 5" in said[1]
    with report.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1][:3] == ["3", "PAY_01", "'=cmd"]
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith("0 responses taken in, 2 were there already")


def test_responses_can_be_written_for_scoring_instead(instance, answers, capsys):
    lines = instance / "responses.jsonl"
    assert main(["kobo", "import", "SEN-2026-1", str(answers), "--to-file", str(lines)]) == 0
    assert [json.loads(line)["answers"] for line in lines.read_text().splitlines()] == [
        {"PAY_01": "4"},
        {"PAY_02": "live"},
    ]
    assert main(["score", str(EXAMPLE), "--responses", str(lines)]) == 0


def test_nothing_is_kept_of_a_file_with_a_wrong_header(instance, tmp_path, capsys):
    before = (instance / "etready.sqlite").read_bytes()
    (tmp_path / "wrong.csv").write_text("_uuid,PAY_01,PAY_09\nu,4,x\n")
    assert main(["kobo", "import", "SEN-2026-1", str(tmp_path / "wrong.csv")]) == 2
    assert "wrong.csv:1 PAY_09: is no question of this questionnaire" in capsys.readouterr().err
    assert (instance / "etready.sqlite").read_bytes() == before


@pytest.mark.parametrize("command", ["xlsform export", "xlsform import", "kobo import"])
def test_every_command_explains_itself(capsys, command):
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    assert "usage: etready" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["xlsform", "export", str(EXAMPLE), "--to", "absent/form.xlsx"], "absent/form.xlsx: cannot be written"),
        (["xlsform", "export", str(EXAMPLE), "--to", "form.xlsx", "--group", "KING"], "group KING is unknown"),
        (["xlsform", "import", "absent.xlsx", "--to", "copied/2"], "absent.xlsx: cannot be read"),
        (["kobo", "import", "KEN-2026-1", "absent.csv"], "KEN-2026-1"),
        (["kobo", "import", "SEN-2026-1", "absent.csv"], "absent.csv: cannot be read"),
    ],
)
def test_bad_input_is_told_in_one_line(instance, monkeypatch, capsys, arguments, told):
    monkeypatch.chdir(instance)
    capsys.readouterr()
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert (said.out, len(said.err.splitlines())) == ("", 1)
