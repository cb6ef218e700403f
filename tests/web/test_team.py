"""Teams and evidence on screen, without a script: what each sees, what is kept from them, what files may do."""

import io
import re

import pytest

from assessment.app import LARGEST_REQUEST
from assessment.methodology.responses import Answer
from assessment.services import fieldwork, kept_files
from tests.builders import NOW, YES
from tests.world import IN_FORCE, SEN

PDF = b"%PDF-1.7\n..."


@pytest.fixture
def ministry(world):
    """The coordinator's link of a ministry that has not begun."""
    with world.database().writing() as session:
        assessment = fieldwork.questionnaire_for(session, world.secrets["fresh"], NOW).assessment
        secret = fieldwork.invite(
            session, assessment.id, group="PUB", role="trade", institution="Trade", language="en", now=NOW
        )
    return secret


@pytest.fixture
def client(world):
    """A browser without scripts."""
    return world.client()


def ask(client, secret, **told):
    """Ask a colleague; the secret of the link that is shown."""
    page = client.post(
        f"/s/{secret}/team", data={"name": "Fatou", "page": "PAY", "language": "en"} | told, follow_redirects=True
    )
    return re.search(r"/s/([\w-]+)/\"", page.text).group(1)


def attach(client, secret, content=PDF, name="law.pdf", **told):
    data = {"file": (io.BytesIO(content), name), "question": "LEG_16.privacy"} | told
    return client.post(f"/s/{secret}/evidence/LEG_16", data=data, content_type="multipart/form-data")


def test_a_colleague_sees_the_pages_assigned_and_no_other(client, ministry):
    """I1: what was not assigned does not exist behind the colleague's link."""
    fatou = ask(client, ministry)
    assert client.get(f"/s/{fatou}/PAY").status_code == 200
    assert "/LEG" not in client.get(f"/s/{fatou}/PAY").text
    for path in ("LEG", "evidence/LEG_16", "comments/LEG_16", "mine", "offline/LEG"):
        assert client.get(f"/s/{fatou}/{path}").status_code == 404, path


def test_a_script_cannot_answer_for_a_colleague_what_others_answer(client, world, ministry):
    fatou = ask(client, ministry)
    sent = {"question": "LEG_16.privacy", "fields": [["LEG_16.privacy", "draft"]], "client": "browser-1"}
    accept = {"Accept": "application/json"}
    reply = client.post(f"/s/{fatou}/answers", json={**sent, "sequence": 1, "revision": 0}, headers=accept)
    assert (reply.status_code, world.answers(ministry)) == (404, {})


def test_a_colleagues_answer_is_the_institutions_and_the_history_names_them(client, world, ministry):
    fatou = ask(client, ministry)
    client.post(f"/s/{fatou}/PAY", data={"PAY_01": "yes", "next": "1"})
    assert world.answers(ministry) == {"PAY_01": YES}
    assert "Fatou" in client.get(f"/s/{ministry}/history").text
    assert "Fatou" in client.get(f"/s/{ministry}/team").text


def test_comments_stand_beside_their_question(client, ministry):
    """X1: what somebody writes is text, wherever it is shown."""
    fatou = ask(client, ministry)
    client.post(f"/s/{fatou}/comments/PAY_01", data={"text": "<script>alert(1)</script>"})
    assert "Comments: 1" in client.get(f"/s/{ministry}/PAY").text
    assert "Comments: 1" in client.get(f"/s/{ministry}/team").text
    page = client.get(f"/s/{ministry}/comments/PAY_01").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_colleague_cannot_send_and_is_told_who_does(client, ministry):
    fatou = ask(client, ministry)
    assert 'name="confirmed"' not in client.get(f"/s/{fatou}/review").text
    assert client.post(f"/s/{fatou}/submit", data={"confirmed": "1"}).status_code == 403


