"""What a browser fetches to go on without a line: the worker, the plan, and every page a respondent may come to."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from assessment.web import fieldwork_pages as pages
from assessment.web.assets import assets
from assessment.web.context import voice
from assessment.web.fieldwork import choice_of_modules, open_sitting, page_of_questions, sitting
from assessment.web.fieldwork_frame import frame_of
from assessment.web.fieldwork_plan import plan_of
from assessment.web.questionnaire_pages import CHOICE

blueprint = Blueprint("offline", __name__)
blueprint.before_request(open_sitting)


@blueprint.get("/static/worker.js")
def worker() -> Response:
    """The script that opens kept pages; its address stays, so that browsers notice when it changes."""
    found = assets()["worker.js"]
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/s/"}
    return Response(found.plain, mimetype=found.mimetype, headers=headers)


@blueprint.get("/s/<secret>/offline/plan")
def plan(secret: str) -> ResponseReturnValue:
    """The way through the questionnaire."""
    return jsonify(plan_of(sitting(), voice()))


@blueprint.get("/s/<secret>/offline/<code>")
def page(secret: str, code: str) -> ResponseReturnValue:
    """A page of questions, or the choice of topics, also where nothing leads to it yet."""
    whole = pages.whole_of(sitting())
    shown = pages.page_of(whole, code, voice())
    if code == CHOICE:
        return choice_of_modules(replace(whole, respondent=sitting().respondent), secret, shown)
    return page_of_questions(whole, secret, shown)


@blueprint.get("/s/<secret>/offline/review")
def review(secret: str) -> ResponseReturnValue:
    """What stands in the place of the review until the line is back."""
    return render_template(
        "fieldwork/waiting.html", secret=secret, page={"frame": frame_of(sitting().assessment, voice())}
    )
