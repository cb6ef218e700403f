"""Going on by choice, without a script: core questions, the choice of topics, a page a topic, review, receipt."""

import re

import pytest
from pydantic import SecretStr

from assessment.authoring.loader import load
from assessment.config import Settings
from assessment.language import COMPLETE
from assessment.methodology.responses import Answer
from assessment.services import fieldwork
from assessment.storage.migrations import migrate
from assessment.web.assets import assets
from tests.builders import NO, NOW, a_questionnaire, a_questionnaire_with_modules, an_assessment
from tests.web.scripts import sent
from tests.web.test_answering import fieldset, page
from tests.web.test_pages import FIRST_PAGE
from tests.world import BANDS, SEVERITIES, World, build_world


@pytest.fixture(scope="session")
def choosing_world(tmp_path_factory):
    """Built once: firms go on by choice."""
    groups = [*a_questionnaire().model_dump(mode="json")["groups"], {"code": "DEV", "label": "Partners"}]
    questionnaire = a_questionnaire_with_modules(bands=BANDS, severities=SEVERITIES, groups=groups)
    built = build_world(tmp_path_factory.mktemp("choosing") / "instance", questionnaire)
    yield built
    built.close()


@pytest.fixture
def world(choosing_world, tmp_path):
    """A copy to change."""
    copy = choosing_world.copy(tmp_path / "instance")
    yield copy
    copy.close()


@pytest.fixture
def firm(world):
    """A firm that has said who it is."""
    client, secret = world.client(), world.secrets["fresh"]
    client.post(f"/s/{secret}/profile", data={"size": "small"})
    return client, secret


def asked_on(html):
    """The items of a page, hidden ones in brackets."""
    found = re.findall(r'<fieldset class="[^"]*" id="(\w+)"([^>]*)>', html)
    return [f"({code})" if " hidden" in rest else code for code, rest in found]


def headings(html):
    return re.findall(r"<h[1-4]>([^<]*?)(?: <small>([^<]*)</small>)?</h", html)


def modules_of(world, secret):
    with world.database().reading() as session:
        return fieldwork.questionnaire_for(session, secret, NOW).modules


def test_the_first_page_says_how_many_questions_come_first(world):
    html = world.client().get(f"/s/{world.secrets['fresh']}/").text
    assert "2, then more if you like" in html
    assert "about one minute" in html


def test_the_core_of_all_areas_is_one_page_under_their_headings(world):
    client, secret = world.client(), world.secrets["fresh"]
    begun = client.post(f"/s/{secret}/profile", data={"size": "small"})
    assert begun.location == f"/s/{secret}/core"
    html = client.get(begun.location).text
    assert asked_on(html) == ["PAY_01", "(PAY_02)", "LEG_01"]
    assert [text for text, _ in headings(html)] == ["Main questions", "Payments", "Law"]
    assert "Page 1 of 2" in html


def test_core_answers_alone_can_be_sent(firm):
    client, secret = firm
    assert client.post(f"/s/{secret}/core", data={"PAY_01": "yes"}).location == f"/s/{secret}/modules"
    assert client.post(f"/s/{secret}/modules", data={"review": "1"}).location == f"/s/{secret}/review"
    assert client.post(f"/s/{secret}/submit", data={"confirmed": "1"}).location == f"/s/{secret}/receipt"
    assert "Your answers have been sent." in client.get(f"/s/{secret}/receipt").text


def test_topics_are_offered_with_what_they_cost(firm):
    client, secret = firm
    html = client.get(f"/s/{secret}/modules").text
    assert re.findall(r"<b>([^<]*)</b>", html) == ["Selling online", "Costs"]
    assert "For those who sell." in html
    assert re.findall(r"<small>([^<]*)</small>", html) == [
        "3 questions; about one minute",
        "2 questions; about one minute",
    ]
    assert "checked" not in html


def test_each_chosen_topic_is_a_page_and_its_questions_may_lie_in_several_areas(firm):
    client, secret = firm
    reply = client.post(f"/s/{secret}/modules", data={"module": ["costs", "selling"], "next": "1"})
    assert reply.location == f"/s/{secret}/module-selling"
    html = client.get(reply.location).text
    assert asked_on(html) == ["PAY_03", "PAY_04", "PAY_07", "(LEG_02)"]
    assert ("Page 3 of 4" in html, "For those who sell." in html) == (True, True)
    sent = {"PAY_03": "4", "next": "1"}
    assert client.post(f"/s/{secret}/module-selling", data=sent).location == f"/s/{secret}/module-costs"
    assert "LEG_02" in asked_on(page(client, secret, "module-selling"))
    assert client.post(f"/s/{secret}/module-costs", data={"back": "1"}).location == f"/s/{secret}/module-selling"
    assert client.post(f"/s/{secret}/module-costs", data={"next": "1"}).location == f"/s/{secret}/review"


def test_a_topic_that_is_taken_back_keeps_its_answers_and_leaves_the_path(world, firm):
    """L2: and counts again when it is chosen again."""
    client, secret = firm
    client.post(f"/s/{secret}/modules", data={"module": "selling"})
    client.post(f"/s/{secret}/module-selling", data={"PAY_03": "4", "PAY_07": "kept"})
    client.post(f"/s/{secret}/modules", data={"next": "1"})
    assert client.get(f"/s/{secret}/module-selling").status_code == 404
    assert "kept" not in client.get(f"/s/{secret}/review").text
    assert world.answers(secret)["PAY_07"] == Answer("answered", "kept")
    client.post(f"/s/{secret}/modules", data={"module": "selling"})
    assert "kept" in client.get(f"/s/{secret}/review").text


