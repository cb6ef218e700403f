"""The stakeholder register: who is to be asked and how they are reached; taken in from a file after a look at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlmodel import Session

from assessment.authoring.register_cells import SAMPLE_COLUMNS, Person, Rules
from assessment.authoring.register_lines import CellFault, read_register
from assessment.errors import NotAllowed, NotFound
from assessment.language import CatalogueVoice
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.issuing import NO_SUCH_RESPONDENT
from assessment.services.links import LinkMaker, hash_of
from assessment.services.reporting import in_language
from assessment.services.respondents import is_profiled
from assessment.storage import contacts as storage
from assessment.storage import fieldwork, sampling, tables

FIRST_REVISION = 1


@dataclass(frozen=True)
class RegisterLine:
    """One person of the register; `course` is how far they are: see `COURSE`.

    `problem` is what the mail server said of the last mail, if it refused it.
    """

    respondent_id: str
    response_id: str
    person: Person
    course: str
    problem: str
    opened_at: datetime | None
    unsubscribed_at: datetime | None

    @property
    def label(self) -> str:
        """How the line is spoken of."""
        return self.person.label or f"{self.person.group}-{self.respondent_id[:6]}"


COURSE = {
    "submitted": N_("Sent"),
    "started": N_("Begun"),
    "opened": N_("Link opened"),
    "accepted": N_("Mail accepted"),
    "refused": N_("Mail refused"),
    "queued": N_("Mail waiting"),
    "sending": N_("Mail waiting"),
    "kept": N_("Mail in the outbox"),
    "": N_("Not invited"),
}
"""The furthest a person has come, the furthest first."""


@dataclass(frozen=True)
class Preview:
    """What a file would bring, by row: people who are new, those who are there already, and what cannot be taken."""

    new: Mapping[int, Person]
    duplicates: Mapping[int, Person]
    faults: Sequence[CellFault]


def preview_of(
    session: Session, assessment: AssessmentView, content: bytes, voice: CatalogueVoice, now: datetime
) -> Preview:
    """Look at a file: nothing is stored.

    Raises:
        InvalidInput: the file cannot be read as a register at all.
    """
    reading = read_register(content, rules_of(assessment, voice, now))
    known = _identities(session, assessment.id)
    new: dict[int, Person] = {}
    duplicates: dict[int, Person] = {}
    for number, person in reading.people.items():
        (duplicates if person.identity in known else new)[number] = person
        known.add(person.identity)
    return Preview(new, duplicates, reading.faults)


def add_people(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    people: Iterable[Person],
    *,
    links: LinkMaker,
    now: datetime,
) -> int:
    """Add people to the register, each with a response that is open to them; who is there already is passed over.

    Returns how many were added.

    Raises:
        NotAllowed: the person is not an analyst in the country.
    """
    check_analyst(access, assessment)
    known = _identities(session, assessment.id)
    new = []
    for person in people:
        if person.identity not in known:
            known.add(person.identity)
            new.append(_new_person(assessment, person, links, now))
    storage.add_people(session, new)
    session.commit()
    return len(new)


def register_of(session: Session, assessment: AssessmentView) -> list[RegisterLine]:
    """The whole register, by institution; two queries whatever its length."""
    rows = storage.contacts_of(session, assessment.id)
    mails = storage.last_mails(session, assessment.id)
    lines = [line_from(row, mails.get(row.id)) for row in rows]
    return sorted(lines, key=lambda line: line.label.casefold())


def line_of(session: Session, assessment: AssessmentView, respondent_id: str) -> RegisterLine:
    """One respondent of the assessment, with an empty contact where none was entered.

    Raises:
        NotFound: there is none, or they came by the open link and are nobody's contact.
    """
    row = storage.contact_row(session, assessment.id, respondent_id)
    if row is None:
        raise NotFound(NO_SUCH_RESPONDENT)
    return line_from(row, storage.last_mails(session, assessment.id).get(row.id))


def change_contact(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    line: RegisterLine,
    person: Person,
    *,
    unsubscribed: bool,
    now: datetime,
) -> None:
    """Correct how a respondent is reached; group, role and attributes are the respondent's and stay.

    Raises:
        NotAllowed: the person is not an analyst in the country.
    """
    check_analyst(access, assessment)
    storage.keep_contact(
        session,
        line.respondent_id,
        **_contact(person, now),
        unsubscribed_at=(line.unsubscribed_at or now) if unsubscribed else None,
    )
    fieldwork.change_respondent(session, line.respondent_id, language=person.language)
    if person.outcome != line.person.outcome:
        sampling.keep_outcome(session, line.respondent_id, person.outcome)
    session.commit()


def is_unopened(session: Session, respondent_id: str) -> bool:
    """Whether there is a contact whose link nobody has opened yet."""
    return storage.is_unopened(session, respondent_id)


def note_opening(session: Session, respondent_id: str, now: datetime) -> None:
    """Keep when the person first opened the link."""
    storage.note_opening(session, respondent_id, now)
    session.commit()


def unsubscribe(session: Session, respondent_id: str, now: datetime) -> None:
    """Write no more mails to a person; the link goes on working."""
    storage.stop_writing(session, respondent_id, now)
    session.commit()


def rules_of(assessment: AssessmentView, voice: CatalogueVoice, now: datetime) -> Rules:
    """What the cells of a register are checked against, in the voice's language."""
    today = now.astimezone(ZoneInfo(assessment.time_zone)).date()
    return Rules(in_language(assessment.instrument, voice), assessment.languages, voice, today)


