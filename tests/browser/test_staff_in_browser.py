"""The screens of analysts and focal points in a real browser: from a recommendation to progress and rates."""

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.visiting import faults_on
from tests.browser.live import Live
from tests.world import PASSWORD, SEN

HERE = f"/assessments/{SEN}"
SMALLEST = 320
CUT_OFF = """() => [...document.querySelectorAll(".scroll:has(.stack)")]
  .filter((one) => one.scrollWidth > one.clientWidth).length"""


def sign_in(page: Page, live: Live, person: str) -> None:
    page.goto(live.address("/sign-in"))
    page.get_by_label("E-mail address").fill(f"{person}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_recommendation_becomes_an_action_whose_progress_moves_the_rates(page: Page, live: Live):
    sign_in(page, live, "analyst")
    page.get_by_role("link", name="Senegal").click()
    page.get_by_role("link", name="Recommendations").click()
    page.get_by_role("button", name="PAY-R01").click()
    page.get_by_text("Edit this action").click()
    page.get_by_label("Lead body").fill("Bank of Senegal")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Central bank → Bank of Senegal")).to_be_visible()
    page.get_by_label("State").select_option("under_way")
    page.get_by_label("Per cent done").fill("50")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Under way, 50%").first).to_be_visible()
    page.get_by_role("link", name="Actions").first.click()
    expect(page.get_by_role("row", name="All areas")).to_contain_text("50%")
    expect(page.get_by_role("row", name="All areas")).to_contain_text("25%")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_the_screens_of_the_staff_are_told_apart(page: Page, live: Live, scheme):
    """The sweep of test_access_in_browser looks at everything but contrast."""
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live, "analyst")
    page.set_viewport_size({"width": SMALLEST, "height": 740})
    for path in (
        HERE,
        f"{HERE}/course",
        f"{HERE}/responses",
        f"{HERE}/gaps",
        f"{HERE}/actions/{live.world.action}",
    ):
        page.goto(live.address(path))
        assert list(faults_on(page)) == [], path


def test_a_register_is_taken_in_by_keyboard_and_shown_in_arabic(page: Page, live: Live, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("group,institution,name,email\nBIZ,Awa’s shop,Awa,awa@example.org\nXYZ,Nobody,,\n", "utf-8")
    sign_in(page, live, "analyst")
    page.set_viewport_size({"width": SMALLEST, "height": 740})
    page.goto(live.address(f"{HERE}/register"))
    page.get_by_label("XLSX or CSV file").set_input_files(people)
    page.get_by_role("button", name="Look at it").press("Enter")
    expect(page.get_by_text("“XYZ” is not among the choices")).to_be_visible()
    page.get_by_role("button", name="Add 1 person").press("Enter")
    page.get_by_role("link", name="Awa’s shop").press("Enter")
    expect(page.get_by_label("Text for a messenger or SMS")).to_have_value(re.compile(r"/s/[\w-]{22}/$"))
    page.get_by_label("Wants no mails").check()
    page.get_by_role("button", name="Keep").press("Enter")
    page.locator("button[lang=ar]").click()
    for address in (page.url, live.address(f"{HERE}/register"), live.address("/code")):
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.evaluate(CUT_OFF) == 0, address
        assert list(faults_on(page, colours=False)) == [], address
