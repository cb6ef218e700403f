"""Assessments and the questionnaires they use: create, look up within a person's countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import InvalidInput, NotFound
from assessment.language import COMPLETE
from assessment.language.countries import group_of_region
from assessment.methodology.instrument import Instrument
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.links import new_link
from assessment.storage import assessments as storage
from assessment.storage.tables import Assessment
from assessment.storage.tables.fieldwork import ResultsShown

MOST_INSTRUMENTS = 32
LONGEST_GRACE = 60
LONGEST_ZONE = 60
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""Within these, days of grace, withdrawal and retention can be counted without leaving the calendar."""
_instruments: dict[tuple[str, str], Instrument] = {}


@dataclass(frozen=True)
class AssessmentView:
    """One country measured once; it is open from the start of `opens_on` to the end of `closes_on`, local time.

    That is what people are told; their links go on working for `grace_days` more.
    """

    id: str
    name: str
    country: str
    questionnaire: str
    questionnaire_id: str
    reference_year: int
    languages: tuple[str, ...]
    time_zone: str
    opens_on: date
    closes_on: date
    grace_days: int
    results_shown: ResultsShown
    demonstration: bool
    has_open_link: bool
    open_link_anonymous: bool
    instrument: Instrument

    def is_open(self, now: datetime) -> bool:
        """Whether answers are taken at the moment `now`, be it in the days of grace."""
        return self.has_begun(now) and now < ends_at(self.last_day, self.time_zone)

    def is_in_grace(self, now: datetime) -> bool:
        """Whether the closing date has passed and answers are still taken."""
        return self.is_open(now) and now >= ends_at(self.closes_on, self.time_zone)

    def has_ended(self, now: datetime) -> bool:
        """Whether the last day on which respondents can answer is over."""
        return now >= ends_at(self.last_day, self.time_zone)

    @property
    def last_day(self) -> date:
        """The last day on which links work."""
        return self.closes_on + timedelta(days=self.grace_days)

    def today(self, now: datetime) -> date:
        """The day in the assessment's time zone."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()

    def has_begun(self, now: datetime) -> bool:
        """Whether the opening date has come, in the assessment's time zone."""
        return starts_at(self.opens_on, self.time_zone) <= now

    @property
    def is_regional(self) -> bool:
        """Whether a region was assessed, whose members can stand beside each other."""
        return bool(group_of_region(self.country))

    def shows_results_to(self, access: Access) -> bool:
        """Whether a person of the country may see levels, scores and what follows from them (rule 11)."""
        return self.results_shown != "internal" or access.may(self.country, "analyst")


@dataclass(frozen=True)
class AssessmentSummary:
    """A line of the portfolio: how many were invited and how many have submitted."""

    id: str
    name: str
    country: str
    questionnaire: str
    reference_year: int
    opens_on: date
    closes_on: date
    time_zone: str
    demonstration: bool
    invited: int
    submitted: int


@lru_cache(maxsize=1024)
def starts_at(day: date, time_zone: str) -> datetime:
    """The moment, in UTC, at which a local day begins."""
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)


def ends_at(day: date, time_zone: str) -> datetime:
    """The moment, in UTC, at which a local day is over: a closing date ends then."""
    return starts_at(day + timedelta(days=1), time_zone)


def visible_assessments(session: Session, access: Access) -> list[AssessmentSummary]:
    """The assessments in the person's countries, by name."""
    return [_summary(row) for row in storage.assessments_with_counts(session, access.countries)]


def assessment_of(session: Session, access: Access, name: str) -> AssessmentView:
    """The assessment of that name.

    Raises:
        NotFound: there is none, or it lies outside the person's countries: the two look the same.
    """
    return view_of(session, storage.assessment_named(session, name, access.countries))


def assessment_by_id(session: Session, assessment_id: str) -> AssessmentView:
    """The assessment by its identity, for deeds whose scope was checked before.

    Raises:
        NotFound: there is none.
    """
    return view_of(session, storage.assessment_by_id(session, assessment_id))


