"""What stands around every page of a respondent: country, title, languages, the time of the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from assessment.language import CatalogueVoice, Language
from assessment.services.assessments import AssessmentView
from assessment.services.reporting import in_language
from assessment.services.sittings import Sitting
from assessment.web.context import languages_among


@dataclass(frozen=True)
class Frame:
    """What every page of a respondent shows around its content."""

    country: str
    title: str
    demonstration: bool
    languages: tuple[Language, ...]


def frame_of(view: AssessmentView, voice: CatalogueVoice) -> Frame:
    """The frame of an assessment's pages in one language."""
    title = in_language(view.instrument, voice).title
    return Frame(voice.country(view.country), title, view.demonstration, languages_among(view.languages))


def local_time(sitting: Sitting, moment: datetime, voice: CatalogueVoice) -> str:
    """Hours and minutes in the assessment's time zone."""
    return voice.time(moment.astimezone(ZoneInfo(sitting.assessment.time_zone)))
