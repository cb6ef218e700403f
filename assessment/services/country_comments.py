"""Comments of the country on the draft report: recorded, decided on, never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Row
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.methodology.advice_decisions import worded
from assessment.methodology.country_comments import OUTCOMES, TO_BE_EXPLAINED, CountryComment, Outcome
from assessment.methodology.places import area_of_places
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.advice_bench import standings_in
from assessment.services.assessments import AssessmentView
from assessment.services.texts import kept_name, kept_text
from assessment.storage import country_comments as storage

CHANGED_MEANWHILE = N_(
    "Somebody else changed this comment first. Compare it with what you entered below, then save again."
)
RECORDED_MEANWHILE = N_("Somebody else recorded a comment at the same moment. Save yours again.")


@dataclass(frozen=True)
class CommentDraft:
    """A comment as an analyst records it; what is unknown is empty."""

    body: str
    text: str
    received_on: date | None = None
    code: str = ""
    page: str = ""
    outcome: str = "open"
    reason: str = ""
    decided_by: str = ""


@dataclass(frozen=True)
class Recorded:
    """A comment as it stood after a change; `revision` counts the changes."""

    comment: CountryComment
    revision: int
    recorded_by: str
    recorded_at: datetime


def comments_of(session: Session, assessment: AssessmentView) -> tuple[Recorded, ...]:
    """Every comment as it stands, in the order in which they were recorded."""
    areas = areas_concerned(session, assessment)
    return tuple(_recorded(row, areas) for row in storage.comments_of(session, assessment.id))


def comments_for_report(session: Session, assessment: AssessmentView) -> tuple[CountryComment, ...]:
    """The comments that the report tells of: all but those taken back."""
    recorded = comments_of(session, assessment)
    return tuple(one.comment for one in recorded if one.comment.outcome != "withdrawn")


def history_of(session: Session, assessment: AssessmentView, number: int) -> tuple[Recorded, ...]:
    """One comment as it stood after each change, the latest first.

    Raises:
        NotFound: there is no such comment.
    """
    areas = areas_concerned(session, assessment)
    found = tuple(_recorded(row, areas) for row in storage.revisions_of(session, assessment.id, number))
    if not found:
        raise NotFound(N_("There is no such comment."))
    return found


def areas_concerned(session: Session, assessment: AssessmentView) -> Mapping[str, str]:
    """Every code that a comment may concern, with that of its area: parts of the questionnaire, recommendations."""
    advice = worded(assessment.instrument, standings_in(session, assessment), assessment.instrument.language)
    return {code: one.area for code, one in advice.items()} | area_of_places(assessment.instrument)


def record_comment(
    session: Session, access: Access, assessment: AssessmentView, draft: CommentDraft, *, now: datetime
) -> int:
    """Keep a new comment; returns its number.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: a field is missing or cannot be kept.
        Conflict: somebody else recorded one at this moment.
    """
    values = _checked(session, access, assessment, draft, now)
    numbers = [row.number for row in storage.comments_of(session, assessment.id)]
    number = max(numbers, default=0) + 1
    _append(session, {**values, "number": number, "revision": 1}, RECORDED_MEANWHILE)
    return number


def change_comment(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    number: int,
    draft: CommentDraft,
    *,
    seen: int,
    now: datetime,
) -> None:
    """Append how a comment stands now; `seen` is the revision that was on the screen.

    Raises:
        NotAllowed, InvalidInput: as for a new one.
        NotFound: there is no such comment.
        Conflict: somebody else changed it first.
    """
    values = _checked(session, access, assessment, draft, now)
    if history_of(session, assessment, number)[0].revision != seen:
        raise Conflict(CHANGED_MEANWHILE)
    _append(session, {**values, "number": number, "revision": seen + 1}, CHANGED_MEANWHILE)


def _checked(
    session: Session, access: Access, assessment: AssessmentView, draft: CommentDraft, now: datetime
) -> dict[str, Any]:
    """The values as they are kept."""
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))
    kept = {
        "body": kept_name(draft.body),
        "text": kept_text(draft.text),
        "page": kept_name(draft.page),
        "reason": kept_text(draft.reason),
        "decided_by": kept_name(draft.decided_by),
    }
    _check_told(draft, kept, assessment.today(now))
    if draft.code and draft.code not in areas_concerned(session, assessment):
        raise InvalidInput(
            N_("Choose the code of an area, an indicator, a question or a recommendation, or leave it empty.")
        )
    told = {"received_on": draft.received_on, "code": draft.code, "outcome": draft.outcome}
    return {"assessment_id": assessment.id, **kept, **told, "recorded_by": access.name, "recorded_at": now}


def _check_told(draft: CommentDraft, kept: Mapping[str, str], today: date) -> None:
    if not kept["body"] or not kept["text"]:
        raise InvalidInput(N_("A comment needs the body that made it, and its text."))
    if draft.received_on is None:
        raise InvalidInput(N_("Enter the day on which the comment came."))
    if draft.received_on > today:
        raise InvalidInput(N_("The day on which the comment came lies ahead."))
    if draft.outcome not in OUTCOMES:
        raise InvalidInput(N_("Choose one of the values that are offered."))
    if draft.outcome != "open" and not kept["decided_by"]:
        raise InvalidInput(N_("Name who decided what becomes of the comment."))
    if draft.outcome in TO_BE_EXPLAINED and not kept["reason"]:
        raise InvalidInput(N_("Say why the comment is not taken up, or only in part."))


def _append(session: Session, values: dict[str, Any], meanwhile: str) -> None:
    try:
        storage.append_comment(session, values)
        session.commit()
    except IntegrityError:
        session.rollback()
        raise Conflict(meanwhile) from None


def _recorded(row: Row[Any], areas: Mapping[str, str]) -> Recorded:
    comment = CountryComment(
        row.number,
        row.received_on,
        row.body,
        row.text,
        row.code,
        areas.get(row.code, ""),
        row.page,
        cast(Outcome, row.outcome),
        row.reason,
        row.decided_by,
    )
    return Recorded(comment, row.revision, row.recorded_by, row.recorded_at)
