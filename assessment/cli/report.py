"""`etready report`: one assessment's report as a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session

from assessment.cli.database import opened
from assessment.documents.docx import render_docx
from assessment.documents.html import render_html
from assessment.documents.pdf import render_pdf
from assessment.errors import InvalidInput, NotFound
from assessment.language import COMPLETE, voice_for
from assessment.methodology.report.model import Report
from assessment.services.accounts import OPERATOR
from assessment.services.assessments import AssessmentView, assessment_of, visible_assessments
from assessment.services.publishing import write_whole
from assessment.services.reporting import report_of

READABLE = 0o644
RENDERERS: dict[str, Callable[[Report], bytes]] = {
    "pdf": render_pdf,
    "docx": render_docx,
    "html": lambda report: render_html(report).encode(),
}


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `report`."""
    command = commands.add_parser("report", help="write a country report", description=__doc__)
    command.add_argument("assessment", metavar="ASSESSMENT", help="its name, such as SEN-2026-1")
    command.add_argument("--language", choices=COMPLETE, default="en")
    command.add_argument("--format", choices=sorted(RENDERERS), default="pdf")
    command.add_argument("--to", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Write the report; the file is there whole or not at all."""
    with opened() as database, database.reading() as session:
        assessment = assessment_named(session, options.assessment)
        report = report_of(session, assessment, voice_for(options.language), datetime.now(UTC))
    write_file(options.to, RENDERERS[options.format](report))
    sys.stdout.write(f"{options.to}\n")


def assessment_named(session: Session, name: str) -> AssessmentView:
    """An assessment by its name.

    Raises:
        InvalidInput: there is none; the message lists those there are.
    """
    try:
        return assessment_of(session, OPERATOR, name)
    except NotFound:
        known = ", ".join(one.name for one in visible_assessments(session, OPERATOR)) or "none"
        raise InvalidInput(f"{name}: there is no such assessment; there are: {known}") from None


def write_file(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, for everyone to read.

    Raises:
        InvalidInput: it may not be written there.
    """
    try:
        write_whole(path, content)
        path.chmod(READABLE)
    except OSError as fault:
        raise InvalidInput(f"{path}: cannot be written ({fault.strerror})") from None
