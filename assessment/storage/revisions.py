"""Keeping answers: the next revision of a response, its answers, what it changed; a page in three statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from assessment.methodology.responses import Answer, plain
from assessment.storage.fieldwork import ANSWER, RESPONSE, Mark
from assessment.storage.prepared import Prepared
from assessment.storage.tables import METADATA
from assessment.storage.tables.fieldwork import UNANSWERED

REVISION = METADATA.tables["revision"]
COLLEAGUE = METADATA.tables["colleague"]


def _upsert(dialect: Any) -> Prepared:
    """Add an answer or change the one there."""
    statement = dialect.insert(ANSWER)
    set_anew = ("state", "value", "revision", "changed_at", "client", "sequence")
    return Prepared(
        statement.on_conflict_do_update(
            index_elements=[ANSWER.c.response_id, ANSWER.c.question],
            set_={name: statement.excluded[name] for name in set_anew},
        )
    )


UPSERT = {"sqlite": _upsert(sqlite), "postgresql": _upsert(postgresql)}
COUNT = (
    update(RESPONSE)
    .where(RESPONSE.c.id == bindparam("response_id"), RESPONSE.c.state == "draft")
    .values(revision=RESPONSE.c.revision + 1, changed_at=bindparam("now"))
    .returning(RESPONSE.c.revision)
)
COUNT_ANY, COUNT_AFTER = Prepared(COUNT), Prepared(COUNT.where(RESPONSE.c.revision == bindparam("after")))
APPEND = Prepared(insert(REVISION))


def next_revision(session: Session, response_id: str, now: datetime, *, after: int | None = None) -> int | None:
    """Count one more revision of a draft, and hold the response until the commit.

    None if it is not a draft, or if it is not at the revision `after` any more.
    """
    known = {"response_id": response_id, "now": now}
    connection = session.connection()
    counted = COUNT_ANY.row(connection, **known) if after is None else COUNT_AFTER.row(connection, **known, after=after)
    return counted[0] if counted else None


def keep_answers(
    session: Session, response_id: str, answers: Mapping[str, Answer | None], mark: Mark, now: datetime
) -> None:
    """Set the answers of one page, None for those taken back: one statement, sent once for all rows."""
    rows = [
        {"response_id": response_id, "question": question, **_stored(answer), **mark._asdict(), "changed_at": now}
        for question, answer in answers.items()
    ]
    connection = session.connection()
    UPSERT[connection.dialect.name].run(connection, rows)


def append_revision(
    session: Session,
    response_id: str,
    mark: Mark,
    changes: Mapping[str, tuple[Answer | None, Answer | None]],
    *,
    author: str,
    now: datetime,
) -> None:
    """Append what one revision changed: each question with its answers before and after."""
    plainly = {question: [told(before), told(after)] for question, (before, after) in changes.items()}
    row = {"response_id": response_id, "number": mark.revision, "client": mark.client, "sequence": mark.sequence}
    APPEND.run(session.connection(), [row | {"kept_at": now, "author": author, "changes": plainly}])


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
