"""The `etready` command: everything an author, an operator or a script does without a browser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from assessment.cli import (
    assessments,
    demo,
    desk,
    estimate,
    export,
    kobo,
    paper,
    questionnaires,
    report,
    score,
    server,
    shares,
    translations,
    users,
    versions,
    xlsform,
)
from assessment.errors import AssessmentError

COMMANDS: tuple[Callable[[argparse._SubParsersAction[argparse.ArgumentParser]], None], ...] = (
    questionnaires.add_commands,
    versions.add_commands,
    translations.add_commands,
    score.add_commands,
    estimate.add_commands,
    xlsform.add_commands,
    kobo.add_commands,
    export.add_commands,
    shares.add_commands,
    report.add_commands,
    paper.add_commands,
    assessments.add_commands,
    desk.add_commands,
    server.add_commands,
    users.add_commands,
    demo.add_commands,
)
BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did its work, 2 with one line per fault on bad input."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except AssessmentError as fault:
        sys.stderr.writelines(f"etready: {line}\n" for line in fault.lines())
        return BAD_INPUT
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130


class OneLineParser(argparse.ArgumentParser):
    """A parser whose complaint is one line, as for any other bad input."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is."""
        self.exit(BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parser() -> argparse.ArgumentParser:
    """All commands with their arguments."""
    whole: argparse.ArgumentParser = OneLineParser(prog="etready", description=__doc__)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in COMMANDS:
        add(commands)
    return whole
