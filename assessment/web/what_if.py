"""What if: an analyst moves weights, targets, groups or the method, and sees at once what that would change."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services.what_if import Panel, WhatIfRefused, panel_of, try_out
from assessment.web.access import access, assessment
from assessment.web.context import now, session, voice
from assessment.web.what_if_controls import controls
from assessment.web.what_if_form import Asked, asked_in, query_of, refused_words
from assessment.web.what_if_page import OutcomePage, outcome_page

blueprint = Blueprint("what_if", __name__)
UNPROCESSABLE = 422


@blueprint.get("/assessments/<name>/what-if")
def what_if(name: str) -> ResponseReturnValue:
    """All that can be moved, and what the choice in the address changes; a long address leads to its short form."""
    panel = _panel()
    asked = asked_in(request.args, panel.edition, voice())
    outcome, faults = _tried(panel, asked)
    query = query_of(asked.what_if)
    if not faults and request.args != type(request.args)(query):
        return redirect(url_for("what_if.what_if", name=name, **query))
    page = render_template(
        "staff/what_if.html",
        assessment=assessment(),
        controls=controls(panel, asked.what_if),
        room=panel.room,
        shows_scores=panel.edition.shows_scores,
        outcome=outcome,
        faults=faults,
    )
    return page, UNPROCESSABLE if faults else 200


@blueprint.get("/assessments/<name>/what-if/outcome")
def outcome(name: str) -> ResponseReturnValue:
    """What the choice in the address changes, alone: the part of the page that a script replaces."""
    panel = _panel()
    found, faults = _tried(panel, asked_in(request.args, panel.edition, voice()))
    part = render_template(
        "staff/what_if_outcome.html",
        assessment=assessment(),
        shows_scores=panel.edition.shows_scores,
        outcome=found,
        faults=faults,
    )
    return part, UNPROCESSABLE if faults else 200


def _panel() -> Panel:
    return panel_of(session(), access(), assessment(), voice(), now())


def _tried(panel: Panel, asked: Asked) -> tuple[OutcomePage | None, tuple[str, ...]]:
    """What the choice changes, or the sentences on why it cannot be tried."""
    if asked.faults:
        return None, asked.faults
    try:
        return outcome_page(panel, asked.what_if, try_out(panel, asked.what_if)), ()
    except WhatIfRefused as refused:
        return None, tuple(map(refused_words(panel.edition), refused.refusals))
