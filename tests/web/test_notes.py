"""Notes on screen: written, filtered, changed, removed."""

from tests.world import SEN

NOTES = f"/assessments/{SEN}/notes"
HOSTILE = "<script>alert(1)</script>"
NOTE = {
    "kind": "interview",
    "title": f"A bank {HOSTILE}",
    "held_on": "2026-06-10",
    "speakers": "PUB/trade",
    "language": "en",
    "text": f"Fees are high. {HOSTILE}",
    "quotable": "1",
    "code-0": "PAY",
    "passage-0": f"Fees are high. {HOSTILE}",
    "quoted-0": "1",
    "code-1": "",
    "passage-1": "",
}


def test_a_note_is_written_listed_changed_and_removed(world):
    client = world.client("analyst")
    kept = client.post(f"{NOTES}/new", data=NOTE)
    assert kept.status_code == 302
    page = client.get(kept.location).text
    assert 'value="PAY"' in page
    assert 'value="PUB/trade" selected' in page
    version = page.partition('name="version_id" value="')[2].partition('"')[0]
    assert client.post(kept.location, data={**NOTE, "version_id": version, "title": "A bank"}).status_code == 302
    assert client.post(kept.location, data={**NOTE, "version_id": version}).status_code == 409
    assert "A bank" in client.get(f"{NOTES}?area=PAY&group=PUB&quotable=1").text
    assert "A bank" not in client.get(f"{NOTES}?area=LEG").text
    assert "A bank" not in client.get(f"{NOTES}?group=BIZ").text
    client.post(f"{kept.location}/remove")
    assert client.get(kept.location).status_code == 404


def test_markup_in_a_note_is_shown_and_never_run(world):
    """X1: title, text and passages, in the list, on the note's page and in the report."""
    client = world.client("analyst")
    kept = client.post(f"{NOTES}/new", data=NOTE)
    for address in (NOTES, kept.location, f"/assessments/{SEN}/report/en?part=PAY"):
        assert HOSTILE not in client.get(address).text
    assert "&lt;script&gt;" in client.get(kept.location).text


def test_a_note_that_cannot_be_kept_stays_on_the_screen_with_its_message(world):
    client = world.client("analyst")
    for change, told in (
        ({"title": ""}, "title"),
        ({"passage-0": "Never said"}, "word for word"),
        ({"held_on": "soon"}, "Enter a date"),
    ):
        reply = client.post(f"{NOTES}/new", data={**NOTE, **change})
        assert reply.status_code == 422
        assert told in reply.text
        assert "Fees are high." in reply.text
