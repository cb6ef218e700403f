"""An assessment that is put to a crowd in an empty database, and what is stored of it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pydantic import SecretStr
from sqlalchemy import event
from sqlmodel import Session

from assessment.app import create_app
from assessment.config import Settings
from assessment.methodology.responses import plain
from assessment.services import fieldwork
from assessment.services.assessments import create_assessment
from assessment.services.upkeep import bring_up_to_date
from assessment.services.versions import publish
from assessment.storage.database import Database
from benchmarks.questionnaire import GROUP, PAGES, benchmark_questionnaire, fields_of


def invited(url: str, respondents: int) -> list[str]:
    """The secrets of respondents of the benchmark questionnaire, open today, in an empty database."""
    now = datetime.now(UTC)
    bring_up_to_date(url)
    database = Database(url)
    with database.all_or_nothing() as session:
        instrument = benchmark_questionnaire(now.year)
        publish(session, instrument, now)
        assessment = create_assessment(
            session,
            country="SEN",
            questionnaire=instrument.identity,
            languages=("en", "fr"),
            time_zone="UTC",
            opens_on=now.date() - timedelta(days=1),
            closes_on=now.date() + timedelta(days=2),
            now=now,
        )
        links = [
            fieldwork.invite(session, assessment.id, group=GROUP, language="en", now=now) for _ in range(respondents)
        ]
    database.close()
    return links


def statements_a_page(url: str, secret: str) -> tuple[int, int]:
    """SQL statements of a page that is opened and of one that is sent, transactions' begin and end not counted."""
    counted: list[str] = []
    app = create_app(Settings(database_url=url, secret_key=SecretStr("s" * 40)))
    database = app.extensions["etready"].sessions
    browser = app.test_client()
    address = f"/s/{secret}/{PAGES[0]}"
    browser.get(address)
    for engine in {database.engine, database.reading_engine}:
        event.listen(engine, "before_cursor_execute", lambda *told: counted.append(told[2]))
    browser.get(address)
    opened = len(_of_us(counted))
    counted.clear()
    browser.post(address, data=_grouped(fields_of(PAGES[0])))
    return opened, len(_of_us(counted))


def not_stored(url: str, secrets: Sequence[str]) -> int:
    """How many answers of sent responses are not in the database as they were given."""
    wanted = {question: values for area in PAGES for question, values in _grouped(fields_of(area)).items()}
    missing = 0
    database = Database(url)
    with database.reading() as session:
        for secret in secrets:
            stored = _stored(session, secret)
            missing += sum(stored.get(question) != values for question, values in wanted.items())
    database.close()
    return missing


def saves_not_stored(url: str, saves: Sequence[str]) -> int:
    """How many questions do not hold what was acknowledged for them last."""
    last: dict[tuple[str, str], str] = {}
    for save in saves:
        secret, question, value = save.split()
        last[secret, question] = value
    database = Database(url)
    with database.reading() as session:
        stored = {secret: _stored(session, secret) for secret, _ in last}
    database.close()
    return sum(stored[secret].get(question) != [value] for (secret, question), value in last.items())


def _stored(session: Session, secret: str) -> dict[str, list[str]]:
    sitting = fieldwork.questionnaire_for(session, secret, datetime.now(UTC))
    values = {question: plain(answer.value) for question, answer in sitting.answers.items()}
    return {
        question: list(value)
        if isinstance(value, list | tuple)
        else [f"{value:g}" if isinstance(value, float) else str(value)]
        for question, value in values.items()
    }


def _grouped(fields: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for question, value in fields:
        grouped.setdefault(question, []).append(value)
    return grouped


def _of_us(statements: Sequence[str]) -> list[str]:
    return [statement for statement in statements if not statement.startswith(("PRAGMA", "BEGIN"))]
