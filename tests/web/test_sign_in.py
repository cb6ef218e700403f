"""Signing in, and what protects it."""

import re
from urllib.parse import urlsplit

import pytest

from assessment.web import sign_in as sign_in_page
from assessment.web.audiences import InCountry, SignedIn
from tests.builders import later
from tests.web.scripts import sent
from tests.web.test_access import address, routes
from tests.world import PASSWORD

GOOD = {"email": "analyst@example.org", "password": PASSWORD}
BAD = {**GOOD, "password": "guessed"}


def test_a_person_signs_in_and_out(pristine):
    client = pristine.client()
    assert client.post("/sign-in", data=GOOD).location.endswith("/assessments")
    assert "analyst" in client.get("/assessments").text
    client.post("/sign-out")
    assert client.get("/assessments").status_code == 302


def test_a_person_comes_back_to_the_page_that_was_asked_for(pristine):
    client = pristine.client()
    asked = client.get("/assessments/SEN-2026-1/actions").location
    assert client.post(asked, data=GOOD).location.endswith("/assessments/SEN-2026-1/actions")


ELSEWHERE = [
    "https://example.org/",
    "//example.org",
    "/\\example.org",
    "/\t/example.org",
    "/\r\nX: y",
    "/\\\t//example.org",
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_led_to_another_site(world, elsewhere):
    client = world.client()
    signed_in = client.post("/sign-in", query_string={"next": elsewhere}, data=GOOD)
    switched = client.post("/language", data={"language": "fr", "back": elsewhere})
    for reply in (signed_in, switched):
        assert urlsplit(reply.location or "/").netloc == ""


@pytest.mark.parametrize("sent", [BAD, {**GOOD, "email": "nobody@example.org"}, {"email": "", "password": ""}])
def test_every_failure_says_the_same(world, sent):
    html = world.client().post("/sign-in", data=sent).text
    assert "The e-mail address or the password is not right." in html


def test_failures_in_a_row_make_the_next_attempt_wait_but_never_for_good(world):
    client = world.client()
    for _ in range(5):
        client.post("/sign-in", data=BAD)
    assert "Too many attempts" in client.post("/sign-in", data=GOOD).text
    world.clock = lambda: later(minutes=30)
    assert client.post("/sign-in", data=GOOD).status_code == 302


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(pristine):
    cookie = pristine.client().post("/sign-in", data=GOOD).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_form_without_its_token_is_refused(world):
    client = world.app(csrf=True).test_client()
    assert client.post("/sign-in", data=GOOD).status_code != 302
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)
    assert token is not None
    assert client.post("/sign-in", data={**GOOD, "csrf_token": token.group(1)}).status_code == 302
    assert client.post("/assessments/SEN-2026-1/reports", data={"language": "fr", "format": "pdf"}).status_code == 400


def test_screens_follow_the_language_that_was_chosen(pristine):
    client = pristine.client()
    assert '<html lang="fr"' in client.get("/", headers={"Accept-Language": "fr-SN,en;q=0.5"}).text
    client.post("/language", data={"language": "fr", "back": "/"})
    assert '<html lang="fr"' in client.get("/", headers={"Accept-Language": "en"}).text


def test_forms_are_taken_over_https_although_no_page_tells_where_it_was(world):
    """Our pages forbid the Referer header, so nothing may ask for it."""
    client = world.app(csrf=True).test_client()
    secure = {"base_url": "https://localhost"}
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in", **secure).text)
    assert token is not None
    assert client.post("/sign-in", data={**GOOD, "csrf_token": token.group(1)}, **secure).status_code == 302


def test_every_form_of_the_staff_needs_its_token(world):
    app = world.app(csrf=True)
    client = world.client("analyst")
    cookie = client.get_cookie("etready")
    assert cookie is not None
    guarded = app.test_client()
    guarded.set_cookie("etready", cookie.value)
    for rule, method in routes(world, (InCountry, SignedIn)):
        if method == "POST":
            objects = {"action_id": world.action, "response_id": world.response}
            assert guarded.post(address(rule, **objects)).status_code == 400, rule


def test_signing_in_takes_the_form_alone_and_gives_no_token(pristine):
    client = pristine.client()
    reply = client.post("/sign-in?include_auth_token", json=GOOD)
    assert (reply.status_code, "authentication_token" in reply.text) == (400, False)
    assert client.get("/assessments?auth_token=x", headers={"Authentication-Token": "x"}).status_code == 302


def test_pages_behind_signing_in_are_kept_by_no_cache(pristine):
    client = pristine.client()
    for reply in (client.get("/sign-in"), client.post("/sign-in", data=GOOD), client.get("/assessments")):
        assert reply.headers["Cache-Control"] == "no-store"


def test_nobody_waits_for_the_password_of_another(world, monkeypatch):
    """While a password is verified the database takes answers: SQLite lets one writer in at a time."""
    client, respondent, replies = world.client(), world.client(), []
    verified = sign_in_page.LoginForm.validate

    def slowly(form, **kwargs):
        saved = respondent.post(f"/s/{world.secrets['fresh']}/answers", json=sent("PAY_03", "7"))
        replies.append(saved.status_code)
        return verified(form, **kwargs)

    monkeypatch.setattr(sign_in_page.LoginForm, "validate", slowly)
    assert (client.post("/sign-in", data=GOOD).status_code, replies) == (302, [200])


def test_links_given_to_people_begin_with_the_public_address(world):
    world.settings = world.settings.model_copy(update={"public_url": "https://etready.example.org/"})
    reply = world.client("analyst").post("/assessments/SEN-2026-1/respondents/open-link", follow_redirects=True)
    assert 'href="https://etready.example.org/join/' in reply.text


def test_a_method_that_is_not_offered_says_which_are(pristine):
    reply = pristine.client().put("/sign-out")
    assert (reply.status_code, reply.allow) == (405, {"POST", "OPTIONS"})


def test_signing_in_while_signed_in_needs_the_password_of_whoever_one_becomes(world):
    """I6: a second sign-in takes no short cut, and leaves nothing of the first behind."""
    client = world.client("viewer")
    client.post("/sign-in", data=BAD)
    assert "viewer" in client.get("/assessments").text
    client.post("/sign-out")
    assert client.post("/sign-in", data=GOOD).status_code == 302
    assert "viewer" not in client.get("/assessments").text