def test_the_review_goes_page_by_page_and_back_to_the_choice(firm):
    client, secret = firm
    client.post(f"/s/{secret}/core", data={"PAY_01": "no"})
    client.post(f"/s/{secret}/modules", data={"module": "costs"})
    html = client.get(f"/s/{secret}/review").text
    assert headings(html)[1:6] == [
        ("Main questions", "1 of 2 answered"),
        ("Payments", ""),
        ("Law", ""),
        ("Costs", "0 of 2 answered"),
        ("Send your answers", ""),
    ]
    assert f'href="/s/{secret}/module-costs#PAY_05"' in html
    assert f'href="/s/{secret}/modules"' in html
    assert "3 questions are still open" in html


@pytest.mark.parametrize("leaving", [{"back": "1"}, {"language": "ar"}])
def test_who_only_leaves_the_page_of_topics_has_not_chosen(world, firm, leaving):
    client, secret = firm
    client.post(f"/s/{secret}/modules", data=leaving)
    assert modules_of(world, secret) is None


def test_ticked_topics_survive_a_change_of_language(firm):
    client, secret = firm
    reply = client.post(f"/s/{secret}/modules", data={"module": "costs", "language": "ar"})
    assert reply.location == f"/s/{secret}/modules"
    html = client.get(reply.location).text
    assert '<html lang="ar" dir="rtl">' in html
    assert re.findall(r'value="(\w+)" checked', html) == ["costs"]


def test_going_on_leads_to_what_is_still_open(firm):
    """The choice itself is a step: whoever has not chosen is led to it."""
    client, secret = firm
    client.post(f"/s/{secret}/core", data={"PAY_01": "no", "LEG_01": "yes"})
    assert f'href="/s/{secret}/modules">Go on</a>' in client.get(f"/s/{secret}/").text
    client.post(f"/s/{secret}/modules", data={"module": "costs"})
    assert f'href="/s/{secret}/module-costs">Go on</a>' in client.get(f"/s/{secret}/").text


def test_a_script_saves_an_answer_of_a_topic(world, firm):
    client, secret = firm
    client.post(f"/s/{secret}/modules", data={"module": "selling"})
    client.post(f"/s/{secret}/answers", json=sent("PAY_03", "7"))
    client.post(f"/s/{secret}/answers", json=sent("LEG_02", "no", sequence=2))
    assert world.answers(secret) == {"PAY_03": Answer("answered", 7.0), "LEG_02": NO}
    assert " hidden" not in fieldset(page(client, secret, "module-selling"), "LEG_02").split(">")[0]


def test_a_topic_that_is_not_offered_is_refused(world, firm):
    client, secret = firm
    assert client.post(f"/s/{secret}/modules", data={"module": "fishing"}).status_code == 400
    assert modules_of(world, secret) is None


def test_groups_without_a_choice_go_area_by_area(world):
    client = world.client()
    link = client.post(f"/join/{world.secrets['open']}", data={"group": "PUB", "language": "en"}).location
    begun = client.post(f"{link}profile", data={"role": "trade"}).location
    assert begun == f"{link}PAY"
    assert asked_on(client.get(begun).text)[-1] == "PAY_07"
    assert client.post(begun, data={"PAY_01": "yes"}).location == f"{link}LEG"
    for absent in ("core", "modules", "module-costs"):
        assert client.get(f"{link}{absent}").status_code == 404
    assert "modules" not in client.get(f"{link}review").text


def test_who_is_asked_nothing_can_still_send(world):
    with world.database().writing() as session:
        assessment_id = fieldwork.questionnaire_for(session, world.secrets["fresh"], NOW).assessment.id
        secret = fieldwork.invite(session, assessment_id, group="DEV", language="en", now=NOW)
    client = world.client()
    assert f'href="/s/{secret}/review"' in client.get(f"/s/{secret}/").text
    assert client.post(f"/s/{secret}/profile").location == f"/s/{secret}/review"
    assert client.post(f"/s/{secret}/submit", data={"confirmed": "1"}).location == f"/s/{secret}/receipt"


def test_a_page_with_an_error_loses_nothing(world, firm):
    """D10."""
    client, secret = firm
    client.post(f"/s/{secret}/modules", data={"module": "selling"})
    reply = client.post(f"/s/{secret}/module-selling", data={"PAY_03": "five", "PAY_04": ["yes"]})
    assert (reply.status_code, 'value="five"' in reply.text) == (422, True)
    assert 'value="yes" checked' in fieldset(reply.text, "PAY_04")
    assert world.answers(secret) == {}


@pytest.fixture
def shipped(tmp_path, root):
    """The shipped questionnaire in all seven languages, and the secrets of one respondent a role."""
    rapid = World(Settings(instance=tmp_path, secret_key=SecretStr("for tests only, long enough to be accepted")))
    migrate(rapid.settings.database)
    instrument = load(root / "questionnaires" / "etrade-rapid" / "2026.1")
    with rapid.database().writing() as session:
        assessment = an_assessment(session, instrument, languages=tuple(COMPLETE), demonstration=True)
        rapid.secrets = {
            role.code: fieldwork.invite(session, assessment.id, group="BIZ", role=role.code, language="ru", now=NOW)
            for role in instrument.group_of["BIZ"].roles
        }
    yield rapid
    rapid.close()


def test_the_first_page_of_a_firm_is_light(shipped):
    """Twelve core questions, style sheet and script together, as sent, in the language that takes most bytes."""
    client = shipped.client()
    files = sum(len(assets()[name].brotlied) for name in ("style.css", "fieldwork.js"))
    for role, secret in shipped.secrets.items():
        reply = client.get(f"/s/{secret}/core", headers={"Accept-Encoding": "br"})
        assert (role, reply.status_code) == (role, 200)
        assert len(reply.data) + files <= FIRST_PAGE
