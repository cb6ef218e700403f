"""`etready assessment add`: begin an assessment."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

from assessment.authoring.desk_data import read_register
from assessment.authoring.review import reviewed
from assessment.cli.arguments import unit_code, year
from assessment.cli.database import opened
from assessment.config import read_settings
from assessment.language import offered_languages
from assessment.services.assessments import create_assessment
from assessment.services.versions import publish
from assessment.storage.tables.fieldwork import ResultsShown


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `assessment add`."""
    assessment = commands.add_parser("assessment", help="assessments", description=__doc__)
    deeds = assessment.add_subparsers(title="deeds", metavar="DEED", required=True)
    add = deeds.add_parser("add", help="begin an assessment", description=__doc__)
    add.add_argument("country", type=unit_code, metavar="COUNTRY", help="three letters, such as SEN; XEW for a region")
    add.add_argument("--questionnaire", default="etrade-rapid/2026.1", metavar="CODE/VERSION")
    add.add_argument("--languages", nargs="+", choices=sorted(offered_languages()), required=True, metavar="LANGUAGE")
    add.add_argument("--time-zone", required=True, metavar="ZONE", help="such as Africa/Dakar")
    add.add_argument("--opens", type=date.fromisoformat, required=True, metavar="DATE", help="year-month-day")
    add.add_argument(
        "--closes", type=date.fromisoformat, required=True, metavar="DATE", help="the last day, local time"
    )
    add.add_argument("--grace", type=int, default=0, metavar="DAYS", help="for so many days more links work")
    add.add_argument("--results", choices=get_args(ResultsShown), default="bands", help="default: bands")
    add.add_argument("--year", type=year, help="reference year; default: the questionnaire's")
    add.add_argument("--register", type=Path, metavar="FILE.csv", help="unit, group, size: how many there are to ask")
    add.set_defaults(run=run_assessment)


def run_assessment(options: argparse.Namespace) -> None:
    """Publish the questionnaire if it is new, begin the assessment, and print its name."""
    now, instrument = datetime.now(UTC), reviewed(read_settings().questionnaires / options.questionnaire)
    register = read_register(options.register, instrument) if options.register else {}
    with opened() as database, database.all_or_nothing() as session:
        publish(session, instrument, now)
        assessment = create_assessment(
            session,
            country=options.country,
            questionnaire=instrument.identity,
            languages=options.languages,
            time_zone=options.time_zone,
            opens_on=options.opens,
            closes_on=options.closes,
            grace_days=options.grace,
            results_shown=options.results,
            reference_year=options.year,
            register=register.get(options.country, {}),
            now=now,
        )
    sys.stdout.write(f"{assessment.name}\n")
