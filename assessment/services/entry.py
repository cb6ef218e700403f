"""Answers that staff enter for somebody: from paper, in an interview, or coded by an expert from a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.methodology.applicability import is_put_to, modules_for
from assessment.methodology.instrument import Instrument, Item
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.services import fieldwork
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.report_issue import before_issue, issued_on
from assessment.services.saving import Saved, Writer, save
from assessment.services.sittings import NOT_OPEN, Sitting, sitting_from, takes_answers
from assessment.services.texts import kept_text
from assessment.storage import fieldwork as storage
from assessment.storage import sources as source_storage
from assessment.storage.fieldwork import restored
from assessment.storage.tables.base import new_id
from assessment.storage.tables.fieldwork import Attribution, Origin

WAYS: dict[Origin, str] = {
    "paper": N_("From paper"),
    "interview": N_("In an interview"),
    "expert": N_("Coded by an expert, with sources"),
}
"""How answers are entered for somebody."""
CODED_KINDS = frozenset({"fact", "figure"})
OWN = ("open", "anonymous")
"""Whose answers nobody else may enter."""
ALONE = Writer()
"""Who enters what nobody else answers at the same time."""


@dataclass(frozen=True)
class CodedAnswer:
    """What an expert coded for a group, from which source."""

    answer: Answer
    group: str
    source: str
    coded_by: str


def begin(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    *,
    way: Origin,
    group: str,
    role: str,
    institution: str,
    language: str,
    now: datetime,
) -> str:
    """Add somebody whose answers are entered for them; returns the identity of the response.

    Raises:
        NotAllowed: the person is no analyst of the country, the assessment has not begun, or the report is issued.
        InvalidInput: the way, group, role or language is unknown, or the role is missing.
    """
    _check_analyst(access, assessment)
    known = assessment.instrument.group_of.get(group)
    if way not in WAYS:
        raise InvalidInput(N_("Choose one of the values that are offered."))
    if known is not None and known.roles and not role:
        raise InvalidInput(N_("Choose one of the roles of the group."))
    if not takes_answers(assessment, now, is_typed=True):
        raise NotAllowed(NOT_OPEN)
    identity = new_id()
    with before_issue(session, assessment.id) as steps:
        secret = fieldwork.invite(
            steps,
            assessment.id,
            group=group,
            role=role,
            institution=institution,
            language=language,
            now=now,
            origin=way,
            respondent_id=identity,
        )
        sitting = for_staff(fieldwork.questionnaire_for(steps, secret, now))
        return _every_module(steps, sitting, now).response_id


def for_staff(sitting: Sitting) -> Sitting:
    """The sitting as staff may change it: after closing as well, for as long as its author can withdraw it."""
    return replace(sitting, is_typed=True)


def entry_of(
    session: Session, access: Access, assessment: AssessmentView, response_id: str, now: datetime
) -> tuple[Sitting, dict[str, str]]:
    """A response whose answers are entered, until the report is issued; the sources of coded ones by question.

    Raises:
        NotFound: there is no such response of this assessment, or it is an open link's.
        NotAllowed: the person is no analyst of the country.
    """
    _check_analyst(access, assessment)
    row = storage.sitting_seen(session, response_id, access.countries)
    if row is None or row.assessment_id != assessment.id or row.origin in OWN:
        raise NotFound(N_("There is no such response."))
    sitting = sitting_from(session, row, now)
    if issued_on(session, assessment) is None:
        sitting = for_staff(sitting)
    return sitting, source_storage.sources_of(session, response_id)


def keep(
    session: Session,
    access: Access,
    sitting: Sitting,
    answers: Mapping[str, Answer | None],
    writer: Writer = ALONE,
    *,
    attributes: Mapping[str, str],
    sources: Mapping[str, str],
    way: str = "",
    now: datetime,
) -> Saved:
    """Keep what was entered, in the name of whoever enters it; None takes an answer back.

    What somebody else answered since the `writer` looked stands, and is told as in dispute.

    The owner of a personal link goes on with the same answers, which are marked with the `way` they came. What an
    expert codes needs its source each.

    Raises:
        NotAllowed: the response was sent, the assessment has not begun, or the report is issued.
        InvalidInput: a question or attribute is unknown, or a coded answer is no fact or has no source.
    """
    coded = _sources(sitting, answers, sources) if sitting.origin == "expert" else {}
    with before_issue(session, sitting.assessment.id) as steps:
        if attributes != sitting.attributes:
            role = sitting.respondent.role
            sitting = fieldwork.set_profile(steps, sitting, role=role, attributes=attributes, now=now)
        if sitting.modules is None:
            sitting = _every_module(steps, sitting, now)
        if sitting.origin == "personal" and way in ("paper", "interview"):
            storage.change_respondent(steps, sitting.respondent_id, origin=way)
        saved = save(steps, sitting, answers, replace(writer, author=access.user_id), now=now)
        kept = {question: source for question, source in coded.items() if question not in saved.disputed}
        if kept:
            source_storage.keep_sources(steps, sitting.response_id, kept, coded_by=access.name, now=now)
        steps.commit()
    return saved


def coded_answers(session: Session, assessment: AssessmentView, question: str) -> tuple[CodedAnswer, ...]:
    """What experts coded for a question, in responses that were sent."""
    item = assessment.instrument.question_of.get(question)
    if item is None or item.kind not in CODED_KINDS:
        return ()
    return tuple(
        CodedAnswer(
            Answer(row.state, restored(item, row.value)) if row.state == "answered" else Answer(row.state),
            row.group,
            row.source,
            row.coded_by,
        )
        for row in source_storage.coded_in(session, assessment.id, question)
    )


def send(session: Session, sitting: Sitting, *, attribution: str, quotable: bool, now: datetime) -> None:
    """Send what was entered, as its author wants to appear, hidden if nothing was said.

    An expert's coding has no author to be named or quoted.

    Raises:
        NotAllowed: the assessment has not begun, or the report is issued.
    """
    appears: Attribution = "named" if attribution == "named" else "type" if attribution == "type" else "hidden"
    if sitting.origin == "expert":
        appears, quotable = "hidden", False
    with before_issue(session, sitting.assessment.id) as steps:
        fieldwork.submit(steps, sitting, attribution=appears, quotable=quotable, now=now)


def put_to(instrument: Instrument, sitting: Sitting) -> tuple[Item, ...]:
    """The items in the order of the paper; to an expert only what can be looked up: facts and figures."""
    person = sitting.respondent
    return tuple(
        item
        for item in instrument.item_of.values()
        if is_put_to(item, person.group, person.role) and (sitting.origin != "expert" or item.kind in CODED_KINDS)
    )


def _sources(
    sitting: Sitting, answers: Mapping[str, Answer | None], sources: Mapping[str, str]
) -> dict[str, str | None]:
    kept: dict[str, str | None] = {}
    for question, answer in answers.items():
        item = sitting.instrument.question_of.get(question)
        if item is None or item.kind not in CODED_KINDS:
            raise InvalidInput(N_("Experts code facts and figures only: nobody can tell another's opinion."))
        kept[question] = kept_text(sources.get(question, "")) if answer is not None else None
        if answer is not None and not kept[question]:
            raise InvalidInput(N_("Give the source of every answer that you code."))
    return kept


def _every_module(session: Session, sitting: Sitting, now: datetime) -> Sitting:
    offered = {module.code for module in modules_for(sitting.instrument, sitting.respondent)}
    chosen = fieldwork.choose_modules(session, sitting, offered, now=now)
    return replace(chosen, instrument=sitting.instrument)


def _check_analyst(access: Access, assessment: AssessmentView) -> None:
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst of this country may enter answers for others."))
