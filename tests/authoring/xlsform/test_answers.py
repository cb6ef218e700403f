"""Answers collected elsewhere: read by code, rejected cell by cell, and refused whole where the form is not ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from assessment.authoring.digests import method_digest
from assessment.authoring.xlsform.answers import read_answers
from assessment.authoring.xlsform.faults import FormError
from assessment.authoring.xlsform.names import VERSION, version_tag
from assessment.errors import InvalidInput
from assessment.methodology.responses import Answer, Money
from tests.authoring.xlsform.workbooks import workbook
from tests.builders import YES, a_questionnaire, a_questionnaire_with_modules

QUESTIONNAIRE = a_questionnaire()
TAG = version_tag(QUESTIONNAIRE, method_digest(QUESTIONNAIRE))
FIRM = {"_uuid": "u-1", "group": "BIZ", VERSION: TAG}


def answers_file(path: Path, *rows: Mapping[str, object]) -> Path:
    """A file of answers with a column for every key."""
    header = list(dict.fromkeys(key for row in rows for key in row))
    return workbook(path, data=[header, *([row.get(key, "") for key in header] for row in rows)])


@pytest.fixture
def read(tmp_path):
    """What a file with these rows holds."""
    return lambda *rows, of=QUESTIONNAIRE: read_answers(answers_file(tmp_path / "kobo.xlsx", *rows), of)


def rejections(reading):
    return [(cell.row, cell.column, cell.value, cell.reason) for cell in reading.rejected]


def test_every_type_of_answer_is_read_by_its_codes(read):
    reading = read(
        FIRM
        | {
            "PAY/PAY_01": "yes",
            "PAY/PAY_03": 12.5,
            "PAY/PAY_04": "no yes",
            "PAY/PAY_05": 10,
            "PAY/PAY_05__currency": "XOF",
            "PAY/PAY_05__year": 2025,
            "PAY/PAY_06": "2026-01-31",
            "PAY/PAY_07": "=1+1 ✓",
            "about__size": "small",
        }
    )
    (submission,) = reading.submissions
    assert submission.answers == {
        "PAY_01": YES,
        "PAY_03": Answer("answered", 12.5),
        "PAY_04": Answer("answered", ("yes", "no")),
        "PAY_05": Answer("answered", Money(10.0, "XOF", 2025)),
        "PAY_06": Answer("answered", date(2026, 1, 31)),
        "PAY_07": Answer("answered", "=1+1 ✓"),
    }
    assert (submission.group, submission.attributes, submission.modules) == ("BIZ", {"size": "small"}, None)
    assert reading.rejected == []


def test_the_five_states_stay_five(read):
    (submission,) = read(
        FIRM
        | {"PAY_01": "dont_know", "PAY_03": "", "PAY_03__state": "not_applicable", "PAY_04": "prefer_not_to_say"}
        | {"PAY_05": 0, "PAY_05__currency": "XOF", "PAY_05__year": 2025, "PAY_06": ""}
    ).submissions
    assert {code: answer.state for code, answer in submission.answers.items()} == {
        "PAY_01": "dont_know",
        "PAY_03": "not_applicable",
        "PAY_04": "prefer_not_to_say",
        "PAY_05": "answered",
    }


def test_a_question_with_a_column_for_each_choice_is_put_together(read):
    (submission,) = read(FIRM | {"PAY/PAY_04/yes": 1, "PAY/PAY_04/no": "FALSE", "PAY/PAY_04/dont_know": 0}).submissions
    assert submission.answers["PAY_04"] == Answer("answered", ("yes",))


def test_the_row_of_a_grid_is_found_in_its_group(read):
    ministry = {**FIRM, "group": "PUB", "role": "trade", "institution": "Ministry of trade"}
    (submission,) = read(ministry | {"LEG/LEG_16/LEG_16__privacy": "in_force"}).submissions
    assert submission.answers == {"LEG_16.privacy": Answer("answered", "in_force")}
    assert (submission.role, submission.institution) == ("trade", "Ministry of trade")


def test_the_modules_chosen_are_those_offered(read):
    with_modules = a_questionnaire_with_modules()
    row = {**FIRM, VERSION: version_tag(with_modules, method_digest(with_modules)), "modules__BIZ": "costs spying"}
    reading = read(row, of=with_modules)
    assert reading.submissions[0].modules == ("costs",)
    assert rejections(reading) == [(2, "modules__BIZ", "spying", "is no module of BIZ")]


@pytest.mark.parametrize(
    ("cells", "column", "value", "reason"),
    [
        ({"PAY_01": "maybe"}, "PAY_01", "maybe", "choose one of: yes, no"),
        ({"PAY_03": "-1"}, "PAY_03", "-1", "enter a number of 0.0 or more"),
        ({"PAY_03": "many"}, "PAY_03", "many", "enter a number"),
        ({"PAY_03": "1e999"}, "PAY_03", "1e999", "enter a number"),
        ({"PAY_03": "3", "PAY_03__state": "dont_know"}, "PAY_03", "3", "there is an answer and dont_know beside it"),
        ({"PAY_03__state": "bored"}, "PAY_03", "bored", "bored is not a state of an answer"),
        ({"PAY_04": "yes dont_know"}, "PAY_04", "yes dont_know", "dont_know is chosen beside other answers"),
        ({"PAY_04/yes": "perhaps"}, "PAY_04/yes", "perhaps", "says neither that this was chosen"),
        ({"PAY_05": "10"}, "PAY_05", "10", "give the currency as three capital letters"),
        ({"PAY_05": "10", "PAY_05__currency": "XOF", "PAY_05__year": "9" * 5000}, "PAY_05", "10", "give the year"),
        ({"PAY_06": "31.1.2026"}, "PAY_06", "31.1.2026", "enter a date as year-month-day"),
        ({"PAY_07": "x" * 4001}, "PAY_07", "x" * 4001, "use at most 4000 characters"),
        ({"about__size": "huge"}, "about__size", "huge", "is no option of this question"),
    ],
)
def test_a_cell_that_cannot_be_kept_is_rejected_and_the_others_stay(read, cells, column, value, reason):
    reading = read({**FIRM, "PAY_02": "no", **cells})
    (cell,) = rejections(reading)
    assert cell[:3] == (2, column, value)
    assert reason in cell[3]
    assert list(reading.submissions[0].answers) == ["PAY_02"]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({VERSION: "small/1 000000000000"}, VERSION, "is not the version of this assessment"),
        ({VERSION: ""}, VERSION, "is not the version of this assessment"),
        ({"group": "KING"}, "group", "is no stakeholder group; there are PUB, BIZ"),
        ({"group": "PUB", "role": "king"}, "role", "is no role of PUB"),
        ({"_uuid": ""}, "_uuid", "a submission that cannot be told from others"),
    ],
)
def test_a_submission_of_another_version_or_of_nobody_known_is_rejected_whole(read, cells, column, reason):
    reading = read({**FIRM, **cells, "PAY_01": "yes"})
    assert reading.submissions == []
    ((_, where, _, why),) = rejections(reading)
    assert where == column
    assert reason in why


def test_a_submission_that_stands_twice_is_taken_once(read):
    reading = read(FIRM | {"PAY_01": "yes"}, FIRM | {"PAY_01": "no"})
    assert [submission.answers["PAY_01"] for submission in reading.submissions] == [YES]
    assert rejections(reading) == [(3, "_uuid", "u-1", "is the same submission as in row 2")]


def test_a_header_that_is_not_of_the_form_is_refused_column_by_column(read):
    with pytest.raises(FormError) as refused:
        read({"_uuid": "u", "PAY/PAY_99": "x", "PAY_01": "yes", "PAY/PAY_01": "yes", "Are you paid online?": "Yes"})
    said = str(refused.value)
    assert "PAY/PAY_99: is no question of this questionnaire" in said
    assert "Are you paid online?: is no question" in said
    assert "PAY/PAY_01: stands twice, also as PAY_01" in said
    assert f"{VERSION}: is missing" in said
    assert "group: is missing" in said


def test_columns_of_the_service_and_of_shown_texts_are_passed_over(read):
    extra = {"_id": 1, "_submission_time": "2026-06-15T09:30:00", "__version__": "vA", "meta/instanceID": "uuid:u"}
    assert read(FIRM | extra | {"PAY/PAY-introduction": "", "formhub/uuid": "f"}).rejected == []


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "kobo.csv").write_text("")
    with pytest.raises(InvalidInput, match="is empty"):
        read_answers(tmp_path / "kobo.csv", QUESTIONNAIRE)
