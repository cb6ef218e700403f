"""Who may open what: every route with anonymous visitors, own and foreign objects."""

import pytest
from werkzeug.routing import Rule

from assessment.app import create_app
from assessment.web.access import ACCESS
from assessment.web.audiences import InCountry, Link, Public, SignedIn, Somewhere
from tests.builders import a_questionnaire, an_assessment
from tests.world import BANDS, KHM, SEN, SEVERITIES

STATUS_WITHOUT_ROLE = 403
ELSEWHERE = {
    "respondent_id", "mailing_id", "mail_id", "reminder_id", "note_id", "evidence_id", "document_id", "number",
}  # fmt: skip
"""Objects of which this world has none; the tests of their pages try own and foreign ones."""


def address(rule: Rule, **objects: str) -> str:
    """The address of a route for the given objects."""
    known = {
        "name": SEN, "language": "en", "code": "PAY", "question": "LEG_16.privacy", "rendering_id": "0" * 32,
        "respondent_id": "0" * 32, "mailing_id": "0" * 32, "mail_id": "0" * 32, "reminder_id": "0" * 32,
        "note_id": "0" * 32, "document_id": "0" * 32, "colleague_id": "0" * 32, "comment_id": "0" * 32,
        "evidence_id": "0" * 32, "stage": "draft",
        "audience": "analysis", "kind": "csv", "digest": "0" * 12, "version": "1", "format": "pdf",
        "other": KHM, "deed": "accept", "indicator": "PAY-ONLINE", "number": "1", **objects,
    }  # fmt: skip
    if rule.endpoint == "followup.adopt" or rule.endpoint.startswith("weighing."):
        known["code"] = "PAY-R01"
    path = rule.rule
    for argument in rule.arguments:
        path = path.replace(f"<{argument}>", known[argument]).replace(f"<int:{argument}>", known[argument])
    return path


def routes(world, kind):
    rules = world.app().url_map.iter_rules()
    return [
        (rule, method)
        for rule in sorted(rules, key=str)
        if isinstance(ACCESS[rule.endpoint], kind)
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


def test_every_route_stands_in_the_table(pristine):
    assert {rule.endpoint for rule in pristine.app().url_map.iter_rules()} == set(ACCESS)


def test_a_visitor_is_sent_to_sign_in_wherever_signing_in_is_needed(pristine):
    client, objects = pristine.client(), {"action_id": pristine.action, "response_id": pristine.response}
    for rule, method in routes(pristine, (InCountry, SignedIn, Somewhere)):
        reply = client.open(address(rule, **objects), method=method)
        assert (reply.status_code, reply.location.split("?")[0]) == (302, "/sign-in"), rule


def test_an_assessment_of_another_country_does_not_exist(world):
    """I1, I2: an object outside the person's countries is answered 404, whatever is asked of it."""
    client = world.client("foreigner")
    for rule, method in routes(world, InCountry):
        objects = {"action_id": world.action, "response_id": world.response}
        assert client.open(address(rule, name=SEN, **objects), method=method).status_code == 404, rule


def test_a_foreign_object_under_an_own_assessment_does_not_exist(world):
    """I2: an action, response or document is found only under its own assessment."""
    client = world.client("foreigner")
    for rule, method in routes(world, InCountry):
        if {"action_id", "response_id", "rendering_id", "other", *ELSEWHERE} & rule.arguments:
            objects = {"action_id": world.action, "response_id": world.response, "other": SEN}
            assert client.open(address(rule, name=KHM, **objects), method=method).status_code == 404, rule


def test_an_object_of_another_assessment_of_the_country_is_not_found_either(world):
    """I2: what is looked at and changed belongs to the assessment in the address."""
    with world.database().writing() as session:
        other = an_assessment(session, a_questionnaire(version="2", bands=BANDS, severities=SEVERITIES))
    client = world.client("analyst")
    for rule, method in routes(world, InCountry):
        if {"action_id", "response_id"} & rule.arguments:
            objects = {"action_id": world.action, "response_id": world.response}
            assert client.open(address(rule, name=other.name, **objects), method=method).status_code == 404, rule


def test_own_pages_open_for_an_analyst(world):
    client = world.client("analyst")
    for rule, method in routes(world, InCountry):
        if rule.endpoint == "region.members" or "/survey" in rule.rule:  # Senegal is no region, and drew no sample
            continue
        if method == "GET" and not {"rendering_id", "other", *ELSEWHERE} & rule.arguments:
            assert client.get(address(rule, action_id=world.action, response_id=world.response)).status_code == 200, (
                rule
            )


@pytest.mark.parametrize("person", ["viewer", "focal_point"])
def test_a_person_without_the_role_is_refused(world, person):
    client = world.client(person)
    for rule, method in routes(world, InCountry):
        rights = ACCESS[rule.endpoint]
        assert isinstance(rights, InCountry)
        if person not in rights.roles:
            objects = {"action_id": world.action, "response_id": world.response}
            assert client.open(address(rule, **objects), method=method).status_code == STATUS_WITHOUT_ROLE, rule


def test_no_deed_of_staff_is_done_without_the_token_of_its_page(world):
    analyst, guarded = world.client("analyst"), world.app(csrf=True).test_client()
    with analyst.session_transaction() as cookie, guarded.session_transaction() as other:
        other.update(cookie)
    for rule, method in routes(world, (InCountry, SignedIn, Somewhere)):
        if method == "POST":
            reply = guarded.post(address(rule, action_id=world.action, response_id=world.response))
            assert reply.status_code == 400, rule


def test_an_unknown_link_leads_nowhere(pristine):
    client = pristine.client()
    for rule, method in routes(pristine, Link):
        assert client.open(address(rule, secret="guessed"), method=method).status_code == 404, rule


def test_public_pages_need_nobody(pristine):
    client = pristine.client()
    for rule, method in routes(pristine, Public):
        if method == "GET" and not rule.arguments:
            assert client.get(address(rule)).status_code == 200, rule


def test_a_route_outside_the_table_keeps_the_application_from_starting(pristine, monkeypatch):
    monkeypatch.delitem(ACCESS, "statements.health")
    with pytest.raises(RuntimeError, match=r"statements\.health"):
        create_app(pristine.settings)
