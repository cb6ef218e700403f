"""`etready shares`: what share of economies stands where on a fact, by country group."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from assessment.authoring.loader import load
from assessment.cli.score import add_evidence, members_of, scorecards
from assessment.documents.shares import shares_csv, shares_json
from assessment.errors import InvalidInput
from assessment.methodology.instrument import Instrument
from assessment.methodology.shares import facts_of_one_choice, standings

WRITERS = {"json": shares_json, "csv": shares_csv}


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `shares`."""
    command = commands.add_parser("shares", help="shares of economies by status and group", description=__doc__)
    add_evidence(command)
    command.add_argument("--items", nargs="+", metavar="ITEM", help="only these; default: every fact of one choice")
    command.add_argument("--format", choices=sorted(WRITERS), default="csv")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print the shares of all economies that any of the files names, and of each group."""
    instrument = load(options.questionnaire)
    groups = members_of(instrument, options)
    told = standings(instrument, scorecards(instrument, options), groups, _items(instrument, options.items))
    sys.stdout.write(WRITERS[options.format](told))


def _items(instrument: Instrument, wanted: Sequence[str] | None) -> Sequence[str]:
    known = facts_of_one_choice(instrument)
    for code in wanted or ():
        if code not in known:
            raise InvalidInput(f"shares: {code} is no fact of one choice; there are: {', '.join(known)}")
    return wanted or known
