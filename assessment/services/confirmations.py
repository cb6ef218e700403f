"""Facts and administrative figures: an analyst's decisions, each appended, the newest in force."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from assessment.authoring.desk_data import is_as_of
from assessment.errors import Conflict, InvalidInput, NotAllowed
from assessment.methodology.consolidation import NOT_APPLICABLE, Confirmation
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Unusable, plain, value_from
from assessment.methodology.voice import N_
from assessment.services import audit
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.texts import kept_text
from assessment.storage import evidence
from assessment.storage.tables import Confirmation as StoredConfirmation


@dataclass(frozen=True)
class Revision:
    """One decision on a fact, with when it was taken."""

    confirmation: Confirmation
    taken_at: datetime


def confirm_fact(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    question: str,
    *,
    value: object,
    source: str,
    now: datetime,
    as_of: str = "",
    link: str = "",
    scope: str = "",
    seen: int | None = None,
) -> None:
    """Decide on a fact or administrative figure; a later decision on the same question takes the place of this one.

    `value` is in its plain form, or `not_applicable`; `as_of` an ISO date of full or reduced precision; `seen` is how
    many decisions on the question stood on the person's screen.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: the question is no fact, the value does not fit, there is no source, or a text is too long.
        Conflict: somebody else has decided since the person looked.
    """
    _check_analyst(access, assessment)
    _check_confirmation(assessment.instrument, question, source=source, as_of=as_of, link=link)
    decided = _fact_value(assessment.instrument, question, value)
    if seen is not None and seen != len(evidence.history_of(session, assessment.id, question)):
        raise Conflict(N_("Somebody else confirmed this fact first. Compare the history below, then confirm again."))
    evidence.keep_confirmation(
        session,
        StoredConfirmation(
            assessment_id=assessment.id,
            question=question,
            value=decided,
            scope=kept_text(scope),
            source=kept_text(source),
            link=kept_text(link),
            as_of=as_of,
            confirmed_by=access.name,
            confirmed_at=now,
        ),
    )
    digest = audit.digest_of(json.dumps(decided, sort_keys=True).encode())
    audit.record(session, "confirmation", now=now, assessment_id=assessment.id, subject=question, digest=digest)
    session.commit()


def revisions_of(session: Session, access: Access, assessment: AssessmentView, question: str) -> tuple[Revision, ...]:
    """Every decision on a question, the first first.

    Raises:
        NotAllowed: the person is no analyst of the country.
    """
    _check_analyst(access, assessment)
    rows = evidence.history_of(session, assessment.id, question)
    return tuple(Revision(evidence.confirmation_from(assessment.instrument, row), row.confirmed_at) for row in rows)


def _check_analyst(access: Access, assessment: AssessmentView) -> None:
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst of this country may confirm facts."))


def _check_confirmation(instrument: Instrument, question: str, *, source: str, as_of: str, link: str) -> None:
    item = instrument.question_of.get(question)
    if item is None or item.kind not in ("fact", "figure"):
        raise InvalidInput(N_("Only facts and administrative figures are confirmed."))
    if not source.strip():
        raise InvalidInput(N_("Name the source that the confirmation rests on."))
    if as_of and not is_as_of(as_of):
        raise InvalidInput(N_("Give the date as year, year-month or year-month-day."))
    if link.strip() and not link.strip().startswith(("https://", "http://")):
        raise InvalidInput(N_("Begin the address of the source with https:// or http://."))


def _fact_value(instrument: Instrument, question: str, value: object) -> object:
    if value == NOT_APPLICABLE:
        return value
    try:
        return plain(value_from(instrument, instrument.question_of[question], value))
    except Unusable as fault:
        raise InvalidInput(str(fault)) from None
