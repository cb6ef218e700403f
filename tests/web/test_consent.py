"""Consent on screen: seen by everybody of the country, recorded by its analysts."""

from tests.world import SEN

PAGE = f"/assessments/{SEN}/consent"
DECISION = {
    "version_id": "0", "decision": "given", "decided_on": "2026-05-03", "given_by": "Ministry of Trade",
    "document": "Letter MC/112", "link": "",
}  # fmt: skip


def test_an_analyst_records_a_decision_and_everybody_reads_it(world):
    assert world.client("analyst").post(PAGE, data=DECISION).status_code == 302
    page = world.client("viewer").get(PAGE).text
    assert "Letter MC/112" in page
    assert "3 May 2026" in page
    assert '<form method="post"><input' not in page
    assert "Agreed" in world.client("viewer").get(f"/assessments/{SEN}/course").text


def test_a_decision_without_a_document_is_refused_and_nothing_typed_is_lost(world):
    reply = world.client("analyst").post(PAGE, data={**DECISION, "document": ""})
    assert reply.status_code == 422
    assert "Name the document in which the decision stands." in reply.text
    assert "Ministry of Trade" in reply.text


def test_a_decision_of_somebody_else_is_shown_before_the_next(world):
    client = world.client("analyst")
    client.post(PAGE, data=DECISION)
    assert client.post(PAGE, data={**DECISION, "decision": "withdrawn"}).status_code == 409
    assert client.post(PAGE, data={**DECISION, "version_id": "nothing"}).status_code == 422


def test_a_viewer_records_nothing(world):
    assert world.client("viewer").post(PAGE, data=DECISION).status_code == 403
