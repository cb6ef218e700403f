"""Going from page to page as links lead, and what keeps somebody out: what axe finds, and sideways scrolling."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Error, Page
from werkzeug.exceptions import HTTPException

AXE = Axe().axe_script
JUDGE = """(colours) => axe.run({
  resultTypes: ["violations"], rules: { "color-contrast": { enabled: colours } },
}).then((found) => found.violations)"""
A_FILE = "Download is starting"
LINKS = "() => [...document.querySelectorAll('a[href]')].map((one) => one.href)"
UNFOLD = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
SEND = """(typed) => {
  const [first] = Object.keys(typed);
  const { form } = document.querySelector(`main [name="${first}"]`);
  for (const [name, value] of Object.entries(typed)) if (value !== null) form.elements[name].value = value;
  HTMLFormElement.prototype.submit.call(form);
}"""
WIDTHS = "[document.documentElement.clientWidth, document.documentElement.scrollWidth]"


@dataclass
class Walk:
    """A browser on its way through the pages of an application that is served at `root`.

    `seen` holds the endpoints that were visited, `faults` what was found, each with its address. `colours` is false
    where contrast, the slowest to judge, was looked at already.
    """

    page: Page
    root: str
    app: Flask
    colours: bool = True
    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def visit(self, starts: Iterable[str]) -> None:
        """Look at the pages to start from, and at the first of each kind that links lead to."""
        waiting = deque(starts)
        always = set(waiting)
        while waiting:
            path = waiting.popleft()
            endpoint = self._endpoint_of(path)
            if path not in always and (not endpoint or endpoint in self.seen):
                continue
            if self._opens(path):
                self.look()
                waiting.extend(self.page.evaluate(LINKS))

    def send(self, path: str, **typed: str | None) -> None:
        """Send the form that has the first of the fields, as a hand without a script could, and look at the answer.

        A field with None is left as it is.
        """
        self._opens(path)
        with self.page.expect_navigation():
            self.page.evaluate(SEND, typed)
        self.look()

    def look(self) -> None:
        """Add what is wrong with the page that is shown."""
        self.faults.extend(f"{self.page.url}: {fault}" for fault in faults_on(self.page, colours=self.colours))

    def _opens(self, path: str) -> bool:
        """Go to an address; false if it gives a file to be saved."""
        self.seen.add(self._endpoint_of(path))
        try:
            self.page.goto(self.root + urlsplit(path).path)
        except Error as stopped:
            if A_FILE in str(stopped):
                return False
            raise
        return True

    def _endpoint_of(self, address: str) -> str:
        """What answers at an address; empty where it is not ours."""
        told = urlsplit(address)
        if told.netloc and f"{told.scheme}://{told.netloc}" != self.root:
            return ""
        try:
            return str(self.app.url_map.bind("").match(told.path, "GET")[0])
        except HTTPException:
            return ""


def faults_on(page: Page, *, colours: bool = True) -> Iterator[str]:
    """What axe finds on the page that is shown, all of it unfolded, and whether it is wider than the screen."""
    page.evaluate(UNFOLD)
    page.evaluate(AXE)
    for violation in page.evaluate(JUDGE, colours):
        places = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
        yield f"{violation['id']}: {violation['help']}: {places}"
    room, width = page.evaluate(WIDTHS)
    if width > room:
        yield f"{width} px wide on a screen of {room} px"
