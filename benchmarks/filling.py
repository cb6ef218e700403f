"""A database filled by itself with sent responses to the benchmark questionnaire, as many as a measurement needs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, text
from sqlmodel import Session

from assessment.methodology.instrument import CHOICE_TYPES, NUMBER_TYPES, Instrument, Item
from assessment.methodology.responses import Answer
from assessment.services.assessments import AssessmentView, create_assessment
from assessment.services.upkeep import bring_up_to_date
from assessment.services.versions import publish
from assessment.storage.counting import counts_as
from assessment.storage.database import Database
from assessment.storage.fieldwork import restored
from assessment.storage.tables.base import PLAIN
from benchmarks.questionnaire import GROUP, benchmark_questionnaire

SETS = (["cards"], ["cash"], ["cards", "cash"], ["wallet"], ["cards", "wallet"], ["transfer"])
NUMBERS = tuple(5.0 * step for step in range(21))
TEXTS = ("A mobile wallet", "Parcels wait too long at the border.")
CHOICE = Table(
    "choice",
    MetaData(),
    Column("question", String),
    Column("number", Integer),
    Column("options", Integer),
    Column("place", Integer),
    Column("value", PLAIN),
    prefixes=["TEMPORARY"],
)
NUMBERED = Table("numbered", MetaData(), Column("n", Integer), prefixes=["TEMPORARY"])
SHEET = Table("sheet", MetaData(), Column("place", Integer), Column("counts_as", Text), prefixes=["TEMPORARY"])
FILL = (
    "INSERT INTO numbered "
    "WITH RECURSIVE so_far(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM so_far WHERE n < :responses) "
    "SELECT n FROM so_far",
    'INSERT INTO respondent (id, assessment_id, "group", role, institution, institution_mark, attributes, language, '
    "link_hash, origin, profiled, created_at) "
    "SELECT 'p' || n, :assessment, :group, '', '', '', '{}', 'en', 'p' || n, 'personal', true, :now FROM numbered",
    "INSERT INTO response (id, respondent_id, questionnaire_id, state, submitted_at, revision, attribution, quotable, "
    "counts_as) "
    "SELECT 'r' || n, 'p' || n, :questionnaire, 'submitted', :now, 7, 'hidden', false, counts_as "
    "FROM numbered JOIN sheet ON place = n % :different",
    "INSERT INTO stored_answer (response_id, question, state, value, revision, changed_at, client, sequence) "
    "SELECT 'r' || n, question, 'answered', value, 7, :now, 'fedcba9876543210', 1 "
    "FROM numbered JOIN choice ON place = (n * 7 + number) % options",
)
"""Each respondent gives every answer, respondents in turn each of its values."""


def values_of(instrument: Instrument, item: Item) -> tuple[object, ...]:
    """What respondents answer to an item, in plain form."""
    if item.type == "multiple":
        return SETS
    if item.type in CHOICE_TYPES:
        return tuple(option.code for option in instrument.options_of(item))
    return NUMBERS if item.type in NUMBER_TYPES else TEXTS


@contextmanager
def filled(url: str, responses: int) -> Iterator[tuple[Database, AssessmentView]]:
    """An empty database with so many sent responses of 84 answers to one assessment, as a server keeps it at rest."""
    bring_up_to_date(url)
    database = Database(url)
    with database.all_or_nothing() as session:
        assessment = _assessment(session)
        _fill(session, assessment, responses)
        session.commit()
    if url.startswith("postgresql"):
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as resting:
            resting.execute(text("VACUUM ANALYZE"))
    yield database, assessment
    database.close()


def _assessment(session: Session) -> AssessmentView:
    now = datetime.now(UTC)
    instrument = benchmark_questionnaire(now.year)
    publish(session, instrument, now)
    return create_assessment(
        session,
        country="SEN",
        questionnaire=instrument.identity,
        languages=("en",),
        time_zone="UTC",
        opens_on=now.date() - timedelta(days=1),
        closes_on=now.date() + timedelta(days=2),
        now=now,
    )


def _fill(session: Session, assessment: AssessmentView, responses: int) -> None:
    values = {code: values_of(assessment.instrument, item) for code, item in assessment.instrument.question_of.items()}
    sheets = _sheets(assessment.instrument, values)
    rows = [
        {"question": code, "number": number, "options": len(options), "place": place, "value": value}
        for number, (code, options) in enumerate(values.items())
        for place, value in enumerate(options)
    ]
    connection = session.connection()
    for table in (CHOICE, NUMBERED, SHEET):
        table.create(connection)
    connection.execute(CHOICE.insert(), rows)
    connection.execute(SHEET.insert(), [{"place": place, "counts_as": sheet} for place, sheet in enumerate(sheets)])
    told = {
        "responses": responses,
        "assessment": assessment.id,
        "questionnaire": assessment.questionnaire_id,
        "group": GROUP,
        "different": len(sheets),
        "now": datetime.now(UTC),
    }
    for statement in FILL:
        named = {name: value for name, value in told.items() if f":{name}" in statement}
        connection.execute(text(statement), named)
    for table in (CHOICE, NUMBERED, SHEET):
        table.drop(connection)


def _sheets(instrument: Instrument, values: Mapping[str, Sequence[object]]) -> list[str]:
    """What counts of the respondents, before each begins again with what another said."""
    items = instrument.question_of
    answers = {
        code: [Answer("answered", restored(items[code], value)) for value in options]
        for code, options in values.items()
    }
    return [
        counts_as(
            GROUP,
            tuple(answers),
            {code: told[(n * 7 + number) % len(told)] for number, (code, told) in enumerate(answers.items())},
        )
        for n in range(math.lcm(*map(len, answers.values())))
    ]
