"""`etready xlsform`: questionnaires to KoboToolbox and ODK as XLSForm, and back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assessment.authoring.loader import load
from assessment.authoring.xlsform.export import exported
from assessment.authoring.xlsform.importing import imported
from assessment.authoring.xlsform.routing import Audience
from assessment.authoring.xlsform.workbook import workbook_of
from assessment.errors import InvalidInput, one_line
from assessment.language import LANGUAGES, offered_languages


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `xlsform export` and `xlsform import`."""
    xlsform = commands.add_parser("xlsform", help="questionnaires as XLSForm", description=__doc__)
    deeds = xlsform.add_subparsers(title="deeds", metavar="DEED", required=True)
    export = deeds.add_parser("export", help="write a questionnaire as XLSForm", description=__doc__)
    export.add_argument("directory", type=Path, metavar="DIR", help="a questionnaire version")
    export.add_argument("--to", type=Path, required=True, metavar="FILE.xlsx")
    export.add_argument("--languages", nargs="+", choices=sorted(offered_languages()), default=list(LANGUAGES))
    export.add_argument("--group", default="", help="ask this stakeholder group only")
    export.add_argument("--role", default="", help="ask this role of the group only")
    export.set_defaults(run=run_export)
    take = deeds.add_parser("import", help="make a questionnaire of an XLSForm", description=__doc__)
    take.add_argument("file", type=Path, metavar="FILE.xlsx")
    take.add_argument("--to", type=Path, required=True, metavar="DIR", help="a new folder: CODE/VERSION")
    take.set_defaults(run=run_import)


def run_export(options: argparse.Namespace) -> None:
    """Write the form and print how long it is."""
    form = exported(load(options.directory), options.languages, Audience(options.group, options.role))
    content = workbook_of(form)
    try:
        options.to.write_bytes(content)
    except OSError as fault:
        raise InvalidInput(f"{options.to}: cannot be written ({fault.strerror})") from None
    sys.stdout.write(f"{options.to}: {len(form.survey)} rows in {len(form.languages)} languages\n")


def run_import(options: argparse.Namespace) -> None:
    """Write the folder and print what was renamed, what could not be kept, and what is left to do."""
    for note in imported(options.file, options.to):
        sys.stdout.write(f"{one_line(note)}\n")
