"""Fieldwork: inviting, answering page by page, submitting. Whoever holds a link needs no account."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.methodology.applicability import modules_for
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.services import audit
from assessment.services.anonymity import check_group, send
from assessment.services.assessments import AssessmentView, assessment_by_id, view_of
from assessment.services.counting import counts_as
from assessment.services.links import hash_of, new_link
from assessment.services.respondents import check_person, is_profiled
from assessment.services.saving import Writer, save
from assessment.services.sittings import NOT_OPEN, SENT_ALREADY, Sitting, check_open, sitting_from
from assessment.services.texts import kept_name
from assessment.storage import assessments as assessment_storage
from assessment.storage import fieldwork as storage
from assessment.storage import tables
from assessment.storage.persons import acknowledge
from assessment.storage.revisions import next_revision
from assessment.storage.tables.fieldwork import Attribution, Origin
from assessment.storage.team import change_colleague

NOT_INVITED = ("open", "anonymous", "demonstration")
"""Whom nobody asked in person."""


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
    respondent_id: str = "",
) -> str:
    """Add a respondent; returns the secret of their personal link, which is not kept.

    `respondent_id` (32 hexadecimal characters) is for one whose identity comes with the answers; else it is new.

    Raises:
        NotFound: there is no such assessment.
        InvalidInput: group, role, attribute, language or institution's name cannot be one of the assessment.
    """
    assessment = assessment_by_id(session, assessment_id)
    person = {"group": group, "role": role, "institution": kept_name(institution), "attributes": dict(attributes or {})}
    known = {"id": respondent_id} if respondent_id else {}
    return _added(session, assessment, {**person, **known}, language=language, origin=origin, now=now)


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
    secret: str = "",
) -> str:
    """Take part through the open link; returns the secret of a personal link, or the key of an anonymous draft.

    With a `secret` that was given before, it is the same respondent as long as they answered nothing.

    Raises:
        NotFound: the open link is unknown.
        NotAllowed: the assessment takes no answers now.
        InvalidInput: as for who is invited, or the group does not answer anonymously.
    """
    assessment = open_assessment(session, open_secret)
    if not assessment.is_open(now):
        raise NotAllowed(NOT_OPEN)
    if secret and (begun := storage.sitting_behind(session, hash_of(secret))):
        if begun.revision == 0:
            return secret
        secret = ""
    person = {"group": group, "role": role, "institution": kept_name(institution), "attributes": dict(attributes or {})}
    origin: Origin = "open"
    if assessment.open_link_anonymous:
        check_group(assessment, group)
        person, origin = person | {"institution": ""}, "anonymous"
    try:
        return _added(session, assessment, person, language=language, origin=origin, now=now, secret=secret)
    except IntegrityError:  # the same secret came twice at once
        session.rollback()
        return secret


def questionnaire_for(session: Session, secret: str, now: datetime) -> Sitting:
    """What the holder of a personal link sees.

    Raises:
        NotFound: the link is unknown.
    """
    row = storage.sitting_behind(session, hash_of(secret))
    if row is None:
        raise NotFound(N_("This link is not known."))
    return sitting_from(session, row, now)


def record_answers(
    session: Session, sitting: Sitting, answers: Mapping[str, Answer | None], *, now: datetime
) -> Sitting:
    """Keep answers that nobody else gives at the same time; None returns a question to unanswered.

    Raises:
        NotAllowed: the response was submitted, or the assessment takes no answers now.
        InvalidInput: a question is not in the questionnaire.
    """
    return save(session, sitting, answers, Writer(), now=now).sitting


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
        NotAllowed: the response was submitted, the assessment takes no answers now, or a colleague answers.
        InvalidInput: the role or an attribute does not belong to the questionnaire.
    """
    check_open(sitting, now)
    _check_everything(sitting)
    if not role and sitting.instrument.group_of[sitting.respondent.group].roles:
        raise InvalidInput(N_("Choose one of the roles of the group."))
    check_person(sitting.instrument, sitting.respondent.group, role, attributes)
    changes: dict[str, Any] = {"role": role, "attributes": dict(attributes), "profiled": True}
    if institution is not None:
        changes["institution"] = kept_name(institution)
    _next_revision(session, sitting, now)
    storage.change_respondent(session, sitting.respondent_id, **changes)
    return _kept(session, sitting, now)


