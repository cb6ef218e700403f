"""The rapid questionnaire on the narrowest phone, in each of the seven languages."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessment.authoring.loader import load
from assessment.language import COMPLETE, LANGUAGES
from assessment.services import fieldwork
from benchmarks.visiting import faults_on
from tests.browser.live import Live
from tests.builders import NOW, an_assessment
from tests.conftest import ROOT
from tests.world import World, build_world

NARROWEST = 320


@pytest.fixture(scope="module")
def served_world(tmp_path_factory) -> World:
    """A firm's link in each language."""
    world = build_world(tmp_path_factory.mktemp("languages") / "instance")
    rapid = load(ROOT / "questionnaires" / "etrade-rapid" / "2026.1")
    with world.database().writing() as session:
        assessment = an_assessment(session, rapid, languages=COMPLETE, country="WSM")
        firm: dict[str, Any] = {"group": "BIZ", "role": "own_site", "attributes": {"size": "micro"}, "now": NOW}
        world.secrets |= {one: fieldwork.invite(session, assessment.id, language=one, **firm) for one in COMPLETE}
    world.close()
    return world


@pytest.mark.parametrize("language", COMPLETE)
def test_the_first_questions_are_accessible_and_never_wider_than_the_screen(page: Page, live: Live, language):
    """WCAG 2.2: also at 320 px, which is 1,280 px at 400 %."""
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    page.goto(live.address(f"/s/{live.world.secrets[language]}/core"))
    told = LANGUAGES[language]
    expect(page.locator("html")).to_have_attribute("lang", told.tag)
    expect(page.locator("html")).to_have_attribute("dir", told.direction)
    assert list(faults_on(page, colours=False)) == []
