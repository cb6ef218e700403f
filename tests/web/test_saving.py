"""Answers that a script saves one by one, and what is sent in their place."""

import re

import pytest

from assessment.methodology.responses import Answer
from tests.builders import later
from tests.web.scripts import sent


def test_a_script_saves_one_answer_and_is_told_when(world, respondent):
    client, secret = respondent
    client.post(f"/s/{secret}/PAY", data={"PAY_04": ["yes"]})
    reply = client.post(f"/s/{secret}/answers", json=sent("PAY_03", "7"))
    assert reply.json == {"saved": "Saved 09:30", "value": 7.0, "revision": 3}
    assert set(world.answers(secret)) == {"PAY_03", "PAY_04"}


def test_a_script_that_saves_a_wrong_answer_is_told_why(world, respondent):
    client, secret = respondent
    reply = client.post(f"/s/{secret}/answers", json=sent("PAY_03", "x"))
    assert (reply.status_code, list(reply.json["problems"])) == (422, ["PAY_03"])
    assert world.answers(secret) == {}


NONSENSE: list[object] = [
    [], {}, sent("PAY_03", fields=1), sent("NO_01"), sent("PAY_03") | {"question": ["PAY_03"]},
    sent("PAY_03", "1", client="short"), sent("PAY_03", "1", client="no spaces allowed"), sent("PAY_03", "1", client=7),
    sent("PAY_03", "1", sequence=0), sent("PAY_03", "1", sequence=2**60), sent("PAY_03", "1", sequence="1"),
    sent("PAY_03", "1", revision=-1), sent("PAY_03", "1", revision=None), sent("LEG_16.privacy", "draft"),
]  # fmt: skip


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_a_script_that_sends_nonsense_is_refused(respondent, nonsense):
    """Wrong shapes, unknown questions, and a question that is put to others."""
    client, secret = respondent
    assert client.post(f"/s/{secret}/answers", json=nonsense).status_code in (400, 404)


@pytest.mark.parametrize("value", [1, 1.5, None, True, {"a": 1}, [[[]]], "1e400", "9" * 5000, "NaN"])
def test_a_value_of_the_wrong_kind_is_stored_nowhere(world, respondent, value):
    client, secret = respondent
    client.post(f"/s/{secret}/answers", json=sent("PAY_03", value))
    assert world.answers(secret) == {}


@pytest.mark.parametrize("body", ["[" * 200_000, '{"a":' * 100_000, "{", b"\xff\xfe", '{"item":' + "9" * 10_000 + "}"])
@pytest.mark.parametrize("path", ["answers", "PAY"])
def test_what_is_no_json_is_refused_in_words(respondent, path, body):
    client, secret = respondent
    reply = client.post(f"/s/{secret}/{path}", data=body, content_type="application/json")
    assert (reply.status_code, "send it again" in reply.text) == (400, True)


def test_what_is_too_large_is_refused_in_words(respondent):
    client, secret = respondent
    for large in ({"json": {"item": "x" * 1_100_000}}, {"data": {"PAY_07": "x" * 1_100_000}}):
        assert "larger than 1 MB" in client.post(f"/s/{secret}/answers", **large).text


def test_signs_that_no_document_can_carry_are_left_out(world, respondent):
    """D15: control characters, halves of surrogate pairs and code points without a character."""
    client, secret = respondent
    client.post(f"/s/{secret}/answers", json=sent("PAY_07", "a\x00\x0b\ud800\ufffeb"))
    assert world.answers(secret)["PAY_07"] == Answer("answered", "ab")


@pytest.mark.parametrize(("days", "said"), [(0, "were sent already"), (60, "does not take answers now")])
def test_a_script_that_comes_too_late_is_told_so_in_words(world, days, said):
    world.clock = lambda: later(days=days)
    secret = world.secrets["fresh" if days else "sent"]
    reply = world.client().post(
        f"/s/{secret}/answers", json=sent("PAY_03", "4"), headers={"Accept": "application/json"}
    )
    assert reply.status_code == 403
    assert re.search(said, reply.json["problem"])
