"""The child process that turns HTML from its input into PDF on its output: nothing fetched, limited, alone.

Run as `python -I pdf_child.py MEBIBYTES SECONDS`; it imports nothing of this project. Exit codes: 3 something
was to be fetched, 4 out of memory.
"""

from __future__ import annotations

import gc
import hashlib
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

REFUSED, TOO_LARGE = 3, 4
NEARLY_ALL = 0.75
"""Short of memory, libraries fail in words of their own; with this share of the limit used, that is the cause."""


def main(memory: int, seconds: int) -> int:
    """Set the limits first, then read, print and write."""
    resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 21))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The process ends with its document: collecting garbage on the way costs a third of the time.
    gc.disable()
    try:
        sys.stdout.buffer.write(printed(sys.stdin.buffer.read()))
    except Exception as fault:
        resource.setrlimit(resource.RLIMIT_AS, (memory << 21, memory << 21))  # room to say so
        if isinstance(fault, MemoryError) or most_used() >= NEARLY_ALL * memory:
            return TOO_LARGE
        raise
    return 0


def most_used() -> float:
    """The largest address space this process has had, in mebibytes."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmPeak"))


def printed(page: bytes) -> bytes:
    """The page as PDF/UA-1; its identifier is the digest of the page, so that equal pages make equal files."""
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    refused: list[str] = []

    class Sealed(URLFetcher):  # type: ignore[misc] # the base class is untyped
        """A fetcher that refuses every address, `data:` and `file:` included, and stops the printing."""

        def __init__(self) -> None:
            super().__init__(timeout=1, allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> NoReturn:
            refused.append(url[:200])
            raise FatalURLFetchingError

    install_whole_runs()
    result = b""
    with suppress(FatalURLFetchingError):
        document = HTML(string=page.decode("utf-8"), base_url=None, url_fetcher=Sealed())
        result = document.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(page).digest()[:16],
            presentational_hints=True,
            custom_metadata=True,
        )
    if refused:  # asked again here, because a drawing inside a page swallows even the fatal error
        sys.stderr.write(f"{refused[0]}\n")
        raise SystemExit(REFUSED)
    return result


class _WholeRun(str):
    """A text that counts as one letter, so that it is shaped and ordered as a whole."""

    __slots__ = ()

    def __iter__(self) -> Any:
        yield str(self)


def install_whole_runs() -> None:
    """Make WeasyPrint 70 draw an SVG text as one run; letter by letter Arabic comes out apart and reversed.

    Upstream: Kozea/WeasyPrint#2249. A test looks at the pixels and fails when this is no longer needed or works
    no more.
    """
    from weasyprint import svg

    original = svg.TAGS["text"]

    def whole(drawing: Any, node: Any, font_size: float) -> Any:
        places = [node.attrib.get(name, "").split() for name in ("x", "y", "dx", "dy", "rotate")]
        is_plain = not node.get("textLength") and not node.get("letter-spacing")
        if node.text and is_plain and all(len(place) <= 1 for place in places):
            node._etree_node.text = _WholeRun(node.text)
        return original(drawing, node, font_size)

    svg.text = whole
    for tag in ("a", "text", "textPath", "tspan"):
        if svg.TAGS.get(tag) is original:
            svg.TAGS[tag] = whole


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), int(sys.argv[2])))
