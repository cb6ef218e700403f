"""Notes of interviews and focus groups: written, coded to areas and questions, and quoted where people consented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, get_args

from sqlalchemy import Row
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.language import folded
from assessment.methodology.instrument import Instrument
from assessment.methodology.places import area_of_places
from assessment.methodology.report.material import Quotation
from assessment.methodology.voice import N_, Voice
from assessment.services import audit
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.respondents import check_person
from assessment.services.texts import kept_name, kept_note
from assessment.storage import notes as storage
from assessment.storage.contacts import contact_row
from assessment.storage.tables import Note
from assessment.storage.tables.notes import NoteKind

KINDS = {"interview": N_("Interview"), "focus_group": N_("Focus group"), "observation": N_("Observation")}
MOST_CODINGS = 200
CHANGED_MEANWHILE = N_(
    "Somebody else changed this note first. Compare it with what you entered below, then save again."
)


@dataclass(frozen=True)
class Coding:
    """A passage and what it tells of: `code` is one of `area_of_places`; `quoted` puts it in the report."""

    code: str
    passage: str
    quoted: bool = False


@dataclass(frozen=True)
class NoteDraft:
    """A note as a person writes it; `group` and `role` are empty where several spoke.

    `respondent` is the identity of the respondent whose words these are, with whom the note is erased; empty for none.
    """

    kind: str
    title: str
    language: str
    text: str
    held_on: date | None = None
    group: str = ""
    role: str = ""
    quotable: bool = False
    codings: Sequence[Coding] = ()
    respondent: str = ""


@dataclass(frozen=True)
class NoteView:
    """A note as it is kept; `areas` are the codes of the areas it tells of."""

    id: str
    version_id: int
    draft: NoteDraft
    areas: tuple[str, ...]
    written_by: str
    changed_at: datetime


def notes_of(session: Session, access: Access, assessment: AssessmentView) -> list[NoteView]:
    """The notes of an assessment, the latest conversation first.

    Raises:
        NotAllowed: the person is no analyst of the country.
    """
    _check_analyst(access, assessment)
    codings = storage.codings_of(session, assessment.id)
    return [_view(row, codings.get(row.id, ())) for row in storage.notes_of(session, assessment.id)]


def note_of(session: Session, access: Access, assessment: AssessmentView, note_id: str) -> NoteView:
    """One note.

    Raises:
        NotAllowed: the person is no analyst of the country.
        NotFound: there is no such note of this assessment.
    """
    found = next((note for note in notes_of(session, access, assessment) if note.id == note_id), None)
    if found is None:
        raise NotFound(N_("There is no such note."))
    return found


def write_note(session: Session, access: Access, assessment: AssessmentView, draft: NoteDraft, *, now: datetime) -> str:
    """Keep a new note; returns its identity.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: a field cannot be kept, or a passage does not stand in the text.
    """
    _check_analyst(access, assessment)
    note = Note(
        assessment_id=assessment.id,
        **_kept(session, assessment, draft),
        written_by=access.name,
        written_at=now,
        changed_at=now,
    )
    storage.keep_note(session, note, _codings(assessment.instrument, draft))
    session.commit()
    return note.id


def change_note(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    note_id: str,
    draft: NoteDraft,
    *,
    version_id: int,
    now: datetime,
) -> None:
    """Replace a note; `version_id` is the state that was on the screen.

    Raises:
        NotAllowed, InvalidInput: as for a new one.
        NotFound: there is no such note of this assessment.
        Conflict: somebody else changed it first.
    """
    note = _own(session, access, assessment, note_id)
    if note.version_id != version_id:
        raise Conflict(CHANGED_MEANWHILE)
    codings = _codings(assessment.instrument, draft)
    for name, value in _kept(session, assessment, draft).items():
        setattr(note, name, value)
    note.changed_at = now
    try:
        storage.keep_note(session, note, codings)
        session.commit()
    except StaleDataError:
        session.rollback()
        raise Conflict(CHANGED_MEANWHILE) from None


def remove_note(session: Session, access: Access, assessment: AssessmentView, note_id: str, *, now: datetime) -> None:
    """Remove a note, as people may ask who withdraw what they said; the trail keeps that there was one.

    Raises:
        NotAllowed: the person is no analyst of the country.
        NotFound: there is no such note of this assessment.
    """
    note = _own(session, access, assessment, note_id)
    storage.remove_note(session, note.id)
    audit.record(session, "erasure", now=now, assessment_id=assessment.id, subject=f"note:{note.id}")
    session.commit()


def quotations_of(
    session: Session, assessment: AssessmentView, instrument: Instrument, voice: Voice
) -> tuple[Quotation, ...]:
    """The passages to be quoted, of notes in the voice's language whose speakers consented; by type, never by name."""
    codings = storage.codings_of(session, assessment.id)
    said: dict[tuple[str, str], Quotation] = {}
    for row in storage.notes_of(session, assessment.id):
        if not row.quotable or row.language != voice.language:
            continue
        group = instrument.group_of.get(row.group)
        roles = {role.code: role.label for role in group.roles} if group else {}
        speaker = group.label if group else voice.say(KINDS[row.kind])
        for coding in codings.get(row.id, ()):
            if coding.quoted:
                quotation = Quotation(coding.passage, coding.area, speaker, roles.get(row.role, ""))
                said.setdefault((coding.area, coding.passage), quotation)
    return tuple(said.values())