def choose_modules(session: Session, sitting: Sitting, modules: Collection[str], *, now: datetime) -> Sitting:
    """Keep the modules a respondent goes on with. Answers to one that is given up stay stored, off the path.

    Raises:
        NotAllowed: the response was submitted, the assessment takes no answers now, or a colleague answers.
        InvalidInput: a module is unknown, or not for this respondent to choose.
    """
    check_open(sitting, now)
    _check_everything(sitting)
    offered = [module.code for module in modules_for(sitting.instrument, sitting.respondent)]
    if set(modules) - set(offered):
        raise InvalidInput(N_("Choose among the topics that are offered to you."))
    revision = _next_revision(session, sitting, now)
    chosen = tuple(code for code in offered if code in modules)
    storage.change_state(session, sitting.response_id, before="draft", modules=list(chosen))
    session.commit()
    respondent = replace(sitting.respondent, modules=chosen)
    return replace(sitting, respondent=respondent, modules=chosen, revision=revision)


def set_language(session: Session, sitting: Sitting, language: str) -> Sitting:
    """Go on in another of the assessment's languages, each of a team in their own; answers are codes and stay.

    Raises:
        InvalidInput: the assessment is not put in that language.
    """
    _check_language(sitting.assessment, language)
    if sitting.colleague:
        change_colleague(session, sitting.respondent_id, sitting.colleague.id, language=language)
    else:
        storage.change_respondent(session, sitting.respondent_id, language=language)
    session.commit()
    return replace(sitting, language=language)


def submit(
    session: Session,
    sitting: Sitting,
    *,
    attribution: Attribution,
    quotable: bool,
    now: datetime,
    acknowledged_as: str | None = None,
) -> Sitting:
    """Send the response, saying how its author is to appear; sending it a second time changes nothing.

    `acknowledged_as` is the name by which they want to be thanked, empty to be thanked by none; None leaves it as it
    is. An anonymous draft becomes a response with another identity, to which no link leads.

    Raises:
        NotAllowed: the assessment takes no answers now, or somebody else of the team sends.
        InvalidInput: the attribution is not one of the three, or the name is too long.
    """
    if sitting.state == "submitted":
        return sitting
    if attribution not in get_args(Attribution):
        raise InvalidInput(N_("Choose how you want to appear in the report."))
    check_open(sitting, now)
    if not sitting.may_send:
        raise NotAllowed(N_("Somebody else of your team clears the answers and sends them."))
    if sitting.origin == "anonymous":
        return send(session, sitting, quotable=quotable, now=now)
    told = {"shown": attribution, "quoted": quotable, "counts": counts_as(sitting)}
    if not storage.send(session, sitting.response_id, at=sitting.revision, now=now, **told):
        return submit(
            session,
            _kept(session, sitting, now),
            attribution=attribution,
            quotable=quotable,
            now=now,
            acknowledged_as=acknowledged_as,
        )
    if acknowledged_as is not None:
        acknowledge(session, sitting.respondent_id, kept_name(acknowledged_as) or None)
    if sitting.colleague:
        change_colleague(session, sitting.respondent_id, sitting.colleague.id, sent_at=now)
    session.commit()
    return replace(sitting, state="submitted", submitted_at=now, attribution=attribution, quotable=quotable)


def _check_language(assessment: AssessmentView, language: str) -> None:
    if language not in assessment.languages:
        raise InvalidInput(N_("This assessment is not put in that language."))


def _check_everything(sitting: Sitting) -> None:
    if not sitting.sees_everything:
        raise NotAllowed(N_("This is for the person who coordinates the answers."))


def _next_revision(session: Session, sitting: Sitting, now: datetime) -> int:
    revision = next_revision(session, sitting.response_id, now)
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
    secret: str = "",
) -> str:
    told = (person["group"], person["role"], person["attributes"])
    check_person(assessment.instrument, *told)
    _check_language(assessment, language)
    secret = secret or new_link()[0]
    respondent = tables.Respondent(
        assessment_id=assessment.id,
        **person,
        language=language,
        link_hash=hash_of(secret),
        origin=origin,
        profiled=is_profiled(assessment.instrument, *told),
        created_at=now,
    )
    response = tables.Response(respondent_id=respondent.id, questionnaire_id=assessment.questionnaire_id)
    storage.add_respondent(session, respondent, response)
    if origin not in NOT_INVITED:
        audit.record(session, "invitation", now=now, assessment_id=assessment.id, subject=response.id)
    session.commit()
    return secret


def _kept(session: Session, sitting: Sitting, now: datetime) -> Sitting:
    """The sitting as it stands after a change, read in the transaction that is then committed."""
    kept = sitting_from(session, storage.sitting_by_response(session, sitting.response_id), now)
    session.commit()
    return replace(kept, colleague=sitting.colleague, is_typed=sitting.is_typed)
