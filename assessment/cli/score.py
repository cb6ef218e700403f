"""`etready score`: score countries from files alone, without a database."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assessment.authoring.country_groups import COUNTRY_GROUPS, members_on, read_memberships
from assessment.authoring.desk_data import by_country, read_desk, read_facts, read_register
from assessment.authoring.findings import unknown
from assessment.authoring.loader import load
from assessment.authoring.response_lines import read_responses
from assessment.cli.arguments import unit_codes, year
from assessment.config import read_settings
from assessment.documents.scores import places_csv, scores_csv, scores_json
from assessment.errors import InvalidInput
from assessment.methodology.cohort import cohort_of, samples_of
from assessment.methodology.instrument import ROOT, Instrument
from assessment.methodology.scoring import Evidence, Scorecard, score
from assessment.methodology.tally import tally_of

WRITERS = {"json": scores_json, "csv": scores_csv}


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `score`."""
    command = commands.add_parser("score", help="score from files alone", description=__doc__)
    add_evidence(command)
    command.add_argument("--format", choices=sorted(WRITERS), default="json")
    command.add_argument("--rank", metavar="CODE", help="only the places of the units on this node, as CSV")
    command.set_defaults(run=run)


def add_evidence(command: argparse.ArgumentParser) -> None:
    """Add what says which questionnaire to score and from which files."""
    command.add_argument("questionnaire", type=Path, metavar="DIR", help="a questionnaire version")
    command.add_argument("--responses", type=Path, metavar="FILE.jsonl", help="one respondent a line")
    command.add_argument("--desk", type=Path, metavar="FILE.csv", help="iso3, indicator, year, value")
    command.add_argument("--facts", type=Path, metavar="FILE.csv", help="unit, item, value, source, as_of")
    command.add_argument("--register", type=Path, metavar="FILE.csv", help="unit, group, size")
    command.add_argument("--units", type=unit_codes, metavar="AAA,BBB", help="only these, in this order")
    command.add_argument("--as-of", type=year, metavar="YEAR", help="default: the questionnaire's year")
    command.add_argument(
        "--groups",
        type=Path,
        metavar="FILE.csv",
        help="country, group, valid_from, valid_to; default: the known groups",
    )
    command.add_argument(
        "--on", type=date.fromisoformat, metavar="DATE", help="members on this day; default: 1 January of the year"
    )


def run(options: argparse.Namespace) -> None:
    """Print the scores of every unit that any of the files names, or the places of the units on one node."""
    instrument = load(options.questionnaire)
    if options.rank is not None and options.rank not in nodes_of(instrument):
        raise InvalidInput(next(cure for _, cure in unknown((), options.rank, nodes_of(instrument), "the node")))
    cards = scorecards(instrument, options)
    sys.stdout.write(places_csv(cards, options.rank) if options.rank else WRITERS[options.format](cards))


def scorecards(instrument: Instrument, options: argparse.Namespace) -> Mapping[str, Scorecard]:
    """Scorecards by unit, in the order asked for or of the alphabet.

    Raises:
        AssessmentError: a file cannot be used, or none of them names a unit.
    """
    responses = read_responses(options.responses, instrument) if options.responses else {}
    desk = by_country(read_desk(options.desk)) if options.desk else {}
    facts = read_facts(options.facts, instrument) if options.facts else {}
    register = read_register(options.register, instrument) if options.register else {}
    units = options.units or sorted({*responses, *desk, *facts, *register})
    if not units:
        raise InvalidInput(f"{options.questionnaire}: no unit to score; give --responses, --desk, --facts or --units")
    reference_year = reference_year_of(instrument, options)
    members = members_of(instrument, options) if samples_of(instrument) else {}
    cohort = cohort_of(instrument, desk, members, reference_year)
    return {
        unit: score(
            instrument,
            Evidence(
                tally=tally_of(instrument, responses.get(unit, ())),
                confirmations=facts.get(unit, {}),
                desk=desk.get(unit, {}),
                register=register.get(unit, {}),
                cohort=cohort,
            ),
            reference_year,
        )
        for unit in units
    }


def nodes_of(instrument: Instrument) -> list[str]:
    """The codes of the nodes that units can be ranked on: the index, areas, indicators."""
    return [ROOT, *instrument.area_of, *instrument.indicator_of]


def members_of(instrument: Instrument, options: argparse.Namespace) -> Mapping[str, frozenset[str]]:
    """The members of every country group on the day asked for."""
    day = options.on or date(reference_year_of(instrument, options), 1, 1)
    return members_on(read_memberships(options.groups or read_settings().questionnaires / COUNTRY_GROUPS), day)


def reference_year_of(instrument: Instrument, options: argparse.Namespace) -> int:
    """The year asked for, else that of the questionnaire."""
    return instrument.reference_year if options.as_of is None else int(options.as_of)
