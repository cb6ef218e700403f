"""What changed since the former round: the round is chosen once and kept, for this page and for the report."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import Conflict, InvalidInput
from assessment.methodology.report.rounds import change_lines, groups_apart, introduction, questions_apart
from assessment.services import rounds as services
from assessment.services.choosing import newest
from assessment.services.reporting import in_language
from assessment.web.access import access, assessment, may_open
from assessment.web.choosing import in_words
from assessment.web.context import now, perform, session, voice
from assessment.web.recommendation_form import seen_in
from assessment.web.results import edition_of

blueprint = Blueprint("rounds", __name__)
UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.get("/assessments/<name>/rounds")
def rounds(name: str) -> ResponseReturnValue:
    """Each area and indicator in both rounds, by themselves and on what they have in common."""
    return _page()


@blueprint.post("/assessments/<name>/rounds")
def choose(name: str) -> ResponseReturnValue:
    """Keep which round this one is compared with; what somebody else chose meanwhile is shown first."""
    try:
        perform(
            services.choose_former,
            access(),
            assessment(),
            request.form.get("former", ""),
            seen=seen_in(request.form.get("seen")),
            now=now(),
        )
    except InvalidInput as problem:
        return _page(voice().say(str(problem))), UNPROCESSABLE
    except Conflict as problem:
        return _page(voice().say(str(problem))), CONFLICT
    flash(voice().say("The choice was stored."))
    return redirect(url_for("rounds.rounds", name=name))


def _page(problem: str = "") -> str:
    since = services.since_last_round(session(), assessment(), partial(in_language, voice=voice()))
    made = services.choices_of(session(), assessment())
    edition = edition_of(assessment())
    return render_template(
        "staff/rounds.html",
        assessment=assessment(),
        earlier=services.earlier_rounds(session(), access(), assessment()),
        former=services.former_of(session(), assessment()),
        since=since,
        introduction=introduction(edition, since) if since else (),
        lines=change_lines(edition, since) if since else (),
        apart=(*groups_apart(edition, since), *questions_apart(edition, since)) if since else (),
        may_choose=may_open("rounds.choose"),
        problem=problem,
        seen=newest(made),
        made=in_words(made, lambda former: former or voice().say("None")),
    )
