"""Estimates of a probability survey on screen and in the report."""

import pytest

from assessment.language import voice_for
from assessment.services.assessments import assessment_of
from assessment.services.reporting import report_of
from tests.builders import NOW, access_to
from tests.services.survey_people import a_sample
from tests.world import SEN, build_world

HERE = "/assessments/SEN-2026-2/survey"


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory):
    world = build_world(tmp_path_factory.mktemp("surveyed") / "instance")
    with world.database().writing() as session:
        a_sample(session)
    yield world
    world.close()


def test_estimates_stand_with_their_intervals_and_how_they_came(surveyed):
    page = surveyed.client("analyst").get(HERE).text
    for told in ("All firms", "16.7%", "95 % confidence interval", "AAPOR RR1", "83.3%", "stratum by stratum", "<svg"):
        assert told in page
    assert "robustness range" not in page


def test_estimates_are_broken_down_by_a_trait(surveyed):
    page = surveyed.client("analyst").get(f"{HERE}?area=PAY&trait=size").text
    assert "Few" in page
    assert "Many" in page


def test_an_unknown_area_is_the_first_and_an_unknown_trait_is_none(surveyed):
    assert "Payment solutions" in surveyed.client("analyst").get(f"{HERE}?area=X&trait=Y").text


def test_a_questionnaire_that_is_no_survey_has_no_estimates(surveyed):
    client = surveyed.client("analyst")
    assert client.get(f"/assessments/{SEN}/survey").status_code == 404
    assert f"/assessments/{SEN}/survey" not in client.get(f"/assessments/{SEN}").text


def test_the_report_gives_estimates_in_place_of_answers_by_group(surveyed):
    with surveyed.database().reading() as session:
        assessment = assessment_of(session, access_to("SEN", "analyst"), "SEN-2026-2")
        report = repr(report_of(session, assessment, voice_for("en"), NOW))
    assert "95 % confidence interval" in report
    assert "chosen for what they know" not in report
