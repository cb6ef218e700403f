"""After closing staff still type in answers, marked as late, until the report is issued; respondents do not."""

from datetime import timedelta

import pytest

from assessment.errors import NotAllowed
from assessment.services import attendance, batches, entry, fieldwork
from assessment.services.monitor import monitor_of
from tests.builders import NOW, YES, a_sitting, access_to, an_assessment, issue_report, later
from tests.services.test_batches import a_submission

ANALYST = access_to("SEN", "analyst")
LATE = later(days=60)
ISSUED = later(days=62)


def begun(session, assessment, now):
    whole = {"way": "paper", "group": "BIZ", "role": "", "institution": "", "language": "fr"}
    identity = entry.begin(session, ANALYST, assessment, **whole, now=now)
    return entry.entry_of(session, ANALYST, assessment, identity, now)[0]


def kept(session, sitting, now):
    return entry.keep(session, ANALYST, sitting, {"PAY_01": YES}, attributes={"size": "small"}, sources={}, now=now)


def entered(session, assessment, now):
    saved = kept(session, begun(session, assessment, now), now)
    entry.send(session, saved.sitting, attribution="", quotable=False, now=now)


def test_paper_that_came_late_is_entered_and_counted_as_late(session):
    assessment = an_assessment(session)
    entered(session, assessment, NOW)
    entered(session, assessment, LATE)
    monitor = monitor_of(session, ANALYST, assessment, LATE)
    assert (monitor.total.submitted, monitor.late) == (2, 1)


def test_a_batch_that_came_late_is_taken_in(session):
    assessment = an_assessment(session)
    assert batches.take_in(session, assessment, [a_submission()], now=LATE) == (1, [])


def test_once_the_report_is_issued_nothing_is_entered_or_left_behind(session):
    """I3: neither one by one nor as a batch, and no response begun before goes on."""
    assessment = an_assessment(session)
    draft = begun(session, assessment, LATE)
    issue_report(session, assessment)
    for deed in (
        lambda: begun(session, assessment, ISSUED),
        lambda: kept(session, draft, ISSUED),
        lambda: entry.send(session, draft, attribution="", quotable=False, now=ISSUED),
        lambda: batches.take_in(session, assessment, [a_submission()], now=ISSUED),
    ):
        with pytest.raises(NotAllowed, match="report is issued"):
            deed()
    total = monitor_of(session, ANALYST, assessment, ISSUED).total
    assert (total.invited, total.submitted) == (1, 0)


def test_once_the_report_is_issued_no_response_is_opened_again(session):
    assessment = an_assessment(session)
    entered(session, assessment, NOW)
    issue_report(session, assessment)
    (sent,) = attendance.attendance_of(session, assessment).respondents
    with pytest.raises(NotAllowed):
        attendance.reopen(session, ANALYST, sent.response_id, now=ISSUED)
    assert attendance.attendance_of(session, assessment).submitted == 1


def test_before_the_opening_date_nothing_is_entered_either(session):
    assessment = an_assessment(session)
    before = NOW - timedelta(days=(NOW.date() - assessment.opens_on).days + 2)
    with pytest.raises(NotAllowed):
        entered(session, assessment, before)


def test_respondents_change_nothing_after_closing(session):
    assessment = an_assessment(session)
    sitting = a_sitting(session, assessment)
    with pytest.raises(NotAllowed):
        fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=LATE)
