"""After closing staff still type in answers, marked as late, until nobody may withdraw any more; respondents do not."""

from datetime import timedelta

import pytest

from assessment.errors import NotAllowed
from assessment.services import batches, entry, fieldwork
from assessment.services.monitor import monitor_of
from assessment.services.open_data import is_settled
from tests.builders import NOW, YES, a_sitting, access_to, an_assessment
from tests.services.test_batches import a_submission

ANALYST = access_to("SEN", "analyst")
LATE_DAYS = 30


def at_the_end_of(assessment, days):
    """Some hours into the day that lies so many days after the last one."""
    return NOW + timedelta(days=(assessment.last_day - NOW.date()).days + days)


def entered(session, assessment, now):
    whole = {"way": "paper", "group": "BIZ", "role": "", "institution": "", "language": "fr"}
    identity = entry.begin(session, ANALYST, assessment, **whole, now=now, late_days=LATE_DAYS)
    sitting, _ = entry.entry_of(session, ANALYST, assessment, identity, now, late_days=LATE_DAYS)
    saved = entry.keep(session, ANALYST, sitting, {"PAY_01": YES}, attributes={"size": "small"}, sources={}, now=now)
    entry.send(session, saved.sitting, attribution="", quotable=False, now=now)


def test_paper_that_came_late_is_entered_and_counted_as_late(session):
    assessment = an_assessment(session)
    entered(session, assessment, NOW)
    now = at_the_end_of(assessment, LATE_DAYS)
    entered(session, assessment, now)
    monitor = monitor_of(session, ANALYST, assessment, now)
    assert (monitor.total.submitted, monitor.late) == (2, 1)


def test_a_batch_that_came_late_is_taken_in(session):
    assessment = an_assessment(session)
    now = at_the_end_of(assessment, LATE_DAYS)
    assert batches.take_in(session, assessment, [a_submission()], now=now, late_days=LATE_DAYS) == (1, [])


def test_once_nobody_may_withdraw_nothing_is_entered_or_left_behind(session):
    assessment = an_assessment(session)
    now = at_the_end_of(assessment, LATE_DAYS + 1)
    with pytest.raises(NotAllowed):
        entered(session, assessment, now)
    assert monitor_of(session, ANALYST, assessment, now).total.invited == 0


def test_before_the_opening_date_nothing_is_entered_either(session):
    assessment = an_assessment(session)
    before = NOW - timedelta(days=(NOW.date() - assessment.opens_on).days + 2)
    with pytest.raises(NotAllowed):
        entered(session, assessment, before)


def test_respondents_change_nothing_after_closing(session):
    assessment = an_assessment(session)
    sitting = a_sitting(session, assessment)
    with pytest.raises(NotAllowed):
        fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=at_the_end_of(assessment, 1))


def test_open_data_wait_until_nothing_can_come_or_go(session):
    assessment = an_assessment(session)
    assert not is_settled(assessment, at_the_end_of(assessment, LATE_DAYS), LATE_DAYS)
    assert is_settled(assessment, at_the_end_of(assessment, LATE_DAYS + 1), LATE_DAYS)
