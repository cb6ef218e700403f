"""A ministry that answers as a team of three in a real browser: assigned, discussed, backed, cleared and sent."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from assessment.language import voice_for
from assessment.services import fieldwork, packs
from assessment.services.team import sitting_for
from benchmarks.visiting import faults_on
from tests.browser.live import Live
from tests.browser.test_staff_in_browser import sign_in
from tests.builders import NOW, YES
from tests.world import IN_FORCE, SEN

WIDTH = 320


@pytest.fixture
def ministry(live: Live) -> str:
    """The coordinator's link."""
    with live.world.database().writing() as session:
        assessment = fieldwork.questionnaire_for(session, live.world.secrets["fresh"], NOW).assessment
        return fieldwork.invite(
            session, assessment.id, group="PUB", role="trade", institution="Trade", language="en", now=NOW
        )


def ask(page: Page, live: Live, secret: str, name: str, what: str) -> str:
    """Ask a colleague in the coordinator's browser; the address of the link that is shown."""
    page.goto(live.address(f"/s/{secret}/team"))
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label(what, exact=True).last.check()
    page.get_by_role("button", name="Make a link").click()
    address = page.locator("#link a").get_attribute("href")
    assert address
    return live.root + re.sub(r"^https?://[^/]+", "", address)


def saved(page: Page, code: str) -> None:
    expect(page.locator(f"#{code}").get_by_role("status")).to_have_text("Saved 09:30")


def test_a_ministry_team_of_three_answers_with_clearance(browser: Browser, live: Live, ministry: str):
    """D11: each saves as they answer; the history tells who; the head alone sends, saying how the ministry is shown."""
    coordinator, fatou, head = (browser.new_context().new_page() for _ in range(3))
    payments = ask(coordinator, live, ministry, "Fatou Sow", "Payments")
    clearing = ask(
        coordinator,
        live,
        ministry,
        "Moussa Fall",
        "Read everything, clear it and send it. Then only this person sends.",
    )

    fatou.goto(payments + "PAY")
    fatou.locator("#PAY_01").get_by_label("Yes").check()
    saved(fatou, "PAY_01")
    expect(fatou.locator(".steps a")).to_have_count(1)
    fatou.locator("#PAY_01").get_by_role("link", name="Comment").click()
    fatou.get_by_label("Your comment").fill("The central bank should look at this.")
    fatou.get_by_role("button", name="Add the comment").click()
    expect(fatou.get_by_text("The central bank should look at this.")).to_be_visible()

    coordinator.goto(live.address(f"/s/{ministry}/LEG"))
    coordinator.locator("[id='LEG_16.privacy']").get_by_label("In force").check()
    saved(coordinator, "LEG_16")
    coordinator.locator("#LEG_16").get_by_role("link", name="Attach evidence").click()
    law = {"name": "law.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 a law"}
    coordinator.get_by_label("A file").set_input_files([law])  # type: ignore[arg-type]
    coordinator.get_by_role("button", name="Attach", exact=True).click()
    expect(coordinator.get_by_role("link", name="law.pdf")).to_be_visible()
    coordinator.goto(live.address(f"/s/{ministry}/review"))
    expect(coordinator.get_by_role("button", name="Send", exact=True)).to_have_count(0)

    head.goto(clearing + "PAY")
    head.locator("#PAY_01").get_by_role("link", name="Comments: 1").click()
    head.get_by_role("button", name="Mark as resolved").click()
    expect(head.get_by_text("resolved")).to_be_visible()
    head.get_by_role("link", name="History of the answers").click()
    expect(head.get_by_text("Fatou Sow")).to_be_visible()
    head.goto(clearing + "review")
    head.get_by_label("By the name of my institution").check()
    head.get_by_label("My answers are complete").check()
    head.get_by_role("button", name="Send", exact=True).click()
    expect(head.get_by_role("heading", name="Thank you")).to_be_visible()

    with live.world.database().reading() as session:
        sent = sitting_for(session, ministry, NOW)
    assert (sent.state, sent.attribution) == ("submitted", "named")
    assert sent.answers == {"PAY_01": YES, "LEG_16.privacy": IN_FORCE}


def test_two_colleagues_on_one_question_see_both_answers(browser: Browser, live: Live, ministry: str):
    """D11: the second to answer is asked which of the two is to stand."""
    first, second = (browser.new_context().new_page() for _ in range(2))
    address = ask(first, live, ministry, "Fatou Sow", "Payments")
    second.goto(address + "PAY")
    first.goto(live.address(f"/s/{ministry}/PAY"))
    first.locator("#PAY_01").get_by_label("Yes").check()
    saved(first, "PAY_01")
    second.locator("#PAY_01").get_by_label("No", exact=True).check()
    second.get_by_role("button", name="Take the other: Yes").click()
    expect(second.locator("#PAY_01").get_by_label("Yes")).to_be_checked()
    assert live.world.answers(ministry)["PAY_01"] == YES


def test_an_analyst_reads_the_workbook_of_a_pack_back(page: Page, live: Live, ministry: str):
    """D12: what comes back is looked at first, row by row, and taken in once it is signed."""
    with live.world.database().reading() as session:
        sitting = sitting_for(session, ministry, NOW)
    _, content = packs.questionnaires_of(sitting, voice_for("en"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows():
        if row[0].value == "PAY_01":
            row[3].value = "Yes [yes]"
    filled = io.BytesIO()
    book.save(filled)
    sign_in(page, live, "analyst")
    page.goto(live.address(f"/assessments/{SEN}/packs/{sitting.response_id}"))
    assert list(faults_on(page, colours=False)) == []
    sent = {"name": "back.xlsx", "mimeType": "application/octet-stream", "buffer": filled.getvalue()}
    page.get_by_label("The workbook that came back").set_input_files([sent])  # type: ignore[arg-type]
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("Nothing is stored yet.")).to_be_visible()
    assert list(faults_on(page, colours=False)) == []
    page.get_by_label("I hold a copy signed by the institution").check()
    page.get_by_role("button", name="Take in and send").click()
    expect(page.get_by_text("One answer was taken in and sent.")).to_be_visible()
    assert live.world.answers(ministry) == {"PAY_01": YES}
