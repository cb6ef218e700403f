"""Answering without a name through the screens: the code, the way back, sending, and what no page gives away."""

import re

import pytest

from assessment.services.anonymity import open_anonymously
from assessment.services.assessments import assessment_by_id
from assessment.services.fieldwork import open_assessment
from tests.builders import NO, NOW

CODE = re.compile(r"\b(?:[2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}\b")


@pytest.fixture
def link(world):
    """The path of Senegal's open link, declared anonymous."""
    with world.database().writing() as session:
        view = assessment_by_id(session, open_assessment(session, world.secrets["open"]).id)
        return f"/join/{open_anonymously(session, view, now=NOW)}"


@pytest.fixture
def begun(world, link):
    """A browser without scripts that has begun: client, key, code."""
    client = world.client()
    page = client.post(link, data={"group": "BIZ", "language": "en"}).text
    (key,) = re.findall(r'href="/s/([\w-]{20,})/"', page)
    return client, key, CODE.search(page).group()


def send(client, key):
    client.post(f"/s/{key}/profile", data={"size": "small"})
    client.post(f"/s/{key}/PAY", data={"PAY_01": "no"})
    return client.post(f"/s/{key}/submit", data={"confirmed": "1", "attribution": "named"})


def test_the_first_page_says_what_anonymity_means_before_anybody_answers(world, link):
    """I5: correction and withdrawal end with sending, and duplicates cannot be told: said beforehand."""
    page = world.client().get(link).text
    for said in ("only before you send them", "answers twice", "Forget them in this browser"):
        assert said in page
    assert "Public sector" not in page


def test_a_code_is_shown_once_and_leads_back(world, link, begun):
    """D1: with an empty browser the code reopens the draft."""
    client, key, code = begun
    client.post(f"/s/{key}/profile", data={"size": "small"})
    client.post(f"/s/{key}/PAY", data={"PAY_01": "no"})
    assert not any(CODE.search(client.get(f"/s/{key}/{page}").text) for page in ("", "PAY", "mine"))
    reply = world.client().post(f"{link}/resume", data={"code": code.lower()})
    (resumed,) = re.findall(r'href="/s/([\w-]{20,})/"', reply.text)
    assert world.answers(resumed) == {"PAY_01": NO}
    assert not CODE.search(reply.text)


def test_a_wrong_code_is_told_beside_its_field(world, link):
    reply = world.client().post(f"{link}/resume", data={"code": "7KQM-3XZB-7KQM-3XZB"})
    assert reply.status_code == 422
    assert 'aria-describedby="code-error"' in reply.text


def test_sending_ends_on_a_page_that_is_the_same_for_everybody(world, link, begun):
    """I5, D8: neither address nor page tells whose answers they were; a second click is explained."""
    client, key, code = begun
    reply = send(client, key)
    assert reply.location == "/answers/sent?language=en"
    page = client.get(reply.location).text
    assert "Nothing leads from you to them any more" in page
    assert not {key, code, link.split("/")[2]} & set(re.findall(r"[\w-]+", page))
    again = client.post(f"/s/{key}/submit", data={"confirmed": "1"})
    assert (again.status_code, "they arrived" in again.text) == (404, True)


def test_pages_of_an_anonymous_draft_hold_no_token_but_its_own_and_send_no_referrer(world, link, begun):
    """I5: no code, no open link, no cookie, no referrer, nothing kept in caches."""
    client, key, code = begun
    client.post(f"/s/{key}/profile", data={"size": "small"})
    for path in ("", "PAY", "review", "mine"):
        reply = client.get(f"/s/{key}/{path}")
        assert (reply.headers["Referrer-Policy"], reply.headers["Cache-Control"]) == ("no-referrer", "no-store")
        assert "Set-Cookie" not in reply.headers
        assert code not in reply.text
        assert link not in reply.text


def test_files_of_an_anonymous_draft_are_named_after_nobody(begun):
    """I5: no token in file names."""
    client, key, _code = begun
    client.post(f"/s/{key}/profile", data={"size": "small"})
    client.post(f"/s/{key}/PAY", data={"PAY_01": "no"})
    for kind in ("csv", "json", "html"):
        reply = client.get(f"/s/{key}/mine/answers.{kind}")
        assert reply.headers["Content-Disposition"] == f'attachment; filename="answers.{kind}"'
        assert key not in reply.text


def test_nobody_is_thanked_by_name_for_anonymous_answers(begun):
    client, key, _code = begun
    assert "acknowledged_as" not in client.get(f"/s/{key}/review").text
    assert "acknowledged_as" not in client.get(f"/s/{key}/mine").text


def test_an_analyst_declares_the_open_link_anonymous_and_reads_what_that_cannot_tell(world):
    client = world.client("analyst")
    page = client.post(
        "/assessments/SEN-2026-1/respondents/open-link", data={"anonymous": "1"}, follow_redirects=True
    ).text
    (address,) = re.findall(r'class="link" href="http://localhost(/join/[\w-]+)"', page)
    assert "The present one is anonymous" in client.get("/assessments/SEN-2026-1/respondents").text
    assert "nobody can tell whether somebody answered twice" in page
    assert "You answer without a name" in client.get(address).text


def test_replacing_the_open_link_by_a_named_one_leaves_drafts_anonymous(world, begun):
    client, key, _code = begun
    world.client("analyst").post("/assessments/SEN-2026-1/respondents/open-link")
    assert send(client, key).location == "/answers/sent?language=en"


def test_whoever_joins_too_often_is_told_what_to_do(world, link):
    client = world.client()
    for _ in range(30):
        assert client.post(link, data={"group": "BIZ", "language": "en"}).status_code == 200
    refused = client.post(link, data={"group": "BIZ", "language": "en"})
    assert (refused.status_code, "Try again in an hour" in refused.text) == (429, True)


def test_a_form_sent_twice_begins_one_draft_with_one_code(world, link):
    """D8: loading the page of the code again makes no second draft, and the code that was written down holds."""
    client = world.client()
    sent = {
        "group": "BIZ",
        "language": "en",
        "form": re.findall(r'name="form" value="([\w-]+)"', client.get(link).text)[0],
    }
    pages = [client.post(link, data=sent).text for _ in range(2)]
    first, second = ((re.findall(r'href="/s/([\w-]{20,})/"', page), CODE.search(page).group()) for page in pages)
    assert first == second
    assert world.client().post(f"{link}/resume", data={"code": first[1]}).status_code == 200


def test_a_form_sent_again_after_answering_begins_anew(world, link):
    """Whoever takes over the device finds no answers of the one before."""
    client = world.client()
    sent = {"group": "BIZ", "language": "en", "form": "the same form"}
    keys = []
    for _ in range(2):
        keys += re.findall(r'href="/s/([\w-]{20,})/"', client.post(link, data=sent).text)
        client.post(f"/s/{keys[-1]}/profile", data={"size": "small"})
    assert len(set(keys)) == 2


def test_other_choices_in_the_same_form_are_another_draft(world, link):
    client = world.client()
    replies = [client.post(link, data={"group": "BIZ", "language": one, "form": "x"}).text for one in ("en", "fr")]
    first, second = (re.findall(r'href="/s/([\w-]{20,})/"', reply)[0] for reply in replies)
    assert first != second
