"""Fieldwork: inviting, answering page by page, submitting. Whoever holds a link needs no account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.methodology.applicability import asked
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer, Respondent
from assessment.methodology.voice import N_
from assessment.services.assessments import (
    AssessmentView,
    assessment_by_id,
    instrument_of,
    view_of,
)
from assessment.services.links import hash_of, new_link
from assessment.services.respondents import check_person, is_profiled, respondent_from
from assessment.services.texts import kept_name
from assessment.storage import assessments as assessment_storage
from assessment.storage import fieldwork as storage
from assessment.storage import tables
from assessment.storage.tables.fieldwork import Attribution, Origin, ResponseState

NOT_OPEN = N_("This assessment does not take answers now.")
SENT_ALREADY = N_("These answers were sent already. Ask the person who invited you to open them again.")


@dataclass(frozen=True)
class Sitting:
    """A respondent with their response as it stands: what is asked of them, in order, and what they have answered.

    `instrument` is the version the response began with. `answers` holds every stored answer, on the path or not;
    `asked` the codes on the path. `attributes` are as chosen, "prefer not to say" included; the method's
    `respondent` has only those that were told. `open_now` is whether the assessment took answers when this was read.
    """

    assessment: AssessmentView
    instrument: Instrument
    respondent: Respondent
    attributes: Mapping[str, str]
    respondent_id: str
    response_id: str
    language: str
    state: ResponseState
    submitted_at: datetime | None
    revision: int
    answers: Mapping[str, Answer]
    asked: tuple[str, ...]
    open_now: bool
    profiled: bool
    attribution: Attribution
    quotable: bool
    origin: Origin


def invite(
    session: Session,
    assessment_id: str,
    *,
    group: str,
    role: str = "",
    institution: str = "",
    attributes: Mapping[str, str] | None = None,
    language: str,
    now: datetime,
    origin: Origin = "personal",
) -> str:
    """Add a respondent; returns the secret of their personal link, which is not kept.

    Raises:
        NotFound: there is no such assessment.
        InvalidInput: group, role, attribute or language does not belong to the assessment, or the institution's
            name is too long.
    """
    assessment = assessment_by_id(session, assessment_id)
    person = {"group": group, "role": role, "institution": kept_name(institution), "attributes": dict(attributes or {})}
    return _added(session, assessment, person, language=language, origin=origin, now=now)


def open_assessment(session: Session, open_secret: str) -> AssessmentView:
    """The assessment that an open link leads to.

    Raises:
        NotFound: the link is unknown, or was replaced.
    """
    return view_of(session, assessment_storage.assessment_behind(session, hash_of(open_secret)))


def join(
    session: Session,
    open_secret: str,
    *,
    group: str,
    role: str = "",
    attributes: Mapping[str, str] | None = None,
    language: str,
    now: datetime,
    institution: str = "",
) -> str:
    """Take part through the open link; returns the secret of a personal link.

    Raises:
        NotFound: the open link is unknown.
        NotAllowed: the assessment takes no answers now.
        InvalidInput: group, role, attribute or language does not belong to the assessment, or the institution's
            name is too long.
    """
    assessment = open_assessment(session, open_secret)
    if not assessment.is_open(now):
        raise NotAllowed(NOT_OPEN)
    person = {"group": group, "role": role, "institution": kept_name(institution), "attributes": dict(attributes or {})}
    return _added(session, assessment, person, language=language, origin="open", now=now)


def questionnaire_for(session: Session, secret: str, now: datetime) -> Sitting:
    """What the holder of a personal link sees.

    Raises:
        NotFound: the link is unknown.
    """
    row = storage.sitting_behind(session, hash_of(secret))
    if row is None:
        raise NotFound(N_("This link is not known."))
    return _sitting(session, row, now)


def record_answers(
    session: Session, sitting: Sitting, answers: Mapping[str, Answer | None], *, now: datetime
) -> Sitting:
    """Keep the answers of a page; None returns a question to unanswered. Other answers stay as they are.

    Raises:
        NotAllowed: the response was submitted, or the assessment takes no answers now.
        InvalidInput: a question is not in the questionnaire.
    """
    check_open(sitting, now)
    if unknown := set(answers) - set(sitting.instrument.question_of):
        raise InvalidInput(f"{min(unknown)}: there is no such question in this questionnaire")
    if not answers:
        return sitting
    revision = _next_revision(session, sitting, now)
    given = {question: answer for question, answer in answers.items() if answer is not None}
    storage.keep_answers(session, sitting.response_id, given, revision=revision, now=now)
    storage.withdraw_answers(session, sitting.response_id, answers.keys() - given.keys())
    session.commit()
    kept = {question: answer for question, answer in sitting.answers.items() if question not in answers} | given
    return replace(sitting, revision=revision, answers=kept, asked=asked(sitting.instrument, sitting.respondent, kept))


def set_profile(
    session: Session,
    sitting: Sitting,
    *,
    role: str,
    attributes: Mapping[str, str],
    now: datetime,
    institution: str | None = None,
) -> Sitting:
    """Keep what a respondent says of themselves: it decides what they are asked.

    Raises:
        NotAllowed: the response was submitted, or the assessment takes no answers now.
        InvalidInput: the role or an attribute does not belong to the questionnaire.
    """
    check_open(sitting, now)
    if not role and sitting.instrument.group_of[sitting.respondent.group].roles:
        raise InvalidInput(N_("Choose one of the roles of the group."))
    check_person(sitting.instrument, sitting.respondent.group, role, attributes)
    changes: dict[str, Any] = {"role": role, "attributes": dict(attributes), "profiled": True}
    if institution is not None:
        changes["institution"] = kept_name(institution)
    _next_revision(session, sitting, now)
    storage.change_respondent(session, sitting.respondent_id, **changes)
    return _kept(session, sitting, now)


def set_language(session: Session, sitting: Sitting, language: str) -> Sitting:
    """Go on in another of the assessment's languages; answers are codes and stay.

    Raises:
        InvalidInput: the assessment is not put in that language.
    """
    _check_language(sitting.assessment, language)
    storage.change_respondent(session, sitting.respondent_id, language=language)
    session.commit()
    return replace(sitting, language=language)


def submit(session: Session, sitting: Sitting, *, attribution: Attribution, quotable: bool, now: datetime) -> Sitting:
    """Send the response, saying how its author is to appear; sending it a second time changes nothing.

    Raises:
        NotAllowed: the assessment takes no answers now.
        InvalidInput: the attribution is not one of the three.
    """
    if sitting.state == "submitted":
        return sitting
    if attribution not in get_args(Attribution):
        raise InvalidInput(N_("Choose how you want to appear in the report."))
    check_open(sitting, now)
    sent = {"state": "submitted", "submitted_at": now, "attribution": attribution, "quotable": quotable}
    storage.change_state(session, sitting.response_id, before="draft", **sent)
    return _kept(session, sitting, now)


def check_open(sitting: Sitting, now: datetime) -> None:
    """Refuse changes where none is taken any more.

    Raises:
        NotAllowed: the response was submitted, or the assessment takes no answers now.
    """
    if sitting.state == "submitted":
        raise NotAllowed(SENT_ALREADY)
    if not sitting.assessment.is_open(now):
        raise NotAllowed(NOT_OPEN)


def _check_language(assessment: AssessmentView, language: str) -> None:
    if language not in assessment.languages:
        raise InvalidInput(N_("This assessment is not put in that language."))


def _next_revision(session: Session, sitting: Sitting, now: datetime) -> int:
    revision = storage.next_revision(session, sitting.response_id, now)
    if revision is None:
        raise NotAllowed(SENT_ALREADY)
    return revision


def _added(
    session: Session,
    assessment: AssessmentView,
    person: dict[str, Any],
    *,
    language: str,
    origin: Origin,
    now: datetime,
) -> str:
    told = (person["group"], person["role"], person["attributes"])
    check_person(assessment.instrument, *told)
    _check_language(assessment, language)
    secret, link_hash = new_link()
    respondent = tables.Respondent(
        assessment_id=assessment.id,
        **person,
        language=language,
        link_hash=link_hash,
        origin=origin,
        profiled=is_profiled(assessment.instrument, *told),
        created_at=now,
    )
    response = tables.Response(respondent_id=respondent.id, questionnaire_id=assessment.questionnaire_id)
    storage.add_respondent(session, respondent, response)
    session.commit()
    return secret


def _kept(session: Session, sitting: Sitting, now: datetime) -> Sitting:
    """The sitting as it stands after a change, read in the transaction that is then committed."""
    kept = _sitting(session, storage.sitting_by_response(session, sitting.response_id), now)
    session.commit()
    return kept


def _sitting(session: Session, row: Row[Any], now: datetime) -> Sitting:
    assessment = assessment_by_id(session, row.assessment_id)
    instrument = instrument_of(session, row.questionnaire_id, row.text_digest)
    answers = storage.answers_of(session, instrument, row.response_id)
    person = respondent_from(instrument, row)
    return Sitting(
        assessment=assessment,
        instrument=instrument,
        respondent=person,
        attributes=row.attributes,
        respondent_id=row.respondent_id,
        response_id=row.response_id,
        language=row.language,
        state=row.state,
        submitted_at=row.submitted_at,
        revision=row.revision,
        answers=answers,
        asked=asked(instrument, person, answers),
        open_now=assessment.is_open(now),
        profiled=row.profiled,
        attribution=row.attribution,
        quotable=row.quotable,
        origin=row.origin,
    )
