"""Answering without a name in a browser: the way back without the address, and a device that forgets after sending."""

import re

import pytest
from playwright.sync_api import Page, expect

from assessment.services.anonymity import open_anonymously
from assessment.services.fieldwork import open_assessment
from tests.browser.live import Live
from tests.builders import NOW

NOTHING_KEPT = """async () => !localStorage.length && !(await caches.keys()).length
  && !(await navigator.serviceWorker.getRegistrations()).length"""


@pytest.fixture
def link(live: Live) -> str:
    """The address of an anonymous open link."""
    with live.world.database().writing() as session:
        view = open_assessment(session, live.world.secrets["open"])
        return live.address(f"/join/{open_anonymously(session, view, now=NOW)}")


def begin(page: Page, link: str) -> str:
    """Join, and answer one question: the code that was shown."""
    page.goto(link)
    page.get_by_label("Business").check()
    page.get_by_role("button", name="Continue").click()
    code = page.locator("bdi").inner_text()
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("Few").check()
    page.get_by_role("button", name="Begin").click()
    page.locator("#PAY_01").get_by_label("No", exact=True).check()
    expect(page.locator("#PAY_01 .saved")).to_contain_text("Saved")
    return code


def test_the_shared_link_leads_back_in_the_same_browser_and_the_code_in_any(page: Page, live: Live, link: str) -> None:
    """D1, D7: the key lives in this browser; where it was cleared, the code leads to the same answers."""
    code = begin(page, link)
    page.goto(link)
    page.get_by_role("link", name="Go on with the answers begun in this browser").click()
    page.get_by_role("link", name="Go on").click()
    expect(page.locator("#PAY_01").get_by_label("No", exact=True)).to_be_checked()
    page.evaluate("() => localStorage.clear()")
    page.goto(link)
    expect(page.locator("#draft")).to_be_hidden()
    page.get_by_label("Your code").fill(code.lower())
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("link", name="Go on").click()
    expect(page.locator("#PAY_01").get_by_label("No", exact=True)).to_be_checked()


def test_after_sending_the_browser_holds_neither_key_nor_answers(page: Page, live: Live, link: str) -> None:
    """I5, D6: nothing on the device tells what was answered, and nothing asks to restore it."""
    begin(page, link)
    page.goto(re.sub(r"[^/]+$", "review", page.url))
    page.get_by_label("My answers are complete").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    for _ in range(100):
        if page.evaluate(NOTHING_KEPT):
            break
        page.wait_for_timeout(50)
    assert page.evaluate(NOTHING_KEPT)
    page.goto(link)
    expect(page.locator("#draft")).to_be_hidden()
