"""Whether everybody can use every page: the demonstration and the shipped questionnaire, in each language and look.

One page of each kind that links lead to is judged by axe and for sideways scrolling: on a phone of 320 px, which is
also what 400 % leave of 1,280 px, and on a desk, in light and in dark. `python -m benchmarks --only access`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from pydantic import SecretStr

from assessment.app import create_app
from assessment.authoring.loader import load
from assessment.config import Settings
from assessment.language import COMPLETE
from assessment.services import fieldwork
from assessment.services.assessments import create_assessment
from assessment.services.demonstration.accounts import ANALYST, open_accounts
from assessment.services.demonstration.loading import load_portfolio
from assessment.services.upkeep import bring_up_to_date
from assessment.services.versions import publish
from assessment.storage.database import Database
from benchmarks.loading import QUESTIONNAIRES
from benchmarks.serving import Server
from benchmarks.visiting import Walk
from benchmarks.weight import ARGUMENTS, CHROMIUM

SEEN_AS = ((320, "light"), (320, "dark"), (1280, "light"), (1280, "dark"))
"""Widths in CSS pixels with colour schemes."""
HEIGHT = 740
NAME = "SEN-2026-1"


@dataclass(frozen=True)
class Prepared:
    """What is served: the analyst's password, and two links by language, one of a firm that has sent its answers."""

    app: Flask
    password: str
    begun: dict[str, str]
    sent: dict[str, str]


def run() -> None:
    """One line for each language and look, and one for each fault."""
    with TemporaryDirectory(prefix="etready-access-") as folder:
        settings = Settings(instance=Path(folder), secret_key=SecretStr("s" * 40))
        prepared = _prepared(settings)
        server = Server(settings.database, Path(folder), alone=True)
        try:
            server.start()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                for language in COMPLETE:
                    for width, scheme in SEEN_AS:
                        walk = _walked(browser, f"http://127.0.0.1:{server.port}", prepared, language, (width, scheme))
                        _say(f"{language:<8} {width:>4} px {scheme:<5} ", walk)
                browser.close()
        finally:
            server.kill()


def _walked(browser: Browser, root: str, prepared: Prepared, language: str, seen_as: tuple[int, str]) -> Walk:
    width, scheme = seen_as
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        extra_http_headers={"Accept-Language": language.replace("_", "-")},
    )
    walk = Walk(context.new_page(), root, prepared.app)
    begun, sent = f"/s/{prepared.begun[language]}", f"/s/{prepared.sent[language]}"
    walk.visit(
        ["/", "/sign-in", "/code", "/nowhere", f"{begun}/", f"{begun}/review", f"{sent}/receipt", f"{sent}/mine"]
    )
    walk.page.goto(f"{root}/sign-in")
    walk.page.locator("input[name=email]").fill(ANALYST)
    walk.page.locator("input[name=password]").fill(prepared.password)
    walk.page.locator("main form button").first.click()
    walk.visit([f"/assessments/{NAME}", "/assessments", f"/assessments/{NAME}/report/{language}"])
    context.close()
    return walk


def _prepared(settings: Settings) -> Prepared:
    now = datetime.now(UTC)
    bring_up_to_date(settings.database)
    database = Database(settings.database)
    password, analyst = open_accounts(database, settings, now)
    load_portfolio(database, QUESTIONNAIRES, analyst, open_key="access", now=now, progress=lambda _country: None)
    begun, sent = _invited(database, now)
    database.close()
    return Prepared(create_app(settings), password, begun, sent)


def _invited(database: Database, now: datetime) -> tuple[dict[str, str], dict[str, str]]:
    """A ministry that may answer in a team and a firm that has sent, in each language."""
    instrument = load(max(QUESTIONNAIRES.glob("etrade-rapid/*/questionnaire.yaml")).parent)
    with database.writing() as session:
        publish(session, instrument, now)
        assessment = create_assessment(
            session,
            country="FJI",
            questionnaire=instrument.identity,
            languages=COMPLETE,
            time_zone="Pacific/Fiji",
            opens_on=now.date() - timedelta(days=2),
            closes_on=now.date() + timedelta(days=2),
            now=now,
        )
        role = instrument.group_of["PUB"].roles[0].code
        begun, sent = {}, {}
        for language in COMPLETE:
            begun[language] = fieldwork.invite(
                session, assessment.id, group="PUB", role=role, institution="Trade", language=language, now=now
            )
            sent[language] = fieldwork.invite(
                session, assessment.id, group="BIZ", role="own_site", language=language, now=now
            )
            sitting = fieldwork.questionnaire_for(session, sent[language], now)
            fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=now)
    return begun, sent


def _say(heading: str, walk: Walk) -> None:
    verdict = "met" if not walk.faults else "MISSED"
    lines = [f"{heading}{len(walk.seen)} kinds of page, {len(walk.faults)} faults  goal 0: {verdict}", *walk.faults]
    sys.stdout.write("\n  ".join(lines) + "\n")
    sys.stdout.flush()
