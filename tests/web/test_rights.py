"""The page on which respondents see, correct, take along and withdraw what is kept of them."""

import csv
import io
import json

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from assessment.config import Settings
from assessment.services import fieldwork
from assessment.services.anonymity import open_anonymously
from assessment.services.fieldwork import questionnaire_for
from assessment.services.links import LinkMaker
from assessment.services.persons import PersonalValues, personal_values_of
from assessment.services.team import ColleagueDraft, ask_colleague, sitting_for
from assessment.services.withdrawals import noted_withdrawals
from assessment.storage.tables import METADATA
from tests.builders import NOW, an_invitation, later
from tests.world import SEN

AWA = {"name": "Awa Diop", "email": "awa@example.org", "phone": "+221 33", "acknowledged_as": "Awa D."}


@pytest.fixture
def person(world):
    """A firm that has answered and sent, with its link."""
    return world.client(), world.secrets["sent"]


def kept(world, secret):
    with world.database().reading() as session:
        return personal_values_of(session, questionnaire_for(session, secret, NOW))


def trail(world):
    with world.database().reading() as session:
        return session.connection().execute(select(METADATA.tables["audit"])).all()


def test_a_page_shows_what_is_kept_and_takes_corrections(world, person):
    client, secret = person
    assert client.post(f"/s/{secret}/mine", data=AWA).location == f"/s/{secret}/mine"
    assert kept(world, secret) == PersonalValues(**AWA)
    page = client.get(f"/s/{secret}/mine").text
    assert all(value in page for value in AWA.values())
    assert "Are you paid online?" in page


def test_a_wrong_address_is_told_and_everything_entered_stands_again(world, person):
    """D10: nothing is stored of a page with an error, nothing entered is lost."""
    client, secret = person
    reply = client.post(f"/s/{secret}/mine", data=AWA | {"email": "awa"})
    assert (reply.status_code, 'value="Awa Diop"' in reply.text) == (422, True)
    assert kept(world, secret) == PersonalValues()


def test_answers_are_taken_along_in_three_forms(person):
    client, secret = person
    table = client.get(f"/s/{secret}/mine/answers.csv").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(table)))[1] == ["PAY_01", "Are you paid online?", "No"]
    whole = json.loads(client.get(f"/s/{secret}/mine/answers.json").data)
    assert whole["answers"] == {"PAY_01": {"state": "answered", "value": "no"}}
    assert "<dt>Are you paid online?</dt><dd>No</dd>" in client.get(f"/s/{secret}/mine/answers.html").text
    assert client.get(f"/s/{secret}/mine/answers.exe").status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "<script>alert(1)</script>"])
def test_a_hostile_answer_is_harmless_in_every_form(world, text):
    """C1, X6: no formula in the table, no markup in the page."""
    client, secret = world.client(), world.secrets["fresh"]
    client.post(f"/s/{secret}/profile", data={"size": "small"})
    client.post(f"/s/{secret}/PAY", data={"PAY_07": text})
    assert ",=1" not in client.get(f"/s/{secret}/mine/answers.csv").text
    assert "<script>alert" not in client.get(f"/s/{secret}/mine/answers.html").text
    assert "<script>alert" not in client.get(f"/s/{secret}/mine").text


def test_withdrawing_asks_once_and_leaves_no_link(world, person):
    client, secret = person
    assert client.post(f"/s/{secret}/mine/withdrawal").status_code == 422
    reply = client.post(f"/s/{secret}/mine/withdrawal", data={"confirmed": "1"})
    assert "Your answers are deleted" in client.get(reply.location).text
    assert client.get(f"/s/{secret}/mine").status_code == 404
    assert len(noted_withdrawals(world.settings.instance)) == 1


def test_once_the_report_is_issued_the_page_says_so_and_nothing_is_deleted(world, person):
    """I3: neither the page nor the address behind its button lets anybody withdraw."""
    client, secret = person
    client.post(f"/s/{secret}/mine", data=AWA)
    world.issue_report()
    world.clock = lambda: later(days=62)
    page = client.get(f"/s/{secret}/mine").text
    assert "not any more: the report was issued on 15 August 2026" in page
    assert "Delete my answers" not in page
    assert 'type="hidden" name="acknowledged_as" value="Awa D."' in page
    assert client.post(f"/s/{secret}/mine", data=AWA | {"phone": "+221 44"}).status_code == 302
    assert client.post(f"/s/{secret}/mine", data=AWA | {"acknowledged_as": ""}).status_code == 403
    assert client.post(f"/s/{secret}/mine/withdrawal", data={"confirmed": "1"}).status_code == 403
    assert kept(world, secret) == PersonalValues(**AWA | {"phone": "+221 44"})
    assert client.get(f"/s/{secret}/mine/answers.csv").status_code == 200
    assert noted_withdrawals(world.settings.instance) == []


def test_long_after_closing_answers_are_withdrawn_while_no_report_is_issued(world, person):
    client, secret = person
    world.clock = lambda: later(days=200)
    assert "Delete my answers" in client.get(f"/s/{secret}/mine").text
    assert client.post(f"/s/{secret}/mine/withdrawal", data={"confirmed": "1"}).status_code == 302


