"""Invitations: what is written to whom, gathered from assessment, register and link."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from assessment.authoring.register_cells import usable_address
from assessment.documents.invitations import Invitation, Kind
from assessment.errors import InvalidInput
from assessment.language import CatalogueVoice, offered_languages, voice_for
from assessment.methodology.burden import minutes_for, questions_ahead
from assessment.methodology.responses import Respondent
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.issuing import issued_link
from assessment.services.links import LinkMaker
from assessment.services.register import RegisterLine, check_analyst
from assessment.services.reporting import in_language
from assessment.services.texts import kept_name
from assessment.storage import mailings as storage


@dataclass(frozen=True)
class Sender:
    """In whose name respondents are written to, and where their replies go; both may be empty."""

    responsible: str = ""
    reply_to: str = ""


@dataclass(frozen=True)
class Written:
    """An invitation with the voice in which it is said."""

    invitation: Invitation
    voice: CatalogueVoice


def sender_of(session: Session, assessment: AssessmentView) -> Sender:
    """In whose name the assessment's respondents are written to."""
    row = storage.correspondence_of(session, assessment.id)
    return Sender(row.responsible, row.reply_to) if row else Sender()


def keep_sender(
    session: Session, access: Access, assessment: AssessmentView, *, responsible: str, reply_to: str
) -> None:
    """Set in whose name the assessment's respondents are written to.

    Raises:
        NotAllowed: the person is not an analyst in the country.
        InvalidInput: the name is too long, or the address is none.
    """
    check_analyst(access, assessment)
    address = usable_address(reply_to.strip()) if reply_to.strip() else ""
    if reply_to.strip() and not address:
        raise InvalidInput(N_("This is no e-mail address. Write it like name@example.org."))
    storage.keep_correspondence(session, assessment.id, kept_name(responsible), address)
    session.commit()


def written_to(
    session: Session, assessment: AssessmentView, line: RegisterLine, kind: Kind, links: LinkMaker
) -> Written:
    """What a person of the register is written, with their link. A link issued for it is not committed."""
    person = line.person
    voice = voice_for(person.language if person.language in offered_languages() else "en")
    respondent = Respondent(line.respondent_id, person.group, person.role, person.institution, person.attributes, ())
    link, sender = issued_link(session, links, line.respondent_id), sender_of(session, assessment)
    invitation = Invitation(
        kind=kind,
        name=person.name,
        institution=person.institution,
        title=in_language(assessment.instrument, voice).title,
        country=voice.country(assessment.country),
        minutes=minutes_for(questions_ahead(assessment.instrument, respondent)),
        closes_on=assessment.closes_on,
        address=link.address,
        code=link.code,
        code_address=link.code_address,
        stop_address=link.stop_address,
        responsible=sender.responsible,
        reply_to=sender.reply_to,
        demonstration=assessment.demonstration,
    )
    return Written(invitation, voice)
