"""`etready export`: an assessment's responses as data, for analysts or for everybody, with a code book."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from assessment.cli.database import opened
from assessment.cli.report import assessment_named, write_file
from assessment.language import LANGUAGES, voice_for
from assessment.methodology.release import AUDIENCES
from assessment.services.accounts import OPERATOR
from assessment.services.open_data import FILES, data_file, give_out


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `export`."""
    command = commands.add_parser("export", help="write responses as data", description=__doc__)
    command.add_argument("assessment", metavar="ASSESSMENT", help="its name, such as SEN-2026-1")
    command.add_argument(
        "--for", dest="audience", choices=AUDIENCES, default="analysis",
        help="analysis: everything but identities (default); open: what may be published, once the report is issued",
    )  # fmt: skip
    command.add_argument(
        "--format", choices=FILES, default="xlsx",
        help="csv has one row a respondent, long one an answer; xlsx holds everything; default: xlsx",
    )  # fmt: skip
    command.add_argument("--language", choices=sorted(LANGUAGES), default="en", help="of labels and code book")
    command.add_argument("--to", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Write the file; it is there whole or not at all."""
    voice, now = voice_for(options.language), datetime.now(UTC)
    with opened() as database, database.writing() as session:
        assessment = assessment_named(session, options.assessment)
        made = data_file(session, OPERATOR, assessment, options.audience, options.format, voice, now)
        give_out(session, assessment, options.audience, made, now=now)
    write_file(options.to, made.content)
    sys.stdout.write(f"{options.to}\n")
