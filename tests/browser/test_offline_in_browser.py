"""The line is cut: a firm on a phone answers the whole questionnaire, and everything arrives once the line is back."""

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug import Response

from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer
from tests.browser.live import Live
from tests.builders import NO, YES, a_questionnaire_with_modules
from tests.world import BANDS, SEVERITIES, World, build_world

WHOLE = """async () => {
  await navigator.serviceWorker.ready;
  const caches_of_pages = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const plan = location.pathname.replace(/[^/]*$/, "offline/plan");
  const plans = await Promise.all(caches_of_pages.map((cache) => cache.match(plan)));
  return plans.length > 0 && plans.every(Boolean);
}"""
FURTHER = [f"PAY_{number}" for number in range(11, 18)]
SEVERAL = "PAY_18"
COVERED = """() => {
  const line = document.querySelector("#waiting").getBoundingClientRect();
  const focus = document.activeElement.getBoundingClientRect();
  const height = Math.min(focus.bottom, line.bottom) - Math.max(focus.top, line.top);
  return document.activeElement.closest("main") !== null && height > focus.height / 2;
}"""
NOTHING_KEPT = "async () => !(await caches.keys()).length && !localStorage.length"


@pytest.fixture(scope="module")
def served_world(tmp_path_factory) -> World:
    """Firms go on by choice, after ten main questions and more."""
    whole = a_questionnaire_with_modules(bands=BANDS, severities=SEVERITIES).model_dump(mode="json")
    first = whole["areas"][0]["items"][0]
    whole["areas"][0]["items"] += [{**first, "code": code, "kind": "context"} for code in FURTHER]
    options = [{"code": f"o{number}", "label": f"Option {number}"} for number in range(12)]
    whole["areas"][0]["items"] += [
        {**first, "code": SEVERAL, "kind": "context", "type": "multiple", "options": options}
    ]
    folder: Path = tmp_path_factory.mktemp("offline")
    return build_world(folder / "instance", Instrument.model_validate(whole))


