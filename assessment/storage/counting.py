"""Counting answers where they lie: sent responses become counts by group, question and answer (rule 15).

Whatever their number, Python meets one row for each path and one for each answer that was given at all. Answers off a
respondent's path are left out by what was noted of the path when the response was sent.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    FromClause,
    Select,
    Text,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from assessment.methodology.counts import Cell, Count, tally_of_counts
from assessment.methodology.instrument import Instrument
from assessment.methodology.tally import Tally
from assessment.storage.fieldwork import ANSWER, NON_ANSWERS, RESPONDENT, RESPONSE, WRITTEN, restored
from assessment.storage.prepared import Prepared
from assessment.storage.tables import METADATA
from assessment.storage.tables.fieldwork import UNANSWERED

PATH = METADATA.tables["asked_path"]
SENT = RESPONSE.c.state == "submitted"
APART = "\x1f"
"""The unit separator of ASCII."""


def _noting(dialect: Any) -> Prepared:
    return Prepared(dialect.insert(PATH).on_conflict_do_nothing())


NOTE = {"sqlite": _noting(sqlite), "postgresql": _noting(postgresql)}
MEMBERS = {"sqlite": func.json_each, "postgresql": func.jsonb_array_elements_text}
"""The members of a JSON list as rows with `value`."""
ENTRIES = {"sqlite": func.json_each, "postgresql": func.json_each_text}
"""The entries of a JSON object as rows with `key` and `value`."""


def keep_path(session: Session, assessment_id: str, group: str, *, asked: Sequence[str], strayed: Iterable[str]) -> str:
    """Note a path, once for all who went it; its identity. `strayed` are questions answered off the path."""
    off = sorted(strayed) or None
    whole = json.dumps([assessment_id, group, asked, off])
    path = hashlib.sha256(whole.encode()).hexdigest()[:32]
    row = {"id": path, "assessment_id": assessment_id, "group": group, "asked": list(asked), "strayed": off}
    connection = session.connection()
    NOTE[connection.dialect.name].run(connection, [row])
    return path


def has_every_path(session: Session, assessment_id: str) -> bool:
    """Whether it was noted of every sent response what was asked."""
    without = _sent(assessment_id).with_only_columns(RESPONSE.c.id).where(RESPONSE.c.path_id.is_(None))
    return session.connection().execute(without.limit(1)).first() is None


def without_path(session: Session) -> list[str]:
    """Sent responses of which nobody noted what was asked."""
    return list(session.connection().execute(select(RESPONSE.c.id).where(SENT, RESPONSE.c.path_id.is_(None))).scalars())


def state_of_sent(session: Session, assessment_id: str, *, most: int) -> str | None:
    """A digest of all that the counts of an assessment follow from, or None where more than so many were sent.

    A sent response keeps its answers while its revision stands; an institution that is renamed is sealed anew.
    """
    columns = (
        RESPONSE.c.id,
        RESPONSE.c.revision,
        RESPONSE.c.path_id,
        type_coerce(RESPONDENT.c.institution, Text),
        RESPONDENT.c.institution_mark,
    )
    rows = session.connection().execute(_sent(assessment_id).with_only_columns(*columns).limit(most + 1)).all()
    if len(rows) > most:
        return None
    return hashlib.sha256(repr(sorted(map(tuple, rows))).encode()).hexdigest()


def counted(session: Session, instrument: Instrument, assessment_id: str) -> Tally:
    """The tally of all sent responses of an assessment; the path of each was noted."""
    connection = session.connection()
    items = instrument.question_of
    asked: Counter[Cell] = Counter()
    counts = []
    for key, number in connection.execute(_counts(assessment_id, connection.dialect.name)):
        group, question, told = key.split(APART, 2)
        if not question:
            for code in json.loads(told):
                asked[code, group] += number
        elif told in NON_ANSWERS:
            counts.append(Count(group, question, told, None, number))
        else:
            counts.append(Count(group, question, "answered", restored(items[question], json.loads(told)), number))
    return tally_of_counts(asked, counts, _repeated(session, assessment_id))


def _counts(assessment_id: str, dialect: str) -> Executable:
    """How many went each path, and how many gave each answer: one statement, so that all is of one moment.

    A row has a number, and a key of group, question and what was told: the value in JSON, else the state, which is no
    JSON. Both databases group by one text a quarter faster than by four columns. A path has no question, and the
    questions asked are what it tells.
    """
    of_assessment = PATH.c.assessment_id == assessment_id
    went = (
        select(_key(PATH.c.group, literal(""), cast(PATH.c.asked, Text)), func.count())
        .join_from(PATH, RESPONSE, RESPONSE.c.path_id == PATH.c.id)
        .where(of_assessment, SENT)
        .group_by(PATH.c.id)
    )
    answer = _key(PATH.c.group, ANSWER.c.question, func.coalesce(WRITTEN, ANSWER.c.state)).label("answer")
    gave = (
        select(answer, func.count())
        .join_from(PATH, RESPONSE, RESPONSE.c.path_id == PATH.c.id)
        .join(ANSWER, ANSWER.c.response_id == RESPONSE.c.id)
        .where(of_assessment, SENT, ANSWER.c.state != UNANSWERED)
        .group_by(answer)
    )
    straight, astray = PATH.c.strayed.is_(None), PATH.c.strayed.is_not(None)
    return union_all(went, gave.where(straight), gave.where(astray, _is_asked(dialect)))


def _key(*parts: ColumnElement[str]) -> ColumnElement[str]:
    """The parts as one text, to be taken apart again: codes hold no sign of control."""
    first, *others = parts
    for part in others:
        first = first.concat(literal_column(f"'{APART}'")).concat(part)
    return first


def _is_asked(dialect: str) -> ColumnElement[bool]:
    """Whether a question with an answer lies on the path."""
    member = MEMBERS[dialect](PATH.c.strayed).table_valued("value", name="member")
    return ~select(literal(1)).select_from(member).where(member.c.value == ANSWER.c.question).exists()


def _repeated(session: Session, assessment_id: str) -> Mapping[Cell, int]:
    """How many answers with a value came from an institution that had answered already in its group (rule 8)."""
    voices = _shared_voices(session, assessment_id)
    if not voices:
        return {}
    connection = session.connection()
    dialect = connection.dialect.name
    voice = _as_rows(voices, dialect)
    number = func.count() - func.count(voice.c.value.distinct())
    statement = (
        select(ANSWER.c.question, PATH.c.group, number)
        .select_from(voice)
        .join(RESPONSE, RESPONSE.c.id == voice.c.key)
        .join(PATH, PATH.c.id == RESPONSE.c.path_id)
        .join(ANSWER, ANSWER.c.response_id == RESPONSE.c.id)
        .where(SENT, ANSWER.c.state == "answered", or_(PATH.c.strayed.is_(None), _is_asked(dialect)))
        .group_by(ANSWER.c.question, PATH.c.group)
    )
    return {(question, group): times for question, group, times in connection.execute(statement)}


def _shared_voices(session: Session, assessment_id: str) -> dict[str, str]:
    """The responses of institutions that sent several in one group, each with the same number for the same one.

    Names lie sealed, each under the key of its person, so they are opened and compared here.
    """
    named = or_(RESPONDENT.c.institution != "", RESPONDENT.c.institution_mark != "")
    columns = (RESPONSE.c.id, RESPONDENT.c.group, RESPONDENT.c.institution, RESPONDENT.c.institution_mark)
    together: dict[tuple[str, str], list[str]] = {}
    for row in session.connection().execute(_sent(assessment_id).with_only_columns(*columns).where(named)):
        together.setdefault((row.group, row.institution_mark or row.institution), []).append(row.id)
    several = [responses for responses in together.values() if len(responses) > 1]
    return {response: str(voice) for voice, responses in enumerate(several) for response in responses}


def _as_rows(entries: Mapping[str, str], dialect: str) -> FromClause:
    """Any number of entries as a table of `key` and `value`, in one parameter."""
    written = literal(json.dumps(entries), Text)
    whole = cast(written, postgresql.JSON) if dialect == "postgresql" else written
    return ENTRIES[dialect](whole).table_valued("key", "value", name="voice")


def _sent(assessment_id: str) -> Select[Any]:
    """Sent responses of an assessment with their respondents."""
    return (
        select(RESPONSE, RESPONDENT)
        .join_from(RESPONSE, RESPONDENT, RESPONDENT.c.id == RESPONSE.c.respondent_id)
        .where(RESPONDENT.c.assessment_id == assessment_id, SENT)
    )
