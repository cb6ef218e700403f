"""What the country said of the draft, on screen: recorded by analysts, read by everybody who sees the results."""

import io

from openpyxl import load_workbook

from tests.world import SEN

HERE = f"/assessments/{SEN}"
COMMENT = {
    "version_id": "", "body": "Ministry of Trade", "received_on": "2026-06-12", "code": "PAY-R01", "page": "12",
    "text": "=The fees were lowered in May.", "outcome": "open", "reason": "", "decided_by": "",
}  # fmt: skip
DECIDED = {**COMMENT, "version_id": "1", "outcome": "taken_up", "decided_by": "Steering committee"}
WORKSHOP = {
    "version_id": "0", "held_on": "2026-06-14", "place": "Dakar", "conclusions": "Adopted.\nThe fees come first.",
    "institution-0": "Ministry of Trade", "number-0": "3", "institution-1": "", "number-1": "",
}  # fmt: skip


def test_a_comment_is_recorded_decided_on_and_read_by_everybody_of_the_country(world):
    analyst = world.client("analyst")
    assert analyst.post(f"{HERE}/comments/new", data=COMMENT).location == f"{HERE}/comments/1"
    assert analyst.post(f"{HERE}/comments/1", data=DECIDED).status_code == 302
    page = world.client("viewer").get(f"{HERE}/comments").text
    assert "Taken up" in page
    assert "Payments" in page
    one = world.client("viewer").get(f"{HERE}/comments/1").text
    assert "Steering committee" in one
    assert "Not decided yet" in one
    assert '<form method="post"><input' not in one


def test_the_list_shows_what_the_filter_leaves(world):
    analyst = world.client("analyst")
    analyst.post(f"{HERE}/comments/new", data=COMMENT)
    analyst.post(f"{HERE}/comments/new", data={**COMMENT, "code": "", "text": "Too long."})
    for query, shown in (("area=PAY", 1), ("area=-", 1), ("outcome=taken_up", 0), ("area=LEG", 0), ("", 2)):
        page = analyst.get(f"{HERE}/comments?{query}").text
        assert page.count("Ministry of Trade") == shown, query


def test_the_file_holds_the_comments_and_nothing_that_calculates(world):
    analyst = world.client("analyst")
    analyst.post(f"{HERE}/comments/new", data=COMMENT)
    sheet = load_workbook(io.BytesIO(analyst.get(f"{HERE}/comments.xlsx").data)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert "=The fees were lowered in May." in [cell.value for cell in cells]


def test_what_cannot_be_recorded_is_refused_and_nothing_typed_is_lost(world):
    reply = world.client("analyst").post(f"{HERE}/comments/new", data={**COMMENT, "body": ""})
    assert reply.status_code == 422
    assert "The fees were lowered in May." in reply.text
    missing = world.client("analyst").post(f"{HERE}/comments/new", data={})
    assert (missing.status_code, "A comment needs the body that made it" in missing.text) == (422, True)


def test_a_change_of_somebody_else_is_shown_before_the_next(world):
    analyst = world.client("analyst")
    analyst.post(f"{HERE}/comments/new", data=COMMENT)
    analyst.post(f"{HERE}/comments/1", data=DECIDED)
    assert analyst.post(f"{HERE}/comments/1", data=DECIDED).status_code == 409
    assert analyst.post(f"{HERE}/comments/1", data={**DECIDED, "version_id": "x"}).status_code == 422
    assert analyst.get(f"{HERE}/comments/2").status_code == 404


def test_a_workshop_is_recorded_with_its_participants_by_institution(world):
    analyst = world.client("analyst")
    assert analyst.post(f"{HERE}/workshop", data=WORKSHOP).status_code == 302
    page = world.client("viewer").get(f"{HERE}/workshop").text
    assert "Ministry of Trade</bdi>: 3" in page
    assert "The fees come first." in page
    assert analyst.post(f"{HERE}/workshop", data=WORKSHOP).status_code == 409


def test_a_workshop_with_a_strange_number_is_refused_and_nothing_typed_is_lost(world):
    for number in ("many", "1.5", "0", "-1", ""):
        reply = world.client("analyst").post(f"{HERE}/workshop", data={**WORKSHOP, "number-0": number})
        assert reply.status_code == 422, number
        assert "Ministry of Trade" in reply.text


def test_who_only_reads_records_nothing(world):
    viewer = world.client("viewer")
    for path in ("comments/new", "comments/1", "workshop"):
        assert viewer.post(f"{HERE}/{path}", data=COMMENT).status_code == 403
