"""`etready kobo import`: answers collected with an exported form in KoboToolbox or ODK."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from assessment.authoring.xlsform.answers import Reading, Rejected, Submission, read_answers
from assessment.cli.database import opened
from assessment.cli.report import assessment_named, write_file
from assessment.errors import one_line
from assessment.methodology.responses import Answer, plain
from assessment.services.batches import take_in

FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("row", "column", "value", "reason")
LONGEST_VALUE = 60


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `kobo import`."""
    kobo = commands.add_parser("kobo", help="answers from KoboToolbox or ODK", description=__doc__)
    deeds = kobo.add_subparsers(title="deeds", metavar="DEED", required=True)
    take = deeds.add_parser("import", help="take answers in as responses that were sent", description=__doc__)
    take.add_argument("assessment", metavar="ASSESSMENT", help="its name, such as SEN-2026-1")
    take.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX, exported with XML values")
    take.add_argument("--dry-run", action="store_true", help="say what would be taken in, and keep nothing")
    take.add_argument("--to-file", type=Path, metavar="FILE.jsonl", help="write responses there, and keep nothing")
    take.add_argument("--report", type=Path, metavar="FILE.csv", help="write the rejected cells there")
    take.set_defaults(run=run_import)


def run_import(options: argparse.Namespace) -> None:
    """Take the answers in, all or none; print how many, and every cell that was rejected."""
    now = datetime.now(UTC)
    keeps = not options.dry_run and options.to_file is None
    with opened() as database, database.all_or_nothing() if keeps else database.reading() as session:
        assessment = assessment_named(session, options.assessment)
        reading = read_answers(options.file, assessment.instrument)
        if keeps:
            taken, known = take_in(session, assessment, reading.submissions, now=now)
            said = f"{taken} responses taken in, {len(known)} were there already"
        else:
            said = f"{len(reading.submissions)} responses could be taken in"
    if options.to_file is not None:
        lines = [_line(assessment.country, submission) for submission in reading.submissions]
        write_file(options.to_file, "".join(lines).encode())
    if options.report is not None:
        write_file(options.report, _report(reading.rejected))
    sys.stdout.write(f"{said}, {len(reading.rejected)} cells rejected\n")
    sys.stdout.writelines(f"{line}\n" for line in _told(options.file, reading))


def _told(file: Path, reading: Reading) -> Iterable[str]:
    for cell in reading.rejected:
        yield one_line(f"{file}:{cell.row} {cell.column}: {cell.value[:LONGEST_VALUE]!r}: {cell.reason}")


def _report(rejected: Iterable[Rejected]) -> bytes:
    """The rejected cells as CSV, of which a spreadsheet calculates nothing."""
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow(COLUMNS)
    for cell in rejected:
        writer.writerow((cell.row, *map(_unarmed, (cell.column, cell.value, cell.reason))))
    return content.getvalue().encode()


def _unarmed(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _line(unit: str, submission: Submission) -> str:
    """A response as `etready score --responses` reads it."""
    modules = {} if submission.modules is None else {"modules": list(submission.modules)}
    values = {
        "respondent": submission.identity,
        "institution": submission.institution,
        "unit": unit,
        "group": submission.group,
        "role": submission.role,
        "attributes": dict(submission.attributes),
        **modules,
        "answers": {code: _plain(answer) for code, answer in submission.answers.items()},
    }
    return json.dumps(values, ensure_ascii=False) + "\n"


def _plain(answer: Answer) -> object:
    return plain(answer.value) if answer.state == "answered" else {"state": answer.state}
