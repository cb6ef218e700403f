"""A regional assessment with its members: each member's own assessment beside the others, where it consented."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assessment.services.portfolio import Choice, gather_members
from assessment.web.access import access, assessment
from assessment.web.context import now, session, voice
from assessment.web.course_form import named_countries
from assessment.web.gathering import named_pools
from assessment.web.results import drawn
from assessment.web.side_by_side import page_of

blueprint = Blueprint("region", __name__)


@blueprint.get("/assessments/<name>/members")
def members(name: str) -> ResponseReturnValue:
    """The members on the day on which groups count for the assessment; those without one to be shown are named."""
    choice = Choice(request.args.get("of", ""))
    gathering, countries = gather_members(session(), access(), assessment(), choice, now().date())
    page = page_of(gathering.assessments)
    absent = countries - {one.country for one in gathering.assessments}
    return render_template(
        "staff/members.html",
        assessment=assessment(),
        gathering=gathering,
        pools=named_pools(gathering),
        members=named_countries(sorted(countries)),
        absent=named_countries(sorted(absent)),
        page=page,
        chart=drawn(page.chart, voice()) if page else "",
    )