@pytest.fixture
def phone(page: Page) -> Page:
    """A narrow phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    return page


def opened(page: Page, live: Live, path: str = "core") -> Page:
    """A page of the firm, once everything is kept for going on without a line."""
    page.goto(live.address(f"/s/{live.world.secrets['fresh']}/{path}"))
    until(page, WHOLE)
    return page


def until(page: Page, predicate: str) -> None:
    """Wait for what a script can only find out by waiting itself."""
    for _ in range(100):
        if page.evaluate(predicate):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {predicate}")


def cut(page: Page, live: Live) -> None:
    """Cut the line, for the browser as a whole and at the server."""
    live.line.is_cut = True
    page.context.set_offline(True)


def mend(page: Page, live: Live) -> None:
    """The line is back."""
    live.line.is_cut = False
    page.context.set_offline(False)


def choose(page: Page, code: str, label: str) -> None:
    page.locator(f"#{code}").get_by_label(label, exact=True).check()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_firm_answers_everything_without_a_line_and_sends_when_it_is_back(phone: Page, live: Live):
    """D1: the core, a choice of topics, a condition that reaches over areas, there and back; then the line returns."""
    cut(opened(phone, live), live)
    choose(phone, "PAY_01", "Yes")
    expect(phone.locator("#waiting")).to_contain_text("Answers that wait to be sent: 1")
    choose(phone, "PAY_02", "No")
    choose(phone, "LEG_01", "No")
    press(phone, "Save and continue")
    phone.get_by_label("Selling online").check()
    press(phone, "Go on with these topics")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Selling online")
    expect(phone.locator("#LEG_02")).to_be_hidden()
    phone.locator("#PAY_03").get_by_role("textbox").fill("٤")
    phone.locator("#PAY_03").get_by_role("textbox").blur()
    choose(phone, "LEG_02", "Yes")
    press(phone, "Save and go back")
    expect(phone.get_by_label("Selling online")).to_be_checked()
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/core"))
    expect(phone.locator("#PAY_02").get_by_label("No", exact=True)).to_be_checked()
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/module-selling"))
    expect(phone.locator("#PAY_03").get_by_role("textbox")).to_have_value("٤")
    expect(phone.locator("#waiting")).to_contain_text("6")
    press(phone, "Save and continue")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your answers are kept on this device")
    assert live.answers() == {}
    mend(phone, live)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Review your answers")
    assert live.answers() == {
        "PAY_01": YES, "PAY_02": NO, "LEG_01": NO, "PAY_03": Answer("answered", 4.0), "LEG_02": YES,
    }  # fmt: skip
    phone.get_by_label("My answers are complete").check()
    press(phone, "Send")
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()


def test_after_sending_nothing_is_left_to_restore(phone: Page, live: Live):
    """D6: no prompt, no copy of the answers, no page from the cache."""
    opened(phone, live)
    choose(phone, "PAY_01", "Yes")
    expect(phone.locator("#PAY_01").get_by_role("status")).to_have_text("Saved 09:30")
    phone.on("dialog", lambda dialog: pytest.fail(f"asked: {dialog.message}"))
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/review"))
    phone.get_by_label("My answers are complete").check()
    press(phone, "Send")
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    until(phone, NOTHING_KEPT)
    phone.goto(live.address(f"/s/{live.world.secrets['fresh']}/core"))
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(phone.locator("#waiting")).to_have_text("")


def test_a_browser_that_was_cleared_finds_all_its_answers_again(browser: Browser, live: Live):
    """D1: all site data is cleared after ten answers; the link brings back all ten."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = opened(context.new_page(), live)
    ten = ["PAY_01", "PAY_02", "LEG_01", *FURTHER]
    for code in ten:
        choose(page, code, "Yes")
        expect(page.locator(f"#{code}").get_by_role("status")).to_have_text("Saved 09:30")
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": live.root, "storageTypes": "all"})
    page.reload()
    for code in ten:
        expect(page.locator(f"#{code} [value=yes]")).to_be_checked()
    choose(page, "PAY_02", "No")
    expect(page.locator("#PAY_02").get_by_role("status")).to_have_text("Saved 09:30")
    assert live.answers() == dict.fromkeys(ten, YES) | {"PAY_02": NO}
    context.close()


