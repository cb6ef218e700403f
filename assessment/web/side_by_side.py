"""Countries side by side: those that consented, under the areas of one questionnaire."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assessment.methodology.portfolio import side_by_side
from assessment.services.assessments import AssessmentView
from assessment.services.portfolio import measured
from assessment.services.separation import apart, separable
from assessment.web.access import access
from assessment.web.audiences import VIEWERS
from assessment.web.context import session, voice
from assessment.web.gathering import gathered, named_groups, named_pools
from assessment.web.results import drawn, edition_of
from assessment.web.separation_page import separation_page
from assessment.web.side_by_side_page import SideBySidePage, side_by_side_page

blueprint = Blueprint("side_by_side", __name__)


@blueprint.get("/assessments/side-by-side")
def countries() -> ResponseReturnValue:
    """The level of every area in every consenting country, as a table of words and tones and as small pictures."""
    gathering = gathered(access())
    page = page_of(gathering.assessments)
    return render_template(
        "staff/side_by_side.html",
        gathering=gathering,
        pools=named_pools(gathering),
        groups=named_groups(gathering),
        page=page,
        chart=drawn(page.chart, voice()) if page else "",
    )


@blueprint.get("/assessments/side-by-side/draws")
def draws() -> ResponseReturnValue:
    """In how many of 100 draws one country lies above another, area by area, for two that publish their results."""
    gathering = gathered(access())
    first, second = request.args.get("first", ""), request.args.get("second", "")
    found = apart(session(), gathering.assessments, first, second) if first or second else None
    return render_template(
        "staff/separation.html",
        gathering=gathering,
        offered=separable(gathering.assessments),
        first=first,
        second=second,
        page=separation_page(found, voice()) if found else None,
    )


def page_of(assessments: tuple[AssessmentView, ...]) -> SideBySidePage | None:
    """These assessments side by side, in the reader's language; None without any. Those of one's own are linked."""
    beside = side_by_side(measured(session(), assessments))
    if beside is None:
        return None
    newest = next(one for one in assessments if one.questionnaire == beside.instrument.identity)
    own = frozenset(one.name for one in assessments if access().may(one.country, *VIEWERS.roles))
    return side_by_side_page(edition_of(newest), beside, own)