def check_analyst(access: Access, assessment: AssessmentView) -> None:
    """Refuse whoever is not an analyst in the assessment's country.

    Raises:
        NotAllowed: the person is none.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))


def _identities(session: Session, assessment_id: str) -> set[tuple[str, ...]]:
    """What is known of who is there: people by their identity, institutions asked by hand by their name."""
    known = {_person(row).identity for row in storage.contacts_of(session, assessment_id)}
    by_hand = storage.respondents_without_contact(session, assessment_id)
    return known | {(row.group, row.institution.casefold(), "") for row in by_hand if row.institution}


def _new_person(assessment: AssessmentView, person: Person, links: LinkMaker, now: datetime) -> storage.NewPerson:
    respondent = tables.Respondent(
        assessment_id=assessment.id,
        group=person.group,
        role=person.role,
        institution=person.institution,
        attributes=dict(person.attributes),
        language=person.language,
        link_hash="",
        origin="personal",
        profiled=is_profiled(assessment.instrument, person.group, person.role, person.attributes),
        created_at=now,
    )
    link = links.link(respondent.id, FIRST_REVISION)
    response = tables.Response(respondent_id=respondent.id, questionnaire_id=assessment.questionnaire_id)
    issued = tables.IssuedLink(
        respondent_id=respondent.id, revision=FIRST_REVISION, code_hash=links.code_hash(link.code)
    )
    contact = tables.Contact(respondent_id=respondent.id, **_contact(person, now))
    return storage.NewPerson(
        {**respondent.model_dump(), "link_hash": hash_of(link.secret)},
        response.model_dump(),
        issued.model_dump(),
        contact.model_dump(),
        _unit(respondent.id, person).model_dump() if person.is_drawn else None,
    )


def _contact(person: Person, now: datetime) -> dict[str, Any]:
    return {
        "name": person.name or None,
        "email": person.email or None,
        "phone": person.phone or None,
        "consent": person.consent,
        "legal_basis": person.legal_basis,
        "retain_until": person.retain_until,
        "changed_at": now,
    }


def _unit(respondent_id: str, person: Person) -> tables.SampleUnit:
    return tables.SampleUnit(respondent_id=respondent_id, **{name: getattr(person, name) for name in SAMPLE_COLUMNS})


def line_from(row: Row[Any], mail: Row[Any] | None = None) -> RegisterLine:
    """A row of `storage.contacts` as a line, with the last mail to the person."""
    refused = mail is not None and mail.state == "refused"
    return RegisterLine(
        respondent_id=row.id,
        response_id=row.response_id,
        person=_person(row),
        course=_course(row, mail),
        problem=mail.problem or "" if mail is not None and refused else "",
        opened_at=row.opened_at,
        unsubscribed_at=row.unsubscribed_at,
    )


def _course(row: Row[Any], mail: Row[Any] | None) -> str:
    if row.state == "submitted":
        return "submitted"
    if row.changed_at is not None:
        return "started"
    if row.opened_at is not None:
        return "opened"
    return mail.state if mail is not None else ""


def _person(row: Row[Any]) -> Person:
    retain_until: date | None = row.retain_until
    return Person.model_construct(
        group=row.group,
        role=row.role,
        institution=row.institution,
        name=row.name or "",
        email=row.email or "",
        phone=row.phone or "",
        language=row.language,
        consent=row.consent or "unknown",
        legal_basis=row.legal_basis or "",
        retain_until=retain_until,
        attributes=dict(row.attributes),
        weight=row.weight,
        stratum=row.stratum or "",
        cluster=row.cluster or "",
        outcome=row.outcome or "",
    )
