"""Estimates of a probability survey on screen and in the report."""

import io
import re

import pytest

from assessment.language import voice_for
from assessment.services.assessments import assessment_of
from assessment.services.reporting import report_of
from tests.builders import NOW, access_to
from tests.services.survey_people import a_sample
from tests.world import SEN

HERE = "/assessments/SEN-2026-2/survey"


@pytest.fixture(scope="module")
def surveyed(as_built, tmp_path_factory):
    world = as_built.copy(tmp_path_factory.mktemp("surveyed") / "instance")
    with world.database().writing() as session:
        a_sample(session)
    yield world
    world.close()


@pytest.fixture(scope="module")
def analyst(surveyed):
    return surveyed.client("analyst")


def test_estimates_stand_with_their_intervals_and_how_they_came(analyst):
    page = analyst.get(HERE).text
    for told in ("All firms", "16.7%", "95 % confidence interval", "AAPOR RR1", "83.3%", "stratum by stratum", "<svg"):
        assert told in page
    assert "robustness range" not in page


def test_estimates_are_broken_down_by_a_trait(analyst):
    page = analyst.get(f"{HERE}?area=PAY&trait=size").text
    assert "Few" in page
    assert "Many" in page


def test_an_unknown_area_is_the_first_and_an_unknown_trait_is_none(analyst):
    assert "Payment solutions" in analyst.get(f"{HERE}?area=X&trait=Y").text


def test_a_questionnaire_that_is_no_survey_has_no_estimates(analyst):
    assert analyst.get(f"/assessments/{SEN}/survey").status_code == 404
    assert f"/assessments/{SEN}/survey" not in analyst.get(f"/assessments/{SEN}").text


def test_the_report_gives_estimates_in_place_of_answers_by_group(surveyed):
    with surveyed.database().reading() as session:
        assessment = assessment_of(session, access_to("SEN", "analyst"), "SEN-2026-2")
        report = repr(report_of(session, assessment, voice_for("en"), NOW))
    assert "95 % confidence interval" in report
    assert "chosen for what they know" not in report


COUNTS = (
    "attribute,category,population,source,as_of\n"
    "size,small,900,Business census,2025\n"
    "size,Many,100,Business census,2025\n"
    "stratum,small,900,Business census,2025\n"
)


def look_at(client, text):
    sent = {"file": (io.BytesIO(text.encode()), "population.csv")}
    return client.post(f"{HERE}/population/look", data=sent)


def test_counts_of_the_population_are_looked_at_then_taken_in(surveyed, tmp_path):
    world = surveyed.copy(tmp_path / "copy")
    client = world.client("analyst")
    preview = look_at(client, COUNTS)
    assert "1,000" in preview.text
    assert "Business census" not in client.get(f"{HERE}/population").text
    sealed = re.search(r'name="counts" value="([^"]+)"', preview.text)[1]
    assert client.post(f"{HERE}/population/take-in", data={"counts": sealed}).status_code == 302
    assert "Business census" in client.get(f"{HERE}/population").text
    estimates = client.get(HERE).text
    assert "10.0%" in estimates
    assert "post-stratification" in estimates
    world.close()


def test_counts_that_somebody_took_in_since_the_look_are_shown_and_stand(surveyed, tmp_path):
    world = surveyed.copy(tmp_path / "copy")
    client = world.client("analyst")
    first, second = (look_at(client, text).text for text in (COUNTS, COUNTS.replace("900", "800")))
    for page, status in ((first, 302), (second, 409)):
        sealed = re.search(r'name="counts" value="([^"]+)"', page)[1]
        reply = client.post(f"{HERE}/population/take-in", data={"counts": sealed})
        assert reply.status_code == status
    assert ("Somebody else took in counts" in reply.text, ">800<" in reply.text) == (True, False)
    assert "analyst</bdi>" in reply.text.partition('class="history"')[2]
    world.close()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("attribute,category\nsize,small\n", "these are missing: Population"),
        (COUNTS.replace("size,Many,100", "size,Many,-1"), "a number of 0 or more"),
        (COUNTS.replace("size,Many", "size,Huge"), "one of the options of this attribute"),
        (COUNTS.replace("size,Many", "sector,Many"), "margins that the questionnaire declares"),
        (COUNTS.replace("size,Many,100,Business census,2025\n", ""), "enter 0 where there is nobody: Many"),
        (COUNTS.replace("size,Many", "size,small"), "This category stands twice."),
        (COUNTS.replace(",2025\nsize", ",May\nsize"), "Write the date as 2026"),
        ("", "Choose a file first."),
    ],
)
def test_a_file_with_a_fault_is_told_and_not_taken(analyst, text, told):
    page = look_at(analyst, text).text
    assert told in page
    assert ">Take in<" not in page


def test_the_table_to_fill_in_has_every_category(analyst):
    table = analyst.get(f"{HERE}/population.csv").text
    assert "Few" in table
    assert "Many" in table


def test_a_forged_preview_is_refused(analyst):
    assert analyst.post(f"{HERE}/population/take-in", data={"counts": "x"}).status_code == 422


def test_only_analysts_change_what_is_known_of_the_population(surveyed):
    assert look_at(surveyed.client("viewer"), COUNTS).status_code == 403
    assert surveyed.client("viewer").get(HERE).status_code == 200
