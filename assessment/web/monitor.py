"""The response monitor: expected against received, at a glance and over time."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assessment.services.audit import record_sight
from assessment.services.monitor import monitor_of
from assessment.services.report_issue import issued_on
from assessment.services.reporting import in_language
from assessment.web.access import access, assessment, may_open
from assessment.web.context import now, perform, session, voice
from assessment.web.monitor_page import responses_chart, said_duration, silence_lines
from assessment.web.portfolio_page import course
from assessment.web.results import drawn

blueprint = Blueprint("monitor", __name__)
MOST_MISSING = 100


@blueprint.get("/assessments/<name>/responses")
def monitor(name: str) -> ResponseReturnValue:
    """How the fieldwork goes; names and single questions for analysts alone."""
    instrument = in_language(assessment().instrument, voice())
    found = monitor_of(session(), access(), assessment(), now())
    if sees_names := may_open("respondents.respondents"):
        perform(record_sight, assessment().id, now=now())
    chart = responses_chart(assessment(), found, voice())
    return render_template(
        "staff/monitor.html",
        assessment=assessment(),
        instrument=instrument,
        monitor=found,
        course=course(assessment(), voice(), now(), issued_on(session(), assessment())),
        median=said_duration(found.median_time, voice()),
        silences=silence_lines(found, instrument, voice()),
        missing=found.missing[:MOST_MISSING],
        chart=drawn(chart, voice()) if chart else "",
        sees_names=sees_names,
    )
