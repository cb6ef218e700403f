"""Answers collected with KoboToolbox or ODK: each submission becomes a response, once, by the deeds that people use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from assessment.authoring.xlsform.answers import Submission
from assessment.errors import Conflict
from assessment.methodology.applicability import modules_for
from assessment.methodology.voice import N_
from assessment.services import fieldwork
from assessment.services.assessments import AssessmentView
from assessment.storage import fieldwork as storage


def take_in(
    session: Session, assessment: AssessmentView, submissions: Iterable[Submission], *, now: datetime
) -> tuple[int, list[Submission]]:
    """Keep submissions as sent responses; how many, and which were taken in before and stay as they are.

    Raises:
        NotAllowed: the assessment takes no answers now.
        InvalidInput: a respondent cannot be one of this assessment.
        Conflict: the same submission is taken in by somebody else at this moment.
    """
    there = {row.respondent_id for row in storage.sittings_of(session, assessment.id)}
    known = []
    taken = 0
    for submission in submissions:
        identity = respondent_id(assessment, submission)
        if identity in there:
            known.append(submission)
            continue
        try:
            _take(session, assessment, submission, identity, now)
        except IntegrityError:
            raise Conflict(N_("The same answers are being taken in elsewhere. Nothing was kept; try again.")) from None
        there.add(identity)
        taken += 1
    return taken, known


def respondent_id(assessment: AssessmentView, submission: Submission) -> str:
    """The respondent's identity, the same whenever the same submission comes: 32 hexadecimal characters."""
    return hashlib.sha256(f"{assessment.id} {submission.identity}".encode()).hexdigest()[:32]


def _take(session: Session, assessment: AssessmentView, submission: Submission, identity: str, now: datetime) -> None:
    secret = fieldwork.invite(
        session,
        assessment.id,
        group=submission.group,
        role=submission.role,
        institution=submission.institution,
        attributes=submission.attributes,
        language=assessment.languages[0],
        now=now,
        origin="kobo",
        respondent_id=identity,
    )
    sitting = fieldwork.questionnaire_for(session, secret, now)
    offered = {module.code for module in modules_for(assessment.instrument, sitting.respondent)}
    chosen = offered if submission.modules is None else offered.intersection(submission.modules)
    sitting = fieldwork.choose_modules(session, sitting, chosen, now=now)
    sitting = fieldwork.record_answers(session, sitting, submission.answers, now=now)
    fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=now)
