"""Published figures of the country beside those of its peers, and the choice of the peers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import InvalidInput
from assessment.services import peers as services
from assessment.web.access import access, assessment, may_open
from assessment.web.context import now, perform, session, voice
from assessment.web.peers_page import peers_page
from assessment.web.results import edition_of

blueprint = Blueprint("peers", __name__)
UNPROCESSABLE = 422


@blueprint.get("/assessments/<name>/peers")
def peers(name: str) -> ResponseReturnValue:
    """The comparison, and for analysts the form to choose whom to compare with."""
    found = services.peers_of(session(), assessment())
    return _page(found.group, found.countries)


@blueprint.post("/assessments/<name>/peers")
def choose(name: str) -> ResponseReturnValue:
    """Keep whom the country is compared with, on screens and in reports."""
    group, countries = request.form.get("group", ""), tuple(request.form.getlist("country"))
    try:
        perform(services.choose_peers, access(), assessment(), group=group, countries=countries, now=now())
    except InvalidInput as problem:
        return _page(group, countries, voice().say(str(problem))), UNPROCESSABLE
    flash(voice().say("The choice was stored."))
    return redirect(url_for("peers.peers", name=name))


def _page(group: str, countries: tuple[str, ...], problem: str = "") -> str:
    return render_template(
        "staff/peers.html",
        assessment=assessment(),
        page=peers_page(edition_of(assessment()), services.comparison_of(session(), assessment(), voice()), voice()),
        groups=services.groups_offered(assessment(), voice()),
        countries=services.countries_offered(assessment(), voice()),
        chosen_group=group,
        chosen=frozenset() if group else frozenset(countries),
        problem=problem,
        may_choose=may_open("peers.choose"),
    )
