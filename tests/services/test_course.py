"""The course of an assessment: what is agreed with the country, and the work plan stage by stage."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.errors import Conflict, InvalidInput, NotAllowed
from assessment.methodology.course import STAGES, StagePlan
from assessment.services import fieldwork
from assessment.services.assessments import assessment_by_id
from assessment.services.course import agree_scope, course_of, plan_stage, scope_of, stage_of
from tests.builders import NOW, YES, a_sitting, access_to, an_assessment, later

ANALYST = access_to("SEN", "analyst")
TODAY = NOW.date()


def planned(session, assessment, code, version_id=0, **plan):
    stage = stage_of(session, assessment, code, NOW)
    plan_stage(session, ANALYST, assessment, stage, StagePlan(**plan), version_id=version_id, now=NOW)
    return stage_of(session, assessment, code, NOW)


def agreed(session, assessment, version_id=0, **changes):
    agreement = replace(scope_of(session, assessment).agreement, **changes)
    agree_scope(session, ANALYST, assessment, agreement, version_id=version_id, now=NOW)
    return assessment_by_id(session, assessment.id)


def test_a_course_has_every_stage_in_order(session):
    assert tuple(stage.code for stage in course_of(session, an_assessment(session), NOW)) == STAGES


@pytest.mark.parametrize(
    ("plan", "state"),
    [
        ({}, "not_begun"),
        ({"starts_on": TODAY + timedelta(1)}, "not_begun"),
        ({"starts_on": TODAY}, "under_way"),
        ({"due_on": TODAY}, "not_begun"),
        ({"due_on": TODAY - timedelta(1)}, "late"),
        ({"due_on": TODAY - timedelta(1), "done_on": TODAY}, "done"),
    ],
)
def test_the_state_of_a_stage_follows_from_its_dates_and_its_mark(session, plan, state):
    assert planned(session, an_assessment(session), "desk", **plan).state == state


def test_a_stage_keeps_who_answers_for_it_and_who_said_so(session):
    stage = planned(session, an_assessment(session), "validation", person="Awa Diop", note="In Dakar")
    assert (stage.plan.person, stage.plan.note, stage.changed_by) == ("Awa Diop", "In Dakar", "Awa Diop")


def test_the_fieldwork_has_the_dates_of_the_questionnaire(session):
    assessment = an_assessment(session)
    stage = planned(session, assessment, "fieldwork", starts_on=date(2020, 1, 1), person="Awa")
    assert (stage.plan.starts_on, stage.plan.due_on) == (assessment.opens_on, assessment.closes_on)
    assert (stage.state, stage.plan.person) == ("under_way", "Awa")


def test_two_who_plan_the_same_stage_do_not_overwrite_each_other(session):
    assessment = an_assessment(session)
    planned(session, assessment, "draft", person="Awa")
    with pytest.raises(Conflict):
        planned(session, assessment, "draft", version_id=0, person="Moussa")
    assert planned(session, assessment, "draft", version_id=1, person="Moussa").plan.person == "Moussa"


def test_days_in_the_wrong_order_are_refused(session):
    assessment = an_assessment(session)
    with pytest.raises(InvalidInput):
        planned(session, assessment, "draft", starts_on=TODAY, due_on=TODAY - timedelta(1))
    with pytest.raises(InvalidInput):
        planned(session, assessment, "draft", done_on=TODAY + timedelta(1))


def test_only_an_analyst_plans(session):
    assessment = an_assessment(session)
    stage, viewer = stage_of(session, assessment, "draft", NOW), access_to("SEN", "viewer")
    with pytest.raises(NotAllowed):
        plan_stage(session, viewer, assessment, stage, StagePlan(), version_id=0, now=NOW)
    with pytest.raises(NotAllowed):
        agree_scope(session, viewer, assessment, scope_of(session, assessment).agreement, version_id=0, now=NOW)


def test_what_is_agreed_with_the_country_decides_how_results_are_shown(session):
    assessment = an_assessment(session)
    changed = agreed(session, assessment, theme="Small firms", areas=("PAY",), results_shown="internal")
    assert changed.results_shown == "internal"
    scope = scope_of(session, changed)
    assert (scope.agreement.theme, scope.agreement.areas, scope.version_id) == ("Small firms", ("PAY",), 1)


def test_two_who_change_the_scope_do_not_overwrite_each_other(session):
    assessment = an_assessment(session)
    agreed(session, assessment, theme="Small firms")
    with pytest.raises(Conflict):
        agreed(session, assessment, results_shown="published")
    assert assessment_by_id(session, assessment.id).results_shown == "bands"


def test_a_language_in_which_somebody_was_asked_stays(session):
    assessment = an_assessment(session)
    a_sitting(session, assessment, language="fr")
    with pytest.raises(InvalidInput):
        agreed(session, assessment, languages=("en",))
    assert agreed(session, assessment, languages=("fr", "ar")).languages == ("fr", "ar")


def test_links_work_through_the_days_of_grace_while_people_are_told_the_closing_date(session):
    assessment = an_assessment(session, grace_days=3)
    sitting = a_sitting(session, assessment)
    in_grace, over = later(days=17), later(days=19)
    assert (assessment.closes_on, assessment.is_in_grace(in_grace)) == (date(2026, 6, 30), True)
    kept = fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=in_grace)
    assert kept.answers == {"PAY_01": YES}
    with pytest.raises(NotAllowed):
        fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=over)


def test_without_grace_the_closing_date_closes(session):
    assessment = an_assessment(session)
    assert not assessment.is_open(later(days=17))
    assert agreed(session, assessment, grace_days=3).is_open(later(days=17))
