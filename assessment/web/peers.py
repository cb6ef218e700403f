"""Published figures of the country beside those of its peers, and the choice of the peers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import Conflict, InvalidInput
from assessment.services import peers as services
from assessment.services.choosing import newest
from assessment.services.country_groups import group_name
from assessment.web.access import access, assessment, may_open
from assessment.web.choosing import in_words
from assessment.web.context import now, perform, session, voice
from assessment.web.peers_page import peers_page
from assessment.web.recommendation_form import seen_in
from assessment.web.results import edition_of

blueprint = Blueprint("peers", __name__)
UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.get("/assessments/<name>/peers")
def peers(name: str) -> ResponseReturnValue:
    """The comparison, and for analysts the form to choose whom to compare with."""
    found = services.peers_of(session(), assessment())
    return _page(found.group, found.countries)


@blueprint.post("/assessments/<name>/peers")
def choose(name: str) -> ResponseReturnValue:
    """Keep whom the country is compared with, on screens and in reports; what somebody else chose is shown first."""
    group, countries = request.form.get("group", ""), tuple(request.form.getlist("country"))
    try:
        perform(
            services.choose_peers,
            access(),
            assessment(),
            group=group,
            countries=countries,
            seen=seen_in(request.form.get("seen")),
            now=now(),
        )
    except InvalidInput as problem:
        return _page(group, countries, voice().say(str(problem))), UNPROCESSABLE
    except Conflict as problem:
        return _page(group, countries, voice().say(str(problem))), CONFLICT
    flash(voice().say("The choice was stored."))
    return redirect(url_for("peers.peers", name=name))


def _page(group: str, countries: tuple[str, ...], problem: str = "") -> str:
    made = services.choices_of(session(), assessment())
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
        seen=newest(made),
        made=in_words(made, _said),
    )


def _said(peers: services.Peers) -> str:
    if peers.group:
        return group_name(peers.group, voice())
    return voice().join(voice().country(code) for code in peers.countries)
