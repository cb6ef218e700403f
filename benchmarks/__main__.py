"""Run every measurement and print one line each: what, how often, the median and the slowest."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from assessment.authoring.desk_data import by_country, read_desk
from assessment.authoring.loader import load
from assessment.config import Settings
from assessment.documents.docx import render_docx
from assessment.documents.html import render_html
from assessment.documents.pdf import render_pdf
from assessment.language import voice_for
from assessment.methodology.tally import tally_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Respondent, Response
from assessment.methodology.scoring import Evidence, score
from assessment.services.accounts import OPERATOR
from assessment.services.assessments import assessment_of
from assessment.services.demonstration.accounts import open_accounts
from assessment.services.demonstration.answers import Inventor
from assessment.services.demonstration.loading import QUESTIONNAIRE, load_portfolio
from assessment.services.demonstration.portfolio import DESK_FILE, portfolio
from assessment.services.reporting import report_of
from assessment.services.upkeep import bring_up_to_date
from assessment.storage.database import Database

QUESTIONNAIRES = Path(__file__).parents[1] / "questionnaires"
RESPONDENTS = 1000
Result = TypeVar("Result")


def main() -> None:
    """Measure loading, scoring, the demonstration and its documents."""
    instrument = measured("questionnaire read and checked from source", 3, _load)
    responses = _responses(instrument)
    tally = measured(f"{RESPONDENTS} responses counted", 5, lambda: tally_of(instrument, responses))
    desk = by_country(read_desk(DESK_FILE))["SEN"]
    evidence = Evidence(tally, desk=desk, register=portfolio().countries[0].register_sizes)
    measured("one country scored from counts", 20, lambda: score(instrument, evidence, instrument.reference_year))
    with tempfile.TemporaryDirectory() as folder:
        _documents(Settings(instance=Path(folder)))


def measured(what: str, times: int, work: Callable[[], Result]) -> Result:
    """The result of the work, after printing how long it took."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - began)
    median, slowest = statistics.median(seconds), max(seconds)
    sys.stdout.write(f"{what:<50} {times:>3} times  median {median:8.3f} s  slowest {slowest:8.3f} s\n")
    sys.stdout.flush()
    return result


def _load() -> Instrument:
    """From a new place, because files that did not change are not read again."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(QUESTIONNAIRES / QUESTIONNAIRE, Path(folder) / QUESTIONNAIRE)
        return load(copy)


def _responses(instrument: Instrument) -> list[Response]:
    plans = portfolio()
    inventor = Inventor(instrument, plans, plans.countries[0], {})
    people = [
        (group, role)
        for group, roles in plans.countries[0].respondents.items()
        for role, count in roles.items()
        for _ in range(count)
    ]
    respondents = [
        Respondent(f"r{number}", *people[number % len(people)], attributes=inventor.attributes(f"r{number}", "BIZ"))
        for number in range(RESPONDENTS)
    ]
    return [Response(one, inventor.answers(one, "en")) for one in respondents]


def _documents(settings: Settings) -> None:
    now = datetime.now(UTC)
    bring_up_to_date(settings.database)
    database = Database(settings.database)
    analyst = open_accounts(database, settings, now)[1]
    measured(
        "demonstration portfolio loaded",
        1,
        lambda: load_portfolio(
            database, QUESTIONNAIRES, analyst, open_key="bench", now=now, progress=lambda _country: None
        ),
    )
    with database.reading() as session:
        assessment = assessment_of(session, OPERATOR, "SEN-2026-1")
        report = measured(
            "report built from the database", 3, lambda: report_of(session, assessment, voice_for("en"), now)
        )
    for name, render in (("HTML", render_html), ("DOCX", render_docx), ("PDF", render_pdf)):
        content = measured(f"{name} rendered", 2, partial(render, report))
        sys.stdout.write(f"{'':<50} {len(content) // 1024} kB\n")
    database.close()


if __name__ == "__main__":
    main()
