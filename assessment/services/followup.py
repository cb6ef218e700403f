"""Follow-up: adopt a recommendation as an action, edit it, report progress; state and rates are folds of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.methodology.advice_decisions import worded
from assessment.methodology.followup import (
    STATUSES,
    ActionState,
    Rates,
    Status,
    implementation_rates,
)
from assessment.methodology.instrument import Advice
from assessment.methodology.recommendations import Recommendation
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.action_fields import value_of
from assessment.services.action_views import ActionView, HistoryEntry, view_of
from assessment.services.advice import CHANGED_MEANWHILE as DECIDED_MEANWHILE
from assessment.services.advice_bench import standings_in
from assessment.services.assessments import AssessmentView
from assessment.services.texts import kept_text
from assessment.storage import decisions
from assessment.storage import followup as storage
from assessment.storage.tables import Action, ActionEvent
from assessment.storage.tables.followup import EventKind

__all__ = [
    "ALL",
    "ActionView",
    "HistoryEntry",
    "action_of",
    "actions_of",
    "adopt",
    "edit_action",
    "rates_of",
    "report_progress",
]

ALL = "ALL"
CHANGED_MEANWHILE = N_("Somebody else changed this action first. Look at it again, then make your change.")


def adopt(
    session: Session, access: Access, assessment: AssessmentView, recommendation: Recommendation, *, now: datetime
) -> str:
    """Make a recommendation an action, in the questionnaire's language with what the analysts wrote anew.

    Returns the action's identity.

    Raises:
        NotAllowed: the person is not an analyst in the country.
        NotFound: neither the questionnaire nor the analysts have such a recommendation.
        Conflict: it was adopted already, or rejected since it was looked up.
    """
    _check_role(access, assessment.country, "analyst")
    decisions.decide_in_turn(session, assessment.id)
    advice = _advice(session, assessment, recommendation.advice.code)
    if storage.is_adopted(session, assessment.id, advice.code):
        raise Conflict(N_("This recommendation was adopted already."))
    number = storage.count_of_area(session, assessment.id, advice.area) + 1
    action = Action(
        assessment_id=assessment.id,
        code=f"{advice.area}-A{number:02d}",
        area=advice.area,
        recommendation=advice.code,
        action=advice.action,
        expected_result=advice.expected_result,
        priority=recommendation.priority,
        time_frame=advice.time_frame,
        lead=advice.lead,
        contributors=list(advice.contributors),
        partners=list(advice.partners),
        measure=advice.measure,
        unit=advice.unit,
        baseline=advice.baseline or "",
        target=advice.target,
        adopted_at=now,
        adopted_by=access.name,
    )
    try:
        storage.add_action(session, action)
    except IntegrityError:
        session.rollback()
        raise Conflict(N_("This recommendation was adopted already.")) from None
    _append(session, access, action.id, kind="adopted", status="not_started", now=now)
    session.commit()
    return action.id


def edit_action(
    session: Session,
    access: Access,
    action_id: str,
    *,
    version_id: int,
    changes: Mapping[str, object],
    now: datetime,
) -> None:
    """Change fields of an action and append what changed to its history; the same values again change nothing.

    Raises:
        NotFound: there is no such action in the person's countries.
        NotAllowed: the person is not an analyst there.
        Conflict: the action is no longer at `version_id`; nothing was stored.
        InvalidInput: a field cannot be edited, or its value cannot be used.
    """
    action, country, _ = _seen(session, access, action_id)
    _check_role(access, country, "analyst")
    if action.version_id != version_id:
        raise Conflict(CHANGED_MEANWHILE)
    wanted = {name: value_of(name, value) for name, value in changes.items()}
    changed = {name: [getattr(action, name), value] for name, value in wanted.items() if getattr(action, name) != value}
    if not changed:
        return
    for name, (_, value) in changed.items():
        setattr(action, name, value)
    if action.starts_on and action.due_on and action.due_on < action.starts_on:
        session.rollback()
        raise InvalidInput(N_("The due date lies before the start."))
    plain = {name: [_plain(before), _plain(after)] for name, (before, after) in changed.items()}
    try:
        _append(session, access, action.id, kind="edited", changes=plain, now=now)
        session.commit()
    except StaleDataError:
        session.rollback()
        raise Conflict(CHANGED_MEANWHILE) from None


def report_progress(
    session: Session,
    access: Access,
    action_id: str,
    *,
    status: Status,
    per_cent: float | None = None,
    note: str = "",
    evidence: str = "",
    now: datetime,
) -> None:
    """Append the status of an action from now on; `per_cent` 0..100 only while under way.

    Raises:
        NotFound: there is no such action in the person's countries.
        NotAllowed: the person is neither focal point nor analyst there.
        InvalidInput: unknown status, per cent out of place, dropped without a reason, completed without evidence,
            or a text is too long.
    """
    _, country, _ = _seen(session, access, action_id)
    _check_role(access, country, "focal_point", "analyst")
    note, evidence = kept_text(note), kept_text(evidence)
    _check_progress(status, per_cent, note, evidence)
    _append(
        session,
        access,
        action_id,
        kind="progress",
        status=status,
        per_cent=per_cent,
        note=note,
        evidence=evidence,
        now=now,
    )
    session.commit()


def actions_of(session: Session, assessment: AssessmentView, now: datetime) -> list[ActionView]:
    """The action matrix as it stands, area by area in the order of the codes."""
    events = storage.events_of(session, assessment.id)
    today = now.astimezone(ZoneInfo(assessment.time_zone)).date()
    areas = list(assessment.instrument.area_of)
    views = [view_of(action, events.get(action.id, []), today) for action in storage.actions_of(session, assessment.id)]
    return sorted(views, key=lambda view: areas.index(view.area) if view.area in areas else len(areas))


def action_of(session: Session, access: Access, action_id: str, now: datetime) -> ActionView:
    """One action as it stands.

    Raises:
        NotFound: there is no such action in the person's countries.
    """
    action, _, time_zone = _seen(session, access, action_id)
    return view_of(action, storage.events_of_action(session, action_id), now.astimezone(ZoneInfo(time_zone)).date())


def rates_of(actions: Sequence[ActionView]) -> dict[str, Rates]:
    """The three named rates by area, and over all under `ALL`."""
    states = {action.id: ActionState(action.status, action.per_cent, action.since) for action in actions}
    areas = dict.fromkeys(action.area for action in actions)
    rates = {
        area: implementation_rates([states[action.id] for action in actions if action.area == area]) for area in areas
    }
    return {ALL: implementation_rates(list(states.values()))} | rates


def _seen(session: Session, access: Access, action_id: str) -> tuple[Action, str, str]:
    found = storage.action_seen(session, action_id, access.countries)
    if found is None:
        raise NotFound(N_("There is no such action."))
    return found


def _check_role(access: Access, country: str, *roles: str) -> None:
    if not access.may(country, *roles):
        raise NotAllowed(N_("Your role in this country does not include this."))


def _advice(session: Session, assessment: AssessmentView, code: str) -> Advice:
    """The recommendation in the questionnaire's language: whoever reads it in another one gets it translated."""
    instrument, standings = assessment.instrument, standings_in(session, assessment)
    advice = worded(instrument, standings, instrument.language).get(code)
    if advice is None:
        raise NotFound(N_("There is no such recommendation."))
    if standings.of(code).state == "rejected":
        raise Conflict(DECIDED_MEANWHILE)
    return advice


def _check_progress(status: Status, per_cent: float | None, note: str, evidence: str) -> None:
    if status not in STATUSES:
        raise InvalidInput(N_("Choose one of the states."))
    if per_cent is not None and (status != "under_way" or not 0 <= per_cent <= 100):
        raise InvalidInput(N_("Give a per cent from 0 to 100, and only while the action is under way."))
    if status == "dropped" and not note:
        raise InvalidInput(N_("Say why the action is dropped."))
    if status == "completed" and not (note or evidence):
        raise InvalidInput(N_("Say what shows that the action is completed, in law and in practice."))


def _append(
    session: Session,
    access: Access,
    action_id: str,
    *,
    kind: EventKind,
    now: datetime,
    status: Status | None = None,
    per_cent: float | None = None,
    note: str = "",
    evidence: str = "",
    changes: dict[str, Any] | None = None,
) -> None:
    event = ActionEvent(
        action_id=action_id,
        happened_at=now,
        person_id=access.user_id or None,
        person_name=access.name,
        kind=kind,
        status=status,
        per_cent=per_cent,
        note=note,
        evidence=evidence,
        changes=changes or {},
    )
    storage.append_event(session, event)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
