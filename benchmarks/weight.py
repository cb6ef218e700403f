"""What a respondent's pages weigh: bytes and requests for the first answer page and every later one, and first paint.

Counted is what a browser fetches until the page can be used, response headers included, compressed, with nothing kept
from before; what it fetches afterwards to go on without a line is not. The pages are those of a firm in the shipped
questionnaire, in each language. `python -m benchmarks --only weight`.
"""

from __future__ import annotations

import http.client
import os
import re
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import brotli
from playwright.sync_api import Browser, Page, sync_playwright

from assessment.authoring.loader import load
from assessment.language import COMPLETE
from assessment.methodology.applicability import modules_for
from assessment.methodology.responses import Respondent
from assessment.services import fieldwork
from assessment.services.assessments import create_assessment
from assessment.services.upkeep import bring_up_to_date
from assessment.services.versions import publish
from assessment.storage.database import Database
from benchmarks.databases import sqlite_file
from benchmarks.loading import QUESTIONNAIRES
from benchmarks.serving import Server

GROUP, ROLE = "BIZ", "own_site"
FIRST_PAGE, LATER_PAGE, MOST_REQUESTS = 14_600, 6_000, 3
LINES = {"400 kbit/s, 400 ms": (400, 400, (1.6, 2.0)), "64 kbit/s, 800 ms": (64, 800, None)}
"""A line's speed, its latency, and the goals: seconds to first paint and until the page can be used."""
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
ARGUMENTS = ["--disable-background-networking", "--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
LINKED = re.compile(rb'(?:<link rel="stylesheet" href|<script type="module" src)="([^"]+)"')
PAINT = """() => new Promise((told) => {
  const painted = performance.getEntriesByName("first-contentful-paint")[0];
  if (painted) return told(painted.startTime);
  new PerformanceObserver((list) => {
    const entry = list.getEntriesByName("first-contentful-paint")[0];
    if (entry) told(entry.startTime);
  }).observe({ type: "paint", buffered: true });
})"""


@dataclass(frozen=True)
class Opened:
    """One page as it came: bytes with headers, and what it links."""

    weight: int
    links: tuple[str, ...]


def run() -> None:
    """Bytes in every language, then the time they take on two poor lines in Chromium."""
    with sqlite_file() as url, TemporaryDirectory(prefix="etready-weight-") as folder:
        links, codes = _invited(url)
        server = Server(url, Path(folder), alone=True)
        try:
            server.start()
            for language, secret in links.items():
                _say(_weighed(server.port, language, secret, codes))
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                for line in LINES:
                    for language, secret in links.items():
                        _say(_timed(browser, server.port, line, language, f"/s/{secret}/{codes[0]}"))
                browser.close()
        finally:
            server.kill()


def _weighed(port: int, language: str, secret: str, codes: list[str]) -> str:
    first = _opened(port, f"/s/{secret}/{codes[0]}")
    linked = [_opened(port, address).weight for address in first.links]
    whole, requests = first.weight + sum(linked), 1 + len(linked)
    later = [_opened(port, f"/s/{secret}/{code}").weight for code in codes[1:]]
    met = whole <= FIRST_PAGE and requests <= MOST_REQUESTS and max(later) <= LATER_PAGE
    return (
        f"{language:<8} first answer page {whole:>6} bytes in {requests} requests, later pages {min(later)} to "
        f"{max(later)} bytes  goal {FIRST_PAGE} in {MOST_REQUESTS}, {LATER_PAGE}: {'met' if met else 'MISSED'}"
    )


def _timed(browser: Browser, port: int, line: str, language: str, address: str) -> str:
    speed, latency, goals = LINES[line]
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    _throttle(page, speed, latency)
    began = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}{address}", wait_until="domcontentloaded")
    usable = time.perf_counter() - began
    painted = page.evaluate(PAINT) / 1000
    context.close()
    beside = ""
    if goals is not None:
        met = painted <= goals[0] and usable <= goals[1]
        beside = f"  goal {goals[0]:.1f} and {goals[1]:.1f} s: {'met' if met else 'MISSED'}"
    return f"{language:<8} {line}: first paint {painted:.2f} s, usable {usable:.2f} s{beside}"


def _throttle(page: Page, speed: int, latency: int) -> None:
    """Kilobits a second both ways, and milliseconds before each answer; nothing is kept from before."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    rate = speed * 1000 / 8
    told: dict[str, Any] = {"offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate}
    line.send("Network.emulateNetworkConditions", told)


def _opened(port: int, address: str) -> Opened:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", address, headers={"Accept": "text/html,*/*", "Accept-Encoding": "br"})
    reply = line.getresponse()
    body = reply.read()
    if reply.status != 200:
        raise RuntimeError(f"a page was not shown: {reply.status}")
    head = f"HTTP/1.1 {reply.status} {reply.reason}\r\n" + "".join(f"{n}: {v}\r\n" for n, v in reply.getheaders())
    line.close()
    links = tuple(found.decode() for found in LINKED.findall(_plain(body, reply.getheader("Content-Encoding", ""))))
    return Opened(len(head) + len("\r\n") + len(body), links)


def _plain(body: bytes, encoding: str | None) -> bytes:
    return bytes(brotli.decompress(body)) if encoding == "br" else body


def _invited(url: str) -> tuple[dict[str, str], list[str]]:
    """The secret of a firm in each language that goes on with every topic, and the codes of its pages."""
    now = datetime.now(UTC)
    folder = max(QUESTIONNAIRES.glob("etrade-rapid/*/questionnaire.yaml")).parent
    instrument = load(folder)
    topics = [module.code for module in modules_for(instrument, Respondent("", GROUP, ROLE))]
    bring_up_to_date(url)
    database = Database(url)
    links = {}
    with database.writing() as session:
        publish(session, instrument, now)
        assessment = create_assessment(
            session,
            country="SEN",
            questionnaire=instrument.identity,
            languages=COMPLETE,
            time_zone="Africa/Dakar",
            opens_on=now.date() - timedelta(days=1),
            closes_on=now.date() + timedelta(days=2),
            now=now,
        )
        for language in COMPLETE:
            secret = fieldwork.invite(session, assessment.id, group=GROUP, role=ROLE, language=language, now=now)
            sitting = fieldwork.questionnaire_for(session, secret, now)
            fieldwork.choose_modules(session, sitting, topics, now=now)
            links[language] = secret
    database.close()
    return links, ["core", *(f"module-{code}" for code in topics)]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run()