def test_sent_answers_are_changed_by_their_author_while_the_questionnaire_is_open(world, person):
    client, secret = person
    client.post(f"/s/{secret}/mine/answers")
    assert client.get(f"/s/{secret}/PAY").status_code == 200
    world.clock = lambda: later(days=60)
    assert client.post(f"/s/{secret}/mine/answers").status_code == 403


def test_a_colleague_neither_sees_nor_withdraws_what_is_the_coordinators(world):
    """I2, I3: whoever answers some pages by a link of their own has no right over the whole response."""
    links = LinkMaker.of(world.settings)
    draft = ColleagueDraft("Moussa", "", ("PAY",), clears=True, language="en")
    with world.database().writing() as session:
        assessment = questionnaire_for(session, world.secrets["fresh"], NOW).assessment
        secret = an_invitation(session, assessment, group="PUB", role="trade", institution="Customs")
        _colleague, link = ask_colleague(session, questionnaire_for(session, secret, NOW), draft, links=links, now=NOW)
        assert sitting_for(session, link.secret, NOW).colleague
    client = world.client()
    for path in ("mine", "mine/answers.json"):
        assert client.get(f"/s/{link.secret}/{path}").status_code == 404
    for path in ("mine", "mine/answers", "mine/withdrawal"):
        assert client.post(f"/s/{link.secret}/{path}", data={"confirmed": "1"}).status_code == 404
    assert kept(world, secret).institution == "Customs"


def test_being_thanked_by_name_is_chosen_when_sending(world, respondent):
    client, secret = respondent
    client.post(f"/s/{secret}/submit", data={"confirmed": "1", "acknowledged_as": " Awa  Diop "})
    assert kept(world, secret).acknowledged_as == "Awa Diop"


def test_first_and_privacy_page_tell_who_is_answerable_where_why_and_until_when(world):
    world.settings = Settings(
        instance=world.settings.instance,
        secret_key=SecretStr("for tests only, long enough to be accepted"),
        controller="Ministry of Trade, Dakar",
        hosting_country="CHE",
        legal_basis="public_task",
        retention_days=365,
        withdrawal_days=10,
    )
    client = world.client()
    first = client.get(f"/s/{world.secrets['fresh']}/").text
    for said in (
        "Ministry of Trade, Dakar",
        "Switzerland",
        "task in the public interest",
        "30 June 2027",
        "until the report is issued, on 11 July 2026 at the earliest",
    ):
        assert said in first
    for said in ("Ministry of Trade, Dakar", "Switzerland", "365 days after closing", "10 days after closing"):
        assert said in client.get("/privacy").text


def test_who_looks_at_identities_and_takes_files_is_on_the_trail(world):
    """Pseudonymous: the analyst's identity, the assessment, the digest of what was given out; once in twelve hours."""
    client = world.client("analyst")
    for _ in range(2):
        client.get(f"/assessments/{SEN}/respondents")
    client.get(f"/assessments/{SEN}/register/people.csv")
    added = [row for row in trail(world) if row.deed in ("identities_seen", "export")]
    assert [(row.deed, len(row.actor), len(row.digest)) for row in sorted(added, key=lambda row: row.deed)] == [
        ("export", 32, 64),
        ("identities_seen", 32, 0),
    ]


def test_what_respondents_take_along_is_on_the_trail_without_their_name(world, person):
    client, secret = person
    client.get(f"/s/{secret}/mine/answers.csv")
    (export,) = [row for row in trail(world) if row.deed == "export"]
    assert (export.actor, len(export.subject)) == ("respondent", 32)


def test_taking_anonymous_answers_along_leaves_no_trail(world):
    """I5: the digest of a file would lead from the response that is sent to the hour in which it was taken along."""
    with world.database().writing() as session:
        assessment = fieldwork.questionnaire_for(session, world.secrets["fresh"], NOW).assessment
        key = fieldwork.join(
            session, open_anonymously(session, assessment, now=NOW), group="BIZ", language="en", now=NOW
        )
    assert world.client().get(f"/s/{key}/mine/answers.csv").status_code == 200
    assert [row for row in trail(world) if row.deed == "export"] == []


def test_what_was_given_besides_answers_is_shown_and_taken_along(world):
    """I3: comments, evidence and colleagues are the respondent's data too."""
    with world.database().writing() as session:
        assessment = questionnaire_for(session, world.secrets["fresh"], NOW).assessment
        secret = an_invitation(session, assessment, group="PUB", role="trade", institution="Trade")
        links = LinkMaker(b"a key for tests", "https://survey.example.org")
        draft = ColleagueDraft("Fatou Sow", "fatou@example.org", ("PAY",), False, "en")
        ask_colleague(session, sitting_for(session, secret, NOW), draft, links=links, now=NOW)
    client = world.client()
    client.post(f"/s/{secret}/comments/PAY_01", data={"text": "Ask the bank."})
    client.post(f"/s/{secret}/evidence/LEG_16", data={"link": "https://example.org/law"})
    client.post(f"/s/{secret}/PAY", data={"PAY_01": "yes"})
    for page in (f"/s/{secret}/mine", f"/s/{secret}/mine/answers.html", f"/s/{secret}/mine/answers.json"):
        told = client.get(page).text
        assert [text in told for text in ("Fatou Sow", "Ask the bank.", "https://example.org/law")] == [True] * 3, page
