"""The what-if panel in a real browser: it answers as a control is moved by keyboard."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.live import Live
from tests.browser.test_staff_in_browser import SMALLEST, sign_in
from tests.world import SEN

PAGE = f"/assessments/{SEN}/what-if"


def test_a_target_moved_by_keyboard_is_answered_at_once_and_kept_in_the_address(page: Page, live: Live):
    sign_in(page, live, "analyst")
    page.set_viewport_size({"width": SMALLEST, "height": 740})
    page.goto(live.address(PAGE))
    page.get_by_text("Payment solutions").first.click()
    slider = page.get_by_role("slider", name="Paid online Target")
    for _ in range(15):
        slider.press("ArrowLeft")
    expect(page.get_by_label("Target, from 0 to 100").first).to_have_value("0")
    expect(page.locator("#outcome")).to_contain_text("1 gap vanishes")
    expect(page.get_by_role("status").last).to_contain_text("1 gap vanishes")
    expect(page).to_have_url(live.address(f"{PAGE}?target.PAY-ONLINE=0"))
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST
