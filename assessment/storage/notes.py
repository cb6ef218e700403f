"""Queries on notes of interviews and focus groups: kept with their codings, listed, removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Row, Select, and_, delete, insert, or_, select
from sqlmodel import Session

from assessment.storage.tables import METADATA, Note

NOTE = METADATA.tables["note"]
CODING = METADATA.tables["note_coding"]


def notes_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The notes of an assessment, the latest conversation first."""
    statement = select(NOTE).where(NOTE.c.assessment_id == assessment_id)
    newest = (NOTE.c.held_on.is_(None), NOTE.c.held_on.desc(), NOTE.c.written_at.desc(), NOTE.c.id)
    return list(session.connection().execute(statement.order_by(*newest)))


def codings_of(session: Session, assessment_id: str) -> dict[str, list[Row[Any]]]:
    """The codings of all notes of an assessment, by note and in their order."""
    statement = (
        select(CODING)
        .join(NOTE, NOTE.c.id == CODING.c.note_id)
        .where(NOTE.c.assessment_id == assessment_id)
        .order_by(CODING.c.note_id, CODING.c.position)
    )
    by_note: dict[str, list[Row[Any]]] = {}
    for row in session.connection().execute(statement):
        by_note.setdefault(row.note_id, []).append(row)
    return by_note


def passages_on(session: Session, assessment_id: str, codes: Collection[str]) -> list[Row[Any]]:
    """The passages coded to any of the codes; `title`, `kind`, `group`, `role`, `held_on`, `quotable` of their note."""
    of_note = (NOTE.c.title, NOTE.c.kind, NOTE.c.group, NOTE.c.role, NOTE.c.held_on, NOTE.c.quotable)
    statement: Select[Any] = (
        select(CODING, *of_note)
        .join(NOTE, NOTE.c.id == CODING.c.note_id)
        .where(
            NOTE.c.assessment_id == assessment_id,
            or_(CODING.c.question.in_(codes), and_(CODING.c.question == "", CODING.c.area.in_(codes))),
        )
        .order_by(NOTE.c.held_on.is_(None), NOTE.c.held_on.desc(), NOTE.c.id, CODING.c.position)
    )
    return list(session.connection().execute(statement))


def note_by_id(session: Session, note_id: str) -> Note | None:
    """One note, to be changed."""
    return session.get(Note, note_id)


def keep_note(session: Session, note: Note, codings: Iterable[Mapping[str, Any]]) -> None:
    """Add or change a note, with its codings in place of those before.

    Raises:
        StaleDataError: somebody else changed it since it was read.
    """
    session.add(note)
    session.flush()
    connection = session.connection()
    connection.execute(delete(CODING).where(CODING.c.note_id == note.id))
    rows = [{"note_id": note.id, "position": position, **coding} for position, coding in enumerate(codings)]
    if rows:
        connection.execute(insert(CODING), rows)


def remove_note(session: Session, note_id: str) -> None:
    """Remove a note with its codings."""
    connection = session.connection()
    connection.execute(delete(CODING).where(CODING.c.note_id == note_id))
    connection.execute(delete(NOTE).where(NOTE.c.id == note_id))
