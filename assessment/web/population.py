"""The population of a probability survey: what is known of it, a look at a file of counts, taking it in."""

from __future__ import annotations

import io

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from assessment.authoring.population_lines import Count
from assessment.documents.spreadsheet import csv_of
from assessment.errors import Conflict, InvalidInput
from assessment.methodology.voice import N_
from assessment.services import population as services
from assessment.services.choosing import newest
from assessment.web.access import access, assessment
from assessment.web.choosing import in_words
from assessment.web.context import now, parts, perform, session, voice

blueprint = Blueprint("population", __name__)
LOOKED_AT_FOR = 4 * 3600  # seconds between looking at a file and confirming it
UNPROCESSABLE, CONFLICT = 422, 409
TAKEN_IN_MEANWHILE = N_(
    "Somebody else took in counts since you looked at the file. See what is known now, then look again."
)


@blueprint.get("/assessments/<name>/survey/population")
def population(name: str) -> ResponseReturnValue:
    """What is known, and the form to look at a file."""
    return _page()


@blueprint.get("/assessments/<name>/survey/population.csv")
def table(name: str) -> ResponseReturnValue:
    """What is known as a file to fill in, every category a row."""
    content = csv_of(services.population_table(session(), assessment(), voice(), now()))
    return send_file(
        io.BytesIO(content), "text/csv; charset=utf-8", as_attachment=True, download_name=f"{name}-population.csv"
    )


@blueprint.post("/assessments/<name>/survey/population/look")
def look(name: str) -> ResponseReturnValue:
    """Show what a file would bring. Nothing is stored: what can be taken in goes with the page, signed."""
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    try:
        if not content:
            raise InvalidInput(N_("Choose a file first."))
        preview = services.preview_of(assessment(), content, voice(), now())
    except InvalidInput as problem:
        return _page(voice().say(str(problem))), UNPROCESSABLE
    counts = [count.model_dump() for count in preview.reading.counts]
    seen = newest(services.editions_of(session(), assessment()))
    return render_template(
        "staff/population_preview.html",
        assessment=assessment(),
        preview=preview,
        counts_sealed=_sealed().dumps([assessment().id, seen, counts]),
    )


@blueprint.post("/assessments/<name>/survey/population/take-in")
def take_in(name: str) -> ResponseReturnValue:
    """Take in what was looked at, unless somebody else took in counts since then."""
    try:
        of, seen, sent = _sealed().loads(request.form.get("counts", ""), max_age=LOOKED_AT_FOR)
    except BadData:
        of, seen, sent = "", 0, []
    if of != assessment().id:
        return _page(voice().say(N_("This preview is too old. Choose the file again."))), UNPROCESSABLE
    counts = [Count.model_validate(count) for count in sent]
    try:
        perform(services.keep_population, access(), assessment(), counts, now(), seen=seen)
    except Conflict:
        return _page(voice().say(TAKEN_IN_MEANWHILE)), CONFLICT
    flash(voice().say(N_("The population was kept. Weights follow it from now on.")))
    return redirect(url_for("population.population", name=name))


def _page(problem: str = "") -> str:
    names = services.attribute_names(assessment(), voice(), now())
    made = services.editions_of(session(), assessment())
    return render_template(
        "staff/population.html",
        assessment=assessment(),
        known=services.known_population(session(), assessment(), voice(), now()),
        problem=problem,
        made=in_words(made, lambda codes: voice().join(names.get(code, code) for code in codes)),
    )


def _sealed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(parts().settings.secret, salt="a population looked at before it is taken in")
