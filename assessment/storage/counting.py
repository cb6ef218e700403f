"""Counting answers where they lie: sent responses become counts by group, question and answer (rule 15).

When a response is sent, what counts of it is written into one text beside it: an entry for each question that was
asked. So answers off the path are left out, and a response is one row to read. PostgreSQL groups the entries itself;
SQLite, which cannot take a text apart, lives in this process, where they are counted.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Text, func, literal_column, or_, select, type_coerce
from sqlmodel import Session

from assessment.methodology.counts import Cell, Count, tally_of_counts
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer, plain
from assessment.methodology.tally import Tally
from assessment.storage.fieldwork import NON_ANSWERS, RESPONDENT, RESPONSE, restored
from assessment.storage.tables.fieldwork import UNANSWERED

SENT = RESPONSE.c.state == "submitted"
APART = "\x1f"
"""The unit separator of ASCII, between the parts of an entry: group, question, and what was told."""
BETWEEN = "\x1e"
"""The record separator, between entries. Neither codes nor JSON hold signs of control."""
NO_VALUE = {*NON_ANSWERS, UNANSWERED}


def counts_as(group: str, asked: Sequence[str], answers: Mapping[str, Answer]) -> str:
    """What counts of a response: to each question asked the value in JSON, else the state, which is no JSON."""
    return BETWEEN.join(APART.join((group, question, _told(answers.get(question)))) for question in asked)


def is_noted_of_all(session: Session, assessment_id: str) -> bool:
    """Whether it was noted of every sent response what counts of it."""
    without = _sent(assessment_id).with_only_columns(RESPONSE.c.id).where(RESPONSE.c.counts_as.is_(None))
    return session.connection().execute(without.limit(1)).first() is None


def not_noted(session: Session) -> list[str]:
    """Sent responses of which nobody noted what counts."""
    statement = select(RESPONSE.c.id).where(SENT, RESPONSE.c.counts_as.is_(None))
    return list(session.connection().execute(statement).scalars())


def state_of_sent(session: Session, assessment_id: str, *, most: int) -> str | None:
    """A digest of all that the counts of an assessment follow from, or None where more than so many were sent.

    A sent response keeps its answers while its revision stands; an institution that is renamed is sealed anew.
    """
    columns = (
        RESPONSE.c.id,
        RESPONSE.c.revision,
        type_coerce(RESPONDENT.c.institution, Text),
        RESPONDENT.c.institution_mark,
    )
    rows = session.connection().execute(_sent(assessment_id).with_only_columns(*columns).limit(most + 1)).all()
    if len(rows) > most:
        return None
    return hashlib.sha256(repr(sorted(map(tuple, rows))).encode()).hexdigest()


def counted(session: Session, instrument: Instrument, assessment_id: str) -> Tally:
    """The tally of all sent responses of an assessment; of each it was noted what counts."""
    items = instrument.question_of
    asked: Counter[Cell] = Counter()
    counts = []
    for entry, number in _entries(session, assessment_id):
        group, question, told = entry.split(APART)
        asked[question, group] += number
        if told in NON_ANSWERS:
            counts.append(Count(group, question, told, None, number))
        elif told != UNANSWERED:
            counts.append(Count(group, question, "answered", restored(items[question], json.loads(told)), number))
    return tally_of_counts(asked, counts, _repeated(session, assessment_id))


def _told(answer: Answer | None) -> str:
    if answer is None:
        return UNANSWERED
    return answer.state if answer.value is None else json.dumps(plain(answer.value))


def _entries(session: Session, assessment_id: str) -> Iterable[Any]:
    """Each entry with the number of responses that hold it, all of one moment."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        return connection.execute(_grouped(assessment_id))
    found: Counter[str] = Counter()
    for (whole,) in connection.execute(_sent(assessment_id).with_only_columns(RESPONSE.c.counts_as)):
        found.update(_parts(whole))
    return found.items()


def _grouped(assessment_id: str) -> Select[Any]:
    """The same by PostgreSQL. An entry holds all that is grouped by: with a column beside it, all would be sorted."""
    parts = func.string_to_array(RESPONSE.c.counts_as, literal_column(f"'{BETWEEN}'"))
    each = _sent(assessment_id).with_only_columns(func.unnest(parts).label("entry")).subquery()
    return select(each.c.entry, func.count()).group_by(each.c.entry)


def _parts(whole: str) -> list[str]:
    return whole.split(BETWEEN) if whole else []


def _repeated(session: Session, assessment_id: str) -> Mapping[Cell, int]:
    """How many answers with a value came from an institution that had answered already in its group (rule 8)."""
    voices = _shared_voices(session, assessment_id)
    if not voices:
        return {}
    statement = _sent(assessment_id).with_only_columns(RESPONSE.c.id, RESPONSE.c.counts_as)
    heard: Counter[tuple[str, str, int]] = Counter()
    for response, whole in session.connection().execute(statement):
        if response in voices:
            entries = (entry.split(APART) for entry in _parts(whole))
            heard.update(
                (question, group, voices[response]) for group, question, told in entries if told not in NO_VALUE
            )
    repeated: Counter[Cell] = Counter()
    for (question, group, _), times in heard.items():
        repeated[question, group] += times - 1
    return repeated


def _shared_voices(session: Session, assessment_id: str) -> dict[str, int]:
    """The responses of institutions that sent several in one group, each with the same number for the same one.

    Names lie sealed, each under the key of its person, so they are opened and compared here.
    """
    named = or_(RESPONDENT.c.institution != "", RESPONDENT.c.institution_mark != "")
    columns = (RESPONSE.c.id, RESPONDENT.c.group, RESPONDENT.c.institution, RESPONDENT.c.institution_mark)
    together: dict[tuple[str, str], list[str]] = {}
    for row in session.connection().execute(_sent(assessment_id).with_only_columns(*columns).where(named)):
        together.setdefault((row.group, row.institution_mark or row.institution), []).append(row.id)
    several = [responses for responses in together.values() if len(responses) > 1]
    return {response: voice for voice, responses in enumerate(several) for response in responses}


def _sent(assessment_id: str) -> Select[Any]:
    """Sent responses of an assessment with their respondents."""
    return (
        select(RESPONSE, RESPONDENT)
        .join_from(RESPONSE, RESPONDENT, RESPONDENT.c.id == RESPONSE.c.respondent_id)
        .where(RESPONDENT.c.assessment_id == assessment_id, SENT)
    )
