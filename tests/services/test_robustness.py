"""How far results hold, drawn from what is stored."""

from __future__ import annotations

from assessment.language import voice_for
from assessment.methodology.responses import Answer
from assessment.services import fieldwork
from assessment.services.assessments import AssessmentView
from assessment.services.reporting import report_of
from assessment.services.robustness import holding_of
from tests.builders import NO, NOW, YES, an_assessment, an_invitation


def send(session, assessment: AssessmentView, group: str, answer: Answer, institution: str) -> None:
    secret = an_invitation(session, assessment, group=group, institution=institution)
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    sitting = fieldwork.record_answers(session, sitting, {"PAY_01": answer}, now=NOW)
    fieldwork.submit(session, sitting, attribution="type", quotable=False, now=NOW)


def answered(session) -> AssessmentView:
    """Five firms and three ministries have answered, and disagree."""
    assessment = an_assessment(session)
    for group, answers in (("BIZ", [YES, NO, NO, NO, NO]), ("PUB", [YES, YES, NO])):
        for number, answer in enumerate(answers):
            send(session, assessment, group, answer, f"{group} {number}")
    return assessment


def test_the_same_answers_are_drawn_from_once(session):
    assessment = answered(session)
    assert holding_of(session, assessment) is holding_of(session, assessment)


def test_one_more_answer_draws_anew(session):
    assessment = answered(session)
    before = holding_of(session, assessment)
    send(session, assessment, "BIZ", YES, "BIZ 5")
    after = holding_of(session, assessment)
    assert before.robustness.ranges["PAY"] != after.robustness.ranges["PAY"]


def test_the_report_carries_the_ranges(session):
    assessment = answered(session)
    report = report_of(session, assessment, voice_for("en"), NOW)
    assert "How far the results hold" in [section.heading for section in report.sections]
