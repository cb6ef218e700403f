"""Actions as people see them: what is kept, with the state and history that their events fold into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from assessment.methodology.followup import ProgressEvent, Status, is_overdue, state_of
from assessment.storage.tables import Action, ActionEvent
from assessment.storage.tables.followup import EventKind, Priority, TimeFrame

COPIED = (
    "id", "assessment_id", "code", "area", "recommendation", "action", "expected_result", "priority", "time_frame",
    "lead", "measure", "unit", "baseline", "target", "cost", "starts_on", "due_on", "adopted_at", "adopted_by",
    "version_id",
)  # fmt: skip


@dataclass(frozen=True)
class HistoryEntry:
    """One thing that happened to an action; `changes` maps a field to what it was and what it became."""

    happened_at: datetime
    person_name: str
    kind: EventKind
    status: Status | None
    per_cent: float | None
    note: str
    evidence: str
    changes: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class ActionView:
    """One line of the action matrix as it stands: status, per cent and history are folded from its events.

    Texts are as adopted (in the questionnaire's language) or as edited since. `version_id` goes back with an edit.
    """

    id: str
    assessment_id: str
    code: str
    area: str
    recommendation: str | None
    action: str
    expected_result: str
    priority: Priority
    time_frame: TimeFrame
    lead: str
    contributors: tuple[str, ...]
    partners: tuple[str, ...]
    measure: str
    unit: str
    baseline: str
    target: str
    cost: str
    starts_on: date | None
    due_on: date | None
    adopted_at: datetime
    adopted_by: str
    version_id: int
    status: Status
    per_cent: float | None
    since: datetime | None
    overdue: bool
    history: tuple[HistoryEntry, ...]


def view_of(action: Action, events: Sequence[ActionEvent], today: date) -> ActionView:
    """An action with its events, the oldest first, as it stands on a day."""
    history = tuple(_entry(event) for event in events)
    state = state_of(
        ProgressEvent(entry.happened_at, entry.status, entry.per_cent) for entry in history if entry.status is not None
    )
    fields = {name: getattr(action, name) for name in COPIED}
    return ActionView(
        **fields,
        contributors=tuple(action.contributors),
        partners=tuple(action.partners),
        status=state.status,
        per_cent=state.per_cent,
        since=state.since,
        overdue=is_overdue(state, action.due_on, today),
        history=history,
    )


def _entry(event: ActionEvent) -> HistoryEntry:
    return HistoryEntry(
        happened_at=event.happened_at,
        person_name=event.person_name,
        kind=cast(EventKind, event.kind),
        status=cast("Status | None", event.status),
        per_cent=event.per_cent,
        note=event.note,
        evidence=event.evidence,
        changes={name: (before, after) for name, (before, after) in event.changes.items()},
    )
