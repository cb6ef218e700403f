"""What people read is ours, in their language: no sentence of a library comes through."""

import re
from html import unescape

import pytest
from flask_security.core import _default_messages

from assessment.language import COMPLETE
from tests.world import PASSWORD, SEN

TRANSLATED = [language for language in COMPLETE if language != "en"]
WRONG = [
    {"email": "analyst@example.org", "password": "guessed"},
    {"email": "nobody@example.org", "password": "guessed"},
    {"email": "no address", "password": ""},
    {},
]
SHARED = {"eTrade readiness"}
"""The product's name."""


def words(html):
    """The texts that a reader sees or hears, without the names of languages."""
    html = re.sub(r'<form class="languages".*?</form>|<script.*?</script>|<style.*?</style>', " ", html, flags=re.S)
    seen = re.findall(r">([^<>]+)<", html) + re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', html)
    return {unescape(text).strip() for text in seen if re.search(r"[^\W\d_]", text)}


def in_language(client, language):
    client.post("/language", data={"language": language, "back": "/"})
    return client


def refusals(world, language):
    """What the sign-in page says in a language to wrong input, then to too many attempts and a page without token."""
    client = in_language(world.client(), language)
    pages = [client.post("/sign-in", data=sent).text for sent in (*WRONG, *[WRONG[0]] * 5)]
    guarded = world.app(csrf=True).test_client()
    with guarded.session_transaction() as cookie:
        cookie["language"] = language
    return [*pages, guarded.post("/sign-in", data=WRONG[0]).text]


@pytest.fixture(scope="module")
def english(as_built, tmp_path_factory):
    """Every text of these pages in English."""
    world = as_built.copy(tmp_path_factory.mktemp("english") / "instance")
    pages = refusals(world, "en")
    world.close()
    assert "Too many attempts" in pages[-2]
    assert "open for too long" in pages[-1]
    return set().union(*map(words, pages)) - SHARED


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_english_is_left_on_the_sign_in_page_whatever_was_sent(world, english, language):
    assert [words(page) & english for page in refusals(world, language) if words(page) & english] == []


def test_no_sentence_of_flask_security_is_shown(world):
    client = world.client()
    pages = [client.post("/sign-in", data=sent, follow_redirects=True).text for sent in WRONG]
    pages.append(client.get("/assessments", follow_redirects=True).text)
    good = {"email": "analyst@example.org", "password": PASSWORD}
    pages.append(client.post("/sign-in", data=good, follow_redirects=True).text)
    pages.append(client.get("/sign-in", follow_redirects=True).text)
    pages.append(client.post("/sign-out", follow_redirects=True).text)
    theirs = {sentence for sentence, _ in _default_messages.values()}
    assert [words(page) & theirs for page in pages if words(page) & theirs] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_of_wtforms_is_shown_on_the_forms_of_an_action(world, language):
    client = in_language(world.client("analyst"), language)
    address = f"/assessments/{SEN}/actions/{world.action}"
    sent = {"status": "under_way", "per_cent": "x", "note": "n" * 4_001, "evidence": "e" * 1_001, "starts_on": "soon"}
    replies = [client.post(f"{address}/progress", data=sent), client.post(address, data=sent)]
    assert [reply.status_code for reply in replies] == [422, 422]
    said = "".join(reply.text for reply in replies)
    assert re.findall(r"Field |Invalid |Not a valid |characters long|longer than", said) == []
