"""Queries on the library of an assessment: documents kept with their places and excerpts, listed, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, Table, delete, insert, select
from sqlmodel import Session

from assessment.storage.tables import METADATA, LibraryDocument

DOCUMENT = METADATA.tables["library_document"]
PLACE = METADATA.tables["library_place"]
EXCERPT = METADATA.tables["library_excerpt"]


def documents_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """The documents of an assessment by title."""
    statement = select(DOCUMENT).where(DOCUMENT.c.assessment_id == assessment_id)
    return list(session.connection().execute(statement.order_by(DOCUMENT.c.title, DOCUMENT.c.id)))


def places_of(session: Session, assessment_id: str) -> dict[str, list[Row[Any]]]:
    """What the documents of an assessment are attached to, by document."""
    return _by_document(session, PLACE, PLACE.c.code, assessment_id)


def excerpts_of(session: Session, assessment_id: str) -> dict[str, list[Row[Any]]]:
    """The excerpts of the documents of an assessment, by document and in their order."""
    return _by_document(session, EXCERPT, EXCERPT.c.position, assessment_id)


def document_by_id(session: Session, document_id: str) -> LibraryDocument | None:
    """One document, to be changed."""
    return session.get(LibraryDocument, document_id)


def keep_document(
    session: Session,
    document: LibraryDocument,
    places: Mapping[str, str],
    excerpts: Iterable[Mapping[str, Any]],
) -> None:
    """Add or change a document, with its places (code and area) and excerpts instead of those before.

    Raises:
        StaleDataError: somebody else changed it since it was read.
    """
    session.add(document)
    session.flush()
    _remove_parts(session, document.id)
    connection = session.connection()
    kept = [{"document_id": document.id, "code": code, "area": area} for code, area in places.items()]
    told = [{"document_id": document.id, "position": place, **excerpt} for place, excerpt in enumerate(excerpts)]
    for table, rows in ((PLACE, kept), (EXCERPT, told)):
        if rows:
            connection.execute(insert(table), rows)


def attach(session: Session, document_id: str, code: str, area: str) -> None:
    """Attach a document to a code to which it is not attached yet."""
    session.connection().execute(insert(PLACE).values(document_id=document_id, code=code, area=area))


def remove_document(session: Session, document_id: str) -> None:
    """Remove a document with all that hangs on it; its file may back others."""
    _remove_parts(session, document_id)
    session.connection().execute(delete(DOCUMENT).where(DOCUMENT.c.id == document_id))


def _remove_parts(session: Session, document_id: str) -> None:
    for table in (EXCERPT, PLACE):
        session.connection().execute(delete(table).where(table.c.document_id == document_id))


def _by_document(session: Session, table: Table, order: Any, assessment_id: str) -> dict[str, list[Row[Any]]]:
    statement = (
        select(table)
        .join(DOCUMENT, DOCUMENT.c.id == table.c.document_id)
        .where(DOCUMENT.c.assessment_id == assessment_id)
        .order_by(table.c.document_id, order)
    )
    by_document: dict[str, list[Row[Any]]] = {}
    for row in session.connection().execute(statement):
        by_document.setdefault(row.document_id, []).append(row)
    return by_document
