"""Entering answers for others on screen: line by line, and a batch after a look at it."""

import io
import re

import openpyxl
import pytest

from assessment.services import fieldwork
from tests.builders import NO, NOW, YES, later
from tests.world import SEN

ENTRY = f"/assessments/{SEN}/entry"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def analyst(world):
    return world.client("analyst")


def begun(client, way, speakers):
    data = {"way": way, "speakers": speakers, "institution": "Ministry X", "language": "en"}
    return client.post(ENTRY, data=data).location


def test_an_interview_is_typed_line_by_line_and_sent(world, analyst):
    place = begun(analyst, "interview", "PUB/trade")
    page = analyst.get(place).text
    assert page.index('name="PAY_01"') < page.index('name="LEG_16.privacy"')
    assert analyst.post(place, data={"PAY_01": "n", "PAY_03": "0"}).status_code == 302
    assert 'name="PAY_01" class="long" value="no"' in analyst.get(place).text
    sent = analyst.post(place, data={"PAY_01": "no", "PAY_03": "0", "attribution": "type", "send": "1"})
    assert sent.location == ENTRY
    assert "These answers were sent" in analyst.get(place).text
    assert "in an interview" in analyst.get(f"/assessments/{SEN}/respondents").text


@pytest.fixture
def invited(world, analyst):
    """A ministry with a link of its own whose page of entry lies open: its link, the page, what it sends along."""
    page = analyst.post(
        f"/assessments/{SEN}/respondents",
        data={"group": "PUB", "institution": "M", "language": "en"},
        follow_redirects=True,
    )
    secret = re.findall(r"/s/([\w-]{22})/", page.text)[0]
    with world.database().reading() as session:
        place = f"{ENTRY}/{fieldwork.questionnaire_for(session, secret, NOW).response_id}"
    world.client().post(f"/s/{secret}/profile", data={"role": "trade"})
    opened = analyst.get(place).text
    return secret, place, dict(re.findall(r'name="(client|revision)" value="([^"]+)"', opened))


def test_what_the_respondent_answered_meanwhile_is_not_overwritten(world, analyst, invited):
    """D11: untouched lines change nothing; a line that says otherwise is shown with the answer that stands."""
    secret, place, carried = invited
    world.client().post(f"/s/{secret}/PAY", data={"PAY_01": "no", "PAY_03": "7"})
    reply = analyst.post(place, data={**carried, "PAY_01": "yes", "PAY_03": "", "PAY_07": "Paper", "send": "1"})
    assert reply.status_code == 409
    assert "Answered differently on another page or device" in reply.text
    assert 'name="PAY_03" class="long" value="7"' in reply.text
    kept = world.answers(secret)
    assert (kept["PAY_01"], kept["PAY_03"].value, kept["PAY_07"].value) == (NO, 7, "Paper")
    carried = dict(re.findall(r'name="(client|revision)" value="([^"]+)"', reply.text))
    again = {**carried, "PAY_01": "yes", "PAY_03": "7", "PAY_07": "Paper"}
    assert analyst.post(place, data=again).status_code == 302
    assert world.answers(secret)["PAY_01"] == YES


def test_a_page_with_an_error_still_knows_what_it_had_shown(world, analyst, invited):
    """D10, D11: the answer that came meanwhile is safe also after a page was refused."""
    secret, place, carried = invited
    world.client().post(f"/s/{secret}/PAY", data={"PAY_03": "7"})
    refused = analyst.post(place, data={**carried, "PAY_01": "perhaps", "PAY_03": ""})
    carried = dict(re.findall(r'name="(client|revision)" value="([^"]+)"', refused.text))
    assert analyst.post(place, data={**carried, "PAY_01": "yes", "PAY_03": ""}).status_code == 302
    assert world.answers(secret)["PAY_03"].value == 7


def test_a_line_that_cannot_be_read_stores_nothing_and_loses_nothing(analyst):
    place = begun(analyst, "paper", "BIZ")
    reply = analyst.post(place, data={"PAY_01": "perhaps", "PAY_07": HOSTILE})
    assert reply.status_code == 422
    assert 'href="#PAY_01"' in reply.text
    assert 'value="perhaps"' in reply.text
    assert HOSTILE not in reply.text
    assert 'value="no"' not in analyst.get(place).text


def test_an_expert_needs_a_source_which_the_evidence_shows(world, analyst):
    place = begun(analyst, "expert", "PUB/trade")
    assert 'name="PAY_01"' not in analyst.get(place).text
    coded = {"LEG_16.consumer": "in_force"}
    assert analyst.post(place, data=coded).status_code == 422
    coded["source~LEG_16.consumer"] = f"Loi 2021-25 {HOSTILE}"
    assert analyst.post(place, data={**coded, "send": "1"}).status_code == 302
    evidence = analyst.get(f"/assessments/{SEN}/evidence/LEG_16.consumer").text
    assert "Loi 2021-25" in evidence
    assert "analyst" in evidence
    assert HOSTILE not in evidence


