"""Invented documents and notes of conversations, kept in the library and beside the findings of a demonstration."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from assessment.services import library, notes
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.demonstration.portfolio import Plan, evidence_file
from assessment.services.library_drafts import DocumentDraft, Excerpt
from assessment.services.notes import Coding, NoteDraft

WRITTEN = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)


class Document(Plan):
    """A document of the file, under an address."""

    title: str
    citation: str
    licence: str
    language: str
    dated: str
    release: str
    link: str
    codes: tuple[str, ...]
    excerpts: tuple[dict[str, Any], ...]


class Conversation(Plan):
    """A note of the file."""

    kind: str
    title: str
    language: str
    held_on: date
    group: str
    role: str
    quotable: bool
    text: str
    codings: tuple[dict[str, Any], ...]


def keep_evidence(session: Session, analyst: Access, assessment: AssessmentView) -> None:
    """Keep what the file holds for the country of an assessment."""
    held = evidence_file().get(assessment.country, {})
    for document in map(Document.model_validate, held.get("documents", ())):
        told = document.model_dump(exclude={"codes", "excerpts"})
        draft = DocumentDraft(
            **told, places=document.codes, excerpts=tuple(Excerpt(**one) for one in document.excerpts)
        )
        # A link brings no file, so nothing is put into the folder.
        library.add_document(session, analyst, assessment, draft, None, folder=Path(), now=WRITTEN)
    for conversation in map(Conversation.model_validate, held.get("notes", ())):
        told = conversation.model_dump(exclude={"codings"})
        note = NoteDraft(**told, codings=tuple(Coding(**one) for one in conversation.codings))
        notes.write_note(session, analyst, assessment, note, now=WRITTEN)