def create_assessment(
    session: Session,
    *,
    country: str,
    questionnaire: str,
    languages: Sequence[str],
    time_zone: str,
    opens_on: date,
    closes_on: date,
    now: datetime,
    grace_days: int = 0,
    reference_year: int | None = None,
    results_shown: ResultsShown = "bands",
    demonstration: bool = False,
    register: Mapping[str, int] | None = None,
) -> AssessmentView:
    """Begin an assessment with a published questionnaire (`etrade-rapid/2026.1`); it is named `SEN-2026-1`.

    The reference year is the questionnaire's unless given; `register` is the size of each stakeholder group.

    Raises:
        NotFound: the questionnaire is not published.
        InvalidInput: see `check_course`.
    """
    code, _, version = questionnaire.partition("/")
    published = storage.questionnaire_named(session, code, version)
    if published is None:
        raise NotFound(N_("This questionnaire is not published."))
    check_course(languages, time_zone, opens_on, closes_on, grace_days)
    instrument = published_instrument(session, published.id)
    year = reference_year or instrument.reference_year
    assessment = Assessment(
        name=_next_name(session, country, year),
        country=country,
        questionnaire_id=published.id,
        reference_year=year,
        languages=list(languages),
        time_zone=time_zone,
        opens_on=opens_on,
        closes_on=closes_on,
        grace_days=grace_days,
        results_shown=results_shown,
        demonstration=demonstration,
        created_at=now,
    )
    storage.keep_assessment(session, assessment)
    storage.keep_register(session, assessment.id, dict(register or {}))
    begun = assessment_by_id(session, assessment.id)
    session.commit()
    return begun


def check_course(
    languages: Sequence[str], time_zone: str, opens_on: date, closes_on: date, grace_days: int = 0
) -> None:
    """Refuse languages, a time zone and dates that cannot be an assessment's.

    Raises:
        InvalidInput: with what is wrong.
    """
    if not languages:
        raise InvalidInput(N_("Choose at least one language."))
    if not set(languages) & set(COMPLETE):
        raise InvalidInput(N_("Choose at least one language in which reports are made."))
    if not FIRST_DAY <= min(opens_on, closes_on) <= max(opens_on, closes_on) <= LAST_DAY:
        raise InvalidInput(N_("Enter a date as year-month-day, such as 2026-01-31"))
    if closes_on < opens_on:
        raise InvalidInput(N_("The closing date lies before the opening date."))
    if not 0 <= grace_days <= LONGEST_GRACE:
        raise InvalidInput(N_("The days of grace are a number from 0 to 60."))
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # the name of a file: too long, or a folder
        raise InvalidInput(f"{time_zone[:LONGEST_ZONE]}: give a time zone as in Africa/Dakar") from None


def renew_open_link(session: Session, assessment_id: str) -> str:
    """Open the assessment to everyone who has the link: the secret of a new one; an earlier one stops working."""
    secret, link_hash = new_link()
    storage.set_open_link(session, assessment_id, link_hash)
    session.commit()
    return secret


def published_instrument(session: Session, questionnaire_id: str) -> Instrument:
    """A published questionnaire.

    Raises:
        NotFound: there is none.
    """
    published = storage.questionnaire_row(session, questionnaire_id)
    if published is None:
        raise NotFound(N_("This questionnaire is not published."))
    return instrument_of(session, questionnaire_id, published.text_digest)


def instrument_of(session: Session, questionnaire_id: str, text_digest: str) -> Instrument:
    """A questionnaire in its present wording, read once a process: its texts may be corrected, nothing else."""
    key = (questionnaire_id, text_digest)
    if key not in _instruments:
        while len(_instruments) >= MOST_INSTRUMENTS:
            _instruments.pop(next(iter(_instruments)), None)
        _instruments[key] = Instrument.model_validate(storage.document_of(session, questionnaire_id))
    return _instruments[key]


def view_of(session: Session, row: Row[Any] | None) -> AssessmentView:
    """An assessment's row as a value with its instrument.

    Raises:
        NotFound: there is no row.
    """
    if row is None:
        raise NotFound(N_("There is no such assessment."))
    instrument = instrument_of(session, row.questionnaire_id, row.text_digest)
    return AssessmentView(
        id=row.id,
        name=row.name,
        country=row.country,
        questionnaire=instrument.identity,
        questionnaire_id=row.questionnaire_id,
        reference_year=row.reference_year,
        languages=tuple(row.languages),
        time_zone=row.time_zone,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        grace_days=row.grace_days,
        results_shown=row.results_shown,
        demonstration=row.demonstration,
        has_open_link=row.open_link_hash is not None,
        open_link_anonymous=row.open_link_anonymous,
        instrument=instrument,
    )


def _summary(row: Row[Any]) -> AssessmentSummary:
    return AssessmentSummary(
        id=row.id,
        name=row.name,
        country=row.country,
        questionnaire=f"{row.questionnaire_code}/{row.questionnaire_version}",
        reference_year=row.reference_year,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        time_zone=row.time_zone,
        demonstration=row.demonstration,
        invited=row.invited,
        submitted=row.submitted,
    )


def _next_name(session: Session, country: str, year: int) -> str:
    taken = storage.names_of_round(session, country, year)
    return next(name for number in range(1, len(taken) + 2) if (name := f"{country}-{year}-{number}") not in taken)
