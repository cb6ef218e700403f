"""A probability survey of twenty-four firms in two strata, most of whom have answered."""

from sqlmodel import Session

from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer
from assessment.services import fieldwork, register
from assessment.services.assessments import AssessmentView
from tests.builders import NO, NOW, YES, a_questionnaire
from tests.services.people import LINKS, a_person, a_register

SILENT = 4


def a_survey(**changes: object) -> Instrument:
    """The small questionnaire as a probability survey of firms whose number is known by size."""
    return a_questionnaire(code="survey", survey={"population": "All firms", "margins": ["size"]}, **changes)


def a_sample(session: Session, of: Instrument | None = None) -> AssessmentView:
    """Twelve small firms of weight 10 and twelve large ones of weight 2; two of each are silent.

    Small firms are not paid online, large ones are.
    """
    firms = [
        a_person(
            f"{size} {number:02}",
            weight=10.0 if size == "small" else 2.0,
            stratum=size,
            attributes={"size": size},
        )
        for size in ("small", "large")
        for number in range(12)
    ]
    assessment = a_register(session, *firms, of=of or a_survey())
    secrets = {
        line.person.name: LINKS.link(line.respondent_id, 1).secret for line in register.register_of(session, assessment)
    }
    for firm in firms:
        if int(firm.name[-2:]) >= SILENT // 2:
            answer(session, secrets[firm.name], NO if firm.stratum == "small" else YES)
    return assessment


def answer(session: Session, secret: str, paid: Answer) -> None:
    """Let one firm answer and send."""
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    sitting = fieldwork.record_answers(session, sitting, {"PAY_01": paid}, now=NOW)
    fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=NOW)
