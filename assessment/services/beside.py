"""Evidence beside a finding: documents, excerpts and passages of notes on a code and on all that lies beneath it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from assessment.methodology.places import beneath
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.evidence_files import Evidence, evidence_among
from assessment.services.library import every_document
from assessment.services.library_drafts import DocumentView, Excerpt
from assessment.storage import notes


@dataclass(frozen=True)
class SaidInDocument:
    """An excerpt with its document."""

    document: DocumentView
    excerpt: Excerpt


@dataclass(frozen=True)
class SaidInNote:
    """A passage of a note on a code; who spoke is a kind of conversation, a group and a role, never a name.

    `note_id`, `title` and `held_on` are told to analysts only.
    """

    passage: str
    code: str
    kind: str
    group: str
    role: str
    quoted: bool
    note_id: str = ""
    title: str = ""
    held_on: date | None = None


@dataclass(frozen=True)
class Beside:
    """What lies beside a finding; `files` are what respondents attached to their answers, told to analysts."""

    documents: tuple[DocumentView, ...] = ()
    excerpts: tuple[SaidInDocument, ...] = ()
    passages: tuple[SaidInNote, ...] = ()
    files: tuple[Evidence, ...] = ()


def evidence_beside(session: Session, access: Access, assessment: AssessmentView, codes: Iterable[str]) -> Beside:
    """The evidence on these codes and on what lies beneath them, each piece once.

    Analysts are told all of it; everybody else who may see the results only what the report may name and quote.
    """
    wanted = frozenset[str]().union(*(beneath(assessment.instrument, code) for code in codes))
    is_analyst = access.may(assessment.country, "analyst")
    library = [one for one in every_document(session, assessment) if is_analyst or one.draft.release != "internal"]
    return Beside(
        documents=tuple(one for one in library if wanted.intersection(one.draft.places)),
        excerpts=tuple(
            SaidInDocument(one, excerpt)
            for one in library
            for excerpt in one.draft.excerpts
            if excerpt.code in wanted and (is_analyst or (excerpt.quoted and one.draft.release == "quotable"))
        ),
        passages=tuple(_passages(session, assessment, wanted, is_analyst=is_analyst)),
        files=tuple(evidence_among(session, assessment, wanted)) if is_analyst else (),
    )


def _passages(
    session: Session, assessment: AssessmentView, codes: frozenset[str], *, is_analyst: bool
) -> list[SaidInNote]:
    passages = []
    for row in notes.passages_on(session, assessment.id, codes):
        if is_analyst or (row.quoted and row.quotable):
            origin = (row.note_id, row.title, row.held_on) if is_analyst else ()
            code = row.question or row.area
            said = SaidInNote(row.passage, code, row.kind, row.group, row.role, row.quoted and row.quotable, *origin)
            passages.append(said)
    return passages
