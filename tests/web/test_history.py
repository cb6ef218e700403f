"""The history of a response on the analyst's screen."""

import re

from tests.world import SEN

HERE = f"/assessments/{SEN}"
HOSTILE = "<script>alert(1)</script>"


def begun(client):
    data = {"way": "interview", "speakers": "PUB/trade", "institution": "Ministry X", "language": "en"}
    return client.post(f"{HERE}/entry", data=data).location


def history(client, place, query=""):
    response_id = place.rpartition("/")[2]
    return client.get(f"{HERE}/respondents/{response_id}/history{query}")


def cells(page):
    """Each change as (who, before, after), the newest first."""
    rows = re.findall(r"<tr><td.*?</tr>", page, re.S)
    return [tuple(re.findall(r"<bdi>(.*?)</bdi>", row)) for row in rows]


def test_an_analyst_reads_who_changed_an_answer_from_what_to_what(world):
    client = world.client("analyst")
    place = begun(client)
    client.post(place, data={"PAY_01": "yes"})
    client.post(place, data={"PAY_01": "dont_know", "PAY_07": "More"})
    client.post(place, data={"PAY_01": "", "PAY_07": "More"})
    changes = cells(history(client, place, "?question=PAY_01").text)
    assert changes == [
        ("analyst, staff", "I don’t know", "no answer"),
        ("analyst, staff", "Yes", "I don’t know"),
        ("analyst, staff", "no answer", "Yes"),
    ]
    assert len(cells(history(client, place).text)) == 4


def test_the_holder_of_a_link_is_told_from_the_staff(world):
    client = world.client("analyst")
    page = client.get(f"{HERE}/respondents/{world.response}/history").text
    assert cells(page) == [("Holder of the link", "no answer", "No")]


def test_markup_in_an_answer_is_shown_and_never_run(world):
    """X1."""
    client = world.client("analyst")
    place = begun(client)
    client.post(place, data={"PAY_07": HOSTILE})
    page = history(client, place).text
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
