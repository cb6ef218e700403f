"""Nothing keeps anybody out of any page: axe finds nothing and nothing scrolls sideways at 320 px, in Arabic.

Pages are found as people find them, by links; answers to what was typed wrongly are looked at too.
`python -m benchmarks --only access` walks through the demonstration in every language, direction and look.
"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from assessment.services import fieldwork
from assessment.services.accounts import add_user
from assessment.services.anonymity import open_anonymously
from assessment.services.fieldwork import questionnaire_for
from assessment.services.passwords import hash_password
from benchmarks.visiting import Walk
from tests.browser.live import Live
from tests.browser.test_staff_in_browser import sign_in
from tests.builders import NOW, YES, a_questionnaire, a_questionnaire_with_modules, an_assessment
from tests.web.test_country_comments import COMMENT, WORKSHOP
from tests.web.test_notes import NOTE
from tests.web.test_register import send_waiting, take_in
from tests.world import BANDS, PASSWORD, SEN, SEVERITIES, World, build_world

PHONE = {"width": 320, "height": 740}
LANGUAGES = ("en", "ar")
HERE = f"/assessments/{SEN}"
FETCHED = {
    "assets.asset",
    "statements.health",
    "offline.worker",
    "offline.plan",
    "offline.page",
    "offline.review",
    "what_if.outcome",
}
"""What browsers fetch by themselves."""
FILES = {
    "evidence_files.download", "evidence_files.download_as_staff", "library.download", "preview.paper",
    "reports.download", "synthesis.download",
}  # fmt: skip
"""What this world has no file for, or takes long to render."""
ABSENT = {"library.document", "population.population", "population.table", "region.members", "survey.results"}
"""Pages of what this world has none of: a document in its library, a region, a probability survey."""


@pytest.fixture(scope="module")
def served_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world in which every page has something to show; links named after a language speak it."""
    world = build_world(tmp_path_factory.mktemp("access") / "instance")
    analyst = world.client("analyst")
    analyst.post(f"{HERE}/notes/new", data=NOTE)
    analyst.post(f"{HERE}/comments/new", data=COMMENT)
    analyst.post(f"{HERE}/workshop", data=WORKSHOP)
    take_in(analyst)
    analyst.post(f"{HERE}/invitations", data={"kind": "invitation"})
    send_waiting(world)
    with world.database().writing() as session:
        person: dict[str, Any] = {"email": "both@example.org", "name": "Both", "password_hash": hash_password(PASSWORD)}
        add_user(session, **person, memberships=[("SEN", "admin"), ("KHM", "analyst")], now=NOW)
        here = questionnaire_for(session, world.secrets["fresh"], NOW).assessment
        questionnaire = a_questionnaire(bands=BANDS, severities=SEVERITIES)
        an_assessment(session, questionnaire, languages=LANGUAGES, results_shown="published")
        by_choice = an_assessment(
            session, a_questionnaire_with_modules(code="choice"), country="BEN", languages=LANGUAGES
        )
        alone = an_assessment(session, questionnaire, country="WSM", languages=LANGUAGES)
        world.secrets["anonymous"] = open_anonymously(session, alone, now=NOW)
        whose: dict[str, Any] = {"group": "PUB", "role": "trade", "institution": "Trade", "now": NOW}
        for language in LANGUAGES:
            world.secrets[language] = fieldwork.invite(session, here.id, language=language, **whose)
            sitting = questionnaire_for(session, world.secrets[language], NOW)
            fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=NOW)
            firm = fieldwork.invite(session, by_choice.id, group="BIZ", language=language, now=NOW)
            world.secrets[f"by choice in {language}"] = firm
    world.close()
    return world


@pytest.fixture
def walk(page: Page, live: Live) -> Walk:
    """A narrow phone before the first page."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert isinstance(live.line.app, Flask)
    return Walk(page, live.root, live.line.app, colours=False)  # looked at on single pages, light and dark


@pytest.mark.parametrize("language", ["ar"])
def test_nothing_keeps_anybody_out_of_any_page(live: Live, walk: Walk, language: str):
    as_respondent(walk, live.world, language)
    as_visitor(walk, live.world, language)
    as_staff(walk, live, language)
    pages = {rule.endpoint for rule in walk.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert (
        walk.faults + [f"no link leads to {one}" for one in sorted(pages - walk.seen - FETCHED - FILES - ABSENT)] == []
    )


def as_respondent(walk: Walk, world: World, language: str) -> None:
    secret, sent = (f"/s/{world.secrets[one]}" for one in (language, "sent"))
    walk.page.request.post(f"{walk.root}{sent}/language", form={"language": language})
    walk.visit([f"{secret}/", f"{secret}/review", f"{sent}/receipt", f"{sent}/mine", "/answers/withdrawn"])
    walk.visit([f"/s/{world.secrets[f'by choice in {language}']}/modules"])
    walk.send(f"{secret}/PAY", PAY_03="many")
    walk.send(f"{secret}/review", confirmed=None)
    walk.send(f"{secret}/mine", email="nobody")
    walk.send(f"{secret}/mine", confirmed=None)
    walk.send(f"{secret}/team", name="")
    walk.send(f"{secret}/team", name="Fatou Sow")
    walk.send(f"{secret}/comments/PAY_01", text=" ")
    walk.send(f"{secret}/evidence/LEG_16", link="ftp://example.org")


def as_visitor(walk: Walk, world: World, language: str) -> None:
    """Nobody yet: open links, codes, links that are closed, gone or refused."""
    walk.page.context.set_extra_http_headers({"Accept-Language": language})
    walk.visit([f"/join/{world.secrets['open']}", f"/mails/{world.secrets[language]}", "/s/unknown/", "/nowhere"])
    walk.send(f"/join/{world.secrets['open']}", group=None)
    walk.send(f"/join/{world.secrets['anonymous']}", code="wrong")
    walk.page.goto(f"{walk.root}/join/{world.secrets['anonymous']}")
    walk.page.locator("[name=group]").first.check()
    walk.page.locator("form:has([name=group]) button").click()
    walk.look()
    walk.send("/code", code="wrong")
    walk.send("/sign-in", email="nobody@example.org")


def as_staff(walk: Walk, live: Live, language: str) -> None:
    walk.page.context.set_extra_http_headers({})
    sign_in(walk.page, live, "both")
    if language != LANGUAGES[0]:
        walk.page.locator(f"button[lang={language}]").click()
    walk.visit(
        [
            HERE,
            "/assessments",
            "/assessments/side-by-side/draws",
            "/figures",
            f"{HERE}/rounds",
            f"{HERE}/compare/SEN-2026-2",
            f"{HERE}/report/{language}",
        ]
    )
    walk.send(f"{HERE}/notes/new", title="")
    walk.send(f"{HERE}/actions/{live.world.action}", per_cent="many")
    walk.send("/assessments/new", time_zone="Nowhere")
    walk.send(f"{HERE}/course/scope", opens_on="2026-07-01")
    walk.send(f"{HERE}/course/stages/plan", done_on="2026-07-01")
    walk.send(f"{HERE}/comments/1", outcome="partly", reason="")
    walk.send(f"{HERE}/facts/LEG_16.privacy", as_of="soon")
