"""How far the results of an assessment hold: ranges, what moves them most, whether opinions hang together."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assessment.services.robustness import with_robustness
from assessment.web.access import assessment
from assessment.web.context import session, voice
from assessment.web.results import edition_of
from assessment.web.robustness_page import robustness_page

blueprint = Blueprint("robustness", __name__)


@blueprint.get("/assessments/<name>/robustness")
def robustness(name: str) -> ResponseReturnValue:
    """All ranges; the choices that move the areas, or the one asked for, most; the reliability of opinions."""
    material = with_robustness(session(), assessment(), edition_of(assessment()).material)
    page = robustness_page(material, voice(), request.args.get("area", ""))
    return render_template("staff/robustness.html", assessment=assessment(), page=page)
