"""Recommendations that another one includes, on screen: in sight, and still to be adopted by themselves."""

from __future__ import annotations

import pytest

from tests.builders import ADVICE, a_questionnaire
from tests.world import BANDS, SEN, SEVERITIES, build_world

HERE = f"/assessments/{SEN}"


@pytest.fixture(scope="module")
def including(tmp_path_factory):
    """A world whose first recommendation is strategic and includes two others; the second of all is adopted."""
    advice = [
        {**ADVICE, "strategic": True, "absorbs": ["PAY-R02", "PAY-R03"]},
        {**ADVICE, "code": "PAY-R02", "action": "Publish the fees"},
        {**ADVICE, "code": "PAY-R03", "action": "Connect every provider"},
    ]
    questionnaire = a_questionnaire(bands=BANDS, severities=SEVERITIES, recommendations=advice)
    world = build_world(tmp_path_factory.mktemp("including") / "instance", questionnaire)
    yield world
    world.close()


def test_what_is_included_stands_under_what_includes_it(including):
    html = including.client("viewer").get(f"{HERE}/recommendations").text
    assert html.count('<section class="card"') == 1
    assert "Strategic" in html
    assert html.index('id="PAY-R01"') < html.index('id="PAY-R02"') < html.index('id="PAY-R03"')


def test_the_priority_of_each_is_explained(including):
    html = including.client("viewer").get(f"{HERE}/recommendations").text
    assert html.count("the worst gap it answers, that of “Paid online”, is “Large”") == 3


def test_what_was_adopted_before_leads_to_its_action(including):
    html = including.client("viewer").get(f"{HERE}/recommendations").text
    assert f'href="{HERE}/actions/{including.action}"' in html.split('id="PAY-R02"')[1].split('id="PAY-R03"')[0]


def test_what_is_included_can_be_adopted_by_itself(including):
    client = including.client("analyst")
    reply = client.post(f"{HERE}/recommendations/PAY-R03/adopt")
    assert "Connect every provider" in client.get(reply.location).text
