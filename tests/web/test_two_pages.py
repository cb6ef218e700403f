"""Two pages without a script that answer the same questionnaire: which answer stands, and what is never lost."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from assessment.methodology.responses import Answer
from tests.builders import DONT_KNOW, NO, YES
from tests.web.scripts import sent
from tests.web.test_answering import fieldset, page

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def opened(client, secret, code="PAY"):
    """What a page sends besides the answers: its own name and the revision that it shows."""
    hidden = dict(HIDDEN.findall(page(client, secret, code)))
    return {name: hidden[name] for name in ("client", "revision")}


@pytest.fixture
def two(world, respondent):
    """Two pages opened one after the other, before either is sent."""
    client, secret = respondent
    return client, f"/s/{secret}/PAY", opened(client, secret), opened(client, secret), lambda: world.answers(secret)


def test_a_page_that_did_not_see_an_answer_is_shown_both_and_everything_else_is_kept(two):
    """D11: 409 with both values; D10: nothing else on the page is lost."""
    client, address, first, second, stored = two
    client.post(address, data={**first, "PAY_01": "yes"})
    reply = client.post(address, data={**second, "PAY_01": "no", "PAY_03": "5", "PAY_07": "kept"})
    assert reply.status_code == 409
    assert stored() == {"PAY_01": YES, "PAY_03": Answer("answered", 5.0), "PAY_07": Answer("answered", "kept")}
    question = fieldset(reply.text, "PAY_01")
    assert "Keep mine: No" in question
    assert "Take the other: Yes" in question
    assert '<li><a href="#PAY_01">Answered differently' in reply.text


@pytest.mark.parametrize(("choice", "stands"), [({}, NO), ({"PAY_01~stands": "1"}, YES)])
def test_the_respondent_chooses_which_answer_stands(two, choice, stands):
    """D11."""
    client, address, first, second, stored = two
    client.post(address, data={**first, "PAY_01": "yes"})
    reply = client.post(address, data={**second, "PAY_01": "no"})
    told = dict(HIDDEN.findall(reply.text))
    again = client.post(address, data={**told, "PAY_01": "no", **choice})
    assert (again.status_code, stored()["PAY_01"]) == (302, stands)


def test_a_page_that_touched_nothing_takes_nothing_back(two):
    """D11: it sends every input as it showed it; an answer given elsewhere since stands, without a question."""
    client, address, first, second, stored = two
    client.post(address, data={**first, "PAY_01": "yes", "PAY_03": "5", "PAY_04": ["no"]})
    reply = client.post(address, data={**second, "PAY_03": "", "PAY_07": "Only this"})
    assert reply.status_code == 302
    assert set(stored()) == {"PAY_01", "PAY_03", "PAY_04", "PAY_07"}


def test_a_page_sent_five_times_at_once_has_one_effect(world, respondent):
    """D2: whoever presses the button again on a poor line."""
    client, secret = respondent
    data = {**opened(client, secret), "PAY_01": "yes", "PAY_03": "5"}
    app = world.app()
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: app.test_client().post(f"/s/{secret}/PAY", data=data), range(5)))
    assert [reply.status_code for reply in replies] == [302] * 5
    with world.database().reading() as session:
        rows = session.connection().exec_driver_sql("SELECT changes FROM revision WHERE changes LIKE '%PAY_03%'").all()
    assert len(rows) == 1


def test_one_answer_posted_five_times_at_once_by_a_script_has_one_effect(world, respondent):
    """D2."""
    _, secret = respondent
    app = world.app()
    with ThreadPoolExecutor(5) as pool:
        post = lambda _: app.test_client().post(f"/s/{secret}/answers", json=sent("PAY_03", "5"))  # noqa: E731
        replies = list(pool.map(post, range(5)))
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.json["revision"] for reply in replies}) == 1
    assert world.answers(secret) == {"PAY_03": Answer("answered", 5.0)}


def test_a_script_that_did_not_see_an_answer_gets_both_values_and_the_inputs(world, respondent):
    """D11."""
    client, secret = respondent
    client.post(f"/s/{secret}/answers", json=sent("PAY_05", "5", fields=[
        ["PAY_05", "5"], ["PAY_05~currency", "XOF"], ["PAY_05~year", "2025"]]))  # fmt: skip
    stale = sent("PAY_05", client="other-browser", fields=[["PAY_05~state", "dont_know"]])
    reply = client.post(f"/s/{secret}/answers", json=stale)
    assert reply.status_code == 409
    told = reply.json
    assert (told["keep"], told["take"]) == ("Keep mine: I don’t know", "Take the other: XOF\u00a05 (2025)")
    assert dict(told["fields"]) == {"PAY_05": "5", "PAY_05~currency": "XOF", "PAY_05~year": "2025"}
    assert world.answers(secret)["PAY_05"].value.amount == 5
    client.post(f"/s/{secret}/answers", json=stale | {"sequence": 2, "revision": told["revision"]})
    assert world.answers(secret)["PAY_05"] == DONT_KNOW


def test_a_refused_page_changes_no_answer_and_no_order(world, respondent):
    """D10: the page is refused for one question; every other stored answer is as it was, in its order."""
    client, secret = respondent
    client.post(f"/s/{secret}/PAY", data={"PAY_04": ["yes", "no"], "PAY_01": "no"})
    before = world.answers(secret)
    reply = client.post(f"/s/{secret}/PAY", data={**opened(client, secret), "PAY_04": ["no"], "PAY_03": "x"})
    assert (reply.status_code, list(world.answers(secret).items())) == (422, list(before.items()))
