"""The lines of the portfolio, made ready for their template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from assessment.language import CatalogueVoice
from assessment.methodology.followup import Rates
from assessment.methodology.report.model import Tone
from assessment.methodology.report.standing import level_chip
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentSummary, AssessmentView, assessment_of, visible_assessments
from assessment.services.consents import consenting
from assessment.services.followup import ALL, actions_of, rates_of
from assessment.services.report_issue import issued_among
from assessment.web.results import edition_of


@dataclass(frozen=True)
class Level:
    """The level of one area as a chip."""

    area: str
    label: str
    level: str
    tone: Tone


@dataclass(frozen=True)
class Entry:
    """One assessment in the portfolio; no results where they may not stand here."""

    summary: AssessmentSummary
    state: str
    is_open: bool
    levels: tuple[Level, ...]
    rates: Rates | None


def portfolio_page(session: Session, access: Access, voice: CatalogueVoice, now: datetime) -> list[Entry]:
    """The assessments in the person's countries; beside others only those that agreed to it show results."""
    summaries = visible_assessments(session, access)
    agreed = consenting(session, (summary.id for summary in summaries))
    issued = issued_among(session, (summary.id for summary in summaries))
    alone = len(summaries) == 1
    return [
        _entry(session, access, voice, now, one, issued=issued.get(one.id), beside=alone or one.id in agreed)
        for one in summaries
    ]


def _entry(
    session: Session,
    access: Access,
    voice: CatalogueVoice,
    now: datetime,
    summary: AssessmentSummary,
    *,
    issued: date | None,
    beside: bool,
) -> Entry:
    view = assessment_of(session, access, summary.name)
    levels = _levels(view) if beside and view.shows_results_to(access) else ()
    rates = rates_of(actions_of(session, view, now))[ALL] if beside else None
    return Entry(summary, course(view, voice, now, issued), view.is_open(now), levels, rates)


def course(view: AssessmentView, voice: CatalogueVoice, now: datetime, issued: date | None) -> str:
    """Where an assessment stands in time, with the day on which its report was issued, if it was."""
    if issued:
        return voice.say("Report issued on {date}", date=issued)
    if view.is_in_grace(now):
        return voice.say(
            "Closed since {date}; late answers are taken until {last}", date=view.closes_on, last=view.last_day
        )
    if view.is_open(now):
        return voice.say("Open until {date}", date=view.closes_on)
    if not view.has_begun(now):
        return voice.say("Opens on {date}", date=view.opens_on)
    return voice.say("Closed since {date}", date=view.closes_on)


def _levels(view: AssessmentView) -> tuple[Level, ...]:
    edition = edition_of(view)
    nodes = [(area, edition.node(area.code)) for area in edition.instrument.areas]
    return tuple(
        Level(area.code, area.short_label, level_chip(edition, node), edition.tone(node.score)) for area, node in nodes
    )
