"""What respondents are told of the protection of their data: the operator's settings in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from assessment.authoring.register_cells import LEGAL_BASES
from assessment.config import Settings
from assessment.language import CatalogueVoice
from assessment.services.assessments import AssessmentView
from assessment.services.persons import withdrawal_ends


@dataclass(frozen=True)
class Protection:
    """Who is answerable, where the data lie, why they may be kept, and until when; empty where nobody said so."""

    controller: str
    hosted_in: str
    legal_basis: str
    erased_after: str
    withdrawn_until: str


def protection_of(settings: Settings, assessment: AssessmentView, voice: CatalogueVoice) -> Protection:
    """What the respondents of an assessment are told, with the days that follow from its closing date."""
    ends = withdrawal_ends(assessment, settings.withdrawal_days).astimezone(ZoneInfo(assessment.time_zone))
    return Protection(
        *_who_and_where(settings, voice),
        voice.date(assessment.closes_on + timedelta(days=settings.retention_days)),
        voice.date(ends.date() - timedelta(days=1)),
    )


def protection_in_general(settings: Settings, voice: CatalogueVoice) -> Protection:
    """What anybody is told, with periods instead of days."""
    count = voice.count
    return Protection(
        *_who_and_where(settings, voice),
        count("{number} day after closing", "{number} days after closing", settings.retention_days),
        count("{number} day after closing", "{number} days after closing", settings.withdrawal_days),
    )


def _who_and_where(settings: Settings, voice: CatalogueVoice) -> tuple[str, str, str]:
    basis = LEGAL_BASES.get(settings.legal_basis, "")
    country = voice.country(settings.hosting_country) if settings.hosting_country else ""
    return settings.controller, country, basis and voice.say(basis)
