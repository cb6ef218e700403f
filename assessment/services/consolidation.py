"""The answers behind one question: for its breakdowns, and one by one for the analysts of the country."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from assessment.errors import NotAllowed, NotFound
from assessment.methodology.applicability import on_path
from assessment.methodology.disclosure import may_show
from assessment.methodology.release import Sent, in_random_order
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.analysis import collection_of
from assessment.services.assessments import AssessmentView
from assessment.services.open_data import sent_of

Told = tuple[Sent, Answer | None]


@dataclass(frozen=True)
class GivenAnswer:
    """One answer as it may stand in a list: `institution` and `role` are empty where they are not to be shown."""

    group: str
    role: str
    institution: str
    answer: Answer | None


@dataclass(frozen=True)
class GivenAnswers:
    """The answers to one question by stakeholder group, and the groups too small to be listed."""

    answers: tuple[GivenAnswer, ...]
    left_out: tuple[str, ...]


def asked_of(session: Session, assessment: AssessmentView, question: str) -> list[Told]:
    """Everybody who was asked a question on their path, with the answer sent; None is unanswered.

    Raises:
        NotFound: the questionnaire has no such question.
    """
    instrument = assessment.instrument
    if question not in instrument.question_of:
        raise NotFound(N_("There is no such question in this questionnaire."))
    paths = (
        (sent, on_path(instrument, sent.response)) for sent in sent_of(assessment, collection_of(session, assessment))
    )
    return [(sent, path[question]) for sent, path in paths if question in path]


def answers_to(session: Session, access: Access, assessment: AssessmentView, question: str) -> GivenAnswers:
    """Every answer to a question, in an order that tells nothing of time.

    Persons and firms stand under their group alone, as do institutions that chose not to be shown; others under their
    name or their role as they chose. Groups of fewer than five persons or firms are left out (rule 19).

    Raises:
        NotAllowed: the person is no analyst of the country.
        NotFound: the questionnaire has no such question.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst of this country may read single answers."))
    told = {sent.source: (sent, answer) for sent, answer in asked_of(session, assessment, question)}
    ordered = [told[sent.source] for sent in in_random_order("analysis", (sent for sent, _ in told.values()))]
    listed, left_out = [], []
    for group in assessment.instrument.groups:
        own = [(sent, answer) for sent, answer in ordered if sent.response.respondent.group == group.code]
        answered = (sent for sent, answer in own if answer is not None and answer.value is not None)
        voices = {sent.response.respondent.voice for sent in answered}
        if own and not may_show(group, len(voices)):
            left_out.append(group.code)
            continue
        listed += [_given(sent, answer, is_institution=group.counts == "institutions") for sent, answer in own]
    return GivenAnswers(tuple(listed), tuple(left_out))


def _given(sent: Sent, answer: Answer | None, *, is_institution: bool) -> GivenAnswer:
    respondent = sent.response.respondent
    return GivenAnswer(
        group=respondent.group,
        role=respondent.role if is_institution and sent.attribution in ("named", "type") else "",
        institution=respondent.institution if is_institution and sent.attribution == "named" else "",
        answer=answer,
    )
