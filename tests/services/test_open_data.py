"""Data files of an assessment: what is in them, for whom, and how other programs read them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile

import openpyxl
import pytest

from assessment.authoring.response_lines import read_responses
from assessment.errors import InvalidInput, NotAllowed
from assessment.language import COMPLETE, voice_for
from assessment.methodology.instrument import Instrument
from assessment.methodology.release import AUDIENCES
from assessment.methodology.responses import Answer, Money
from assessment.methodology.tally import tally_of
from assessment.services import fieldwork
from assessment.services.analysis import collection_of
from assessment.services.open_data import FILES, data_file
from assessment.services.report_issue import issued_on
from assessment.storage.assessments import keep_register
from assessment.storage.database import Database
from assessment.storage.fieldwork import change_respondent
from tests.builders import NO, NOW, YES, a_questionnaire, a_sitting, access_to, an_assessment, issue_report, later

ANALYST = access_to("SEN", "analyst")
CLOSED = later(days=90)
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "  =cmd|' /C calc'!A0", "-5", "＝1+1"]


@pytest.fixture
def session(tmp_path, migrated_sqlite):
    """SQLite alone: what is read for these files is read on both databases elsewhere."""
    file = tmp_path / "data.sqlite"
    shutil.copyfile(migrated_sqlite, file)
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        yield session
    database.close()


@pytest.fixture
def assessment(session):
    """Six firms that wrote formulas, a negative number and a control character; three ministries, one by name."""
    view = an_assessment(session)
    for number in range(6):
        given = {
            "PAY_01": YES,
            "PAY_03": Answer("answered", float(number)),
            "PAY_04": Answer("answered", ("yes", "no")),
            "PAY_05": Answer("answered", Money(12.5, "XOF", 2025)),
            "PAY_07": Answer("answered", FORMULAS[number]),
        }
        _sent(session, view, given, group="BIZ", attributes={"size": "small"})
    for number, attribution in enumerate(("named", "type", "type")):
        given = {"PAY_01": NO, "LEG_16.privacy": Answer("answered", "draft")}
        _sent(session, view, given, attribution, group="PUB", role="trade", institution=f"Ministry {number}")
    return view


def _sent(session, view, given, attribution="hidden", **person):
    sitting = fieldwork.record_answers(session, a_sitting(session, view, **person), given, now=NOW)
    fieldwork.submit(session, sitting, attribution=attribution, quotable=True, now=NOW)


def made(session, view, kind, audience="analysis", language="en"):
    if audience == "open" and not issued_on(session, view):
        issue_report(session, view)
    return data_file(session, ANALYST, view, audience, kind, voice_for(language), CLOSED)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_a_respondent_holds_codes_and_states_in_columns_of_their_own(session, assessment):
    """S2: a state is never a value."""
    firm = next(row for row in rows_of(made(session, assessment, "csv").content) if row["group"] == "BIZ")
    assert (firm["PAY_01"], firm["PAY_01__state"], firm["about__size"]) == ("yes", "answered", "small")
    assert (firm["PAY_02"], firm["PAY_02__state"]) == ("", "unanswered")
    assert (firm["LEG_16__privacy"], firm["LEG_16__privacy__state"]) == ("", "not_asked")
    assert [firm[f"PAY_04__{code}"] for code in ("yes", "no", "state")] == ["1", "1", "answered"]
    assert [firm[f"PAY_05{part}"] for part in ("", "__currency", "__year")] == ["12.5", "XOF", "2025"]


def test_no_cell_is_taken_for_a_formula(session, assessment):
    """C1: in CSV by an apostrophe, in XLSX by its type; a negative number stays one."""
    told = {row["PAY_07"] for row in rows_of(made(session, assessment, "csv").content)} - {""}
    assert len(told) == 6
    assert all(text.startswith("'") for text in told)
    book = openpyxl.load_workbook(io.BytesIO(made(session, assessment, "xlsx").content))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_a_negative_number_stays_a_number(session):
    """C1."""
    whole = a_questionnaire().model_dump(mode="json")
    whole["areas"][0]["items"][2]["minimum"] = None
    view = an_assessment(session, Instrument.model_validate(whole))
    _sent(session, view, {"PAY_03": Answer("answered", -5.0)}, group="BIZ")
    assert rows_of(made(session, view, "csv").content)[0]["PAY_03"] == "-5"
    sheet = openpyxl.load_workbook(io.BytesIO(made(session, view, "xlsx").content))["Responses"]
    column = next(cell.column for cell in sheet[1] if cell.value == "PAY_03")
    assert sheet.cell(2, column).value == -5


def test_control_characters_leave_no_file_that_cannot_be_opened(session, assessment):
    """D15: stored by another program, they are taken out of the files."""
    named = next(row for row in collection_of(session, assessment).rows if row.attribution == "named")
    change_respondent(session, named.respondent_id, institution="Mini\x0bstry")
    content = made(session, assessment, "xlsx").content
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content))["Responses"].values for cell in row]
    assert "Ministry" in cells
    assert b"\x0b" not in made(session, assessment, "csv").content


def test_nobody_is_in_the_files_by_link_identity_or_name(session, assessment):
    whole = b"".join(made(session, assessment, kind).content for kind in FILES if kind not in ("xlsx", "spss")).decode()
    for row in collection_of(session, assessment).rows:
        assert row.respondent_id not in whole
        assert row.response_id not in whole
    assert "Ministry 0" in whole
    assert "Ministry 1" not in whole


def test_lines_of_json_are_the_responses_that_scores_are_made_of(session, assessment, tmp_path):
    """Rule 17: what is exported gives the same answers when read again."""
    file = tmp_path / "responses.jsonl"
    file.write_bytes(made(session, assessment, "jsonl").content)
    read = read_responses(file, assessment.instrument)["SEN"]
    stored = list(collection_of(session, assessment).sent.values())
    tallies = [tally_of(assessment.instrument, responses) for responses in (read, stored)]
    assert [tally[question] for tally in tallies for question in ("PAY_01", "PAY_03", "LEG_16.privacy")] == [
        tallies[0][question] for _ in tallies for question in ("PAY_01", "PAY_03", "LEG_16.privacy")
    ]


def test_lines_for_everybody_list_what_is_withheld_and_cannot_be_scored(session, assessment, tmp_path):
    file = tmp_path / "responses.jsonl"
    file.write_bytes(made(session, assessment, "jsonl", "open").content)
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert all("PAY_07" in line["withheld"] for line in lines)
    with pytest.raises(InvalidInput, match="withheld"):
        read_responses(file, assessment.instrument)


def test_syntax_for_spss_names_every_column_of_its_csv_in_order(session, assessment):
    with zipfile.ZipFile(io.BytesIO(made(session, assessment, "spss").content)) as archive:
        held = {name.rpartition("-")[2]: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert set(held) == {"responses.csv", "responses.sps", "codebook.csv", "about.csv"}
    syntax = held["responses.sps"]
    variables = syntax.partition("/VARIABLES=\r\n")[2].partition("\r\n.")[0].split("\r\n")
    assert [one.split()[0] for one in variables] == held["responses.csv"].partition("\r\n")[0].split(",")
    assert "    PAY_03 F16.4\r\n" in syntax
    assert "/PAY_01\r\n    'yes'\r\n    'Yes'" in syntax
    assert max(len(line.encode()) for line in syntax.splitlines()) < 250


@pytest.mark.parametrize("language", COMPLETE)
def test_a_code_book_stands_in_every_language(session, assessment, language):
    book = rows_of(made(session, assessment, "codebook", language=language).content)
    conditions = [[*row.values()][-1] for row in book if "PAY_02" in row.values()]
    assert conditions
    assert "PAY_01" in conditions[0]


def test_the_code_book_describes_every_column(session, assessment):
    columns = list(rows_of(made(session, assessment, "csv").content)[0])
    assert [row["Column"] for row in rows_of(made(session, assessment, "codebook").content)] == columns


def test_open_data_are_made_once_the_report_is_issued_only(session, assessment):
    """Rule 19: the difference of two releases would tell who answered in between."""
    with pytest.raises(NotAllowed):
        data_file(session, ANALYST, assessment, "open", "csv", voice_for("en"), CLOSED)
    assert len(rows_of(made(session, assessment, "csv", "open").content)) == 9


OTHERS = {
    "viewer": access_to("SEN", "viewer"),
    "focal point": access_to("SEN", "focal_point"),
    "analyst of another country": access_to("KHM", "analyst", "admin"),
    "nobody": access_to("SEN"),
}


@pytest.mark.parametrize("person", OTHERS)
def test_every_kind_of_file_is_refused_to_every_other_role(session, assessment, person):
    """I4."""
    for kind in FILES:
        for audience in AUDIENCES:
            with pytest.raises(NotAllowed):
                data_file(session, OTHERS[person], assessment, audience, kind, voice_for("en"), CLOSED)


def test_a_demonstration_says_so_in_every_file_name(session):
    view = an_assessment(session, demonstration=True)
    assert all("demonstration-synthetic" in made(session, view, kind).name for kind in FILES)


def test_open_data_tell_nothing_from_which_few_follow_beside_the_score(session):
    """Rule 19: four firms of a register of six count; the score and the ministries would tell their answers."""
    view = an_assessment(session)
    keep_register(session, view.id, {"BIZ": 6})
    for number in range(9):
        of = {"group": "BIZ"} if number < 4 else {"group": "PUB", "role": "trade", "institution": f"Ministry {number}"}
        _sent(session, view, {"PAY_01": NO if number % 2 else YES}, "named", **of)
    told = {row["PAY_01"] for row in rows_of(made(session, view, "csv", "open").content)}
    tables = rows_of(made(session, view, "tables", "open").content)
    assert told == {""}
    assert not [row for row in tables if "PAY_01" in row.values()]
