"""What a browser fetches to go on without a line."""

import pytest

from assessment.methodology.applicability import asked
from assessment.services import fieldwork
from assessment.web.assets import assets
from tests.builders import NOW, a_questionnaire_with_modules
from tests.world import BANDS, SEVERITIES, build_world


@pytest.fixture(scope="module")
def choosing(tmp_path_factory):
    """A world in which firms go on by choice."""
    questionnaire = a_questionnaire_with_modules(bands=BANDS, severities=SEVERITIES)
    world = build_world(tmp_path_factory.mktemp("offline") / "instance", questionnaire)
    yield world
    world.close()


def test_the_plan_holds_every_question_in_the_order_in_which_conditions_are_decided(choosing):
    plan = choosing.client().get(f"/s/{choosing.secrets['fresh']}/offline/plan").json
    assert [one["code"] for one in plan["pages"]] == ["core", "modules", "module-selling", "module-costs"]
    steps = {code: (plan["pages"][page]["code"], when, module) for code, page, when, _, module in plan["items"]}
    assert list(steps) == [f"PAY_0{number}" for number in range(1, 8)] + ["LEG_01", "LEG_02"]
    assert steps["PAY_02"] == ("core", ["=", ["item", "PAY_01"], "yes"], "")
    assert steps["LEG_02"] == ("module-selling", [">", ["item", "PAY_03"], 0], "selling")


def test_every_page_of_the_plan_can_be_kept_before_anything_leads_to_it(choosing):
    client, secret = choosing.client(), choosing.secrets["fresh"]
    for page in client.get(f"/s/{secret}/offline/plan").json["pages"]:
        assert client.get(f"/s/{secret}/offline/{page['code']}").status_code == 200
    assert "LEG_02" in client.get(f"/s/{secret}/offline/module-selling").text
    assert client.get(f"/s/{secret}/module-selling").status_code == 404


def test_nobody_gets_the_plan_or_a_page_of_somebody_else(choosing):
    """I2: the secret is the key, here as on every page; after sending nothing of it is given out."""
    client = choosing.client()
    for path in ("plan", "core", "review"):
        assert client.get(f"/s/{'x' * 22}/offline/{path}").status_code == 404
        assert client.get(f"/s/{choosing.secrets['sent']}/offline/{path}").status_code == 302


def test_the_worker_may_serve_surveys_only_and_is_looked_at_anew(pristine):
    """D5: its address stays; browsers compare it at every visit."""
    reply = pristine.client().get("/static/worker.js")
    assert reply.headers["Service-Worker-Allowed"] == "/s/"
    assert reply.headers["Cache-Control"] == "no-cache"
    assert reply.mimetype == "text/javascript"
    assert b'method !== "GET"' in assets()["worker.js"].plain


def test_pages_may_start_our_worker_and_no_other(pristine):
    policy = pristine.client().get(f"/s/{pristine.secrets['fresh']}/PAY").headers["Content-Security-Policy"]
    assert "worker-src 'self'" in policy


def test_another_language_or_profile_is_another_edition(world, respondent):
    client, secret = respondent

    def edition():
        return client.get(f"/s/{secret}/PAY").text.partition('data-edition="')[2][:12]

    seen = [edition(), edition()]
    client.post(f"/s/{secret}/profile", data={"size": "large"})
    seen.append(edition())
    client.post(f"/s/{secret}/language", data={"language": "fr"})
    seen.append(edition())
    assert len(set(seen)) == 3


def test_the_choice_of_topics_is_acknowledged_to_a_script(choosing, tmp_path):
    world = choosing.copy(tmp_path / "instance")
    secret = world.secrets["fresh"]
    script = {"Accept": "application/json"}
    reply = world.client().post(f"/s/{secret}/modules", data={"module": ["costs"]}, headers=script)
    assert (reply.status_code, reply.json["revision"]) == (200, 1)
    with world.database().reading() as session:
        sitting = fieldwork.questionnaire_for(session, secret, NOW)
    assert sitting.modules == ("costs",)
    assert sitting.asked == asked(sitting.instrument, sitting.respondent, {})
    refused = world.client().post(f"/s/{world.secrets['sent']}/modules", data={}, headers=script)
    assert (refused.status_code, "sent already" in refused.json["problem"]) == (403, True)
    world.close()
