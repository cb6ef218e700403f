"""Two assessments of one country side by side, on what both measured by the same method."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assessment.methodology.comparability import compare
from assessment.services.comparing import pair_of
from assessment.web.access import access, assessment
from assessment.web.comparison_page import comparison_page
from assessment.web.context import session
from assessment.web.results import edition_of

blueprint = Blueprint("comparison", __name__)


@blueprint.get("/assessments/<name>/compare/<other>")
def comparison(name: str, other: str) -> ResponseReturnValue:
    """The levels of both on the nodes whose method did not change, the earlier assessment first."""
    pair = pair_of(session(), access(), name, other)
    old, new = edition_of(pair.old), edition_of(pair.new)
    found = compare(pair.old.instrument, old.scorecard, pair.new.instrument, new.scorecard)
    return render_template(
        "staff/comparison.html", assessment=assessment(), pair=pair, page=comparison_page(old, new, found)
    )
