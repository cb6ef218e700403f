"""Results in the reader's language, said as the report says them, and charts drawn for a screen."""

from __future__ import annotations

from markupsafe import Markup

from assessment.documents import charts
from assessment.language import CatalogueVoice, direction_of
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Chart, Words
from assessment.methodology.report.standing import chart_of
from assessment.services.assessments import AssessmentView
from assessment.services.reporting import material_of
from assessment.web.context import now, session, voice


def edition_of(assessment: AssessmentView) -> Edition:
    """What is known of an assessment now, ready to be said in the reader's language."""
    return Edition(material_of(session(), assessment, voice(), now()), voice())


def areas_chart(edition: Edition) -> Chart:
    """The level of every area."""
    areas = [(area.short_label, edition.node(area.code)) for area in edition.instrument.areas]
    caption = edition.say("Level by area")
    return chart_of(edition, areas, caption=caption, alternative=caption)


def drawn(chart: Chart, spoken: CatalogueVoice) -> Markup:
    """A chart as a picture in the page."""
    words = Words("", spoken.say("Figure"), "", "", "", "")
    return charts.svg(chart, direction=direction_of(spoken.language), words=words)
