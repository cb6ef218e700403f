"""`etready report`: one assessment's report as a file."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assessment.cli.database import opened
from assessment.documents.docx import render_docx
from assessment.documents.html import render_html
from assessment.documents.pdf import render_pdf
from assessment.errors import InvalidInput
from assessment.language import COMPLETE, voice_for
from assessment.methodology.report.model import Report
from assessment.services.accounts import OPERATOR
from assessment.services.assessments import assessment_of
from assessment.services.reporting import report_of

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
        assessment = assessment_of(session, OPERATOR, options.assessment)
        report = report_of(session, assessment, voice_for(options.language), datetime.now(UTC))
    write_whole(options.to, RENDERERS[options.format](report))
    sys.stdout.write(f"{options.to}\n")


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place in one step.

    Raises:
        InvalidInput: the folder does not exist or may not be written to.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            file.write(content)
        os.chmod(file.name, 0o644)
        os.replace(file.name, path)
    except OSError as fault:
        raise InvalidInput(f"{path}: cannot be written ({fault.strerror})") from None
