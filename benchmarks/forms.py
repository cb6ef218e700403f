"""Building the form of a survey page: every page of every role of every questionnaire, filled, in another language."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.authoring.loader import load
from assessment.config import Settings
from assessment.language import CatalogueVoice, voice_for
from assessment.methodology.applicability import asked, modules_for
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer, Respondent, answer_from
from assessment.services import fieldwork
from assessment.services.assessments import create_assessment
from assessment.services.given import Given
from assessment.services.reporting import in_language
from assessment.services.sittings import Sitting
from assessment.services.upkeep import bring_up_to_date
from assessment.services.versions import publish
from assessment.storage.database import Database
from assessment.web.questionnaire_form import PageForm
from assessment.web.questionnaire_pages import Page, pages_for
from benchmarks.loading import QUESTIONNAIRES
from benchmarks.measuring import report

LANGUAGE = "fr"
TIMES = 20
GOAL = 0.003
GIVEN: dict[str, object] = {
    "number": 1,
    "percentage": 1,
    "money": {"amount": 1, "currency": "XOF", "year": 2026},
    "date": "2026-01-31",
    "short_text": "A few words",
    "long_text": "A few words",
}


@dataclass(frozen=True)
class Built:
    """A page for one role, with the seconds that each building of its form took."""

    name: str
    questions: int
    seconds: list[float]


def run() -> None:
    """The page that takes longest, the page with most questions, and all pages."""
    voice = voice_for(LANGUAGE)
    pages = [
        built
        for path in sorted(QUESTIONNAIRES.glob("*/*/questionnaire.yaml"))
        for built in _pages_of(load(path.parent), voice)
    ]
    slowest = max(pages, key=lambda page: statistics.median(page.seconds))
    largest = max(pages, key=lambda page: page.questions)
    report(f"form of the slowest page, {slowest.name}", slowest.seconds, goal=GOAL)
    report(f"form of the largest page, {largest.questions} questions, {largest.name}", largest.seconds, goal=GOAL)
    report(f"form of one of {len(pages)} pages", [statistics.median(page.seconds) for page in pages], goal=GOAL)


def _pages_of(instrument: Instrument, voice: CatalogueVoice) -> Iterator[Built]:
    """Every page that some role of a questionnaire meets who goes on with every module."""
    if not instrument.groups:
        return
    begun = _sitting(instrument)
    shown = in_language(instrument, voice)
    for group in instrument.groups:
        for role in [role.code for role in group.roles] or [""]:
            person = Respondent("r1", group.code, role)
            person = replace(person, modules=tuple(module.code for module in modules_for(instrument, person)))
            answers = _filled(instrument, person)
            sitting = replace(begun, instrument=shown, respondent=person, given=Given(answers, {}))
            for page in pages_for(shown, person, sitting.path, voice):
                if page.sections:
                    yield _built(sitting, page, voice)


def _filled(instrument: Instrument, person: Respondent) -> dict[str, Answer]:
    """The first answer that each question takes, which opens most of the others."""
    answers: dict[str, Answer] = {}
    while fresh := [code for code in asked(instrument, person, answers) if code not in answers]:
        for code in fresh:
            item = instrument.question_of[code]
            options = [option.code for option in instrument.options_of(item)]
            given = options[:1] if item.type == "multiple" else options[0] if options else GIVEN[item.type]
            answers[code] = answer_from(instrument, item, given)
    return answers


def _built(sitting: Sitting, page: Page, voice: CatalogueVoice) -> Built:
    """One page, built as a browser asks for it."""
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        form = PageForm(sitting, page.items, voice)
        form.read_stored()
        form.questions()
        form.names()
        seconds.append(time.perf_counter() - began)
    name = f"{sitting.instrument.code} {page.code}"
    return Built(name, sum(len(item.questions()) for item in page.items), seconds)


def _sitting(instrument: Instrument) -> Sitting:
    """An invited respondent's questionnaire, from a database of its own."""
    now = datetime.now(UTC)
    with TemporaryDirectory() as folder:
        settings = Settings(instance=Path(folder))
        bring_up_to_date(settings.database)
        database = Database(settings.database)
        with database.writing() as session:
            publish(session, instrument, now)
            assessment = create_assessment(
                session,
                country="SEN",
                questionnaire=instrument.identity,
                languages=(instrument.language, LANGUAGE),
                time_zone="Africa/Dakar",
                opens_on=now.date() - timedelta(days=1),
                closes_on=now.date() + timedelta(days=30),
                now=now,
            )
            group = instrument.groups[0].code
            secret = fieldwork.invite(session, assessment.id, group=group, language=LANGUAGE, now=now)
            sitting = fieldwork.questionnaire_for(session, secret, now)
        database.close()
        return sitting
