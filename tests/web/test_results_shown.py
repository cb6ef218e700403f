"""Rule 11 on screens: who sees levels and scores, by role, by the assessment's setting, by screen."""

import re

import pytest
from sqlalchemy import text

from tests.builders import YES_NO, a_questionnaire
from tests.world import BANDS, SEN, SEVERITIES, build_world

HERE = f"/assessments/{SEN}"
SCREENS = {
    "portfolio": "/assessments",
    "dashboard": HERE,
    "area": f"{HERE}/evidence/PAY",
    "indicator": f"{HERE}/evidence/PAY-ONLINE",
    "question": f"{HERE}/evidence/PAY_01",
    "consolidation": f"{HERE}/consolidation",
    "consolidated question": f"{HERE}/consolidation/PAY_01",
    "recommendations": f"{HERE}/recommendations?area=PAY",
    "report": f"{HERE}/report/en",
}
RESULTS_ONLY = {"area", "indicator", "question", "consolidation", "consolidated question", "report"}
LEVELS = ("Early", "Emerging", "stands at", "worst gap", "<svg")
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


def test_evidence_shows_no_answers_of_fewer_than_five_firms(world):
    """Rule 19: six firms are shown; once two of them take their answers back, nothing of the four stands there."""
    analyst, viewer = world.client("analyst"), world.client("viewer")
    assert re.search(r"Business</th>.*?>6<", viewer.get(SCREENS["question"]).text)
    rows = re.findall(r"<tr>.*?</tr>", analyst.get(f"{HERE}/respondents").text, re.S)
    firms = [found[1] for row in rows if ">Business<" in row and (found := re.search(r"/(\w+)/reopen", row))]
    for response in firms[:2]:
        analyst.post(f"{HERE}/respondents/{response}/reopen")
    html = viewer.get(SCREENS["question"]).text
    assert "Business</th>" not in html
    assert "too small to be shown" in html
    world.close()


def test_claims_of_fewer_than_five_firms_are_not_told(tmp_path):
    """Rule 19: a fact that firms may claim is told by its confirmation, not by the three who claimed it."""
    law = {
        "code": "LEG_17", "kind": "fact", "type": "single", "text": "Is there a switch?", "options": YES_NO,
        "groups": ["BIZ"],
    }  # fmt: skip
    areas = a_questionnaire().model_dump(mode="json")["areas"]
    areas[1]["items"].append(law)
    areas[1]["indicators"].append({"code": "LEG-SWITCH", "label": "Switch", "items": [{"code": "LEG_17"}]})
    world = build_world(tmp_path / "instance", a_questionnaire(areas=areas, bands=BANDS, severities=SEVERITIES))
    client = world.client()
    client.post(f"/s/{world.secrets['fresh']}/LEG", data={"LEG_17": "yes"})
    client.post(f"/s/{world.secrets['fresh']}/submit", data={"confirmed": "1"})
    html = world.client("viewer").get(f"{HERE}/evidence/LEG_17").text
    assert "What is claimed" not in html
    assert "too small to be shown" in html
    world.close()