def test_the_receipt_tells_a_colleague_nothing_of_pages_of_others(client, ministry):
    """I1: what stands beside the group's answers and the gaps rests on all pages."""
    fatou = ask(client, ministry, page="LEG")
    client.post(f"/s/{ministry}/PAY", data={"PAY_01": "no", "next": "1"})
    client.post(f"/s/{ministry}/submit", data={"confirmed": "1"})
    assert "Who offers support" in client.get(f"/s/{ministry}/receipt").text
    receipt = client.get(f"/s/{fatou}/receipt")
    assert (receipt.status_code, "Who offers support" in receipt.text) == (200, False)


def test_the_receipt_of_who_sent_for_a_team_leads_nowhere_that_is_the_coordinators(client, ministry):
    head = ask(client, ministry, clears="1")
    client.post(f"/s/{head}/PAY", data={"PAY_01": "no", "next": "1"})
    client.post(f"/s/{head}/submit", data={"confirmed": "1"})
    receipt = client.get(f"/s/{head}/receipt").text
    assert ("Who offers support" in receipt, "/mine/" in receipt) == (True, False)
    assert "/mine/answers.csv" in client.get(f"/s/{ministry}/receipt").text


def test_a_team_without_a_name_is_asked_for_it(client, ministry):
    page = client.post(f"/s/{ministry}/team", data={"name": "", "page": "PAY"})
    assert (page.status_code, "Enter the name of your colleague" in page.text) == (422, True)


def test_firms_have_no_team_page(client, world):
    assert client.get(f"/s/{world.secrets['fresh']}/team").status_code == 404


def test_a_kept_plan_has_the_pages_of_the_colleague_and_every_condition(client, ministry):
    """L3: the way is found from all questions, whoever answers them."""
    fatou = ask(client, ministry, page="LEG")
    plan = client.get(f"/s/{fatou}/offline/plan").get_json()
    assert [page["code"] for page in plan["pages"]] == ["LEG"]
    assert {code: number for code, number, *_ in plan["items"]}["PAY_01"] == -1


def test_a_colleague_is_told_of_others_answers_only_what_conditions_read(client, ministry):
    client.post(f"/s/{ministry}/PAY", data={"PAY_01": "yes", "PAY_07": "In confidence."})
    fatou = ask(client, ministry, page="LEG")
    assert client.get(f"/s/{fatou}/offline/plan").get_json()["values"] == {"PAY_01": "yes"}


def test_later_pages_stay_small_with_a_team(client, ministry):
    ask(client, ministry)
    for path in ("PAY", "team", "comments/PAY_01", "history"):
        reply = client.get(f"/s/{ministry}/{path}", headers={"Accept-Encoding": "br"})
        assert len(reply.data) + len(str(reply.headers)) <= 6_000, path


def test_a_file_is_handed_out_to_be_saved_and_never_shown(client, ministry):
    """X5: always as an attachment, never sniffed, in a sandbox."""
    assert attach(client, ministry).status_code == 302
    page = client.get(f"/s/{ministry}/evidence/LEG_16").text
    address = re.search(rf"/s/{ministry}/evidence/LEG_16/[0-9a-f]{{32}}", page).group()
    reply = client.get(address)
    assert reply.data == PDF
    assert reply.headers["Content-Disposition"] == "attachment; filename=law.pdf"
    assert reply.headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    assert "Evidence: 1" in client.get(f"/s/{ministry}/LEG").text


def test_what_is_attached_belongs_to_the_question_in_the_address(client, ministry):
    """I2: neither a question of somebody else's page nor one that does not exist."""
    for question in ("PAY_01", "LEG_16.other", "NONE", "<"):
        assert attach(client, ministry, question=question).status_code == 404, question


def test_markup_is_refused_and_what_is_too_large_told(client, ministry, monkeypatch):
    """X5: an SVG does not come in under any name."""
    for name in ("a.svg", "a.txt", "a.png"):
        assert attach(client, ministry, b"<svg onload='alert(1)'/>", name).status_code == 422
    monkeypatch.setattr(kept_files, "LARGEST_FILE", len(PDF))
    assert "10 MB" in attach(client, ministry, PDF + b".", "a.pdf").text


