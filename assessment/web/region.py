"""A regional assessment with its members: each member's own assessment beside the others, where it consented."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assessment.errors import NotFound
from assessment.language.countries import group_of_region
from assessment.methodology.voice import N_
from assessment.services.country_groups import members_of_groups, reference_day
from assessment.services.portfolio import Choice, gather
from assessment.web.access import access, assessment
from assessment.web.context import session, voice
from assessment.web.course_form import named_countries
from assessment.web.gathering import named_pools
from assessment.web.results import drawn
from assessment.web.side_by_side import page_of

blueprint = Blueprint("region", __name__)


@blueprint.get("/assessments/<name>/members")
def members(name: str) -> ResponseReturnValue:
    """The members on the day on which groups count for the assessment; those without one to be shown are named."""
    group = group_of_region(assessment().country)
    if not group:
        raise NotFound(N_("Only the assessment of a region has members."))
    day = reference_day(assessment())
    countries = members_of_groups(day).get(group, frozenset())
    gathering = gather(session(), access(), Choice(request.args.get("of", "")), day, countries=countries)
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
