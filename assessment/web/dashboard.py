"""One assessment at a glance, and the evidence behind each of its numbers."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assessment.services.attendance import attendance_of
from assessment.services.beside import evidence_beside
from assessment.services.comparing import comparable_with
from assessment.services.entry import coded_answers
from assessment.services.library import attachable_to
from assessment.services.notes import KINDS
from assessment.services.report_issue import issued_on
from assessment.services.robustness import known_robustness
from assessment.web.access import access, assessment, sees_results
from assessment.web.context import now, session, voice
from assessment.web.evidence_page import evidence_page
from assessment.web.evidence_ways import ways_on
from assessment.web.portfolio_page import course
from assessment.web.results import areas_chart, drawn, edition_of
from assessment.web.robustness_page import area_ranges

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/assessments/<name>")
def dashboard(name: str) -> ResponseReturnValue:
    """Who has answered, by group and area; the level of each area."""
    edition = edition_of(assessment())
    robustness = known_robustness(assessment(), edition.facts.data_digest) if sees_results() else None
    return render_template(
        "staff/dashboard.html",
        assessment=assessment(),
        course=course(assessment(), voice(), now(), issued_on(session(), assessment())),
        attendance=attendance_of(session(), assessment()),
        edition=edition,
        chart=drawn(areas_chart(edition), voice()) if sees_results() else "",
        ranges=area_ranges(edition, robustness),
        others=comparable_with(session(), access(), assessment()) if sees_results() else (),
    )


@blueprint.get("/assessments/<name>/evidence/<code>")
def evidence(name: str, code: str) -> ResponseReturnValue:
    """What a number rests on: its parts, the answers by group, the published figures with their sources."""
    edition = edition_of(assessment())
    return render_template(
        "staff/evidence.html",
        assessment=assessment(),
        edition=edition,
        page=evidence_page(edition, code, coded_answers(session(), assessment(), code)),
        ways=ways_on(edition, code),
        beside=evidence_beside(session(), access(), assessment(), (code,)),
        kinds=KINDS,
        library=attachable_to(session(), access(), assessment(), code),
    )
