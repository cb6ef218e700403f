"""The first and last pages of a respondent, made ready for their templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from assessment.language import CatalogueVoice
from assessment.methodology.burden import minutes_for, questions_ahead
from assessment.methodology.instrument import Attribute, Group, Role
from assessment.methodology.wording import STATE_LABELS
from assessment.services.anonymity import groups_answering_alone
from assessment.services.assessments import AssessmentView
from assessment.services.reporting import in_language
from assessment.services.sittings import Sitting
from assessment.web.fieldwork_frame import Frame, frame_of, local_time
from assessment.web.fieldwork_pages import steps_of
from assessment.web.questionnaire_pages import CHOICE

LONGEST_NAME = 200


@dataclass(frozen=True)
class Profile:
    """What a respondent says of themselves, codes only; an attribute may be a non-answer that it allows."""

    role: str
    institution: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class JoinPage:
    """The page of an open link."""

    frame: Frame
    groups: tuple[Group, ...]
    is_open: bool
    opens_on: str = ""
    problem: str = ""


@dataclass(frozen=True)
class AttributeQuestion:
    """What is asked of respondents about themselves: option codes with labels, non-answers last."""

    attribute: Attribute
    options: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WelcomePage:
    """The first page of a personal link; `goes_on` tells that further topics are still to be chosen."""

    frame: Frame
    group: str
    questions: int
    minutes: int
    goes_on: bool
    closes_on: str
    started: bool
    way_in: str
    asks_profile: bool
    roles: tuple[Role, ...]
    asks_institution: bool
    attributes: tuple[AttributeQuestion, ...]
    profile: Profile
    own_link: str = ""
    problem: str = ""


@dataclass(frozen=True)
class ReceiptPage:
    """What was sent, or that the questionnaire is closed."""

    frame: Frame
    submitted: bool
    moment: str
    reference: str
    answered: int
    opens_on: str = ""


def join_page(view: AssessmentView, voice: CatalogueVoice, now: datetime, *, problem: str = "") -> JoinPage:
    """The page of an open link, with the groups that have questions; `opens_on` while it has not begun."""
    instrument = in_language(view.instrument, voice)
    asked = {group for item in instrument.item_of.values() for group in item.groups}
    groups = tuple(group for group in instrument.groups if group.code in asked)
    if view.open_link_anonymous:
        groups = groups_answering_alone(instrument)
    opens_on = "" if view.has_begun(now) else voice.date(view.opens_on)
    return JoinPage(frame_of(view, voice), groups, view.is_open(now), opens_on, problem and voice.say(problem))


def welcome_page(
    sitting: Sitting,
    voice: CatalogueVoice,
    *,
    way_in: str,
    own_link: str,
    entered: Profile | None = None,
    problem: str = "",
) -> WelcomePage:
    """The first page of a personal link; `entered` is shown again when it could not be kept.

    `way_in` is where answering begins or goes on. `own_link` is told to those who came by the open link: nobody else
    has sent it to them.
    """
    instrument, respondent = sitting.instrument, sitting.respondent
    group = instrument.group_of[respondent.group]
    steps = steps_of(sitting, voice)
    questions = _questions(sitting)
    attributes = [attribute for attribute in instrument.attributes if respondent.group in attribute.groups]
    return WelcomePage(
        frame=frame_of(sitting.assessment, voice),
        group=group.label,
        questions=questions,
        minutes=minutes_for(questions),
        goes_on=any(step.code == CHOICE and not step.complete for step in steps),
        closes_on=voice.date(sitting.assessment.closes_on),
        started=bool(sitting.answers),
        way_in=way_in,
        asks_profile=not sitting.profiled and sitting.sees_everything,
        roles=group.roles,
        asks_institution=asks_institution(sitting),
        attributes=tuple(_asked(attribute, voice) for attribute in attributes),
        profile=entered or Profile(respondent.role, respondent.institution, sitting.attributes),
        own_link=own_link if sitting.origin == "open" else "",
        problem=problem and voice.say(problem),
    )


def profile_of(sitting: Sitting, sent: Mapping[str, str]) -> Profile:
    """What was said about oneself, of it only what the questionnaire knows."""
    respondent = sitting.respondent
    roles = {role.code for role in sitting.instrument.group_of[respondent.group].roles}
    role = sent.get("role", respondent.role)
    named = sent.get("institution", "")[:LONGEST_NAME]
    institution = named if asks_institution(sitting) else respondent.institution
    attributes = {
        attribute.code: value
        for attribute in sitting.instrument.attributes
        if respondent.group in attribute.groups
        and (value := sent.get(attribute.code, ""))
        in {*attribute.allows, *(option.code for option in attribute.options)}
    }
    return Profile(role if role in roles else "", institution, attributes)


def asks_institution(sitting: Sitting) -> bool:
    """Whether the respondent may name an institution: one of a group that counts institutions, not yet named."""
    group = sitting.instrument.group_of[sitting.respondent.group]
    return group.counts == "institutions" and not sitting.respondent.institution


def lacks_role(sitting: Sitting, profile: Profile) -> bool:
    """Whether a role must still be chosen, since it decides what is asked."""
    return not profile.role and bool(sitting.instrument.group_of[sitting.respondent.group].roles)


def receipt_page(sitting: Sitting, voice: CatalogueVoice, now: datetime) -> ReceiptPage:
    """What was sent and when, or why nothing can be answered now."""
    sent, moment = sitting.submitted_at, ""
    if sent is not None:
        day = sent.astimezone(ZoneInfo(sitting.assessment.time_zone)).date()
        moment = voice.say("{date}, {time}", date=day, time=local_time(sitting, sent, voice))
    return ReceiptPage(
        frame_of(sitting.assessment, voice),
        sitting.state == "submitted",
        moment,
        sitting.response_id[:8].upper(),
        sum(question in sitting.answers for question in sitting.asked),
        "" if sitting.assessment.has_begun(now) else voice.date(sitting.assessment.opens_on),
    )


def _questions(sitting: Sitting) -> int:
    """How many questions lie ahead; the most of any role while the role is not known."""
    if sitting.respondent.role or sitting.answers:
        return len(sitting.asked)
    return questions_ahead(sitting.instrument, sitting.respondent)


def _asked(attribute: Attribute, voice: CatalogueVoice) -> AttributeQuestion:
    return AttributeQuestion(
        attribute,
        tuple((option.code, option.label) for option in attribute.options),
        tuple((state, voice.say(STATE_LABELS[state])) for state in attribute.allows),
    )
