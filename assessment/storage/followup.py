"""Queries of the follow-up: actions, and the events appended to them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func
from sqlmodel import Session, col, select

from assessment.storage.assessments import ASSESSMENT, seen_from
from assessment.storage.tables import Action, ActionEvent


def actions_of(session: Session, assessment_id: str) -> list[Action]:
    """The actions of an assessment, in the order of their codes."""
    statement = select(Action).where(Action.assessment_id == assessment_id)
    found = session.exec(statement.execution_options(populate_existing=True)).all()
    return sorted(found, key=lambda action: (action.area, len(action.code), action.code))


def events_of(session: Session, assessment_id: str) -> dict[str, list[ActionEvent]]:
    """The events of an assessment's actions by action, in the order in which they were appended."""
    statement = (
        select(ActionEvent)
        .join(Action, col(Action.id) == col(ActionEvent.action_id))
        .where(Action.assessment_id == assessment_id)
        .order_by(col(ActionEvent.id))
    )
    events: dict[str, list[ActionEvent]] = {}
    for event in session.exec(statement):
        events.setdefault(event.action_id, []).append(event)
    return events


def events_of_action(session: Session, action_id: str) -> list[ActionEvent]:
    """The events of one action, in the order in which they were appended."""
    statement = select(ActionEvent).where(ActionEvent.action_id == action_id).order_by(col(ActionEvent.id))
    return list(session.exec(statement))


def action_seen(session: Session, action_id: str, countries: Collection[str]) -> tuple[Action, str, str] | None:
    """An action with its assessment's country and time zone, if it lies in one of the countries (`*`: any)."""
    statement = (
        select(Action, ASSESSMENT.c.country, ASSESSMENT.c.time_zone)
        .join(ASSESSMENT, ASSESSMENT.c.id == col(Action.assessment_id))
        .where(Action.id == action_id, seen_from(countries))
        .execution_options(populate_existing=True)
    )
    found = session.exec(statement).one_or_none()
    return (found[0], found[1], found[2]) if found else None


def is_adopted(session: Session, assessment_id: str, recommendation: str) -> bool:
    """Whether a recommendation has become an action already."""
    statement = select(Action.id).where(Action.assessment_id == assessment_id, Action.recommendation == recommendation)
    return session.exec(statement).first() is not None


def count_of_area(session: Session, assessment_id: str, area: str) -> int:
    """How many actions an area has; none is ever removed, so it numbers the next."""
    statement = select(func.count(col(Action.id))).where(Action.assessment_id == assessment_id, Action.area == area)
    return session.exec(statement).one()


def add_action(session: Session, action: Action) -> None:
    """Add an action."""
    session.add(action)
    session.flush()


def append_event(session: Session, event: ActionEvent) -> None:
    """Append an event."""
    session.add(event)
    session.flush()
