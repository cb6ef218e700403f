"""`etready demo`: the demonstration portfolio, its reports, and a server to look around in."""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from assessment.cli.database import opened
from assessment.cli.report import RENDERERS, write_file
from assessment.cli.server import serve
from assessment.config import Settings, read_settings
from assessment.language import voice_for
from assessment.services.demonstration import accounts
from assessment.services.demonstration.loading import LoadedCountry, load_portfolio, open_secret
from assessment.services.publishing import file_name_of
from assessment.services.reporting import report_of
from assessment.services.upkeep import bring_up_to_date
from assessment.storage.database import Database

AT_ONCE = 2


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `demo`."""
    command = commands.add_parser("demo", help="load the demonstration and serve it", description=__doc__)
    command.add_argument("--no-serve", action="store_true", help="stop after the reports")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load what is missing, render the reports, say where everything is, and serve."""
    settings, began = read_settings(), time.monotonic()
    _say("Database: bringing the tables up to date")
    bring_up_to_date(settings.database)
    with opened(settings) as database:
        now = datetime.now(UTC)
        password, analyst = accounts.open_accounts(database, settings, now)
        countries = load_portfolio(
            database,
            settings.questionnaires,
            analyst,
            open_key=settings.secret,
            now=now,
            progress=lambda loaded: _say(f"Loading {loaded}: published figures, invented answers, actions"),
            with_companions=True,
        )
        _render(database, settings, [one for one in countries if not one.is_companion], now)
    _summary(settings, countries, password, time.monotonic() - began)
    if not options.no_serve:
        serve(settings)
    return 0


def _render(database: Database, settings: Settings, countries: list[LoadedCountry], now: datetime) -> None:
    """Every country's report in its languages, as PDF and as DOCX, two at a time."""
    settings.reports.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        work = []
        with database.reading() as session:
            for country in countries:
                for language in country.assessment.languages:
                    report = report_of(session, country.assessment, voice_for(language), now)
                    for kind in ("pdf", "docx"):
                        path = settings.reports / file_name_of(country.assessment, language, kind)
                        work.append((path, pool.submit(RENDERERS[kind], report)))
        for path, rendered in work:
            content = rendered.result()
            write_file(path, content)
            _say(f"Report: {path} ({len(content) // 1024} kB)")


def _summary(settings: Settings, countries: list[LoadedCountry], password: str, seconds: float) -> None:
    address = f"http://{settings.host}:{settings.port}"
    _say("")
    for country in countries:
        assessment = country.assessment
        link = f"{address}/join/{open_secret(settings.secret, assessment.country)}"
        taking_part = f"; take part at {link}" if assessment.has_open_link else f" ({assessment.questionnaire})"
        _say(
            f"{assessment.name}: {country.submitted} responses sent, {country.drafts} unfinished,"
            f" {country.actions} actions{taking_part}"
        )
    _say(f"All answers are invented, and every page says so. Made in {seconds:.0f} s.")
    for email, role in accounts.ACCOUNTS.items():
        _say(f"Sign in at {address} as {email} ({role}) with the password {password}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
