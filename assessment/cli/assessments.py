"""`etready assessment add` and `desk add`: begin an assessment, and give it published figures."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

from assessment.authoring.desk_data import read_desk, read_register
from assessment.authoring.review import reviewed
from assessment.cli.arguments import unit_code, unit_codes, year
from assessment.cli.database import opened
from assessment.config import read_settings
from assessment.language import offered_languages
from assessment.services.assessments import create_assessment
from assessment.services.desk import add_desk_figures
from assessment.services.versions import publish
from assessment.storage.tables.fieldwork import ResultsShown


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `assessment add` and `desk add`."""
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
    desk = commands.add_parser("desk", help="published figures", description=__doc__)
    figures = desk.add_subparsers(title="deeds", metavar="DEED", required=True)
    keep = figures.add_parser("add", help="keep the figures of a long CSV: iso3, indicator, year, value, source")
    keep.add_argument("file", type=Path, metavar="FILE.csv")
    keep.add_argument("--units", type=unit_codes, default=[], metavar="AAA,BBB", help="only these countries")
    keep.set_defaults(run=run_desk)


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


def run_desk(options: argparse.Namespace) -> None:
    """Keep the figures and print how many."""
    figures = read_desk(options.file)
    with opened() as database, database.writing() as session:
        kept = add_desk_figures(session, figures, options.units)
    sys.stdout.write(f"{kept} figures kept\n")
