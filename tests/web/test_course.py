"""The course of an assessment on screen: at a glance, planned, agreed, begun; responses as they come in."""

import re
import time

import pytest

from assessment.services.accounts import add_user
from assessment.services.passwords import hash_password
from tests.builders import NOW, YES, later
from tests.world import PASSWORD, SEN

HERE = f"/assessments/{SEN}"
COURSE = f"{HERE}/course"
STAGE = {"starts_on": "2026-07-01", "due_on": "2026-07-20", "done_on": "", "person": "Awa Diop", "note": "In Dakar"}
SCOPE = {
    "version_id": "0", "theme": "Small firms", "areas": ["PAY"], "validators": "The committee",
    "agreed_on": "2026-05-02", "opens_on": "2026-06-01", "closes_on": "2026-06-20", "grace_days": "3",
    "languages": ["en", "fr"], "results_shown": "internal",
}  # fmt: skip
NEW = {
    "country": "WSM", "questionnaire": "small/1", "reference_year": "", "time_zone": "", "languages": ["en"],
    "results_shown": "bands", "opens_on": "2026-07-01", "closes_on": "2026-07-31", "grace_days": "2",
}  # fmt: skip


@pytest.fixture
def chief(world):
    """An administrator of Samoa."""
    with world.database().writing() as session:
        hashed = hash_password(PASSWORD)
        add_user(
            session,
            email="chief@example.org",
            name="Chief",
            password_hash=hashed,
            memberships=[("WSM", "admin")],
            now=NOW,
        )
    return world.client("chief")


def test_every_stage_stands_on_one_page_with_its_state_and_its_pages(pristine):
    page = pristine.client("analyst").get(COURSE).text
    assert page.count('<th scope="row">') == 12
    assert re.search(r"Survey, interviews.*?Under way.*?1 June 2026 to 30 June 2026.*?/responses", page, re.S)


def test_a_viewer_sees_the_course_and_no_form(pristine):
    page = pristine.client("viewer").get(COURSE).text
    assert "Survey, interviews" in page
    assert "/course/stages/" not in page
    assert f'href="{HERE}/register"' not in page


def test_a_stage_is_planned_and_drawn_with_the_others(world):
    client = world.client("analyst")
    assert client.post(f"{COURSE}/stages/draft", data={**STAGE, "version_id": "0"}).status_code == 302
    page = client.get(COURSE).text
    assert "1 July 2026 to 20 July 2026" in page
    assert "Awa Diop" in page
    assert "chart-spans" in page


def test_a_stage_is_marked_as_done_with_one_button(world):
    client = world.client("analyst")
    client.post(f"{COURSE}/stages/desk/done")
    assert "done on 15 June 2026" in client.get(COURSE).text


def test_days_that_cannot_be_are_refused_and_nothing_typed_is_lost(world):
    client = world.client("analyst")
    wrong = {**STAGE, "version_id": "0", "due_on": "2026-06-01"}
    reply = client.post(f"{COURSE}/stages/draft", data=wrong)
    assert reply.status_code == 422
    assert "The last day lies before the first." in reply.text
    assert "In Dakar" in reply.text


@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2101-01-01", "9999-12-31"])
def test_days_at_the_end_of_the_calendar_break_no_page(world, day):
    client = world.client("analyst")
    assert client.post(f"{COURSE}/stages/draft", data={**STAGE, "version_id": "0", "due_on": day}).status_code == 422
    assert client.post(f"{COURSE}/scope", data={**SCOPE, "closes_on": day}).status_code == 422
    for page in (COURSE, "/assessments", f"/s/{world.secrets['fresh']}/"):
        assert client.get(page).status_code == 200


def test_what_somebody_else_changed_is_not_overwritten_unseen(world):
    client = world.client("analyst")
    client.post(f"{COURSE}/stages/draft", data={**STAGE, "version_id": "0"})
    reply = client.post(f"{COURSE}/stages/draft", data={**STAGE, "version_id": "0", "person": "Moussa"})
    assert reply.status_code == 409
    assert 'name="version_id" value="1"' in reply.text


def test_what_is_agreed_with_the_country_holds_from_then_on(world):
    client = world.client("analyst")
    assert client.post(f"{COURSE}/scope", data={**SCOPE, "languages": ["en", "fr", "ar"]}).status_code == 302
    page = client.get(COURSE).text
    assert "Small firms" in page
    assert "1 June 2026 to 20 June 2026" in page
    assert world.client("viewer").get(f"{HERE}/report/en").status_code == 403


