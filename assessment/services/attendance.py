"""Attendance: who was asked and how far they are, by group and area; and what an analyst does about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import NotAllowed, NotFound
from assessment.methodology.applicability import asked
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.services import audit
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView, instrument_of
from assessment.services.links import new_link
from assessment.services.report_issue import check_not_issued
from assessment.services.respondents import respondent_from
from assessment.storage import assessments as assessment_storage
from assessment.storage import fieldwork as storage
from assessment.storage.links import forget_others
from assessment.storage.tables.fieldwork import Origin, ResponseState


@dataclass(frozen=True)
class GroupAttendance:
    """One stakeholder group: its register's size if known, and how many were invited, have begun, have submitted."""

    group: str
    expected: int | None
    invited: int
    started: int
    submitted: int


@dataclass(frozen=True)
class AreaAttendance:
    """One area over all responses begun: questions asked and questions answered (in any of the four states)."""

    area: str
    asked: int
    given: int

    @property
    def share(self) -> float | None:
        """0..100; none while nobody was asked anything."""
        return 100 * self.given / self.asked if self.asked else None


@dataclass(frozen=True)
class RespondentLine:
    """One respondent and how far they are; `label` is the institution, or a short mark of a person."""

    respondent_id: str
    response_id: str
    label: str
    group: str
    role: str
    language: str
    origin: Origin
    state: ResponseState
    started: bool
    asked: int
    given: int
    changed_at: datetime | None
    submitted_at: datetime | None


@dataclass(frozen=True)
class Attending:
    """One who was asked: a row of `storage.fieldwork`, the codes on their path, their answers on it or not."""

    row: Row[Any]
    path: tuple[str, ...]
    answers: Mapping[str, Answer]

    @property
    def submitted(self) -> bool:
        """Whether the response was sent."""
        return bool(self.row.state == "submitted")

    @property
    def started(self) -> bool:
        """Whether anything was answered or sent."""
        return self.submitted or bool(self.answers)

    @property
    def given(self) -> int:
        """How many questions on the path have an answer."""
        return sum(question in self.answers for question in self.path)


@dataclass(frozen=True)
class Attendance:
    """Who was asked in an assessment and how far they are."""

    groups: tuple[GroupAttendance, ...]
    areas: tuple[AreaAttendance, ...]
    respondents: tuple[RespondentLine, ...]

    @property
    def submitted(self) -> int:
        """How many responses were sent."""
        return sum(group.submitted for group in self.groups)

    @property
    def invited(self) -> int:
        """How many respondents there are."""
        return sum(group.invited for group in self.groups)


def attendance_of(session: Session, assessment: AssessmentView) -> Attendance:
    """Who was asked in the assessment and how far they are; two queries whatever their number."""
    everybody = attending_in(session, assessment)
    lines = tuple(line_of(one) for one in everybody)
    register = assessment_storage.register_of(session, assessment.id)
    return Attendance(
        groups=tuple(
            _group(group, register.get(group), [line for line in lines if line.group == group])
            for group in assessment.instrument.group_of
        ),
        areas=_areas(assessment.instrument, (one for one in everybody if one.started)),
        respondents=lines,
    )


def attending_in(session: Session, assessment: AssessmentView) -> list[Attending]:
    """Everybody who was asked in the assessment, in the order in which they were."""
    answers = storage.answers_by_response(session, assessment.instrument, assessment.id)
    found = []
    for row in storage.sittings_of(session, assessment.id):
        given = answers.get(row.response_id, {})
        instrument = instrument_of(session, row.questionnaire_id, row.text_digest)
        found.append(Attending(row, asked(instrument, respondent_from(instrument, row), given), given))
    return found


def line_of(attending: Attending) -> RespondentLine:
    """How far one respondent is."""
    row = attending.row
    return RespondentLine(
        respondent_id=row.respondent_id,
        response_id=row.response_id,
        label=row.institution or f"{row.group}-{row.respondent_id[:6]}",
        group=row.group,
        role=row.role,
        language=row.language,
        origin=row.origin,
        state=row.state,
        started=attending.started,
        asked=len(attending.path),
        given=attending.given,
        changed_at=None if row.origin == "anonymous" else row.changed_at,
        submitted_at=row.submitted_at,
    )


def reopen(session: Session, access: Access, response_id: str, *, now: datetime) -> None:
    """Let the author of a submitted response change it again; a draft stays a draft.

    Raises:
        NotFound: there is no such response in the person's countries.
        NotAllowed: the person is not an analyst there, the response is anonymous, or the report is issued.
    """
    row = _check_analyst(session, access, response_id)
    check_not_issued(session, row.assessment_id)
    back: dict[str, Any] = {"state": "draft", "submitted_at": None, "changed_at": now, "counts_as": None}
    storage.change_state(session, response_id, before="submitted", **back)
    audit.record(session, "reopening", now=now, assessment_id=row.assessment_id, subject=response_id)
    session.commit()


def renew_link(session: Session, access: Access, response_id: str, *, now: datetime) -> str:
    """Replace a respondent's personal link, which stops working with any other and the code: the new one's secret.

    Raises:
        NotFound: there is no such response in the person's countries.
        NotAllowed: the person is not an analyst there, or the response is anonymous.
    """
    row = _check_analyst(session, access, response_id)
    secret, link_hash = new_link()
    forget_others(session, row.respondent_id)
    storage.change_respondent(session, row.respondent_id, link_hash=link_hash)
    audit.record(session, "link_renewal", now=now, assessment_id=row.assessment_id, subject=response_id)
    session.commit()
    return secret


def _check_analyst(session: Session, access: Access, response_id: str) -> Row[Any]:
    row = storage.sitting_seen(session, response_id, access.countries)
    if row is None:
        raise NotFound(N_("There is no such response."))
    if not access.may(row.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))
    if row.origin == "anonymous":
        raise NotAllowed(N_("This response is anonymous: nobody but its author can open it, and only before sending."))
    return row


def _group(group: str, expected: int | None, lines: list[RespondentLine]) -> GroupAttendance:
    return GroupAttendance(
        group=group,
        expected=expected,
        invited=len(lines),
        started=sum(line.started for line in lines),
        submitted=sum(line.state == "submitted" for line in lines),
    )


def _areas(instrument: Instrument, begun: Iterable[Attending]) -> tuple[AreaAttendance, ...]:
    put = dict.fromkeys(instrument.area_of, 0)
    given = dict.fromkeys(instrument.area_of, 0)
    for one in begun:
        for question in one.path:
            area = instrument.area_of_item[question.partition(".")[0]].code
            put[area] += 1
            given[area] += question in one.answers
    return tuple(AreaAttendance(area, put[area], given[area]) for area in put)
