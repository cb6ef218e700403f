"""Queries of the fieldwork: respondents by their link, their responses, and their answers."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, Text, bindparam, cast, select, update
from sqlmodel import Session

from assessment.errors import NotFound
from assessment.methodology.instrument import Instrument, Item, ItemType
from assessment.methodology.responses import STATES, Answer, Money, State, Value
from assessment.methodology.voice import N_
from assessment.storage.assessments import ASSESSMENT, QUESTIONNAIRE, VIEW, seen_from
from assessment.storage.persons import sealed_values
from assessment.storage.prepared import Prepared
from assessment.storage.sessions import at_once
from assessment.storage.tables import METADATA, Respondent, Response
from assessment.storage.tables.fieldwork import UNANSWERED
from assessment.storage.team import TEAM

RESPONDENT = METADATA.tables["respondent"]
RESPONSE = METADATA.tables["response"]
ANSWER = METADATA.tables["stored_answer"]
EARLIER = METADATA.tables["earlier_link"]


class Mark(NamedTuple):
    """When an answer was set, as a revision of the response, and by which browser or page, at what count of its own."""

    revision: int
    client: str
    sequence: int


BEGUN_WITH = QUESTIONNAIRE.alias("begun_with")
SITTING: Select[Any] = (
    select(
        *(column.label(f"of_assessment_{column.name}") for column in VIEW.selected_columns),
        RESPONDENT.c.id.label("respondent_id"),
        *(column for column in RESPONDENT.c if column.name not in ("id", "link_hash", "created_at")),
        RESPONSE.c.id.label("response_id"),
        *(column for column in RESPONSE.c if column.name not in ("id", "respondent_id", "counts_as")),
        BEGUN_WITH.c.text_digest,
        TEAM,
    )
    .join(RESPONSE, RESPONSE.c.respondent_id == RESPONDENT.c.id)
    .join(BEGUN_WITH, BEGUN_WITH.c.id == RESPONSE.c.questionnaire_id)
    .join(ASSESSMENT, ASSESSMENT.c.id == RESPONDENT.c.assessment_id)
    .join(QUESTIONNAIRE, QUESTIONNAIRE.c.id == ASSESSMENT.c.questionnaire_id)
)
"""The assessment (see `assessment_in`), then the respondent with response, wording it began with, and team."""
Seen = namedtuple("Seen", VIEW.selected_columns.keys())  # type: ignore[misc]
"""An assessment that came with a sitting, as a row of `storage.assessments` has it; it can be compared and hashed."""

BY_LINK = Prepared(SITTING.where(RESPONDENT.c.link_hash == bindparam("link_hash")))
BY_EARLIER_LINK = Prepared(
    SITTING.join(EARLIER, EARLIER.c.respondent_id == RESPONDENT.c.id).where(
        EARLIER.c.link_hash == bindparam("link_hash")
    )
)
BY_RESPONSE = Prepared(SITTING.where(RESPONSE.c.id == bindparam("response_id")))
SEND = Prepared(
    update(RESPONSE)
    .where(
        RESPONSE.c.id == bindparam("response_id"),
        RESPONSE.c.state == "draft",
        RESPONSE.c.revision == bindparam("at"),
    )
    .values(
        state="submitted",
        submitted_at=bindparam("now"),
        attribution=bindparam("shown"),
        quotable=bindparam("quoted"),
        counts_as=bindparam("counts"),
    )
    .returning(RESPONSE.c.id)
)
WRITTEN = cast(ANSWER.c.value, Text).label("value")
"""A value as it is written in JSON, to be restored by `_answer`."""
ANSWERS = Prepared(
    select(ANSWER.c.question, ANSWER.c.state, WRITTEN, *(ANSWER.c[name] for name in Mark._fields)).where(
        ANSWER.c.response_id == bindparam("response_id")
    )
)


def add_respondent(session: Session, respondent: Respondent, response: Response) -> None:
    """Add a respondent, of whom the institution is sealed, with the response that is now open to them."""
    institution, respondent.institution = respondent.institution, ""
    session.add(respondent)
    session.flush()
    if institution:
        change_respondent(session, respondent.id, institution=institution)
    session.add(response)
    session.flush()


def sitting_behind(session: Session, link_hash: str) -> Any | None:
    """Respondent and response together, by the hash of the respondent's link or of an earlier one that still works.

    `respondent_id`, `response_id`, the other columns of both, and the questionnaire's `text_digest`.
    """
    connection = session.connection()
    return BY_LINK.row(connection, link_hash=link_hash) or BY_EARLIER_LINK.row(connection, link_hash=link_hash)


def sitting_glanced_at(session: Session, link_hash: str) -> Any | None:
    """The same by the hash of the respondent's present link, as it was a moment ago."""
    return at_once(session, BY_LINK, link_hash=link_hash)


def sitting_by_response(session: Session, response_id: str) -> Any:
    """The same by the response.

    Raises:
        NotFound: it was withdrawn, or sent without a name, since it was looked up.
    """
    row = BY_RESPONSE.row(session.connection(), response_id=response_id)
    if row is None:
        raise NotFound(N_("This link is not known."))
    return row


