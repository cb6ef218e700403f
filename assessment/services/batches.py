"""Batches of answers from paper, KoboToolbox or ODK: each becomes a response, once, by the deeds that people use."""

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
from assessment.services.entry import for_staff
from assessment.services.report_issue import before_issue
from assessment.services.saving import BATCH, Writer, save
from assessment.storage import fieldwork as storage
from assessment.storage.tables.fieldwork import Origin


def known_among(session: Session, assessment: AssessmentView, submissions: Iterable[Submission]) -> list[Submission]:
    """The submissions that were taken in before."""
    there = {row.respondent_id for row in storage.sittings_of(session, assessment.id)}
    return [submission for submission in submissions if respondent_id(assessment, submission) in there]


def take_in(
    session: Session,
    assessment: AssessmentView,
    submissions: Iterable[Submission],
    *,
    now: datetime,
    origin: Origin = "kobo",
    author: str = "",
) -> tuple[int, list[Submission]]:
    """Keep submissions as sent responses, all or none; how many, and which were there before and stay as they are.

    `author` is the account of whoever takes them in, for the history.

    Raises:
        NotAllowed: the assessment has not begun, or the report is issued.
        InvalidInput: a respondent cannot be one of this assessment.
        Conflict: the same submission is taken in by somebody else at this moment.
    """
    known = []
    taken = 0
    with before_issue(session, assessment.id) as steps:
        there = {row.respondent_id for row in storage.sittings_of(steps, assessment.id)}
        for submission in submissions:
            identity = respondent_id(assessment, submission)
            if identity in there:
                known.append(submission)
                continue
            try:
                _take(steps, assessment, submission, identity, origin=origin, author=author, now=now)
            except IntegrityError:
                raise Conflict(
                    N_("The same answers are being taken in elsewhere. Nothing was kept; try again.")
                ) from None
            there.add(identity)
            taken += 1
    return taken, known


def respondent_id(assessment: AssessmentView, submission: Submission) -> str:
    """The respondent's identity, the same whenever the same submission comes: 32 hexadecimal characters."""
    return hashlib.sha256(f"{assessment.id} {submission.identity}".encode()).hexdigest()[:32]


def _take(
    session: Session,
    assessment: AssessmentView,
    submission: Submission,
    identity: str,
    *,
    origin: Origin,
    author: str,
    now: datetime,
) -> None:
    secret = fieldwork.invite(
        session,
        assessment.id,
        group=submission.group,
        role=submission.role,
        institution=submission.institution,
        attributes=submission.attributes,
        language=submission.language or assessment.languages[0],
        now=now,
        origin=origin,
        respondent_id=identity,
    )
    sitting = for_staff(fieldwork.questionnaire_for(session, secret, now))
    offered = {module.code for module in modules_for(assessment.instrument, sitting.respondent)}
    chosen = offered if submission.modules is None else offered.intersection(submission.modules)
    sitting = fieldwork.choose_modules(session, sitting, chosen, now=now)
    sitting = save(session, sitting, submission.answers, Writer(client=BATCH, author=author), now=now).sitting
    fieldwork.submit(session, sitting, attribution=submission.attribution, quotable=submission.quotable, now=now)
