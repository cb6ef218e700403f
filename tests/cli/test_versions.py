"""`etready publish`, `diff` and `compare`: versions, what changed, and what can still be compared."""

import json
from datetime import UTC, datetime

import pytest

from assessment.cli import main
from assessment.storage.database import Database
from tests.authoring.questionnaires import EXAMPLE, changed, written
from tests.builders import a_questionnaire, an_assessment


@pytest.fixture
def instance(tmp_path, monkeypatch, migrated_sqlite):
    """An installation with an empty database."""
    (tmp_path / "etready.sqlite").write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("ETREADY_INSTANCE", str(tmp_path))
    return tmp_path


def test_publishing_prints_both_digests(instance, capsys):
    assert main(["publish", str(EXAMPLE)]) == 0
    identity, method, texts = capsys.readouterr().out.splitlines()
    assert identity == "worked-example/1"
    assert [(line.split()[0], len(line.split()[1])) for line in (method, texts)] == [("method", 64), ("texts", 64)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("weight: 2", "weight: 3", "is published with another method (PAY-SWITCH.weight), which never changes"),
        ("title: Worked example", "title: An example", "add a dated entry at the end of revisions:"),
    ],
)
def test_a_changed_file_is_refused_with_the_cure(instance, capsys, old, new, told):
    assert main(["publish", str(EXAMPLE)]) == 0
    assert main(["publish", str(written(instance, changed(old, new)))]) == 2
    assert told in capsys.readouterr().err


def test_a_dated_revision_is_published_and_every_wording_kept(instance, capsys):
    revised = "title: An example\nrevisions:\n  - date: 2026-05-01\n    note: A shorter title"
    assert main(["publish", str(EXAMPLE)]) == 0
    assert main(["publish", str(written(instance, changed("title: Worked example", revised)))]) == 0
    capsys.readouterr()
    assert main(["wordings", "worked-example/1"]) == 0
    lines = [line.split("  ")[2:] for line in capsys.readouterr().out.splitlines()]
    assert lines == [[str(datetime.now(UTC).date()), "as first published"], ["2026-05-01", "A shorter title"]]
    assert main(["wordings", "worked-example/1", "--at", "2100-01-01"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "An example"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["absent/1"], "absent/1: is not published"),
        (["worked-example/1", "--at", "2000-01-01"], "worked-example/1: was not yet published on 2000-01-01"),
    ],
)
def test_a_wording_that_nobody_saw_is_told(instance, capsys, arguments, told):
    assert main(["publish", str(EXAMPLE)]) == 0
    assert main(["wordings", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_what_is_measured_in_vain_is_not_published(instance, capsys):
    vain = changed("groups: [PUB]", "groups: [PUB]\n        when: PAY_01 = '1' and PAY_01 = '2'")
    assert main(["publish", str(written(instance, vain))]) == 2
    assert "is never true" in capsys.readouterr().err


def test_a_diff_tells_what_changed_and_what_remains_comparable(tmp_path, capsys):
    assert main(["diff", str(EXAMPLE), str(written(tmp_path, changed("score: 40", "score: 45")))]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "worked-example/1 -> worked-example/1",
        "items",
        "  ~ PAY_02",
        "      scores: options.planned.score: 40.0 -> 45.0",
        "comparable: 4 of 8 nodes",
        "not comparable",
        "  INDEX: The method of some of its parts changed. (PAY)",
        "  PAY: The method of some of its parts changed. (PAY-SWITCH)",
        "  PAY-SWITCH: The method of some of its parts changed. (PAY_02)",
        "  PAY_02: Its options score differently.",
    ]


def test_a_diff_is_written_as_json(tmp_path, capsys):
    assert (
        main(["diff", str(EXAMPLE), str(written(tmp_path, changed("weight: 2", "weight: 3"))), "--format", "json"]) == 0
    )
    whole = json.loads(capsys.readouterr().out)
    assert whole["changes"] == [
        {
            "family": "indicators",
            "code": "PAY-SWITCH",
            "deed": "changed",
            "differences": [{"key": "weight", "aspect": "weights", "old": 2.0, "new": 3.0}],
        }
    ]
    assert [one["code"] for one in whole["comparability"] if not one["comparable"]] == ["INDEX", "PAY"]


@pytest.fixture
def two_rounds(instance):
    """Senegal measured in 2026 and, with another version, in 2027."""
    database = Database(f"sqlite:///{instance / 'etready.sqlite'}")
    with database.writing() as session:
        an_assessment(session)
        an_assessment(session, a_questionnaire(version="2", minimum_groups=1), reference_year=2027)
    database.close()


def test_two_assessments_are_compared_on_what_they_have_in_common(two_rounds, capsys):
    assert main(["compare", "SEN-2027-1", "SEN-2026-1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["node", "SEN-2026-1", "SEN-2027-1", "change"]
    assert lines[1].split() == ["PAY-ONLINE", "-", "-", "-"]
    assert "  PAY: Other rules say when too little is known." in lines


def test_a_comparison_is_written_as_json(two_rounds, capsys):
    assert main(["compare", "SEN-2026-1", "SEN-2027-1", "--format", "json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in whole["rest"]] == ["INDEX", "PAY", "LEG"]
    assert whole["comparable"][0] == {
        "code": "PAY-ONLINE", "kind": "indicator", "old": None, "new": None, "change": None, "reworded": False,
    }  # fmt: skip


def test_an_assessment_that_is_not_there_is_told_with_those_there_are(two_rounds, capsys):
    assert main(["compare", "SEN-2026-1", "SEN-2020-1"]) == 2
    assert "SEN-2020-1: there is no such assessment; there are: SEN-2026-1, SEN-2027-1" in capsys.readouterr().err
