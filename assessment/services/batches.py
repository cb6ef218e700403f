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
    late_days: int = 0,
) -> tuple[int, list[Submission]]:
    """Keep submissions as sent responses; how many, and which were taken in before and stay as they are.

    `author` is the account of whoever takes them in, for the history. After the closing date submissions are
    still taken in for `late_days`.

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
            _take(session, assessment, submission, identity, origin=origin, author=author, late_days=late_days, now=now)
        except IntegrityError:
            raise Conflict(N_("The same answers are being taken in elsewhere. Nothing was kept; try again.")) from None
        there.add(identity)
        taken += 1
    return taken, known


def take_in_together(
    session: Session,
    assessment: AssessmentView,
    submissions: Iterable[Submission],
    *,
    now: datetime,
    origin: Origin,
    author: str,
    late_days: int = 0,
) -> tuple[int, list[Submission]]:
    """The same in one transaction: every submission is kept, or none."""
    with Session(session.connection(), join_transaction_mode="create_savepoint", expire_on_commit=False) as steps:
        steps.info.update(session.info)
        taken = take_in(steps, assessment, submissions, now=now, origin=origin, author=author, late_days=late_days)
    session.commit()
    return taken


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
    late_days: int,
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
    sitting = for_staff(fieldwork.questionnaire_for(session, secret, now), late_days)
    offered = {module.code for module in modules_for(assessment.instrument, sitting.respondent)}
    chosen = offered if submission.modules is None else offered.intersection(submission.modules)
    sitting = fieldwork.choose_modules(session, sitting, chosen, now=now)
    sitting = save(session, sitting, submission.answers, Writer(client=BATCH, author=author), now=now).sitting
    fieldwork.submit(session, sitting, attribution=submission.attribution, quotable=submission.quotable, now=now)
