"""The validation workshop: when and where it was held, who came by institution, what it concluded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed
from assessment.methodology.country_comments import Workshop
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.texts import kept_name, kept_text
from assessment.storage import country_comments as storage

CHANGED_MEANWHILE = N_(
    "Somebody else recorded the workshop first. Compare it with what you entered below, then save again."
)
MOST_INSTITUTIONS = 200
MOST_OF_ONE = 1_000


@dataclass(frozen=True)
class WorkshopDraft:
    """A workshop as an analyst records it: institutions, each with how many came."""

    held_on: date | None
    place: str
    participants: Sequence[tuple[str, int]] = ()
    conclusions: str = ""


@dataclass(frozen=True)
class RecordedWorkshop:
    """The workshop as it was recorded; `revision` counts how often."""

    workshop: Workshop
    revision: int
    recorded_by: str
    recorded_at: datetime


def workshop_of(session: Session, assessment: AssessmentView) -> Workshop | None:
    """The workshop, if one was recorded."""
    recorded = workshops_of(session, assessment)
    return recorded[0].workshop if recorded else None


def workshops_of(session: Session, assessment: AssessmentView) -> tuple[RecordedWorkshop, ...]:
    """The workshop as it was recorded each time, the latest first; the first one holds."""
    return tuple(
        RecordedWorkshop(
            Workshop(row.held_on, row.place, tuple((name, count) for name, count in row.participants), row.conclusions),
            row.revision,
            row.recorded_by,
            row.recorded_at,
        )
        for row in storage.workshops_of(session, assessment.id)
    )


def record_workshop(
    session: Session, access: Access, assessment: AssessmentView, draft: WorkshopDraft, *, seen: int, now: datetime
) -> None:
    """Append how the workshop is told now; `seen` is the revision that was on the screen, 0 for none.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: the day or the place is missing, the day lies ahead, or the participants cannot be counted.
        Conflict: somebody else recorded it first.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))
    workshop = _checked(draft, assessment.today(now))
    recorded = workshops_of(session, assessment)
    if seen != (recorded[0].revision if recorded else 0):
        raise Conflict(CHANGED_MEANWHILE)
    values = {
        "assessment_id": assessment.id,
        "revision": seen + 1,
        "held_on": workshop.held_on,
        "place": workshop.place,
        "participants": [list(pair) for pair in workshop.participants],
        "conclusions": workshop.conclusions,
        "recorded_by": access.name,
        "recorded_at": now,
    }
    try:
        storage.append_workshop(session, values)
        session.commit()
    except IntegrityError:
        session.rollback()
        raise Conflict(CHANGED_MEANWHILE) from None


def _checked(draft: WorkshopDraft, today: date) -> Workshop:
    place = kept_name(draft.place)
    if draft.held_on is None or not place:
        raise InvalidInput(N_("A workshop needs a day and a place."))
    if draft.held_on > today:
        raise InvalidInput(N_("The day of the workshop lies ahead. Record it once it was held."))
    if len(draft.participants) > MOST_INSTITUTIONS:
        raise InvalidInput(N_("Enter at most 200 institutions."))
    return Workshop(
        draft.held_on, place, tuple(_attending(*pair) for pair in draft.participants), kept_text(draft.conclusions)
    )


def _attending(institution: str, number: int) -> tuple[str, int]:
    name = kept_name(institution)
    if not name or not 1 <= number <= MOST_OF_ONE:
        raise InvalidInput(N_("Give every institution its name and how many came from it, from 1 to 1,000."))
    return name, number
