"""The library of an assessment: documents added as files or links, attached to what they tell of, removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.methodology.places import area_of_places
from assessment.methodology.report.material import CitedDocument, Quotation
from assessment.methodology.voice import N_
from assessment.services import audit, kept_files
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.library_drafts import (
    CheckedDocument,
    DocumentDraft,
    DocumentView,
    Upload,
    checked,
    checked_source,
    view_of,
)
from assessment.storage import library as storage
from assessment.storage.tables import LibraryDocument

MOST_DOCUMENTS = 2_000
NONE_SUCH = N_("There is no such document in this library.")
CHANGED_MEANWHILE = N_(
    "Somebody else changed this document first. Compare it with what you entered below, then save again."
)


def documents_of(session: Session, access: Access, assessment: AssessmentView) -> list[DocumentView]:
    """The library of an assessment, by title.

    Raises:
        NotAllowed: the person is no analyst of the country.
    """
    _check_analyst(access, assessment)
    return every_document(session, assessment)


def every_document(session: Session, assessment: AssessmentView) -> list[DocumentView]:
    """The same for services that choose themselves what of it whom is told."""
    places, excerpts = storage.places_of(session, assessment.id), storage.excerpts_of(session, assessment.id)
    rows = storage.documents_of(session, assessment.id)
    return [view_of(row, places.get(row.id, ()), excerpts.get(row.id, ())) for row in rows]


def document_of(session: Session, access: Access, assessment: AssessmentView, document_id: str) -> DocumentView:
    """One document.

    Raises:
        NotAllowed: the person is no analyst of the country.
        NotFound: there is no such document of this assessment.
    """
    found = next((one for one in documents_of(session, access, assessment) if one.id == document_id), None)
    if found is None:
        raise NotFound(NONE_SUCH)
    return found


def attachable_to(session: Session, access: Access, assessment: AssessmentView, code: str) -> list[DocumentView] | None:
    """The documents that are not attached to a code yet; None for who is no analyst, or where nothing is attached."""
    if not access.may(assessment.country, "analyst") or code not in area_of_places(assessment.instrument):
        return None
    return [one for one in every_document(session, assessment) if code not in one.draft.places]


def add_document(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    draft: DocumentDraft,
    upload: Upload | None,
    *,
    folder: Path,
    now: datetime,
) -> str:
    """Put a document into the library, as a file kept in the folder or as a link; returns its identity.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: a field, the file, the link or a code cannot be kept, or the library is full.
    """
    _check_analyst(access, assessment)
    if len(storage.documents_of(session, assessment.id)) >= MOST_DOCUMENTS:
        raise InvalidInput(N_("A library takes at most 2,000 documents."))
    told, source = checked(assessment.instrument, draft), checked_source(draft, upload)
    document = LibraryDocument(
        assessment_id=assessment.id, **told.values, **source, added_by=access.name, added_at=now, changed_at=now
    )
    _store(session, document, told, upload, folder)
    return document.id


def change_document(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    document_id: str,
    draft: DocumentDraft,
    upload: Upload | None,
    *,
    version_id: int,
    folder: Path,
    now: datetime,
) -> None:
    """Replace what is known of a document; without another file or link it stays the one it is.

    Raises:
        NotAllowed, InvalidInput: as for a new one.
        NotFound: there is no such document of this assessment.
        Conflict: somebody else changed it first; `version_id` is the state that was on the screen.
    """
    document = _own(session, access, assessment, document_id)
    if document.version_id != version_id:
        raise Conflict(CHANGED_MEANWHILE)
    told, before = checked(assessment.instrument, draft), document.digest
    named = draft.link.strip() if draft.link.strip() != document.link else ""
    source = checked_source(replace(draft, link=named), upload) if upload is not None or named else {}
    for name, value in {**told.values, **source}.items():
        setattr(document, name, value)
    document.changed_at = now
    _store(session, document, told, upload, folder)
    if before and before != document.digest:
        kept_files.forget_unused(session, folder, [before])


def attach_document(session: Session, access: Access, assessment: AssessmentView, document_id: str, code: str) -> None:
    """Attach a document of the library to a code; attached already, nothing happens.

    Raises:
        NotAllowed: the person is no analyst of the country.
        NotFound: there is no such document, or no such code.
    """
    found = document_of(session, access, assessment, document_id)
    area = area_of_places(assessment.instrument).get(code)
    if area is None:
        raise NotFound(N_("There is no such code in this questionnaire."))
    if code not in found.draft.places:
        try:
            storage.attach(session, document_id, code, area)
            session.commit()
        except IntegrityError:  # somebody else attached or removed it in between
            session.rollback()
            document_of(session, access, assessment, document_id)


def remove_document(
    session: Session, access: Access, assessment: AssessmentView, document_id: str, *, folder: Path, now: datetime
) -> None:
    """Remove a document with its excerpts; a file that backs nothing else is forgotten, the trail keeps its digest.

    Raises:
        NotAllowed: the person is no analyst of the country.
        NotFound: there is no such document of this assessment.
    """
    document = _own(session, access, assessment, document_id)
    digest = document.digest or ""
    storage.remove_document(session, document.id)
    subject = f"document:{document.id}"
    audit.record(session, "erasure", now=now, assessment_id=assessment.id, subject=subject, digest=digest)
    session.commit()
    kept_files.forget_unused(session, folder, [digest])


def file_of(
    session: Session, access: Access, assessment: AssessmentView, document_id: str, folder: Path
) -> tuple[DocumentView, bytes]:
    """A document with its content, which is empty for a link.

    Raises:
        NotAllowed: the person is no analyst of the country.
        NotFound: there is no such document of this assessment, or its file is gone.
    """
    found = document_of(session, access, assessment, document_id)
    return found, kept_files.content_of(folder, found.digest)


def cited_documents(session: Session, assessment: AssessmentView) -> tuple[CitedDocument, ...]:
    """The documents that the report may name and that tell of something in it."""
    return tuple(
        CitedDocument(draft.citation or draft.title, draft.licence, draft.dated, draft.link, codes)
        for draft in (one.draft for one in every_document(session, assessment))
        if draft.release != "internal" and (codes := draft.codes)
    )


def quoted_excerpts(session: Session, assessment: AssessmentView, language: str) -> tuple[Quotation, ...]:
    """The excerpts to be quoted, of documents in a language that may be; each under its document and page."""
    area_of = area_of_places(assessment.instrument)
    return tuple(
        Quotation(excerpt.passage, area_of[excerpt.code], draft.title, excerpt.page)
        for draft in (one.draft for one in every_document(session, assessment))
        if draft.release == "quotable" and draft.language == language
        for excerpt in draft.excerpts
        if excerpt.quoted
    )


def _store(
    session: Session, document: LibraryDocument, told: CheckedDocument, upload: Upload | None, folder: Path
) -> None:
    """Keep it whole or not at all; the file first, so that no row is without its content."""
    if upload is not None and document.digest:
        kept_files.keep(folder, document.digest, upload.content)
    try:
        storage.keep_document(session, document, told.places, told.excerpts)
        session.commit()
    except StaleDataError:
        session.rollback()
        raise Conflict(CHANGED_MEANWHILE) from None
    if upload is not None and document.digest:
        kept_files.keep(folder, document.digest, upload.content)  # again, should a neighbour's have been removed


def _own(session: Session, access: Access, assessment: AssessmentView, document_id: str) -> LibraryDocument:
    _check_analyst(access, assessment)
    document = storage.document_by_id(session, document_id)
    if document is None or document.assessment_id != assessment.id:
        raise NotFound(NONE_SUCH)
    return document


def _check_analyst(access: Access, assessment: AssessmentView) -> None:
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst of this country may work with the library."))