def test_what_is_sent_goes_through_the_worker_untouched(phone: Page, live: Live):
    """D4: the worker is in control, and the body that arrives has the hash of the one that was sent."""
    opened(phone, live).reload()
    phone.wait_for_function("() => navigator.serviceWorker.controller !== null")
    arrived = []
    app = live.line.app

    def listening(environ, start_response):
        if environ["REQUEST_METHOD"] == "POST":
            arrived.append(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
            environ["wsgi.input"] = BytesIO(arrived[-1])
        return app(environ, start_response)

    live.line.app = listening
    body = json.dumps({"question": "PAY_01", "client": "é✓" * 9}, ensure_ascii=False)
    with phone.expect_request("**/answers") as caught:
        phone.evaluate("([url, body]) => fetch(url, {method: 'POST', body})", ["answers", body])
    assert [hashlib.sha256(one).digest() for one in arrived] == [hashlib.sha256(body.encode()).digest()]
    assert not caught.value.service_worker


@pytest.mark.parametrize("taken", [True, False])
def test_two_devices_that_answer_differently_are_asked_which_answer_stands(phone: Page, live: Live, taken):
    """D11: the later device is shown both answers and chooses; until then the first answer stands."""
    opened(phone, live)
    live.world.client().post(f"/s/{live.world.secrets['fresh']}/core", data={"PAY_01": "no"})
    choose(phone, "PAY_01", "Yes")
    question = phone.locator("#PAY_01")
    expect(question.get_by_role("status")).to_contain_text("Answered differently")
    assert live.answers()["PAY_01"] == NO
    question.get_by_role("button", name="Take the other: No" if taken else "Keep mine: Yes").click()
    if taken:
        expect(question.locator("[value=no]")).to_be_checked()
    else:
        expect(question.get_by_role("status")).to_have_text("Saved 09:30")
    assert live.answers()["PAY_01"] == (NO if taken else YES)


def test_two_releases_are_open_at_once_and_both_work_without_a_line(browser: Browser, live: Live):
    """D5: a page of the old release keeps its cache while it is open; what no page uses is dropped."""
    context = browser.new_context()
    old = opened(context.new_page(), live)
    live.line.app = of_another_release(live.line.app)
    new = opened(context.new_page(), live)
    until(new, "async () => (await caches.keys()).length === 2")
    cut(new, live)
    for page, label in ((old, "Yes"), (new, "No")):
        choose(page, "LEG_01", label)
        expect(page.locator("#waiting")).to_contain_text("wait to be sent: 1")
        press(page, "Save and continue")
        expect(page.get_by_role("heading", level=1)).to_have_text("Go on with what you know about")
    context.close()


def of_another_release(app):
    """The same application, whose pages name another edition."""

    def answering(environ, start_response):
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        reply = Response.from_app(app, environ)
        if reply.mimetype == "text/html":
            reply.set_data(reply.get_data().replace(b'data-edition="', b'data-edition="f'))
        return reply(environ, start_response)

    return answering


def test_a_page_without_a_store_says_so(browser: Browser, live: Live):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    page.goto(live.address(f"/s/{live.world.secrets['fresh']}/core"))
    expect(page.locator("#waiting")).to_contain_text("cannot keep answers without a connection")
    choose(page, "PAY_01", "Yes")
    expect(page.locator("#PAY_01").get_by_role("status")).to_have_text("Saved 09:30")
    context.close()


def test_an_answer_that_was_wrong_without_a_line_is_pointed_out_when_it_is_back(phone: Page, live: Live):
    """D10: it stands in its place to be corrected; everything else is kept."""
    live.world.client().post(f"/s/{live.world.secrets['fresh']}/modules", data={"module": ["selling"]})
    cut(opened(phone, live, "module-selling"), live)
    phone.locator("#PAY_03").get_by_role("textbox").fill("many")
    phone.locator("#PAY_03").get_by_role("textbox").blur()
    expect(phone.locator("#waiting")).to_contain_text("wait to be sent: 1")
    press(phone, "Save and go back")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Go on with what you know about")
    mend(phone, live)
    phone.get_by_role("link", name="Selling online", exact=True).click()
    question = phone.locator("#PAY_03")
    expect(question.get_by_role("status")).to_contain_text("Enter a number")
    expect(question.get_by_role("textbox")).to_have_value("many")


def test_a_server_that_dies_in_the_midst_of_answering_finds_everything_when_it_is_back(phone: Page, live: Live):
    """D7: the browser believes that it is connected; answers wait, the page stays, nothing is given twice."""
    opened(phone, live)
    live.line.is_cut = True
    choose(phone, "PAY_01", "Yes")
    expect(phone.locator("#PAY_01").get_by_role("status")).to_contain_text("Not saved yet")
    press(phone, "Save and review")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your answers are kept on this device")
    live.line.is_cut = False
    phone.evaluate("dispatchEvent(new Event('focus'))")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Review your answers")
    assert live.answers() == {"PAY_01": YES}


def test_the_line_of_waiting_answers_covers_nothing_that_has_the_focus(phone: Page, live: Live):
    """A small window, as at a zoom of 400 %: the line stays at the lower edge, above what is reached by keyboard."""
    phone.set_viewport_size({"width": 320, "height": 256})
    cut(opened(phone, live), live)
    choose(phone, "PAY_01", "Yes")
    expect(phone.locator("#waiting")).to_be_visible()
    phone.locator(f"#{SEVERAL} input").first.focus()
    covered = []
    for _ in range(12):
        covered.append(phone.evaluate(COVERED))
        phone.keyboard.press("Tab")
    assert not any(covered)
