"""`etready check` and `schema`: what authors run."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from assessment.authoring.json_schema import questionnaire_schema
from assessment.authoring.loader import load
from assessment.authoring.review import reviewed
from assessment.errors import AssessmentError, InvalidInput, QuestionnaireError
from assessment.methodology.burden import burdens_of
from assessment.methodology.paths import Most

FAULTY = 2


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `check` and `schema`."""
    check = commands.add_parser("check", help="validate questionnaires", description="Validate questionnaire files.")
    check.add_argument("directories", type=Path, nargs="+", metavar="DIR", help="a questionnaire version")
    check.add_argument("--burden", action="store_true", help="print how many questions each role is asked at most")
    check.set_defaults(run=run_check)
    schema = commands.add_parser("schema", help="print the JSON Schema of the format", description=__doc__)
    schema.set_defaults(run=run_schema)


def run_check(options: argparse.Namespace) -> int:
    """One line a faultless questionnaire; one line a fault, with the file as it can be opened from here."""
    faults = [fault for directory in options.directories if (fault := _fault_of(directory)) is not None]
    for fault in faults:
        sys.stderr.writelines(f"etready: {line}\n" for line in fault.lines())
    if options.burden:
        sys.stdout.writelines(line for directory in options.directories for line in _burden_lines(directory))
    elif not faults:
        sys.stdout.writelines(f"{directory}: ok\n" for directory in options.directories)
    return FAULTY if faults else 0


def _burden_lines(directory: Path) -> Iterator[str]:
    """A table of the roles of a questionnaire that can be loaded, over the limits or not."""
    try:
        instrument = load(directory)
    except QuestionnaireError:
        return
    yield f"{directory}: questions asked at most\n"
    yield f"{'group':<8}{'role':<28}{'core':>6}{'limit':>7}{'with modules':>14}{'limit':>7}\n"
    for burden in burdens_of(instrument):
        group = burden.group
        yield (
            f"{group.code:<8}{burden.role or '-':<28}{_figure(burden.core):>6}{group.core_items or '-':>7}"
            f"{_figure(burden.whole):>14}{group.most_items:>7}\n"
        )


def _figure(most: Most) -> str:
    return f"{most.questions}" if most.exact else f"≤ {most.questions}"


def _fault_of(directory: Path) -> AssessmentError | None:
    if not directory.is_dir():
        return InvalidInput(f"{directory}: is no folder; name a questionnaire version such as etrade-rapid/2026.1")
    try:
        reviewed(directory)
    except QuestionnaireError as fault:
        return fault
    return None


def run_schema(_options: argparse.Namespace) -> None:
    """Print the JSON Schema of questionnaire files."""
    sys.stdout.write(json.dumps(questionnaire_schema(), indent=2) + "\n")
