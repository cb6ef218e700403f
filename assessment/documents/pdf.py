"""The report as PDF, printed in a child process that may fetch nothing, and only so much memory and time.

The child runs `pdf_child.py` alone, with an empty environment. What it prints is the same for the same report.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from assessment.documents.html import render_print_html
from assessment.errors import DocumentError
from assessment.methodology.report.model import Report
from assessment.methodology.voice import N_

CHILD = Path(__file__).with_name("pdf_child.py")
REFUSED, TOO_LARGE = 3, 4  # exit codes of the child
OUT_OF_MEMORY = {TOO_LARGE, -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGTRAP}
"""A native library that is refused memory dies of a signal before Python can say so."""

TOO_SLOW = N_("The document took too long and was stopped. Ask for it again when the server has less to do.")
OUT_OF_ROOM = N_("The document needs more memory than the server allows. Tell the person who runs it.")
OUTSIDE = N_("The document refers to something outside itself, which is not allowed.")
NOT_PRINTED = N_("The document could not be printed. Tell the person who runs the server.")


@dataclass(frozen=True)
class Limits:
    """What one document may cost: wall-clock seconds and mebibytes of address space."""

    seconds: float = 120.0
    memory: int = 2048


DEFAULT = Limits()


def render_pdf(report: Report, *, limits: Limits = DEFAULT) -> bytes:
    """The report as a tagged PDF (PDF/UA-1) with bookmarks, links and metadata.

    Raises `DocumentError` when the document passes the limits or reaches for anything outside itself.
    """
    return print_html(render_print_html(report), limits=limits)


def print_html(html: str, *, limits: Limits = DEFAULT) -> bytes:
    """Any page of ours as PDF, under the same guard; raises `DocumentError` as `render_pdf` does."""
    command = [sys.executable, "-I", str(CHILD), str(limits.memory), str(int(limits.seconds) + 1)]
    try:
        done = subprocess.run(  # noqa: S603 (our own program, no shell, no argument from outside)
            command,
            input=html.encode("utf-8"),
            capture_output=True,
            timeout=limits.seconds,
            env=_environment(),
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(
            f"The document was not ready after {limits.seconds:g} seconds and was stopped; "
            "shorten it or allow more time.",
            TOO_SLOW,
        ) from None
    if done.returncode != 0:
        raise _fault(done.returncode, done.stderr.decode("utf-8", "replace"), limits)
    return done.stdout


def _environment() -> dict[str, str]:
    """What fontconfig needs to find fonts and its cache, and a fixed date for the fonts in the file."""
    kept = ("PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "SYSTEMROOT")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "LANG": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "946684800",
    }


def _fault(code: int, errors: str, limits: Limits) -> DocumentError:
    last = errors.strip().splitlines()[-1] if errors.strip() else "no message"
    if code == REFUSED:
        return DocumentError(f"The document refers to something outside itself, which is not allowed: {last}", OUTSIDE)
    if code in OUT_OF_MEMORY:
        message = f"The document needs more than {limits.memory} MiB of memory; shorten it or allow more."
        return DocumentError(message, OUT_OF_ROOM)
    return DocumentError(f"The document could not be printed (exit code {code}): {last}", NOT_PRINTED)
