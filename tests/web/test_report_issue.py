"""The issue of the report on screen: seen by everybody of the country, recorded by its analysts, told everywhere."""

import pytest

from tests.builders import later
from tests.world import SEN

HERE = f"/assessments/{SEN}"
PAGE = f"{HERE}/issue"
ISSUED = {"version_id": "0", "decision": "issued", "decided_on": "2026-08-15", "note": "UNCTAD/DTL/2026/7"}
WITHDRAWN = {"version_id": "1", "decision": "withdrawn", "decided_on": "2026-08-16", "note": "A chapter was missing"}


@pytest.fixture
def august(world):
    """Two months on: respondents had the time that they were told."""
    world.clock = lambda: later(days=62)
    return world


def test_an_analyst_records_the_issue_and_everybody_reads_it(august):
    client = august.client("analyst")
    assert "Record the issue" in client.get(PAGE).text
    assert client.post(PAGE, data=ISSUED).status_code == 302
    viewer = august.client("viewer")
    page = viewer.get(PAGE).text
    assert "Issued on 15 August 2026" in page
    assert "UNCTAD/DTL/2026/7" in page
    assert '<form method="post"><input' not in page


def test_the_day_of_issue_stands_wherever_the_assessment_is_told_of(august):
    august.issue_report()
    client = august.client("analyst")
    for address in ("/assessments", HERE, f"{HERE}/responses"):
        assert "Report issued on 15 August 2026" in client.get(address).text
    assert "issued on 15 August 2026" in client.get(f"{HERE}/course").text
    assert "Open again" not in client.get(f"{HERE}/respondents").text
    assert '<th scope="row">Issue of the report recorded</th>' in client.get(f"{HERE}/trail").text


def test_before_the_day_respondents_were_told_no_form_is_offered(world):
    client = world.client("analyst")
    page = client.get(PAGE).text
    assert "It can be recorded from 31 July 2026 on." in page
    assert '<form method="post"><input' not in page
    assert client.post(PAGE, data={**ISSUED, "decided_on": "2026-06-15"}).status_code == 422


def test_an_issue_is_withdrawn_with_a_reason_and_both_stay(august):
    client = august.client("analyst")
    client.post(PAGE, data=ISSUED)
    reply = client.post(PAGE, data={**WITHDRAWN, "note": ""})
    assert reply.status_code == 422
    assert "Give the reason for which the issue is withdrawn." in reply.text
    assert client.post(PAGE, data=WITHDRAWN).status_code == 302
    page = client.get(PAGE).text
    assert "Not issued" in page
    assert page.index("A chapter was missing") < page.index("UNCTAD/DTL/2026/7")


def test_a_day_that_is_none_is_refused_and_nothing_typed_is_lost(august):
    reply = august.client("analyst").post(PAGE, data={**ISSUED, "decided_on": "15 August"})
    assert reply.status_code == 422
    assert "UNCTAD/DTL/2026/7" in reply.text


def test_a_decision_of_somebody_else_is_shown_before_the_next(august):
    client = august.client("analyst")
    client.post(PAGE, data=ISSUED)
    assert client.post(PAGE, data=ISSUED).status_code == 409
    assert client.post(PAGE, data={**ISSUED, "version_id": "nothing"}).status_code == 422


def test_after_open_data_the_page_says_that_the_issue_stands(august):
    client = august.client("analyst")
    client.post(PAGE, data=ISSUED)
    client.get(f"{HERE}/data/open/csv")
    page = client.get(PAGE).text
    assert "Open data were given out: the issue stands" in page
    assert client.post(PAGE, data=WITHDRAWN).status_code == 403


def test_the_stage_of_issue_leads_to_the_page_instead_of_a_button(august):
    client = august.client("analyst")
    assert f"{HERE}/course/stages/issue/done" not in client.get(f"{HERE}/course").text
    assert client.post(f"{HERE}/course/stages/issue/done").status_code == 400
    page = client.get(f"{HERE}/course/stages/issue").text
    assert f'href="{PAGE}"' in page
    assert 'name="done_on"' not in page


@pytest.mark.parametrize(("person", "status"), [("viewer", 403), ("focal_point", 403), ("foreigner", 404), ("", 302)])
def test_nobody_but_analysts_of_the_country_records_an_issue(august, person, status):
    """I2: another country's analyst does not even learn that there is the assessment."""
    assert august.client(person).post(PAGE, data=ISSUED).status_code == status
