"""Targets set with the country: decided one indicator at a time, with the source, and never overwritten."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.texts import kept_text
from assessment.storage import decisions as storage
from assessment.storage.tables import TargetDecision

CHANGED_MEANWHILE = N_("Somebody else decided on this target first. Look at it again, then decide.")


@dataclass(frozen=True)
class TargetChoice:
    """One decision: the level aimed at, 0..100 or none for the questionnaire's, what it rests on, by whom and when."""

    indicator: str
    revision: int
    level: float | None
    source: str
    agreed_on: date | None
    person: str
    decided_at: datetime


def history_of(session: Session, assessment: AssessmentView) -> dict[str, tuple[TargetChoice, ...]]:
    """Every decision by indicator, the oldest first; indicators nobody decided on are left out."""
    found: dict[str, tuple[TargetChoice, ...]] = {}
    for row in storage.target_decisions_of(session, assessment.id):
        choice = TargetChoice(
            row.indicator, row.revision, row.level, row.source, row.agreed_on, row.decided_by, row.decided_at
        )
        found[row.indicator] = (*found.get(row.indicator, ()), choice)
    return found


def targets_of(session: Session, assessment: AssessmentView) -> dict[str, float]:
    """The levels in force, by indicator, where they are not the questionnaire's."""
    newest = {code: choices[-1] for code, choices in history_of(session, assessment).items()}
    return {code: choice.level for code, choice in newest.items() if choice.level is not None}


def set_target(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    indicator: str,
    *,
    level: float | None,
    source: str,
    agreed_on: date | None,
    seen: int,
    now: datetime,
) -> None:
    """Append the level aimed at for an indicator; none takes the questionnaire's again.

    `seen` is the number of decisions that were on the screen.

    Raises:
        NotAllowed: the person is no analyst of the country.
        NotFound: the questionnaire has no such indicator.
        InvalidInput: the level is not from 0 to 100, no source is named, or it was agreed on a day to come.
        Conflict: somebody else decided first.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))
    if indicator not in assessment.instrument.indicator_of:
        raise NotFound(N_("There is no such indicator."))
    _check(level, source, agreed_on, assessment.today(now))
    if len(history_of(session, assessment).get(indicator, ())) != seen:
        raise Conflict(CHANGED_MEANWHILE)
    decision = TargetDecision(
        assessment_id=assessment.id,
        indicator=indicator,
        revision=seen + 1,
        level=level,
        source=kept_text(source),
        agreed_on=agreed_on,
        decided_by=access.name,
        decided_at=now,
    )
    try:
        storage.append_decision(session, decision)
    except IntegrityError:
        session.rollback()
        raise Conflict(CHANGED_MEANWHILE) from None
    session.commit()


def _check(level: float | None, source: str, agreed_on: date | None, today: date) -> None:
    if level is not None and not (math.isfinite(level) and 0 <= level <= 100):
        raise InvalidInput(N_("Give a level from 0 to 100."))
    if not kept_text(source):
        raise InvalidInput(N_("Name the decision or document that the target rests on."))
    if agreed_on is not None and agreed_on > today:
        raise InvalidInput(N_("A target cannot have been agreed on a day to come."))