def test_files_may_be_larger_than_other_requests(client, ministry):
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="law.pdf"\r\n\r\n'
    body = head + PDF + bytes(2 * LARGEST_REQUEST) + b"\r\n--x--\r\n"
    address, kind = f"/s/{ministry}/evidence/LEG_16", "multipart/form-data; boundary=x"
    assert client.post(address, data=body, content_type=kind).status_code == 302
    assert client.post(f"/s/{ministry}/PAY", data=body, content_type=kind).status_code == 413


def test_a_file_far_too_large_is_told_beside_the_field_and_answers_are_kept(client, world, ministry):
    client.post(f"/s/{ministry}/LEG", data={"LEG_16.privacy": "in_force", "next": "1"})
    body, kind = bytes(kept_files.LARGEST_FILE + 2**20), "multipart/form-data; boundary=x"
    reply = client.post(f"/s/{ministry}/evidence/LEG_16", data=body, content_type=kind)
    assert reply.status_code == 413
    assert 'id="file-error"' in reply.text
    assert kept_files.TOO_LARGE in reply.text
    assert world.answers(ministry) == {"LEG_16.privacy": IN_FORCE}


def test_a_request_over_the_limit_is_told_the_limit(client, ministry):
    kind = "application/x-www-form-urlencoded"
    reply = client.post(f"/s/{ministry}/PAY", data=b"PAY_01=" + b"x" * LARGEST_REQUEST, content_type=kind)
    assert (reply.status_code, "larger than 1 MB" in reply.text) == (413, True)


def test_who_withdraws_takes_team_comments_and_files_along(client, world, ministry):
    """I1: nothing leads back, neither a colleague's link nor a file."""
    fatou = ask(client, ministry)
    attach(client, ministry)
    client.post(f"/s/{fatou}/comments/PAY_01", data={"text": "Ask the central bank."})
    assert len(list(world.settings.evidence.glob("??/*"))) == 1
    client.post(f"/s/{ministry}/mine/withdrawal", data={"confirmed": "1"})
    assert list(world.settings.evidence.glob("??/*")) == []
    assert client.get(f"/s/{fatou}/PAY").status_code == 404


def test_a_link_is_shown_as_such(client, ministry):
    client.post(f"/s/{ministry}/evidence/LEG_16", data={"link": 'https://example.org/?a=1&b="><i>'})
    client.post(f"/s/{ministry}/evidence/LEG_16", data={"link": "https://example.org/?a=1&b=2"})
    page = client.get(f"/s/{ministry}/evidence/LEG_16").text
    assert page.count('href="https://example.org') == 1
    assert 'rel="noopener noreferrer nofollow"' in page


def test_the_analyst_opens_evidence_beside_the_fact_and_others_do_not(client, world, ministry):
    """I2, I4: per object and per role; a foreign analyst meets a page that does not exist."""
    attach(client, ministry)
    client.post(f"/s/{ministry}/LEG", data={"LEG_16.privacy": "in_force"})
    client.post(f"/s/{ministry}/submit", data={"confirmed": "1"})
    assert world.answers(ministry)["LEG_16.privacy"] == IN_FORCE == Answer("answered", "in_force")
    analyst = world.client("analyst")
    page = analyst.get(f"/assessments/{SEN}/facts/LEG_16.privacy").text
    address = re.search(rf"/assessments/{SEN}/evidence-files/[0-9a-f]{{32}}", page).group()
    assert analyst.get(address).data == PDF
    assert world.client("viewer").get(address).status_code == 403
    foreigner = world.client("foreigner")
    assert foreigner.get(address).status_code == 404
    assert foreigner.get(address.replace("SEN", "KHM")).status_code == 404
