"""Answering in a real browser: on a phone with a script, without one, on a second device, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment.methodology.responses import Answer
from benchmarks.visiting import faults_on
from tests.browser.live import Live
from tests.builders import DONT_KNOW, YES

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(page: Page) -> Page:
    """A narrow phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    return page


def question(page: Page, code: str):
    return page.locator(f"#{code}")


def test_a_phone_saves_each_answer_and_shows_what_hangs_on_it(phone: Page, live: Live):
    """D1: what was answered is on the server before the page is left."""
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/PAY"))
    expect(question(phone, "PAY_02")).to_be_hidden()
    question(phone, "PAY_01").get_by_label("Yes").check()
    expect(question(phone, "PAY_02")).to_be_visible()
    expect(question(phone, "PAY_01").get_by_role("status")).to_have_text("Saved 09:30")
    question(phone, "PAY_03").get_by_role("textbox").fill("١٢٫٥")
    question(phone, "PAY_03").get_by_role("textbox").blur()
    expect(question(phone, "PAY_03").get_by_role("status")).to_have_text("Saved 09:30")
    assert live.answers() == {"PAY_01": YES, "PAY_03": Answer("answered", 12.5)}


def test_nothing_moves_under_the_finger_when_an_answer_is_saved(phone: Page, live: Live):
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/PAY"))
    question(phone, "PAY_04").get_by_label("No", exact=True).check()
    before = question(phone, "PAY_07").evaluate("question => question.offsetTop")
    expect(question(phone, "PAY_04").get_by_role("status")).to_have_text("Saved 09:30")
    question(phone, "PAY_03").get_by_role("textbox").fill("5")
    question(phone, "PAY_03").get_by_role("textbox").blur()
    expect(question(phone, "PAY_03").get_by_role("status")).to_have_text("Saved 09:30")
    assert question(phone, "PAY_07").evaluate("question => question.offsetTop") == before


def test_a_page_left_open_after_sending_says_that_it_comes_too_late(phone: Page, live: Live):
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/PAY"))
    live.world.client().post(f"/s/{live.world.secrets['fresh']}/submit", data={"confirmed": "1"})
    question(phone, "PAY_01").get_by_label("Yes").check()
    expect(question(phone, "PAY_01").get_by_role("status")).to_contain_text("were sent already")


def test_a_wrong_answer_is_told_at_once_and_stores_nothing(phone: Page, live: Live):
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/PAY"))
    question(phone, "PAY_03").get_by_role("textbox").fill("many")
    question(phone, "PAY_03").get_by_role("textbox").blur()
    expect(question(phone, "PAY_03").get_by_role("status")).to_contain_text("Enter a number")
    assert live.answers() == {}


def test_an_answer_and_a_non_answer_exclude_each_other(phone: Page, live: Live):
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/PAY"))
    question(phone, "PAY_04").get_by_label("Yes").check()
    question(phone, "PAY_04").get_by_label("I don’t know").check()
    expect(question(phone, "PAY_04").get_by_label("Yes")).not_to_be_checked()
    expect(question(phone, "PAY_04").get_by_role("status")).to_have_text("Saved 09:30")
    assert live.answers() == {"PAY_04": DONT_KNOW}


def test_an_option_that_stands_alone_and_the_others_exclude_each_other(phone: Page, live: Live):
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/PAY"))
    none, other = (question(phone, "PAY_04").get_by_label(name, exact=True) for name in ("No", "Yes"))
    none.evaluate("input => { input.dataset.alone = ''; }")  # as the page marks an option that is `exclusive`
    other.check()
    none.check()
    expect(other).not_to_be_checked()
    other.check()
    expect(none).not_to_be_checked()


def test_an_answer_given_without_a_line_is_sent_when_it_is_back(phone: Page, live: Live):
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/PAY"))
    phone.context.set_offline(True)
    question(phone, "PAY_01").get_by_label("Yes").check()
    expect(question(phone, "PAY_01").get_by_role("status")).to_contain_text("Not saved yet")
    phone.context.set_offline(False)
    expect(question(phone, "PAY_01").get_by_role("status")).to_have_text("Saved 09:30")


def test_without_a_script_a_respondent_goes_page_by_page_to_the_receipt(browser: Browser, live: Live):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(live.address(f"/join/{live.world.secrets['open']}"))
    page.get_by_label("Public sector").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Trade", exact=True).check()
    page.get_by_role("button", name="Begin").click()
    question(page, "PAY_01").get_by_label("Yes").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("radiogroup", name="Privacy").get_by_label("Draft").check()
    page.get_by_role("button", name="Save and review").click()
    expect(page.get_by_text("Draft")).to_be_visible()
    page.get_by_label("My answers are complete").check()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    context.close()


def test_a_second_device_goes_on_where_the_first_stopped_in_another_language(browser: Browser, page: Page, live: Live):
    """D1, D12."""
    address = live.address(f"/s/{live.world.secrets['fresh']}/PAY")
    page.goto(address)
    question(page, "PAY_01").get_by_label("Yes").check()
    expect(question(page, "PAY_01").get_by_role("status")).to_have_text("Saved 09:30")
    context = browser.new_context()
    other = context.new_page()
    other.goto(address)
    other.get_by_role("button", name="العربية").click()
    expect(other.locator("html")).to_have_attribute("dir", "rtl")
    expect(question(other, "PAY_01").locator("[value=yes]")).to_be_checked()
    expect(question(other, "PAY_02")).to_be_visible()
    context.close()


def test_a_page_is_answered_with_the_keyboard_alone(page: Page, live: Live):
    page.goto(live.address(f"/s/{live.world.secrets['fresh']}/LEG"))
    page.goto(live.address(f"/s/{live.world.secrets['fresh']}/PAY"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "PAY_01":
            break
    page.keyboard.press("Space")
    expect(question(page, "PAY_01").get_by_role("status")).to_have_text("Saved 09:30")
    page.get_by_role("button", name="Save and review").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/review$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_questions_are_told_apart(phone: Page, live: Live, scheme):
    phone.emulate_media(color_scheme=scheme)
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/PAY"))
    assert list(faults_on(phone)) == []
