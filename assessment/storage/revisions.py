"""Keeping answers: the next revision of a response, its answers, what it changed.

A page takes three statements, of which PostgreSQL is told as one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, Row, and_, bindparam, case, column, func, insert, select, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from assessment.methodology.responses import Answer, plain
from assessment.storage.fieldwork import ANSWER, RESPONSE, Mark
from assessment.storage.prepared import Prepared
from assessment.storage.sessions import at_once, has_server
from assessment.storage.tables import METADATA
from assessment.storage.tables.base import PLAIN
from assessment.storage.tables.fieldwork import UNANSWERED

REVISION = METADATA.tables["revision"]
COLLEAGUE = METADATA.tables["colleague"]


def _changing(statement: Any) -> Any:
    """An insertion of answers that changes those already there."""
    set_anew = ("state", "value", "revision", "changed_at", "client", "sequence")
    return statement.on_conflict_do_update(
        index_elements=[ANSWER.c.response_id, ANSWER.c.question],
        set_={name: statement.excluded[name] for name in set_anew},
    )


def _page() -> Insert:
    """All of a page in one statement of PostgreSQL: what follows is done for the response that was counted, if any."""
    counted = COUNT_ONCE.returning(RESPONSE.c.id, RESPONSE.c.revision, RESPONSE.c.changed_at).cte("counted")
    own = {"response_id": counted.c.id, "revision": counted.c.revision, "changed_at": counted.c.changed_at}
    sent = {name: bindparam(name, type_=ANSWER.c[name].type) for name in ("client", "sequence")}
    told = (column(name, ANSWER.c[name].type) for name in ("question", "state", "value"))
    answer = func.jsonb_to_recordset(bindparam("answers", type_=PLAIN)).table_valued(*told, name="answer")
    answer = answer.render_derived(with_types=True)
    columns = {**own, **sent, "question": answer.c.question, "state": answer.c.state, "value": answer.c.value}
    kept = _changing(
        postgresql.insert(ANSWER).from_select(list(columns), select(*columns.values()).join(answer, true()))
    )
    row = {"response_id": counted.c.id, "number": counted.c.revision, "kept_at": counted.c.changed_at, **sent}
    row |= {name: bindparam(name, type_=REVISION.c[name].type) for name in ("author", "changes")}
    appended = insert(REVISION).from_select(list(row), select(*row.values()))
    return appended.add_cte(kept.cte("kept")).returning(REVISION.c.number)


UPSERT = Prepared(_changing(sqlite.insert(ANSWER)))
COUNT = (
    update(RESPONSE)
    .where(RESPONSE.c.id == bindparam("response_id"), RESPONSE.c.state == "draft")
    .values(revision=RESPONSE.c.revision + 1, changed_at=bindparam("now"))
)
COUNT_ONCE = COUNT.where(RESPONSE.c.revision == bindparam("after"))
COUNT_ANY, COUNT_AFTER = (Prepared(statement.returning(RESPONSE.c.revision)) for statement in (COUNT, COUNT_ONCE))
APPEND = Prepared(insert(REVISION))
PAGE = Prepared(_page())


def next_revision(session: Session, response_id: str, now: datetime) -> int | None:
    """Count one more revision of a draft, and hold the response until the commit; None if it is not a draft."""
    counted = COUNT_ANY.row(session.connection(), response_id=response_id, now=now)
    return counted[0] if counted else None


def keep_page(
    session: Session,
    response_id: str,
    changes: Mapping[str, tuple[Answer | None, Answer | None]],
    mark: Mark,
    *,
    author: str,
    now: datetime,
) -> bool:
    """Let a draft go from the revision before the mark's to it: set answers, append what was changed.

    `changes` are each question with its answers before and after, None where there is none. Returns whether it was a
    draft at that revision; if it was not, nothing is written. PostgreSQL may have committed it when this returns.
    """
    page = {"response_id": response_id, **mark._asdict(), "now": now, "after": mark.revision - 1, "author": author}
    page["changes"] = {question: [told(before), told(after)] for question, (before, after) in changes.items()}
    answers = [{"question": question, **_stored(after)} for question, (_, after) in changes.items()]
    if has_server(session):
        return at_once(session, PAGE, **page, answers=answers) is not None
    connection = session.connection()
    if not COUNT_AFTER.row(connection, response_id=response_id, now=now, after=mark.revision - 1):
        return False
    shared = {"response_id": response_id, **mark._asdict(), "changed_at": now}
    UPSERT.run(connection, [shared | answer for answer in answers])
    APPEND.run(connection, [page | {"number": mark.revision, "kept_at": now}])
    return True


def revisions_since(session: Session, response_id: str, revision: int) -> list[Row[Any]]:
    """What changed answers after a revision, in order: `number`, `client`, `sequence`, `changes` as they were told."""
    statement = select(REVISION).where(REVISION.c.response_id == response_id, REVISION.c.number > revision)
    return list(session.connection().execute(statement.order_by(REVISION.c.number)))


def ways_in(session: Session, responses: Collection[str], files: Collection[str]) -> list[Row[Any]]:
    """The ways in which answers came into responses, each way of a response once.

    `response_id`; `client`, if it is one of the `files`, else empty; `by_staff`, whether neither the holder of the
    link nor a colleague wrote them.
    """
    client = case((REVISION.c.client.in_(files), REVISION.c.client), else_="").label("client")
    by_staff = and_(REVISION.c.author != "", COLLEAGUE.c.id.is_(None)).label("by_staff")
    statement = (
        select(REVISION.c.response_id, client, by_staff)
        .join(COLLEAGUE, COLLEAGUE.c.id == REVISION.c.author, isouter=True)
        .where(REVISION.c.response_id.in_(responses))
        .distinct()
    )
    return list(session.connection().execute(statement))


def told(answer: Answer | None) -> dict[str, Any] | None:
    """An answer as history tells it."""
    return None if answer is None else {"state": answer.state, "value": plain(answer.value)}


def _stored(answer: Answer | None) -> dict[str, Any]:
    return told(answer) or {"state": UNANSWERED, "value": None}