def test_what_is_entered_after_closing_is_marked_as_late(world):
    world.clock = lambda: later(days=20)
    client = world.client("analyst")
    assert "You can enter answers until the report is issued" in client.get(ENTRY).text
    place = begun(client, "paper", "BIZ")
    client.post(place, data={"size": "small", "PAY_01": "yes", "send": "1"})
    assert "entered by staff after closing" in client.get(f"/assessments/{SEN}/responses").text
    response_id = place.rpartition("/")[2]
    assert "after closing" in client.get(f"/assessments/{SEN}/respondents/{response_id}/history").text


def test_once_the_report_is_issued_no_form_for_answers_is_offered(world):
    world.issue_report()
    world.clock = lambda: later(days=62)
    page = world.client("analyst").get(ENTRY).text
    assert "The report is issued: answers can no longer come, change or be withdrawn." in page
    assert "You can enter answers until" not in page
    assert 'id="speakers"' not in page


def test_a_draft_begun_before_the_issue_is_shown_without_a_form_or_a_pack_to_read_back(world):
    world.clock = lambda: later(days=20)
    client = world.client("analyst")
    place = begun(client, "paper", "BIZ")
    assert 'name="PAY_01"' in client.get(place).text
    world.issue_report()
    world.clock = lambda: later(days=62)
    for page in (place, place.replace("/entry/", "/packs/")):
        told = client.get(page).text
        assert "The report is issued: answers can no longer come, change or be withdrawn." in told
        assert 'name="PAY_01"' not in told
        assert 'id="file"' not in told
    assert client.post(place, data={"size": "small", "PAY_01": "yes"}).status_code == 403


def a_batch(*rows):
    book = openpyxl.Workbook()
    for row in (["reference", "group", "PAY_01", "PAY_07"], *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return {"file": (io.BytesIO(content.getvalue()), "paper.xlsx")}


def responses(client):
    return client.get(f"/assessments/{SEN}/respondents").text.count('<th scope="row">')


def test_a_batch_is_looked_at_before_anything_is_stored_and_then_taken_in_once(analyst):
    before = responses(analyst)
    rows = [["B-1", "BIZ", "yes", None], ["B-2", "BIZ", "never", "x"], ["B-3", "ELF", "yes", None]]
    preview = analyst.post(f"{ENTRY}/look", data=a_batch(*rows)).text
    assert "never" in preview
    assert "Take in 2 responses" in preview
    assert responses(analyst) == before
    (carried,) = re.findall(r'name="carried" value="([^"]+)"', preview)
    assert analyst.post(f"{ENTRY}/take-in", data={"carried": carried}).status_code == 302
    analyst.post(f"{ENTRY}/take-in", data={"carried": carried})
    assert responses(analyst) == before + 2
    assert "There already" in analyst.post(f"{ENTRY}/look", data=a_batch(*rows)).text


def test_markup_in_a_batch_is_shown_and_never_run(analyst):
    """X2: in cells, references and names of columns."""
    preview = analyst.post(f"{ENTRY}/look", data=a_batch([HOSTILE, "BIZ", HOSTILE, "x"])).text
    assert HOSTILE not in preview
    assert "&lt;img src=x" in preview


@pytest.mark.parametrize("sent", [{}, {"carried": "forged"}])
def test_what_was_not_looked_at_is_not_taken_in(analyst, sent):
    assert analyst.post(f"{ENTRY}/take-in", data=sent).status_code == 400
    assert analyst.post(f"{ENTRY}/look", data=sent).status_code == 422


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        (b"%PDF-1.4 text alone", "Save it as XLSX"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "Save it as XLSX"),
        (b'{"answers": []}', "Save it as XLSX"),
        (b"Dear colleagues, here are our answers.", "Fill in the template"),
        (b"reference,PAY_01", "reference and group"),
        (b"", "Choose a file first"),
    ],
)
def test_a_file_that_is_no_table_of_answers_is_named_at_its_place_with_the_cure(analyst, content, cure):
    reply = analyst.post(f"{ENTRY}/look", data={"file": (io.BytesIO(content), "answers <1>.xls")})
    told = reply.text.partition('id="file-error"')[2].partition("</p>")[0]
    assert reply.status_code == 422
    assert "answers &lt;1&gt;.xls" in told
    assert cure in told


def test_the_template_opens_with_the_codes_beside_it(analyst):
    book = openpyxl.load_workbook(io.BytesIO(analyst.get(f"{ENTRY}/template.xlsx").data))
    assert [cell.value for cell in book.worksheets[0][1]][:2] == ["reference", "group"]
    assert "yes = Yes" in str(list(book.worksheets[1].values))
