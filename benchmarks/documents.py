"""Loading the demonstration, building a report from its database, and rendering it."""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from assessment.config import Settings
from assessment.documents.docx import render_docx
from assessment.documents.html import render_html
from assessment.documents.pdf import render_pdf
from assessment.language import voice_for
from assessment.services.accounts import OPERATOR
from assessment.services.assessments import assessment_of
from assessment.services.demonstration.accounts import open_accounts
from assessment.services.demonstration.loading import load_portfolio
from assessment.services.reporting import report_of
from assessment.services.upkeep import bring_up_to_date
from assessment.storage.database import Database
from benchmarks.loading import QUESTIONNAIRES
from benchmarks.measuring import measured


def run() -> None:
    """The portfolio loaded into a database of its own, then one report in every format."""
    with tempfile.TemporaryDirectory() as folder:
        _measure(Settings(instance=Path(folder)))


def _measure(settings: Settings) -> None:
    now = datetime.now(UTC)
    bring_up_to_date(settings.database)
    database = Database(settings.database)
    analyst = open_accounts(database, settings, now)[1]
    measured(
        "demonstration portfolio loaded",
        1,
        lambda: load_portfolio(
            database, QUESTIONNAIRES, analyst, open_key="bench", now=now, progress=lambda _country: None
        ),
    )
    with database.reading() as session:
        assessment = assessment_of(session, OPERATOR, "SEN-2026-1")
        report = measured(
            "report built from the database", 3, lambda: report_of(session, assessment, voice_for("en"), now)
        )
    for name, render in (("HTML", render_html), ("DOCX", render_docx), ("PDF", render_pdf)):
        content = measured(f"{name} rendered", 2, partial(render, report))
        sys.stdout.write(f"{'':<50} {len(content) // 1024} kB\n")
    database.close()