@pytest.mark.parametrize("wrong", [{"opens_on": ""}, {"grace_days": "many"}, {"grace_days": "61"}, {"languages": []}])
def test_an_agreement_that_cannot_be_is_refused(world, wrong):
    reply = world.client("analyst").post(f"{COURSE}/scope", data={**SCOPE, **wrong})
    assert reply.status_code == 422
    assert "Nothing was stored" in reply.text


def test_late_answers_are_taken_while_people_are_told_the_closing_date(world):
    world.client("analyst").post(f"{COURSE}/scope", data={**SCOPE, "languages": ["en", "fr", "ar"]})
    world.clock = lambda: later(days=7)
    secret = world.secrets["fresh"]
    client = world.client()
    client.post(f"/s/{secret}/profile", data={"size": "small"})
    assert "20 June 2026" in client.get(f"/s/{secret}/").text
    assert client.post(f"/s/{secret}/PAY", data={"PAY_01": "yes"}).status_code == 302
    assert world.answers(secret)["PAY_01"] == YES
    assert "late answers are taken until 23 June 2026" in world.client("analyst").get(f"{HERE}/responses").text


def test_an_administrator_begins_an_assessment_from_the_screen(chief):
    assert 'href="/assessments/new"' in chief.get("/assessments").text
    reply = chief.post("/assessments/new", data=NEW)
    assert reply.location == "/assessments/WSM-2026-1/course"
    assert "1 July 2026 to 31 July 2026" in chief.get(reply.location).text


@pytest.mark.parametrize("wrong", [{"country": "SEN"}, {"country": "ZZZ"}, {"questionnaire": "other/1"}])
def test_nothing_begins_elsewhere_or_with_an_unknown_questionnaire(chief, wrong):
    assert chief.post("/assessments/new", data={**NEW, **wrong}).status_code in (403, 404, 422)
    assert "WSM-2026-1" not in chief.get("/assessments").text


@pytest.mark.parametrize(
    "wrong",
    [{"closes_on": "2026-06-01"}, {"reference_year": "26"}, {"time_zone": "Apia"}, {"time_zone": "A" * 5000}],
    ids=("closed before it opens", "year", "zone", "long zone"),
)
def test_an_assessment_that_cannot_be_is_not_begun(chief, wrong):
    reply = chief.post("/assessments/new", data={**NEW, **wrong})
    assert reply.status_code == 422
    assert "Nothing was stored" in reply.text


def test_nobody_but_administrators_begins_assessments(pristine):
    client = pristine.client("analyst")
    assert client.get("/assessments/new").status_code == 403
    assert "/assessments/new" not in client.get("/assessments").text


def test_a_response_stands_in_the_monitor_and_the_results_as_soon_as_it_is_sent(world):
    """D16: what a respondent sends is counted by the next look, within five seconds."""
    analyst, client, secret = world.client("analyst"), world.client(), world.secrets["fresh"]
    assert "9 of 10" in analyst.get(f"{HERE}/responses").text
    client.post(f"/s/{secret}/profile", data={"size": "small"})
    client.post(f"/s/{secret}/PAY", data={"PAY_01": "yes"})
    begun = time.monotonic()
    client.post(f"/s/{secret}/submit", data={"confirmed": "1"})
    assert "10 of 10" in analyst.get(f"{HERE}/responses").text
    assert "14%" in analyst.get(f"{HERE}/evidence/PAY_01").text
    assert time.monotonic() - begun < 5


def test_names_of_those_missing_are_for_analysts_alone(world):
    world.client("analyst").post(
        f"{HERE}/respondents", data={"group": "PUB", "institution": "Customs of Senegal", "language": "en"}
    )
    assert "Customs of Senegal" in world.client("analyst").get(f"{HERE}/responses").text
    seen = world.client("viewer").get(f"{HERE}/responses").text
    assert "Customs of Senegal" not in seen
    assert "2 respondents have not sent their answers yet." in seen


def test_the_receipt_gives_something_back(pristine):
    page = pristine.client().get(f"/s/{pristine.secrets['sent']}/receipt").text
    assert "How your answers compare" in page
    assert re.search(r"100% No <strong>\(your answer\)</strong>", page)
    assert "Of 5 answers" in page
    assert "United Nations Conference on Trade and Development" in page
    assert "/mine/answers.csv" in page


def test_a_receipt_of_internal_results_compares_nothing(world):
    world.client("analyst").post(f"{COURSE}/scope", data={**SCOPE, "languages": ["en", "fr", "ar"]})
    assert "How your answers compare" not in world.client().get(f"/s/{world.secrets['sent']}/receipt").text
