"""Follow-up: folded events and the three named rates (DESIGN § 2, rule 18)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from assessment.methodology.followup import (
    ActionState,
    ProgressEvent,
    implementation_rates,
    is_overdue,
    state_of,
)


def reported(day: int, status, per_cent=None) -> ProgressEvent:
    return ProgressEvent(datetime(2026, 1, day, tzinfo=UTC), status, per_cent)


def test_an_action_nobody_reported_on_is_not_started():
    assert state_of([]).status == "not_started"


def test_the_newest_event_decides_whatever_order_they_arrive_in():
    assert (
        state_of([reported(3, "completed"), reported(1, "planned"), reported(2, "under_way", 40)]).status == "completed"
    )


def test_a_status_holds_since_it_was_first_reported():
    events = [reported(1, "under_way", 10), reported(2, "under_way", 60)]
    assert state_of(events) == ActionState("under_way", 60, datetime(2026, 1, 1, tzinfo=UTC))


def test_per_cent_belongs_to_work_under_way():
    assert state_of([reported(1, "on_hold", 60)]).per_cent is None


def test_the_three_rates_are_counted_over_what_is_not_dropped():
    states = [
        ActionState("completed"),
        ActionState("under_way", 50),
        ActionState("under_way", None),
        ActionState("on_hold"),
        ActionState("dropped"),
    ]
    rates = implementation_rates(states)
    assert (rates.completed, rates.under_way_or_completed, rates.weighted_progress) == (25, 75, 37.5)
    assert (rates.total, rates.dropped) == (4, 1)


@pytest.mark.parametrize("states", [[], [ActionState("dropped")]])
def test_without_actions_there_is_no_rate(states):
    """S8"""
    assert implementation_rates(states).completed is None


@pytest.mark.parametrize(
    ("status", "due", "overdue"),
    [
        ("under_way", date(2026, 1, 30), True),
        ("under_way", date(2026, 1, 31), False),
        ("on_hold", date(2026, 1, 1), True),
        ("completed", date(2026, 1, 1), False),
        ("dropped", date(2026, 1, 1), False),
        ("planned", None, False),
    ],
)
def test_only_open_actions_are_overdue(status, due, overdue):
    assert is_overdue(ActionState(status), due, date(2026, 1, 31)) is overdue