def sittings_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The same for everybody asked in an assessment, in the order in which they were."""
    statement = SITTING.where(RESPONDENT.c.assessment_id == assessment_id)
    return list(session.connection().execute(statement.order_by(RESPONDENT.c.created_at, RESPONDENT.c.id)))


def sitting_seen(session: Session, response_id: str, countries: Collection[str]) -> Row[Any] | None:
    """The same by the response, with its `country`, if it lies in one of the countries (`*`: any)."""
    statement = SITTING.add_columns(ASSESSMENT.c.country).where(RESPONSE.c.id == response_id, seen_from(countries))
    return session.connection().execute(statement).one_or_none()


def assessment_in(sitting: Row[Any]) -> Any:
    """The assessment that came with a sitting, as a `Seen`."""
    columns = sitting[: len(Seen._fields)]
    return Seen._make(tuple(value) if isinstance(value, list) else value for value in columns)


def change_respondent(session: Session, respondent_id: str, **values: Any) -> None:
    """Set columns of a respondent; what is personal among them is sealed."""
    closed = sealed_values(session, RESPONDENT, respondent_id, values)
    session.connection().execute(update(RESPONDENT).where(RESPONDENT.c.id == respondent_id).values(**closed))


def change_state(session: Session, response_id: str, *, before: str, at: int | None = None, **values: Any) -> bool:
    """Set columns of a response that is in the state `before`, and at the revision `at`; whether there was one."""
    statement = update(RESPONSE).where(RESPONSE.c.id == response_id, RESPONSE.c.state == before)
    if at is not None:
        statement = statement.where(RESPONSE.c.revision == at)
    return session.connection().execute(statement.values(**values)).rowcount == 1


def send(session: Session, response_id: str, *, at: int, now: datetime, **told: Any) -> bool:
    """Let a draft at a revision be sent; whether there was one.

    `told` are its attribution (`shown`), whether it may be quoted (`quoted`) and what counts of it (`counts`).
    """
    return SEND.row(session.connection(), response_id=response_id, at=at, now=now, **told) is not None


def answers_of(session: Session, instrument: Instrument, response_id: str) -> tuple[dict[str, Answer], dict[str, Mark]]:
    """A response's stored answers by question code, on the path or not; and the marks also of those taken back."""
    rows = ANSWERS.rows(session.connection(), response_id=response_id)
    mark = partial(tuple.__new__, Mark)
    return _answers(instrument, (row[:3] for row in rows)), {row[0]: mark(row[3:]) for row in rows}


def answers_by_response(
    session: Session, instrument: Instrument, assessment_id: str, *, submitted_only: bool = False
) -> dict[str, dict[str, Answer]]:
    """The stored answers of all responses of an assessment, by response; responses without any are absent."""
    statement = (
        select(ANSWER.c.question, ANSWER.c.state, WRITTEN, ANSWER.c.response_id)
        .join(RESPONSE, RESPONSE.c.id == ANSWER.c.response_id)
        .join(RESPONDENT, RESPONDENT.c.id == RESPONSE.c.respondent_id)
        .where(RESPONDENT.c.assessment_id == assessment_id)
    )
    if submitted_only:
        statement = statement.where(RESPONSE.c.state == "submitted")
    rows: dict[str, list[Any]] = {}
    for question, state, value, response_id in session.connection().execute(statement):
        rows.setdefault(response_id, []).append((question, state, value))
    return {response_id: _answers(instrument, answers) for response_id, answers in rows.items()}


RESTORED: dict[str, Callable[[Any], Value]] = {
    "multiple": tuple,
    "money": lambda stored: Money(stored["amount"], stored["currency"], stored["year"]),
    "date": date.fromisoformat,
    "number": float,
    "percentage": float,
}


TEXT_TYPES = frozenset({"short_text", "long_text"})
SHORT = 40
NON_ANSWERS = {state: Answer(state) for state in STATES}


def restored(item: Item, stored: Any) -> Value:
    """The value that `plain` made plain for storing."""
    restore = RESTORED.get(item.type)
    value: Value = restore(stored) if restore else stored
    return value


def _answers(instrument: Instrument, rows: Iterable[Any]) -> dict[str, Answer]:
    items = instrument.question_of
    return {
        question: _answer(items[question], state, written) for question, state, written in rows if state != UNANSWERED
    }


def _answer(item: Item, state: State, written: str | None) -> Answer:
    """An answer from what is written of its value; the few that are met again and again are made once."""
    if written is None:
        return NON_ANSWERS[state]
    if item.type in TEXT_TYPES or len(written) > SHORT:
        return _made(item.type, written)
    return _met_often(item.type, written)


def _made(kind: ItemType, written: str) -> Answer:
    restore = RESTORED.get(kind)
    stored = json.loads(written)
    return Answer("answered", restore(stored) if restore else stored)


_met_often = lru_cache(maxsize=8192)(_made)
