"""What respondents are told of the protection of their data: the operator's settings in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assessment.authoring.register_cells import LEGAL_BASES
from assessment.config import Settings
from assessment.language import CatalogueVoice
from assessment.services.assessments import AssessmentView
from assessment.services.report_issue import earliest_issue, issued_on
from assessment.web.context import now, parts, session, voice


@dataclass(frozen=True)
class Protection:
    """Who is answerable, where the data lie, why they may be kept, and until when; empty where nobody said so."""

    controller: str
    hosted_in: str
    legal_basis: str
    erased_after: str
    withdrawn_until: str


def protection_of(assessment: AssessmentView) -> Protection:
    """What the respondents of an assessment are told now, with the days that follow from its closing date."""
    settings = parts().settings
    issued = issued_on(session(), assessment) if assessment.has_ended(now()) else None
    return Protection(
        *_who_and_where(settings, voice()),
        voice().date(assessment.closes_on + timedelta(days=settings.retention_days)),
        _until(earliest_issue(assessment, settings.withdrawal_days), issued, voice()),
    )


def protection_in_general(settings: Settings, voice: CatalogueVoice) -> Protection:
    """What anybody is told, with periods instead of days."""
    count = voice.count
    return Protection(
        *_who_and_where(settings, voice),
        count("{number} day after closing", "{number} days after closing", settings.retention_days),
        count(
            "until the report is issued, {number} day after closing at the earliest",
            "until the report is issued, {number} days after closing at the earliest",
            settings.withdrawal_days,
        ),
    )


def _until(earliest: date, issued: date | None, voice: CatalogueVoice) -> str:
    if issued:
        return voice.say("not any more: the report was issued on {date}", date=issued)
    return voice.say("until the report is issued, on {date} at the earliest", date=earliest)


def _who_and_where(settings: Settings, voice: CatalogueVoice) -> tuple[str, str, str]:
    basis = LEGAL_BASES.get(settings.legal_basis, "")
    country = voice.country(settings.hosting_country) if settings.hosting_country else ""
    return settings.controller, country, basis and voice.say(basis)
