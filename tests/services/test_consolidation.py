"""Single answers for the analyst: as their authors chose to appear, and none of too small groups."""

import pytest

from assessment.errors import NotAllowed, NotFound
from assessment.methodology.responses import Answer
from assessment.services import fieldwork
from assessment.services.consolidation import answers_to
from tests.builders import NO, NOW, YES, a_questionnaire, access_to, an_assessment

ANALYST = access_to("SEN", "analyst")


@pytest.fixture
def assessment(session):
    return an_assessment(session)


def sent(session, assessment, group, answer, *, attribution="hidden", institution="", question="PAY_01"):
    role = "trade" if group == "PUB" else ""
    secret = fieldwork.invite(
        session, assessment.id, group=group, role=role, institution=institution, language="en", now=NOW
    )
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    sitting = fieldwork.record_answers(session, sitting, {question: answer}, now=NOW)
    fieldwork.submit(session, sitting, attribution=attribution, quotable=False, now=NOW)


def test_institutions_stand_as_they_chose(session, assessment):
    for attribution in ("named", "type", "hidden"):
        sent(session, assessment, "PUB", YES, attribution=attribution, institution=f"Ministry {attribution}")
    told = answers_to(session, ANALYST, assessment, "PAY_01").answers
    assert sorted((one.institution, one.role) for one in told) == [("", ""), ("", "trade"), ("Ministry named", "trade")]


def test_firms_stand_under_their_group_alone_and_fewer_than_five_not_at_all(session, assessment):
    for _ in range(4):
        sent(session, assessment, "BIZ", NO)
    given = answers_to(session, ANALYST, assessment, "PAY_01")
    assert (given.answers, given.left_out) == ((), ("BIZ",))
    sent(session, assessment, "BIZ", YES)
    given = answers_to(session, ANALYST, assessment, "PAY_01")
    assert {(one.role, one.institution) for one in given.answers} == {("", "")}
    assert (len(given.answers), given.left_out) == (5, ())


def test_a_number_of_nought_is_an_answer(session, assessment):
    """S1: five firms that sold nothing are five that answered."""
    for _ in range(5):
        sent(session, assessment, "BIZ", Answer("answered", 0.0), question="PAY_03")
    assert answers_to(session, ANALYST, assessment, "PAY_03").left_out == ()


def test_single_answers_are_for_analysts_and_of_questions_that_exist(session, assessment):
    with pytest.raises(NotAllowed):
        answers_to(session, access_to("SEN", "viewer"), assessment, "PAY_01")
    with pytest.raises(NotFound):
        answers_to(session, ANALYST, assessment, "PAY_99")
    assert "PAY_99" not in a_questionnaire().question_of
