"""Answers from KoboToolbox become responses like any other, each submission once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from assessment.authoring.xlsform.answers import Submission
from assessment.errors import Conflict, NotAllowed
from assessment.services import attendance
from assessment.services.batches import take_in
from assessment.storage import fieldwork as storage
from tests.builders import NO, NOW, YES, a_questionnaire_with_modules, an_assessment


def a_submission(identity: str = "u-1", **changes) -> Submission:
    whole = {"group": "BIZ", "role": "", "institution": "", "attributes": {"size": "small"}, "modules": None}
    return Submission(2, identity, **{**whole, "answers": {"PAY_01": YES}, **changes})


def test_a_submission_is_a_response_that_was_sent(session):
    assessment = an_assessment(session)
    assert take_in(session, assessment, [a_submission()], now=NOW) == (1, [])
    (line,) = attendance.attendance_of(session, assessment).respondents
    assert (line.group, line.origin, line.state, line.submitted_at) == ("BIZ", "kobo", "submitted", NOW)
    kept = storage.answers_by_response(session, assessment.instrument, assessment.id)
    assert kept == {line.response_id: {"PAY_01": YES}}


def test_the_same_submission_comes_in_once_and_stays_as_it_is(session):
    assessment = an_assessment(session)
    take_in(session, assessment, [a_submission()], now=NOW)
    again = a_submission(answers={"PAY_01": NO})
    assert take_in(session, assessment, [again, a_submission("u-2")], now=NOW) == (1, [again])
    assert attendance.attendance_of(session, assessment).submitted == 2


def test_two_who_take_in_the_same_at_once_make_one_response(database):
    with database.writing() as session:
        assessment = an_assessment(session)

    def take_one(_: int) -> int:
        try:
            with database.all_or_nothing() as session:
                return take_in(session, assessment, [a_submission()], now=NOW)[0]
        except Conflict:
            return 0

    with ThreadPoolExecutor(5) as people:
        assert sum(people.map(take_one, range(5))) == 1
    with database.reading() as session:
        assert attendance.attendance_of(session, assessment).submitted == 1


def test_the_modules_chosen_decide_what_counts(session):
    questionnaire = a_questionnaire_with_modules()
    assessment = an_assessment(session, questionnaire)
    take_in(session, assessment, [a_submission(modules=("costs",))], now=NOW)
    (row,) = storage.sittings_of(session, assessment.id)
    assert row.modules == ["costs"]


def test_no_answers_are_taken_in_before_the_assessment_has_begun(session):
    assessment = an_assessment(session)
    with pytest.raises(NotAllowed):
        take_in(session, assessment, [a_submission()], now=NOW - timedelta(days=60))
