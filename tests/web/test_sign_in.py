"""Signing in, and what protects it."""

import re
from urllib.parse import urlsplit

import pytest

from tests.builders import later
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


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "/\\example.org"])
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
