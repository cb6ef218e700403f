"""Two assessments of a country on one page: levels or scores side by side, and why the rest cannot be compared."""

import pytest
from sqlalchemy import text

from tests.builders import a_questionnaire, an_assessment
from tests.world import BANDS, SEN, SEVERITIES

NEXT = "SEN-2027-1"
PAGE = f"/assessments/{NEXT}/compare/{SEN}"


@pytest.fixture
def rounds(world):
    """Senegal measured again, with a version in which laws are averaged in another way."""
    areas = a_questionnaire().model_dump(mode="json")["areas"]
    areas[0]["items"][0]["text"] = "Can customers pay you online?"
    areas[1]["indicators"][0]["aggregation"] = "geometric"
    second = a_questionnaire(version="2", areas=areas, bands=BANDS, severities=SEVERITIES)
    with world.database().writing() as session:
        an_assessment(session, second, reference_year=2027, demonstration=True)
    return world


@pytest.mark.parametrize("person", ["viewer", "analyst"])
def test_what_was_measured_alike_stands_side_by_side(rounds, person):
    reply = rounds.client(person).get(PAGE)
    assert reply.status_code == 200
    assert "SEN-2026-1 and SEN-2027-1 compared" in reply.text
    assert "Paid online</a> <small>worded differently</small>" in " ".join(reply.text.split())
    assert "Early" in reply.text
    assert "<strong>Laws</strong> Its parts are averaged in another way." in reply.text
    assert "<strong>Legal framework</strong> The method of these parts changed: “Laws”." in reply.text


def test_levels_alone_are_compared_where_scores_are_not_shown(rounds):
    assert "Early</span> 0.0" not in rounds.client("viewer").get(PAGE).text


def test_scores_are_compared_where_both_show_them(rounds):
    with rounds.database().writing() as session:
        session.connection().execute(text("UPDATE assessment SET results_shown = 'published'"))
        session.commit()
    reply = rounds.client("viewer").get(PAGE)
    assert "Early</span> 0.0" in reply.text
    assert "Change in points" in reply.text


def test_internal_results_of_the_other_assessment_stay_internal(rounds):
    with rounds.database().writing() as session:
        session.connection().execute(
            text("UPDATE assessment SET results_shown = 'internal' WHERE name = :name"), {"name": SEN}
        )
        session.commit()
    assert rounds.client("viewer").get(PAGE).status_code == 403
    assert PAGE not in rounds.client("viewer").get(f"/assessments/{NEXT}").text


def test_the_overview_leads_to_the_comparison(rounds):
    assert PAGE in rounds.client("viewer").get(f"/assessments/{NEXT}").text


def test_an_assessment_alone_leads_nowhere(pristine):
    assert "/compare/" not in pristine.client("analyst").get(f"/assessments/{SEN}").text
