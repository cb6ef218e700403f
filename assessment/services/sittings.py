"""A sitting: one respondent's questionnaire as it stands, read whole in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import NotAllowed
from assessment.methodology.instrument import Instrument
from assessment.methodology.remembered import Remembered
from assessment.methodology.responses import Answer, Respondent
from assessment.methodology.voice import N_
from assessment.services.assessments import AssessmentView, instrument_of, view_of
from assessment.services.given import Given, Place, given_at
from assessment.services.respondents import respondent_from
from assessment.storage import fieldwork as storage
from assessment.storage.fieldwork import Mark
from assessment.storage.tables.fieldwork import Attribution, Origin, ResponseState
from assessment.storage.team import HEADED

NOT_OPEN = N_("This assessment does not take answers now.")
SENT_ALREADY = N_("These answers were sent already. Ask the person who invited you to open them again.")


_views: Remembered[AssessmentView] = Remembered(most=64)


@dataclass(frozen=True)
class Colleague:
    """Somebody with whom the holder of the personal link, the coordinator, shares the answering.

    `pages` are the codes of the pages they answer; who `clears` sees every page and sends. `link_revision` leads to
    their link, which does not work while it is `revoked`; `sent_at` is when they sent the response.
    """

    id: str
    name: str
    email: str
    pages: tuple[str, ...]
    clears: bool
    language: str
    link_revision: int
    revoked: bool = False
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Sitting:
    """A respondent with their response as it stands: what is asked of them, in order, and what they have answered.

    `instrument` is the version the response began with, `given` what the response holds at its `revision`.
    `attributes` are as chosen, "prefer not to say" included; the method's `respondent` has only those that
    were told. `text_digest` is that of the wording the response is shown in. `modules` are those chosen, None before
    the choice. `open_now` is whether the assessment took answers when this was read. `colleague` is who answers for
    the respondent, None for the respondent; `has_team` tells that there is one, `has_head` that one of them clears.
    `is_whole` shows the questionnaire as if every question were asked.
    `is_typed` tells that staff may type in answers for the respondent, after closing as well.
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
    given: Given
    text_digest: str
    open_now: bool
    profiled: bool
    attribution: Attribution
    quotable: bool
    origin: Origin
    modules: tuple[str, ...] | None
    colleague: Colleague | None = None
    has_team: bool = False
    has_head: bool = False
    is_whole: bool = False
    is_typed: bool = False

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Every stored answer, on the path or not."""
        return self.given.answers

    @property
    def marks(self) -> Mapping[str, Mark]:
        """When each answer was set and by which browser or page, those taken back included."""
        return self.given.marks

    @property
    def path(self) -> tuple[str, ...]:
        """The codes of the questions on the path, in the questionnaire's order."""
        return self.given.path(self.instrument, self.respondent)

    @property
    def asked(self) -> tuple[str, ...]:
        """The codes of the questions that are put to who answers: those on the path, or of the whole all."""
        return tuple(self.instrument.question_of) if self.is_whole else self.path

    @property
    def place(self) -> Place:
        """Where the answers lie."""
        return place_of(self)

    @property
    def author(self) -> str:
        """Who answers, as the history names them: a colleague's identity, empty for the holder of the link."""
        return self.colleague.id if self.colleague else ""

    @property
    def sees_everything(self) -> bool:
        """Whether every page is shown, and not only those assigned."""
        return self.colleague is None or self.colleague.clears

    @property
    def may_send(self) -> bool:
        """Whether who answers sends the response: the head where one was named, else the holder of the link."""
        return self.colleague.clears if self.colleague else not self.has_head


def place_of(told: Row[Any] | Sitting) -> Place:
    """Where the answers of a sitting, or of a row of `storage.fieldwork`, lie."""
    return Place(told.response_id, told.revision, told.origin)


def sitting_from(session: Session, row: Row[Any], now: datetime, given: Given | None = None) -> Sitting:
    """The sitting behind a row of `storage.fieldwork`, with its answers, unless what was `given` is known."""
    seen = storage.assessment_in(row)
    latest = instrument_of(session, seen.questionnaire_id, seen.text_digest)
    assessment = _views.of(latest, seen, otherwise=lambda: view_of(session, seen))
    instrument = instrument_of(session, row.questionnaire_id, row.text_digest)
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
        given=given or given_at(session, instrument, place_of(row), now),
        text_digest=row.text_digest,
        open_now=assessment.is_open(now),
        profiled=row.profiled,
        attribution=row.attribution,
        quotable=row.quotable,
        origin=row.origin,
        modules=None if row.modules is None else tuple(row.modules),
        has_team=row.team is not None,
        has_head=row.team == HEADED,
    )


def check_open(sitting: Sitting, now: datetime) -> None:
    """Refuse changes where none is taken any more.

    Raises:
        NotAllowed: the response was submitted, or the assessment takes no answers now.
    """
    if sitting.state == "submitted":
        raise NotAllowed(SENT_ALREADY)
    if not takes_answers(sitting.assessment, now, is_typed=sitting.is_typed):
        raise NotAllowed(NOT_OPEN)


def takes_answers(assessment: AssessmentView, now: datetime, *, is_typed: bool) -> bool:
    """Whether answers are taken now: from respondents while it is open, from staff after closing as well.

    That the report is not issued is for those to check who let staff type.
    """
    return assessment.is_open(now) or (is_typed and assessment.has_begun(now))