def _kept(session: Session, assessment: AssessmentView, draft: NoteDraft) -> dict[str, Any]:
    title, text = kept_name(draft.title), kept_note(draft.text)
    if draft.kind not in get_args(NoteKind) or draft.language not in assessment.languages:
        raise InvalidInput(N_("Choose one of the values that are offered."))
    if not title or not text:
        raise InvalidInput(N_("A note needs a title and a text."))
    if draft.group or draft.role:
        check_person(assessment.instrument, draft.group, draft.role, {})
    if draft.respondent and contact_row(session, assessment.id, draft.respondent) is None:
        raise InvalidInput(N_("There is no such respondent any more. Write the note anew, without one."))
    names = ("kind", "held_on", "group", "role", "language", "quotable")
    index = {"folded": folded(f"{title}\n{text}"), "respondent_id": draft.respondent or None}
    return {"title": title, "text": text, **index, **{name: getattr(draft, name) for name in names}}


def _codings(instrument: Instrument, draft: NoteDraft) -> list[dict[str, Any]]:
    """The codings as they are kept, each passage word for word in the text."""
    known, text = area_of_places(instrument), " ".join(kept_note(draft.text).split())
    if len(draft.codings) > MOST_CODINGS:
        raise InvalidInput(N_("Code at most 200 passages of a note."))
    kept = []
    for coding in draft.codings:
        passage = kept_note(coding.passage)
        if coding.code not in known:
            raise InvalidInput(
                N_("Choose the code of an area, an indicator, a question or a series for every passage.")
            )
        if not passage or " ".join(passage.split()) not in text:
            raise InvalidInput(N_("Copy every passage word for word from the text of the note."))
        if coding.quoted and not draft.quotable:
            raise InvalidInput(N_("Nothing can be quoted in the report without consent."))
        area = known[coding.code]
        question = "" if coding.code == area else coding.code
        kept.append({"area": area, "question": question, "passage": passage, "quoted": coding.quoted})
    return kept


def _own(session: Session, access: Access, assessment: AssessmentView, note_id: str) -> Note:
    _check_analyst(access, assessment)
    note = storage.note_by_id(session, note_id)
    if note is None or note.assessment_id != assessment.id:
        raise NotFound(N_("There is no such note."))
    return note


def _check_analyst(access: Access, assessment: AssessmentView) -> None:
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst of this country may work with notes."))


def _view(row: Row[Any], codings: Sequence[Row[Any]]) -> NoteView:
    told = tuple(Coding(one.question or one.area, one.passage, one.quoted) for one in codings)
    draft = NoteDraft(row.kind, row.title, row.language, row.text, row.held_on, row.group, row.role, row.quotable, told)
    draft = replace(draft, respondent=row.respondent_id or "")
    areas = tuple(dict.fromkeys(one.area for one in codings))
    return NoteView(row.id, row.version_id, draft, areas, row.written_by, row.changed_at)
