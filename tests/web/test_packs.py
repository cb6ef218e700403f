"""Packs for institutions without a line: handed out, filled in, looked at, and taken in once they are signed."""

import io
import re
import zipfile

import openpyxl
import pytest

from assessment.language import voice_for
from assessment.methodology.responses import Answer, Money
from assessment.services import fieldwork, packs
from assessment.services.attendance import attendance_of
from tests.builders import DONT_KNOW, NOW, YES
from tests.world import DRAFT, SEN

ANSWERS = {
    "PAY_01": "Oui [yes]",
    "PAY_03": "12",
    "PAY_04": "1, 2",
    "PAY_05": "12.5 XOF 2025",
    "PAY_07": "=1+1 [no]",
    "LEG_16.privacy": "Draft [draft]",
    "LEG_16.consumer": "I don’t know [dont_know]",
    "attribution": "By the name of my institution [named]",
}


@pytest.fixture
def secret(world):
    """The link of a ministry without a line."""
    with world.database().writing() as session:
        assessment = fieldwork.questionnaire_for(session, world.secrets["fresh"], NOW).assessment
        return fieldwork.invite(
            session, assessment.id, group="PUB", role="trade", institution="Trade", language="fr", now=NOW
        )


@pytest.fixture
def place(world, secret):
    """The address of its pack."""
    with world.database().reading() as session:
        return f"/assessments/{SEN}/packs/{fieldwork.questionnaire_for(session, secret, NOW).response_id}"


@pytest.fixture
def analyst(world):
    """An analyst of the country."""
    return world.client("analyst")


@pytest.fixture
def book(world, secret):
    """The workbook of the pack, in the institution's language."""
    with world.database().reading() as session:
        sitting = fieldwork.questionnaire_for(session, secret, NOW)
    _, content = packs.questionnaires_of(sitting, voice_for("fr"))
    return openpyxl.load_workbook(io.BytesIO(content))


def filled_in(book, answers):
    """The workbook as it comes back."""
    for row in book.worksheets[0].iter_rows():
        if row[0].value in answers:
            row[3].value, row[3].data_type = answers[row[0].value], "s"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def look(analyst, place, content):
    return analyst.post(f"{place}/look", data={"file": (io.BytesIO(content), "back.xlsx")})


def carried(page):
    return re.search(r'name="carried" value="([^"]+)"', page.text).group(1)


def test_only_answers_can_be_written_in_and_choices_come_from_lists(book, place):
    """C1: no cell of ours is a formula, whatever the questionnaire says."""
    page, lists = book.worksheets
    open_cells = {row[0].value for row in page.iter_rows() if not row[3].protection.locked}
    assert page.protection.sheet
    assert {"PAY_01", "LEG_16.privacy", "attribution"} <= open_cells
    assert not open_cells & {None, "", "#response", "#questionnaire"}
    assert lists.sheet_state == "hidden"
    assert all(cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    assert place.endswith(page["D2"].value)


def test_a_pack_is_one_file_with_letter_and_questionnaire(analyst, place, book):
    reply = analyst.post(f"{place}/pack.zip")
    with zipfile.ZipFile(io.BytesIO(reply.data)) as pack:
        assert pack.namelist() == ["letter.pdf", "questionnaire.docx", "questionnaire.xlsx"]
        assert pack.read("letter.pdf").startswith(b"%PDF-")
        given = openpyxl.load_workbook(io.BytesIO(pack.read("questionnaire.xlsx")))
    assert given.worksheets[0]["D2"].value == book.worksheets[0]["D2"].value


def test_what_was_answered_since_the_look_is_looked_at_first(analyst, world, place, secret, book):
    """D11: a workbook replaces only those answers that were shown beside it."""
    page = look(analyst, place, filled_in(book, {"PAY_03": "12"}))
    world.client().post(f"/s/{secret}/PAY", data={"PAY_03": "7"})
    done = analyst.post(f"{place}/take-in", data={"carried": carried(page), "signed": "1"})
    assert (done.status_code, world.answers(secret)["PAY_03"].value) == (409, 7)
    page = look(analyst, place, filled_in(book, {"PAY_03": "12"}))
    assert analyst.post(f"{place}/take-in", data={"carried": carried(page), "signed": "1"}).status_code == 302
    assert world.answers(secret)["PAY_03"].value == 12


def test_a_signed_workbook_becomes_the_sent_response(analyst, world, place, secret, book):
    """D12: filled in in French, read by an analyst in English: codes are the same."""
    page = look(analyst, place, filled_in(book, ANSWERS))
    assert world.answers(secret) == {}
    done = analyst.post(f"{place}/take-in", data={"carried": carried(page), "signed": "1"})
    assert done.status_code == 302
    assert world.answers(secret) == {
        "PAY_01": YES,
        "PAY_03": Answer("answered", 12.0),
        "PAY_04": Answer("answered", ("yes", "no")),
        "PAY_05": Answer("answered", Money(12.5, "XOF", 2025)),
        "PAY_07": Answer("answered", "=1+1 [no]"),
        "LEG_16.privacy": DRAFT,
        "LEG_16.consumer": DONT_KNOW,
    }
    with world.database().reading() as session:
        sent = fieldwork.questionnaire_for(session, secret, NOW)
        assert (sent.state, sent.attribution, sent.origin) == ("submitted", "named", "paper")
        assert attendance_of(session, sent.assessment).respondents


def test_nothing_is_taken_in_without_a_signature(analyst, world, place, secret, book):
    page = look(analyst, place, filled_in(book, ANSWERS))
    assert analyst.post(f"{place}/take-in", data={"carried": carried(page)}).status_code == 403
    assert world.answers(secret) == {}


def test_cells_that_cannot_be_read_are_told_row_by_row(analyst, place, book):
    """X2: what stands in a cell is shown as text."""
    page = look(analyst, place, filled_in(book, {"PAY_01": "<b>perhaps", "PAY_03": "many"}))
    assert "&lt;b&gt;perhaps" in page.text
    assert "<b>perhaps" not in page.text
    assert "The workbook holds no answers" in page.text


def test_a_workbook_of_another_respondent_is_refused(analyst, world, place, book):
    """I2, D14: whose answers these are is read from the file, and must be the response in the address."""
    book.worksheets[0]["D2"].value = world.response
    page = look(analyst, place, filled_in(book, ANSWERS))
    assert (page.status_code, "another respondent" in page.text) == (422, True)


@pytest.mark.parametrize(
    ("content", "cure"), [(b"Dear colleagues", "came back from this respondent"), (b"%PDF-1.4", "Save it as XLSX")]
)
def test_what_is_no_workbook_of_a_pack_is_named_at_its_place_with_the_cure(analyst, place, content, cure):
    page = look(analyst, place, content)
    told = page.text.partition('id="file-error"')[2].partition("</p>")[0]
    assert (page.status_code, "back.xlsx" in told, cure in told) == (422, True, True)


def test_a_preview_of_one_respondent_cannot_be_taken_in_for_another(analyst, world, place, book):
    """I1, I2: what was looked at is bound to its response."""
    page = look(analyst, place, filled_in(book, ANSWERS))
    other = f"/assessments/{SEN}/packs/{world.response}/take-in"
    assert analyst.post(other, data={"carried": carried(page), "signed": "1"}).status_code == 404
