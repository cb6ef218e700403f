"""Follow-up: fold appended events into a state, and count the three named implementation rates (rule 18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Status = Literal["not_started", "planned", "under_way", "completed", "on_hold", "dropped"]
STATUSES: tuple[Status, ...] = ("not_started", "planned", "under_way", "completed", "on_hold", "dropped")
OPEN: frozenset[Status] = frozenset({"not_started", "planned", "under_way", "on_hold"})


@dataclass(frozen=True)
class ProgressEvent:
    """One report on an action: its status from then on; `per_cent` 0..100 only while under way."""

    happened_at: datetime
    status: Status
    per_cent: float | None = None
    person: str = ""
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class ActionState:
    """Where an action stands: the fold of its events, newest status first in force."""

    status: Status = "not_started"
    per_cent: float | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Rates:
    """The three named implementation rates of a set of actions, 0..100, or none without actions.

    `total` counts the actions that are not dropped: the denominator of all three.
    """

    completed: float | None
    under_way_or_completed: float | None
    weighted_progress: float | None
    total: int
    dropped: int = 0


def state_of(events: Iterable[ProgressEvent]) -> ActionState:
    """The state after all events, whatever order they arrive in; ties keep the order given."""
    state = ActionState()
    for event in sorted(events, key=lambda event: event.happened_at):
        since = state.since if event.status == state.status and state.since else event.happened_at
        state = ActionState(event.status, event.per_cent if event.status == "under_way" else None, since)
    return state


def is_overdue(state: ActionState, due: date | None, today: date) -> bool:
    """Whether an action still open has passed its due date."""
    return due is not None and state.status in OPEN and due < today


def implementation_rates(states: Sequence[ActionState]) -> Rates:
    """Completed; under way or completed; weighted progress: over all actions not dropped.

    Weighted progress is the mean of 1 if completed, the reported per cent if under way (none reported counts 0),
    else 0. An action on hold stays in the denominator.
    """
    counted = [state for state in states if state.status != "dropped"]
    dropped = len(states) - len(counted)
    if not counted:
        return Rates(None, None, None, 0, dropped)
    completed = sum(state.status == "completed" for state in counted)
    under_way = sum(state.status == "under_way" for state in counted)
    progress = sum(_progress(state) for state in counted)
    share = 100 / len(counted)
    return Rates(completed * share, (completed + under_way) * share, progress * share, len(counted), dropped)


def _progress(state: ActionState) -> float:
    if state.status == "completed":
        return 1.0
    return (state.per_cent or 0.0) / 100 if state.status == "under_way" else 0.0
