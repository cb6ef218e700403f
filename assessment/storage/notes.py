"""Queries on notes of interviews and focus groups: kept with their codings, listed, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, delete, insert, select
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
