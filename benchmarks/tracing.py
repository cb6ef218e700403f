"""From sentences of the Senegal PDF down to answers and sources in Chromium, each number to the last digit (rule 16).

Five sentences that give the reason of a recommendation are drawn with a fixed seed; from each the links are followed
over the recommendation, its rule and the score to the items. `python -m benchmarks --only walk`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pypdfium2
from playwright.sync_api import Page, sync_playwright
from pydantic import SecretStr
from sqlalchemy import text

from assessment.config import Settings
from assessment.documents.pdf import render_pdf
from assessment.language import voice_for
from assessment.services.accounts import access_of, credentials_of
from assessment.services.assessments import assessment_of
from assessment.services.demonstration.accounts import ANALYST
from assessment.services.reporting import report_of
from assessment.storage.database import Database
from benchmarks.serving import Server
from benchmarks.weight import ARGUMENTS, CHROMIUM
from benchmarks.what_if import NAME, filled, sign_in

SEED, PICKED = 2211, 5
HERE = f"/assessments/{NAME}"
SENTENCE = re.compile(r"“[^“”]+” stands at \w+ \((\d+\.\d)\)\.")
BROKEN, SPACE = re.compile(r"[\u2010\ufffe]\s*"), re.compile(r"\s+")
END = ("Answers by group", "What is claimed", "What an analyst confirmed", "The published figure")
UNKNOWN = "no value"


def run() -> None:
    """One line for each step: the page and what stands on it; then how many sentences were walked to the end."""
    with TemporaryDirectory(prefix="etready-walk-") as folder:
        settings = Settings(instance=Path(folder), secret_key=SecretStr("s" * 40))
        password = filled(settings)
        drawn = Random(SEED).sample(_sentences(settings), PICKED)  # noqa: S311 - which sentences, nothing secret
        server = Server(settings.database, Path(folder), alone=True)
        try:
            server.start()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                page, root = browser.new_page(), f"http://127.0.0.1:{server.port}"
                sign_in(page, root, password)
                walked = sum(_walked(page, root, sentence) for sentence in drawn)
                browser.close()
        finally:
            server.kill()
    _say(f"walk: {walked} of {PICKED} sentences  goal {PICKED}: {'met' if walked == PICKED else 'MISSED'}")


def _sentences(settings: Settings) -> list[str]:
    """The sentences of the English PDF that say at which score something stands; scores are shown from now on."""
    database = Database(settings.database)
    with database.writing() as session:
        session.connection().execute(text("UPDATE assessment SET results_shown = 'published'"))
        session.commit()
    with database.reading() as session:
        credentials = credentials_of(session, ANALYST)
        if credentials is None:
            raise RuntimeError(f"{ANALYST} has no account")
        assessment = assessment_of(session, access_of(session, credentials.user_id), NAME)
        report = report_of(session, assessment, voice_for("en"), datetime.now(UTC))
    database.close()
    with pypdfium2.PdfDocument(render_pdf(report)) as document:
        printed = "\n".join(page.get_textpage().get_text_range() for page in document)
    found = SENTENCE.finditer(SPACE.sub(" ", BROKEN.sub("", printed)))
    return list(dict.fromkeys(match[0] for match in found))


def _walked(page: Page, root: str, sentence: str) -> bool:
    """Whether links lead from the sentence on screen to its rule, its score and what every item rests on."""
    number = sentence.rpartition("(")[2].removesuffix(").")
    _say(f"{sentence}")
    advice = _advice_beside(page, root, sentence)
    if not advice:
        return _told(page, "the sentence", holds=False)
    page.goto(root + advice)
    rule = " ".join(page.locator("main code[dir=ltr]").all_inner_texts())
    if not _told(page, f"rule {rule}", holds=bool(rule) and sentence in _main(page)):
        return False
    for address in _links(page, "main ul a"):
        page.goto(root + address)
        if f"({number})" in _main(page):
            return _told(page, number, holds=True) and _ends(page, root)
    return _told(page, number, holds=False)


def _advice_beside(page: Page, root: str, sentence: str) -> str:
    """Where the recommendation leads in whose row of the report on screen a sentence stands, or nothing."""
    page.goto(f"{root}{HERE}/report/en")
    parts = dict.fromkeys(
        address.partition("#")[0] for address in _links(page, "main a[href*='part=']", below="report")
    )
    for address in parts:
        page.goto(root + address)
        for row in page.locator("main tr", has=page.locator(f"a[href*='{HERE}/recommendations/']")).all():
            if sentence in SPACE.sub(" ", row.inner_text()):
                return row.locator(f"a[href*='{HERE}/recommendations/']").first.get_attribute("href") or ""
    return ""


def _ends(page: Page, root: str) -> bool:
    """Whether answers, a confirmation or a published source stand here, or below every part that has a value."""
    if _said_of_end(page):
        return _told(page, _said_of_end(page), holds=True)
    rows = page.locator("main table tbody tr", has_not_text=UNKNOWN).all()
    parts = [row.locator("a").first.get_attribute("href") or "" for row in rows]
    return bool(parts) and all(_ended(page, root + part) for part in parts)


def _ended(page: Page, address: str) -> bool:
    page.goto(address)
    return _told(page, _said_of_end(page), holds=bool(_said_of_end(page)))


def _said_of_end(page: Page) -> str:
    return ", ".join(heading for heading in page.locator("main h2").all_inner_texts() if heading in END)


def _links(page: Page, selector: str, *, below: str = "evidence") -> Iterator[str]:
    """Addresses of this assessment to which the elements lead, in order."""
    addresses = [link.get_attribute("href") or "" for link in page.locator(selector).all()]
    yield from (address for address in addresses if address.startswith(f"{HERE}/{below}/"))


def _main(page: Page) -> str:
    return SPACE.sub(" ", page.locator("main").inner_text())


def _told(page: Page, what: str, *, holds: bool) -> bool:
    _say(f"  {page.title()}: {what or 'no end'}{'' if holds else ' MISSED'}")
    return holds


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
