"""Following up: adopting, editing, reporting progress, and what is folded from it."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.services import followup
from tests.builders import NOW, a_recommendation, access_to, an_assessment, later

ANALYST = access_to("SEN", "analyst")
FOCAL_POINT = access_to("SEN", "focal_point")


@pytest.fixture
def assessment(session):
    return an_assessment(session)


@pytest.fixture
def action_id(session, assessment):
    return followup.adopt(session, ANALYST, assessment, a_recommendation(), now=NOW)


def state(session, action_id, now=NOW):
    return followup.action_of(session, ANALYST, action_id, now)


def test_an_adopted_recommendation_is_an_action_that_has_not_started(session, action_id):
    action = state(session, action_id)
    assert (action.code, action.recommendation, action.status) == ("PAY-A01", "PAY-R01", "not_started")
    assert (action.lead, action.contributors, action.partners) == ("Central bank", ("Banks",), ("UNCTAD",))
    assert [entry.kind for entry in action.history] == ["adopted"]


def test_an_action_takes_the_priority_that_was_computed(session, action_id):
    assert state(session, action_id).priority == "medium"


def test_an_action_is_kept_in_its_authors_words_whatever_language_it_was_read_in(session, assessment):
    read = a_recommendation()
    french = replace(read, advice=read.advice.model_copy(update={"action": "Baisser les frais"}))
    action_id = followup.adopt(session, ANALYST, assessment, french, now=NOW)
    assert state(session, action_id).action == "Lower the fees of online payments"


def test_a_recommendation_is_adopted_once(session, assessment, action_id):
    with pytest.raises(Conflict):
        followup.adopt(session, ANALYST, assessment, a_recommendation(), now=NOW)
    assert len(followup.actions_of(session, assessment, NOW)) == 1


def test_actions_of_an_area_are_numbered(session, assessment, action_id):
    followup.adopt(session, ANALYST, assessment, a_recommendation("PAY-R02"), now=NOW)
    assert [action.code for action in followup.actions_of(session, assessment, NOW)] == ["PAY-A01", "PAY-A02"]


def test_a_focal_point_does_not_adopt(session, assessment):
    with pytest.raises(NotAllowed):
        followup.adopt(session, FOCAL_POINT, assessment, a_recommendation(), now=NOW)


def test_an_edit_is_kept_with_what_was_before(session, action_id):
    changes = {"lead": "Ministry of trade", "due_on": date(2026, 12, 31), "contributors": ["Banks", " ", "Post"]}
    followup.edit_action(session, ANALYST, action_id, version_id=1, changes=changes, now=NOW)
    action = state(session, action_id)
    assert (action.lead, action.due_on, action.contributors) == (
        "Ministry of trade",
        date(2026, 12, 31),
        ("Banks", "Post"),
    )
    assert action.history[-1].changes == {
        "lead": ("Central bank", "Ministry of trade"),
        "due_on": (None, "2026-12-31"),
        "contributors": (["Banks"], ["Banks", "Post"]),
    }


def test_an_edit_of_an_older_version_changes_nothing(session, action_id):
    """D11."""
    followup.edit_action(session, ANALYST, action_id, version_id=1, changes={"lead": "Post"}, now=NOW)
    with pytest.raises(Conflict):
        followup.edit_action(session, ANALYST, action_id, version_id=1, changes={"lead": "Bank"}, now=NOW)
    assert state(session, action_id).lead == "Post"


def test_two_edits_at_the_same_moment_do_not_overwrite_each_other(database, session, action_id):
    """D11: the second finds the version gone when it is about to write."""
    with database.reading() as other:
        version_id = state(other, action_id).version_id
    followup.edit_action(session, ANALYST, action_id, version_id=version_id, changes={"cost": "1"}, now=NOW)
    with database.writing() as other, pytest.raises(Conflict):
        followup.edit_action(other, ANALYST, action_id, version_id=version_id, changes={"cost": "2"}, now=NOW)


def test_the_same_values_again_leave_no_trace(session, action_id):
    followup.edit_action(session, ANALYST, action_id, version_id=1, changes={"lead": " Central bank "}, now=NOW)
    assert len(state(session, action_id).history) == 1


@pytest.mark.parametrize(
    "changes",
    [{"code": "PAY-A99"}, {"action": " "}, {"priority": "urgent"}, {"due_on": "soon"}, {"contributors": "Banks"}],
    ids=lambda changes: next(iter(changes)),
)
def test_an_edit_that_cannot_be_used_changes_nothing(session, action_id, changes):
    with pytest.raises(InvalidInput):
        followup.edit_action(session, ANALYST, action_id, version_id=1, changes={"lead": "Post", **changes}, now=NOW)
    assert state(session, action_id).lead == "Central bank"


def test_a_due_date_before_the_start_is_refused(session, action_id):
    days = {"starts_on": date(2026, 9, 1), "due_on": date(2026, 8, 31)}
    with pytest.raises(InvalidInput):
        followup.edit_action(session, ANALYST, action_id, version_id=1, changes=days, now=NOW)


def test_progress_is_the_newest_report_and_the_history_keeps_all(session, action_id):
    for per_cent in (20, 60):
        followup.report_progress(
            session,
            FOCAL_POINT,
            action_id,
            status="under_way",
            per_cent=per_cent,
            note="Draft",
            now=later(days=per_cent),
        )
    action = state(session, action_id)
    assert (action.status, action.per_cent, action.since) == ("under_way", 60, later(days=20))
    assert [entry.per_cent for entry in action.history] == [None, 20, 60]


@pytest.mark.parametrize(
    "report",
    [
        {"status": "finished"},
        {"status": "planned", "per_cent": 10},
        {"status": "under_way", "per_cent": 101},
        {"status": "dropped"},
        {"status": "completed", "note": " "},
    ],
    ids=str,
)
def test_a_report_that_says_too_little_or_too_much_is_refused(session, action_id, report):
    with pytest.raises(InvalidInput):
        followup.report_progress(session, FOCAL_POINT, action_id, **report, now=NOW)


def test_a_viewer_does_not_report_progress(session, action_id):
    with pytest.raises(NotAllowed):
        followup.report_progress(session, access_to("SEN", "viewer"), action_id, status="planned", now=NOW)


def test_an_action_of_another_country_is_not_found(session, action_id):
    """I2."""
    stranger = access_to("WSM", "admin")
    with pytest.raises(NotFound):
        followup.action_of(session, stranger, action_id, NOW)
    with pytest.raises(NotFound):
        followup.edit_action(session, stranger, action_id, version_id=1, changes={"lead": "x"}, now=NOW)
    with pytest.raises(NotFound):
        followup.report_progress(session, stranger, action_id, status="planned", now=NOW)


def test_an_action_is_overdue_when_its_day_has_passed_where_the_country_is(session):
    samoa = an_assessment(session, country="WSM", time_zone="Pacific/Apia")
    analyst = access_to("WSM", "analyst")
    action_id = followup.adopt(session, analyst, samoa, a_recommendation(), now=NOW)
    changes = {"due_on": date(2026, 6, 15)}
    followup.edit_action(session, analyst, action_id, version_id=1, changes=changes, now=NOW)
    overdue = [followup.action_of(session, analyst, action_id, later(hours=hour)).overdue for hour in (1, 2)]
    assert overdue == [False, True]


def test_the_three_rates_are_given_by_area_and_over_all(session, assessment, action_id):
    other = followup.adopt(session, ANALYST, assessment, a_recommendation("PAY-R02"), now=NOW)
    followup.report_progress(session, FOCAL_POINT, action_id, status="completed", evidence="Law 12", now=NOW)
    followup.report_progress(session, FOCAL_POINT, other, status="under_way", per_cent=50, now=NOW)
    rates = followup.rates_of(followup.actions_of(session, assessment, NOW))
    assert set(rates) == {"ALL", "PAY"}
    assert (rates["ALL"].completed, rates["ALL"].under_way_or_completed) == (50, 100)
    assert rates["PAY"].weighted_progress == 75
