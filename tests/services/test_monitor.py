"""The response monitor: expected against received, how fast, what stays without an answer, who is missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.services import fieldwork
from assessment.services.anonymity import open_anonymously
from assessment.services.monitor import monitor_of
from tests.builders import DONT_KNOW, NOW, YES, a_sitting, access_to, an_assessment, later

ANALYST, VIEWER = access_to("SEN", "analyst"), access_to("SEN", "viewer")


def answered(session, assessment, answers, when=NOW, **changes):
    return fieldwork.record_answers(session, a_sitting(session, assessment, **changes), answers, now=when)


def sent(session, assessment, answers, minutes=0, when=NOW, **changes):
    sitting = answered(session, assessment, answers, when, **changes)
    if minutes:
        sitting = fieldwork.record_answers(
            session, sitting, {"PAY_03": DONT_KNOW}, now=when + timedelta(minutes=minutes)
        )
    fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=when + timedelta(minutes=minutes))


def monitored(session, assessment, access=ANALYST, now=NOW):
    return monitor_of(session, access, assessment, now)


def test_groups_and_roles_tell_what_was_expected_and_what_came(session):
    assessment = an_assessment(session, register={"PUB": 10})
    sent(session, assessment, {"PAY_01": YES}, group="PUB", role="trade", institution="Customs")
    answered(session, assessment, {"PAY_01": YES})
    (public, (trade,)), (business, none) = monitored(session, assessment).groups
    assert (public.expected, public.invited, public.submitted, public.received) == (10, 1, 1, 10)
    assert (trade.role, trade.expected, trade.submitted) == ("trade", 1, 1)
    assert (business.expected, business.started, business.received, none) == (1, 1, 0, ())


def test_an_area_counts_those_asked_about_it_and_those_who_sent_answers_to_it(session):
    assessment = an_assessment(session)
    sent(session, assessment, {"PAY_01": YES}, group="PUB", role="trade")
    sent(session, assessment, {"PAY_01": YES})
    answered(session, assessment, {"PAY_01": YES})
    payments, laws = monitored(session, assessment).areas
    assert (payments.expected, payments.received) == (3, 2)
    assert (laws.expected, laws.received, laws.completeness) == (1, 0, 0)


def test_completeness_is_the_share_of_questions_asked_that_have_an_answer(session):
    assessment = an_assessment(session)
    answered(session, assessment, {"PAY_02": YES, "PAY_07": DONT_KNOW, "PAY_03": DONT_KNOW, "PAY_06": DONT_KNOW})
    assert monitored(session, assessment).total.completeness == 50


def test_the_median_time_runs_from_first_to_last_change(session):
    assessment = an_assessment(session)
    for minutes in (2, 4, 6, 8, 60):
        sent(session, assessment, {"PAY_01": YES}, minutes)
    assert monitored(session, assessment).median_time == timedelta(minutes=6)


def test_there_is_no_median_of_fewer_than_five(session):
    assessment = an_assessment(session)
    for _ in range(4):
        sent(session, assessment, {"PAY_01": YES}, 5)
    found = monitored(session, assessment)
    assert (found.median_time, found.timed) == (None, 4)


def test_anonymous_answers_have_no_time_and_nobody_is_missing_behind_them(session):
    assessment = an_assessment(session)
    everybody = open_anonymously(session, assessment, now=NOW)
    secret = fieldwork.join(session, everybody, group="BIZ", language="en", now=NOW)
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=NOW)
    found = monitored(session, assessment)
    assert (found.missing, found.timed, found.total.started) == ((), 0, 1)


def test_questions_that_stay_without_a_value_stand_with_the_worst_first(session):
    assessment = an_assessment(session)
    sent(session, assessment, {"PAY_01": YES, "PAY_02": DONT_KNOW})
    sent(session, assessment, {"PAY_01": YES, "PAY_02": YES, "PAY_03": DONT_KNOW})
    answered(session, assessment, {"PAY_02": DONT_KNOW})
    silences = {one.question: one for one in monitored(session, assessment).silences}
    assert "PAY_01" not in silences
    card = silences["PAY_02"]
    assert (card.asked, card.unanswered, card.dont_know, card.share) == (2, 0, 1, 50)
    assert list(silences)[-1] == "PAY_02"


def test_an_analyst_reads_who_is_missing_and_others_how_many(session):
    assessment = an_assessment(session)
    a_sitting(session, assessment, institution="Boutique Awa")
    sent(session, assessment, {"PAY_01": YES}, institution="Boutique Moussa")
    assert [one.who for one in monitored(session, assessment).missing] == ["Boutique Awa"]
    seen = monitored(session, assessment, VIEWER)
    assert ([one.who for one in seen.missing], seen.silences) == ([""], ())


def test_those_who_have_not_begun_stand_before_those_who_have(session):
    assessment = an_assessment(session)
    answered(session, assessment, {"PAY_01": YES}, institution="Begun")
    a_sitting(session, assessment, institution="Waiting")
    assert [one.who for one in monitored(session, assessment).missing] == ["Waiting", "Begun"]


def test_only_what_staff_can_enter_counts_as_sent_by_them_after_closing(session):
    """A closing date that was moved back makes no late entry of what came through an open link."""
    assessment = an_assessment(session)
    sent(session, assessment, {"PAY_01": YES}, origin="open")
    sent(session, assessment, {"PAY_01": YES}, origin="paper")
    closed = replace(assessment, closes_on=NOW.date() - timedelta(days=2))
    assert monitored(session, closed).late == 1


@pytest.mark.parametrize(("zone", "day"), [("Africa/Dakar", 15), ("Pacific/Apia", 16)])
def test_responses_sent_add_up_by_local_day(session, zone, day):
    assessment = an_assessment(session, time_zone=zone)
    late = NOW.replace(hour=13)
    sent(session, assessment, {"PAY_01": YES}, when=late)
    sent(session, assessment, {"PAY_01": YES}, when=late + timedelta(days=2))
    counted = monitored(session, assessment, now=later(days=5)).sent_by
    assert counted[:3] == ((date(2026, 6, 1), 0), (date(2026, 6, day), 1), (date(2026, 6, day + 2), 2))
    assert counted[-1][1] == 2
