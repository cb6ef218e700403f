"""The response monitor: expected against received, how fast, which questions stay without an answer, who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from sqlmodel import Session

from assessment.methodology.disclosure import FEWEST_PERSONS
from assessment.methodology.instrument import Instrument
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.attendance import Attending, attending_in, line_of
from assessment.services.entry import OWN
from assessment.services.register import COURSE, register_of
from assessment.storage import assessments as assessment_storage
from assessment.storage.pace import spans_of

NOT_BEGUN = N_("Not begun")
WITH_LINK = frozenset({"personal", "open"})
"""The origins of those who answer through a link of their own; of anonymous answers only the day is kept."""


@dataclass(frozen=True)
class Reach:
    """A stakeholder group, or a role within it (`role` is not empty), and how far those asked are.

    `expected` is the register's size, else how many were invited; `asked` and `given` count questions over responses
    begun.
    """

    group: str
    role: str
    expected: int
    invited: int
    started: int
    submitted: int
    asked: int
    given: int

    @property
    def received(self) -> float | None:
        """Responses sent as a share 0..100 of those expected; none where nobody is."""
        return 100 * self.submitted / self.expected if self.expected else None

    @property
    def completeness(self) -> float | None:
        """Questions answered as a share 0..100 of those asked; none while nobody has begun."""
        return 100 * self.given / self.asked if self.asked else None


@dataclass(frozen=True)
class AreaReach:
    """An area: `expected` respondents are asked about it, `received` have sent answers to it."""

    area: str
    expected: int
    received: int
    asked: int
    given: int

    @property
    def completeness(self) -> float | None:
        """Questions answered as a share 0..100 of those asked; none while nobody has begun."""
        return 100 * self.given / self.asked if self.asked else None


@dataclass(frozen=True)
class Silence:
    """A question over the responses sent: how many were asked, left it out, or did not know."""

    question: str
    asked: int
    unanswered: int
    dont_know: int

    @property
    def share(self) -> float:
        """0..100 of those asked."""
        return 100 * (self.unanswered + self.dont_know) / self.asked


@dataclass(frozen=True)
class Missing:
    """Somebody who has not sent their answers; `who` is empty for people who may not see names."""

    who: str
    group: str
    role: str
    course: str
    changed_at: datetime | None


@dataclass(frozen=True)
class Monitor:
    """How the fieldwork goes; `sent_by` counts the responses sent by the end of each day on which the count grew.

    `median_time` runs from first to last change, over the responses sent through a link of one's own; none while
    there are fewer than five. `late` counts the responses that staff sent when respondents could not any more.
    `silences` are the questions most often left without a value, the worst first.
    """

    groups: tuple[tuple[Reach, tuple[Reach, ...]], ...]
    areas: tuple[AreaReach, ...]
    silences: tuple[Silence, ...]
    missing: tuple[Missing, ...]
    sent_by: tuple[tuple[date, int], ...]
    median_time: timedelta | None
    timed: int
    late: int

    @property
    def total(self) -> Reach:
        """All groups together."""
        groups = [group for group, _ in self.groups]
        counts = ("expected", "invited", "started", "submitted", "asked", "given")
        return Reach("", "", *(sum(getattr(group, name) for group in groups) for name in counts))


def monitor_of(session: Session, access: Access, assessment: AssessmentView, now: datetime) -> Monitor:
    """How the fieldwork of an assessment goes now; a handful of queries whatever its size.

    Names and single questions are for analysts; others see counts of groups, roles and areas.
    """
    everybody = attending_in(session, assessment)
    sees_all = access.may(assessment.country, "analyst")
    pace = [(last - first).total_seconds() for first, last in spans_of(session, assessment.id, WITH_LINK)]
    return Monitor(
        groups=_groups(assessment.instrument, everybody, assessment_storage.register_of(session, assessment.id)),
        areas=tuple(_area(assessment.instrument, area, everybody) for area in assessment.instrument.area_of),
        silences=_silences(everybody) if sees_all else (),
        missing=_missing(everybody, _labels(session, assessment) if sees_all else {}, sees_all=sees_all),
        sent_by=_sent_by(assessment, everybody, now),
        median_time=timedelta(seconds=median(pace)) if len(pace) >= FEWEST_PERSONS else None,
        timed=len(pace),
        late=sum(
            one.submitted and one.row.origin not in OWN and assessment.has_ended(one.row.submitted_at)
            for one in everybody
        ),
    )


def _groups(
    instrument: Instrument, everybody: Sequence[Attending], register: dict[str, int]
) -> tuple[tuple[Reach, tuple[Reach, ...]], ...]:
    found = []
    for group in instrument.groups:
        members = [one for one in everybody if one.row.group == group.code]
        roles = (
            _reach(group.code, role.code, [one for one in members if one.row.role == role.code]) for role in group.roles
        )
        asked = tuple(role for role in roles if role.invited)
        found.append((_reach(group.code, "", members, register.get(group.code)), asked))
    return tuple(found)


def _reach(group: str, role: str, members: Sequence[Attending], register: int | None = None) -> Reach:
    begun = [one for one in members if one.started]
    return Reach(
        group,
        role,
        expected=len(members) if register is None else register,
        invited=len(members),
        started=len(begun),
        submitted=sum(one.submitted for one in members),
        asked=sum(len(one.path) for one in begun),
        given=sum(one.given for one in begun),
    )


def _area(instrument: Instrument, area: str, everybody: Iterable[Attending]) -> AreaReach:
    expected = received = asked = given = 0
    for one in everybody:
        within = [code for code in one.path if instrument.area_of_item[code.partition(".")[0]].code == area]
        answered = sum(code in one.answers for code in within)
        expected += bool(within)
        received += one.submitted and answered > 0
        if one.started:
            asked += len(within)
            given += answered
    return AreaReach(area, expected, received, asked, given)


def _silences(everybody: Iterable[Attending]) -> tuple[Silence, ...]:
    asked: Counter[str] = Counter()
    unanswered: Counter[str] = Counter()
    dont_know: Counter[str] = Counter()
    for one in everybody:
        if not one.submitted:
            continue
        for code in one.path:
            answer = one.answers.get(code)
            asked[code] += 1
            unanswered[code] += answer is None
            dont_know[code] += answer is not None and answer.state == "dont_know"
    found = (Silence(code, asked[code], unanswered[code], dont_know[code]) for code in asked)
    silent = [one for one in found if one.unanswered or one.dont_know]
    return tuple(sorted(silent, key=lambda one: (-one.share, -one.asked, one.question)))


def _labels(session: Session, assessment: AssessmentView) -> dict[str, tuple[str, str]]:
    """Who is behind a respondent of the register, and how far they are."""
    return {line.respondent_id: (line.label, COURSE[line.course]) for line in register_of(session, assessment)}


def _missing(
    everybody: Iterable[Attending], known: dict[str, tuple[str, str]], *, sees_all: bool
) -> tuple[Missing, ...]:
    """Whoever has not sent, those who have not begun first; anonymous drafts are nobody's."""
    found = []
    for one in everybody:
        if one.submitted or one.row.origin == "anonymous":
            continue
        line = line_of(one)
        who, course = known.get(line.respondent_id, (line.label, NOT_BEGUN))
        course = COURSE["started"] if one.started else course
        found.append(Missing(who if sees_all else "", line.group, line.role, course, line.changed_at))
    return tuple(sorted(found, key=lambda one: (one.changed_at is not None, one.group, one.who.casefold())))


def _sent_by(assessment: AssessmentView, everybody: Iterable[Attending], now: datetime) -> tuple[tuple[date, int], ...]:
    zone = ZoneInfo(assessment.time_zone)
    days = Counter(one.row.submitted_at.astimezone(zone).date() for one in everybody if one.row.submitted_at)
    if not days:
        return ()
    so_far, counted = 0, {min(assessment.opens_on, *days): 0}
    for day in sorted(days):
        so_far += days[day]
        counted[day] = so_far
    end = min(assessment.today(now), assessment.last_day)
    counted.setdefault(max(end, *counted), so_far)
    return tuple(counted.items())
