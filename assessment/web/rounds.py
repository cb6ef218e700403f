"""What changed since the former round: the round is chosen once and kept, for this page and for the report."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.methodology.report.rounds import change_lines, groups_apart, introduction, questions_apart
from assessment.services.reporting import in_language
from assessment.services.rounds import choose_former, earlier_rounds, former_of, since_last_round
from assessment.web.access import access, assessment, may_open
from assessment.web.context import now, perform, session, voice
from assessment.web.results import edition_of

blueprint = Blueprint("rounds", __name__)


@blueprint.get("/assessments/<name>/rounds")
def rounds(name: str) -> ResponseReturnValue:
    """Each area and indicator in both rounds, by themselves and on what they have in common."""
    since = since_last_round(session(), assessment(), partial(in_language, voice=voice()))
    edition = edition_of(assessment())
    return render_template(
        "staff/rounds.html",
        assessment=assessment(),
        earlier=earlier_rounds(session(), access(), assessment()),
        former=former_of(session(), assessment()),
        since=since,
        introduction=introduction(edition, since) if since else (),
        lines=change_lines(edition, since) if since else (),
        apart=(*groups_apart(edition, since), *questions_apart(edition, since)) if since else (),
        may_choose=may_open("rounds.choose"),
    )


@blueprint.post("/assessments/<name>/rounds")
def choose(name: str) -> ResponseReturnValue:
    """Keep which round this one is compared with."""
    perform(choose_former, access(), assessment(), request.form.get("former", ""), now=now())
    flash(voice().say("The choice was stored."))
    return redirect(url_for("rounds.rounds", name=name))
