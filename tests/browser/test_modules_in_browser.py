"""Going on by choice in a real browser: a firm on a phone, with the keyboard, from right to left."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assessment.methodology.responses import Answer
from tests.browser.live import Live
from tests.builders import NO, YES, a_questionnaire_with_modules
from tests.world import BANDS, SEVERITIES, World, build_world

WIDTH = 360


@pytest.fixture(scope="module")
def served_world(tmp_path_factory) -> World:
    """Firms go on by choice."""
    questionnaire = a_questionnaire_with_modules(bands=BANDS, severities=SEVERITIES)
    folder: Path = tmp_path_factory.mktemp("choosing")
    return build_world(folder / "instance", questionnaire)


@pytest.fixture
def phone(page: Page) -> Page:
    """A narrow phone."""
    page.set_viewport_size({"width": WIDTH, "height": 740})
    return page


def saved(page: Page, code: str) -> None:
    expect(page.locator(f"#{code}").get_by_role("status")).to_have_text("Saved 09:30")


def test_a_firm_on_a_phone_answers_the_core_chooses_a_topic_and_sends(phone: Page, live: Live):
    """D1, L2: each answer is saved as it is given, and a condition reaches over areas within the topic."""
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/"))
    phone.get_by_label("Few").check()
    phone.get_by_role("button", name="Begin").click()
    phone.locator("#PAY_01").get_by_label("Yes").check()
    phone.locator("#LEG_01").get_by_label("No", exact=True).check()
    saved(phone, "LEG_01")
    phone.get_by_role("button", name="Save and continue").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Go on with what you know about")
    phone.get_by_label("Selling online").check()
    phone.get_by_role("button", name="Go on with these topics").click()
    expect(phone.get_by_role("heading", name="Law")).to_be_hidden()
    phone.locator("#PAY_03").get_by_role("textbox").fill("4")
    phone.locator("#PAY_03").get_by_role("textbox").blur()
    expect(phone.get_by_role("heading", name="Law")).to_be_visible()
    phone.locator("#LEG_02").get_by_label("Yes").check()
    saved(phone, "LEG_02")
    assert live.answers() == {"PAY_01": YES, "LEG_01": NO, "PAY_03": Answer("answered", 4.0), "LEG_02": YES}
    phone.get_by_role("button", name="Save and review").click()
    expect(phone.get_by_role("heading", name="Selling online")).to_contain_text("2 of 4 answered")
    phone.get_by_label("My answers are complete").check()
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()


def test_topics_are_chosen_with_the_keyboard_alone(page: Page, live: Live):
    page.goto(live.address(f"/s/{live.world.secrets['fresh']}/modules"))
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "costs":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/module-costs$"))
