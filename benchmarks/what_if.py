"""A what-if answer as the browser sees it: from the moment a control moves until the page shows what changes.

The demonstration's Senegal in Chromium, its controls moved in turn. `python -m benchmarks --only what_if`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright
from pydantic import SecretStr

from assessment.config import Settings
from assessment.services.demonstration.accounts import ANALYST, open_accounts
from assessment.services.demonstration.loading import load_portfolio
from assessment.services.upkeep import bring_up_to_date
from assessment.storage.database import Database
from benchmarks.loading import QUESTIONNAIRES
from benchmarks.measuring import report
from benchmarks.serving import Server
from benchmarks.weight import ARGUMENTS, CHROMIUM

COUNTRY, NAME = "SEN", "SEN-2026-1"
TIMES = 10
GOAL = 0.1
MOVES = {
    "a weight": ("input[name^='weight.']", ("150", "60")),
    "a target": ("input[name^='target.']", ("90", "40")),
    "a group left out": ("input[name='group']", None),
    "another method": ("#alternative", ("voices", "geometric", "equal", "proportions")),
}
"""What is moved, by which control, to which values in turn; a box is ticked and cleared."""
MOVED = """([selector, value]) => new Promise((answered) => {
  const control = document.querySelector(selector);
  const began = performance.now();
  new MutationObserver((_, watch) => {
    watch.disconnect();
    requestAnimationFrame(() => answered(performance.now() - began));
  }).observe(document.getElementById("outcome"), { childList: true });
  if (value === null) control.checked = !control.checked; else control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def run() -> None:
    """One line for each sort of move: the time from the move to the next picture that shows its answer."""
    with TemporaryDirectory(prefix="etready-what-if-") as folder:
        settings = Settings(instance=Path(folder), secret_key=SecretStr("s" * 40))
        password = filled(settings)
        server = Server(settings.database, Path(folder), alone=True)
        try:
            server.start()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                page = browser.new_page()
                root = f"http://127.0.0.1:{server.port}"
                sign_in(page, root, password)
                page.goto(f"{root}/assessments/{NAME}/what-if")
                for what, (selector, values) in MOVES.items():
                    report(f"what if: {what}", _moved(page, selector, values), goal=GOAL)
                browser.close()
        finally:
            server.kill()


def filled(settings: Settings) -> str:
    """A database with one country of the demonstration; the password of its analyst."""
    now = datetime.now(UTC)
    bring_up_to_date(settings.database)
    database = Database(settings.database)
    password, analyst = open_accounts(database, settings, now)
    load_portfolio(
        database, QUESTIONNAIRES, analyst, open_key="what if", now=now, progress=lambda _country: None, only=COUNTRY
    )
    database.close()
    return password


def sign_in(page: Page, root: str, password: str) -> None:
    """Sign in as the analyst of the demonstration."""
    page.goto(f"{root}/sign-in")
    page.locator("input[name=email]").fill(ANALYST)
    page.locator("input[name=password]").fill(password)
    page.locator("main form button").first.click()


def _moved(page: Page, selector: str, values: tuple[str, ...] | None) -> list[float]:
    """Seconds for each move; the first is not counted, since it finds nothing kept."""
    moves = [[selector, values[place % len(values)] if values else None] for place in range(TIMES + 1)]
    return [page.evaluate(MOVED, move) / 1000 for move in moves][1:]
