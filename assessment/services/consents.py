"""Consent: a country's dated decision to stand beside others, recorded with who decided and in which document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast, get_args

from sqlalchemy import Row
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.texts import kept_name, kept_text
from assessment.storage import consents as storage
from assessment.storage.tables.portfolio import Decision

RECORDED_MEANWHILE = N_("Somebody else recorded a decision first. Look at it again, then record yours.")


@dataclass(frozen=True)
class ConsentDraft:
    """A decision as an analyst records it; `given_by` decided for the country, `document` says where it stands."""

    decision: str
    decided_on: date | None
    given_by: str
    document: str
    link: str = ""


@dataclass(frozen=True)
class Decided:
    """A decision as it is kept, with who recorded it when; what came from before screens names nobody."""

    number: int
    decision: Decision
    decided_on: date
    given_by: str
    document: str
    link: str
    recorded_by: str
    recorded_at: datetime


def decisions_of(session: Session, assessment: AssessmentView) -> tuple[Decided, ...]:
    """Every decision of the country on this assessment, the latest first; the first one holds."""
    return tuple(_decided(row) for row in storage.decisions_of(session, assessment.id))


def consenting(session: Session, identities: Iterable[str]) -> set[str]:
    """The assessments, of those with these identities, whose country agrees to stand beside others."""
    return storage.consenting(session, set(identities))


def record_consent(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    draft: ConsentDraft,
    *,
    seen: int,
    now: datetime,
) -> None:
    """Append a decision; `seen` is the number of the decision that held on the screen, 0 for none.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: the day lies ahead or is missing, nobody decided, no document is named, or it changes nothing.
        Conflict: somebody else recorded a decision first.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))
    decided_on = _checked(draft, assessment.today(now))
    held = decisions_of(session, assessment)
    number = held[0].number if held else 0
    if seen != number:
        raise Conflict(RECORDED_MEANWHILE)
    _check_changes(draft, held)
    values = {
        "assessment_id": assessment.id,
        "number": number + 1,
        "decision": draft.decision,
        "decided_on": decided_on,
        "given_by": kept_name(draft.given_by),
        "document": kept_text(draft.document),
        "link": kept_text(draft.link),
        "recorded_by": access.name,
        "recorded_at": now,
    }
    try:
        storage.append_decision(session, values)
        session.commit()
    except IntegrityError:
        session.rollback()
        raise Conflict(RECORDED_MEANWHILE) from None


def _checked(draft: ConsentDraft, today: date) -> date:
    if draft.decision not in get_args(Decision):
        raise InvalidInput(N_("Choose whether the consent is given or withdrawn."))
    if draft.decided_on is None:
        raise InvalidInput(N_("Enter the day of the decision."))
    if draft.decided_on > today:
        raise InvalidInput(N_("The day of the decision lies ahead."))
    if not draft.given_by.strip():
        raise InvalidInput(N_("Name who decided on behalf of the country."))
    if not draft.document.strip():
        raise InvalidInput(N_("Name the document in which the decision stands."))
    if draft.link.strip() and not draft.link.strip().startswith(("https://", "http://")):
        raise InvalidInput(N_("Begin the address of the document with https:// or http://."))
    return draft.decided_on


def _check_changes(draft: ConsentDraft, held: Sequence[Decided]) -> None:
    if draft.decision == "withdrawn" and (not held or held[0].decision == "withdrawn"):
        raise InvalidInput(N_("There is no consent to withdraw."))
    if held and draft.decided_on is not None and draft.decided_on < held[0].decided_on:
        raise InvalidInput(N_("The day lies before that of the decision that holds now."))


def _decided(row: Row[Any]) -> Decided:
    fields = {name: getattr(row, name) for name in Decided.__dataclass_fields__}
    return Decided(**{**fields, "decision": cast(Decision, row.decision)})
