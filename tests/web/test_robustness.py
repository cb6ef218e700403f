"""The page on how far results hold: who sees it, and that it shows no score where scores are not shown."""

import pytest
from sqlalchemy import text

from assessment.services.assessments import assessment_of
from tests.builders import YES, access_to
from tests.world import SEN, send_answers

PAGE = f"/assessments/{SEN}/robustness"


@pytest.fixture
def shown(world, request):
    """A world whose assessment shows its results in one of the three ways."""
    with world.database().writing() as session:
        session.connection().execute(text("UPDATE assessment SET results_shown = :shown"), {"shown": request.param})
        session.commit()
    return world


@pytest.mark.parametrize("shown", ["published"], indirect=True)
def test_published_results_come_with_their_ranges(shown):
    page = shown.client("viewer").get(PAGE)
    assert page.status_code == 200
    assert "0.0 to 0.0" in page.text
    assert "confidence intervals" in page.text


@pytest.mark.parametrize("shown", ["bands"], indirect=True)
def test_bands_come_with_the_share_of_draws_in_which_they_change(shown):
    page = shown.client("analyst").get(PAGE)
    assert "Draws with another level" in page.text
    assert "0.0" not in page.text


@pytest.mark.parametrize(
    ("person", "status"), [("viewer", 403), ("focal_point", 403), ("analyst", 200), ("foreigner", 404)]
)
@pytest.mark.parametrize("shown", ["internal"], indirect=True)
def test_internal_ranges_are_for_analysts_of_the_country_alone(shown, person, status):
    assert shown.client(person).get(PAGE).status_code == status


def test_an_area_is_chosen_without_a_script_and_an_unknown_one_is_none(pristine):
    client = pristine.client("analyst")
    assert '<option value="PAY" selected>' in client.get(f"{PAGE}?area=PAY").text
    assert client.get(f"{PAGE}?area=NONE").status_code == 200


def test_the_overview_leads_to_it(pristine):
    assert f'href="{PAGE}"' in pristine.client("analyst").get(f"/assessments/{SEN}").text


OVERVIEW = f"/assessments/{SEN}"


@pytest.mark.parametrize("shown", ["published"], indirect=True)
def test_the_overview_tells_ranges_with_both_parts_once_they_are_drawn(shown):
    client = shown.client("viewer")
    client.get(PAGE)
    html = client.get(OVERVIEW).text
    assert "Robustness range" in html
    assert "respondents alone 0.0 to 0.0; method alone 0.0 to 0.0" in html


@pytest.mark.parametrize("shown", ["published"], indirect=True)
def test_the_overview_says_that_ranges_were_not_drawn_since_the_data_changed(shown):
    client = shown.client("viewer")
    client.get(PAGE)
    with shown.database().writing() as session:
        view = assessment_of(session, access_to("SEN", "viewer"), SEN)
        send_answers(session, view.id, "BIZ", "", {"PAY_01": YES})
    html = client.get(OVERVIEW).text
    assert "Not computed since the data last changed" in html
    assert "Robustness range" not in html


@pytest.mark.parametrize("shown", ["bands"], indirect=True)
def test_the_overview_of_bands_tells_the_share_of_draws_with_another_level_and_no_range(shown):
    client = shown.client("viewer")
    client.get(PAGE)
    html = client.get(OVERVIEW).text
    assert "Draws with another level" in html
    assert "Robustness range" not in html
    assert "respondents alone" not in html
