"""`etready paper`: a questionnaire for one stakeholder group and role, to be filled in by hand."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from assessment.authoring.loader import load
from assessment.cli.report import write_file
from assessment.documents.paper import render_paper_pdf
from assessment.documents.paper_docx import render_paper_docx
from assessment.errors import InvalidInput
from assessment.language import offered_languages, voice_for
from assessment.methodology.instrument import Instrument
from assessment.methodology.paper import Sheet, sheet
from assessment.services.reporting import in_language

RENDERERS: dict[str, Callable[[Sheet], bytes]] = {"pdf": render_paper_pdf, "docx": render_paper_docx}


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `paper`."""
    command = commands.add_parser("paper", help="write a questionnaire for pen and paper", description=__doc__)
    command.add_argument("directory", type=Path, metavar="DIR", help="a questionnaire version")
    command.add_argument("--group", required=True, metavar="CODE", help="the stakeholder group, such as BIZ")
    command.add_argument("--role", default="", metavar="CODE", help="a role of the group; without it, of any role")
    command.add_argument("--language", choices=sorted(offered_languages()), default="en")
    command.add_argument("--format", choices=sorted(RENDERERS), default="pdf")
    command.add_argument("--to", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Write the sheet; the file is there whole or not at all."""
    instrument = load(options.directory)
    _check_person(instrument, options.group, options.role)
    voice = voice_for(options.language)
    page = sheet(in_language(instrument, voice), voice, group=options.group, role=options.role)
    write_file(options.to, RENDERERS[options.format](page))
    sys.stdout.write(f"{options.to}\n")


def _check_person(instrument: Instrument, group: str, role: str) -> None:
    if group not in instrument.group_of:
        raise InvalidInput(f"{group}: there is no such group; there are: {', '.join(instrument.group_of)}")
    roles = [one.code for one in instrument.group_of[group].roles]
    if role and role not in roles:
        raise InvalidInput(f"{role}: {group} has no such role; there are: {', '.join(roles) or 'none'}")
