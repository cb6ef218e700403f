"""Simulated respondents: whole responses page by page, and single answers as a script sends them.

Each walk stops at its first fault, which is a fault of the server or of this driver, never a figure.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.browser import Browser, Reply
from benchmarks.questionnaire import PAGES, fields_of

LONGEST = 60.0
"""Seconds after which no further response is begun, whatever the count."""


@dataclass
class Walked:
    """What a run did: responses sent or answers saved, seconds from first to last, seconds of each page submit."""

    done: list[str] = field(default_factory=list)
    seconds: float = 0.0
    submits: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Responses, or answers, a second."""
        return len(self.done) / self.seconds


FILLED = {area: urlencode([*fields_of(area), ("next", "1")]).encode() for area in PAGES}
"""What is sent of each page besides its hidden inputs."""

Walk = Callable[[Browser, str, Walked], Coroutine[None, None, None]]


def walked(port: int, walk: Walk, secrets_: Iterable[str], *, at_once: int) -> Walked:
    """Let so many respondents at once take one secret after the other until none is left or the time is over."""
    return asyncio.run(_walked(port, walk, iter(secrets_), at_once))


async def whole_response(browser: Browser, secret: str, told: Walked) -> None:
    """From the personal link to the receipt: every page opened, filled and sent, and the response sent."""
    home = f"/s/{secret}"
    await _page(browser, f"{home}/")
    address = f"{home}/{PAGES[0]}"
    for area in PAGES:
        page = await _page(browser, address)
        began = time.perf_counter()
        reply = await browser.post(address, page.hidden_inputs(), FILLED[area])
        told.submits.append(time.perf_counter() - began)
        address = _leads_on(reply)
    await _page(browser, address)
    reply = await browser.post(f"{home}/submit", [("confirmed", "1"), ("attribution", "hidden")])
    await _page(browser, _leads_on(reply))
    told.done.append(secret)


async def bare_response(browser: Browser, _secret: str, told: Walked) -> None:
    """The same of the yardstick: as many pages opened and sent."""
    for area in PAGES:
        await _page(browser, f"/{area}")
        began = time.perf_counter()
        _leads_on(await browser.post(f"/{area}", [], FILLED[area]))
        told.submits.append(time.perf_counter() - began)
    told.done.append(_secret)


def single_answers(times: int) -> Walk:
    """One number after the other, each saved by itself; `done` names the save that was acknowledged."""

    async def walk(browser: Browser, secret: str, told: Walked) -> None:
        client = secrets.token_hex(8)
        revision = 0
        for sequence, area in zip(range(1, times + 1), itertools.cycle(PAGES), strict=False):
            question = f"{area}_08"
            sent = {"question": question, "fields": [[question, str(sequence % 100)]], "client": client}
            body = json.dumps(sent | {"sequence": sequence, "revision": revision}).encode()
            began = time.perf_counter()
            reply = await browser.send(f"/s/{secret}/answers", body)
            told.submits.append(time.perf_counter() - began)
            if reply.status != 200:
                raise RuntimeError(f"an answer was not saved: {reply.status}")
            told.done.append(f"{secret} {question} {sequence % 100}")

    return walk


async def _walked(port: int, walk: Walk, left: Iterator[str], at_once: int) -> Walked:
    told = Walked()
    began = time.perf_counter()

    async def respondent() -> None:
        for secret in left:
            browser = await Browser.opened(port)
            await walk(browser, secret, told)
            browser.close()
            if time.perf_counter() - began > LONGEST:
                return

    async with asyncio.TaskGroup() as everybody:
        for _ in range(at_once):
            everybody.create_task(respondent())
    told.seconds = time.perf_counter() - began
    return told


async def _page(browser: Browser, address: str) -> Reply:
    reply = await browser.get(address)
    if reply.status != 200:
        raise RuntimeError(f"a page was not shown: {reply.status}")
    return reply


def _leads_on(reply: Reply) -> str:
    if reply.status != 302:
        raise RuntimeError(f"a page was not taken: {reply.status}")
    return reply.location
