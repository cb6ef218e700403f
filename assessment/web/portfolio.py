"""The portfolio: every assessment a person may see, side by side."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assessment.web.access import access
from assessment.web.context import now, session, voice
from assessment.web.portfolio_page import portfolio_page

blueprint = Blueprint("portfolio", __name__)


@blueprint.get("/assessments")
def portfolio() -> ResponseReturnValue:
    """State, responses, levels and implementation rates of each assessment."""
    return render_template("staff/portfolio.html", entries=portfolio_page(session(), access(), voice(), now()))
