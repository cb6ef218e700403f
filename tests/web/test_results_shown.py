"""Rule 11 on screens: who sees levels and scores, by role, by the assessment's setting, by screen."""

import pytest
from sqlalchemy import text

from tests.world import SEN

HERE = f"/assessments/{SEN}"
SCREENS = {
    "portfolio": "/assessments",
    "dashboard": HERE,
    "area": f"{HERE}/evidence/PAY",
    "indicator": f"{HERE}/evidence/PAY-ONLINE",
    "question": f"{HERE}/evidence/PAY_01",
    "recommendations": f"{HERE}/recommendations?area=PAY",
    "report": f"{HERE}/report/en",
}
RESULTS_ONLY = {"area", "indicator", "question", "report"}
LEVELS = ("Early", "Emerging", "stands at", "Worst gap", "<svg")
SCORES = ("Early (0.0)", "0.0</")
PEOPLE = ("viewer", "focal_point", "analyst")


@pytest.fixture
def shown(world, request):
    """A world whose assessment shows its results in one of the three ways."""
    with world.database().writing() as session:
        session.connection().execute(text("UPDATE assessment SET results_shown = :shown"), {"shown": request.param})
        session.commit()
    return world


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("shown", ["internal"], indirect=True)
def test_internal_results_are_for_analysts_alone(shown, person, screen):
    reply = shown.client(person).get(SCREENS[screen])
    if person != "analyst":
        assert reply.status_code == (403 if screen in RESULTS_ONLY else 200)
        assert not [told for told in (*LEVELS, *SCORES) if told in reply.text]
    else:
        assert reply.status_code == 200


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("shown", ["bands"], indirect=True)
def test_bands_are_shown_to_everybody_without_a_score(shown, person, screen):
    reply = shown.client(person).get(SCREENS[screen])
    assert reply.status_code == 200
    assert not [told for told in SCORES if told in reply.text]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("shown", ["published"], indirect=True)
def test_published_scores_are_shown_to_everybody(shown, person):
    assert "Early (0.0)" in shown.client(person).get(SCREENS["area"]).text


@pytest.mark.parametrize("shown", ["internal"], indirect=True)
def test_no_document_of_internal_results_is_made_or_read_by_others(shown):
    analyst, viewer = shown.client("analyst"), shown.client("viewer")
    analyst.post(f"{HERE}/reports", data={"language": "en", "format": "pdf"})
    for reply in (viewer.get(f"{HERE}/reports"), viewer.get(f"{HERE}/reports/{'0' * 32}")):
        assert (reply.status_code, "shown to its analysts only" in reply.text) == (403, True)
    assert viewer.post(f"{HERE}/reports", data={"language": "en", "format": "pdf"}).status_code == 403


@pytest.mark.parametrize("shown", ["internal"], indirect=True)
def test_an_action_stands_without_the_result_that_is_its_baseline(shown):
    address = f"{HERE}/actions/{shown.action}"
    form = {"version_id": "1", "action": "Act", "priority": "high", "time_frame": "short", "baseline": "PAY"}
    assert shown.client("analyst").post(address, data=form).status_code == 302
    assert "Early" in shown.client("analyst").get(address).text
    assert "Early" not in shown.client("focal_point").get(address).text


def test_what_follows_from_results_is_read_in_recommendations_that_stand_by_themselves(pristine):
    html = pristine.client("viewer").get(SCREENS["recommendations"]).text
    assert "stands at" in html
