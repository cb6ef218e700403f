"""Responses as data files: for analysts of the country, and for everybody once the report is issued."""

from __future__ import annotations

import io

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from assessment.errors import NotFound
from assessment.language import COMPLETE, voice_for
from assessment.methodology.release import AUDIENCES
from assessment.methodology.voice import N_
from assessment.services import open_data as services
from assessment.services.report_issue import issued_on
from assessment.web.access import access, assessment
from assessment.web.context import now, perform, session, voice

blueprint = Blueprint("open_data", __name__)
KINDS = {
    "xlsx": N_("Everything in one workbook (XLSX)"),
    "csv": N_("One row a respondent (CSV)"),
    "long": N_("One row an answer (CSV)"),
    "spss": N_("For SPSS or PSPP (CSV with syntax)"),
    "jsonl": N_("One line of JSON a respondent"),
    "tables": N_("Tables of counts and shares (CSV)"),
    "codebook": N_("Code book (CSV)"),
    "about": N_("What the files are (CSV)"),
}


@blueprint.get("/assessments/<name>/data")
def data(name: str) -> ResponseReturnValue:
    """The files there are, in the language chosen for labels and code book."""
    told_in = request.args.get("language", voice().language)
    return render_template(
        "staff/data.html",
        assessment=assessment(),
        kinds=KINDS,
        told_in=told_in if told_in in COMPLETE else voice().language,
        is_issued=issued_on(session(), assessment()) is not None,
    )


@blueprint.get("/assessments/<name>/data/<audience>/<kind>")
def download(name: str, audience: str, kind: str) -> ResponseReturnValue:
    """One data file, made as it is asked for."""
    chosen = next((one for one in AUDIENCES if one == audience), None)
    language = request.args.get("language", voice().language)
    if chosen is None or language not in COMPLETE:
        raise NotFound(N_("There is no such document, or it is not ready."))
    made = services.data_file(session(), access(), assessment(), chosen, kind, voice_for(language), now())
    perform(services.give_out, assessment(), chosen, made, now=now())
    return send_file(io.BytesIO(made.content), made.mimetype, as_attachment=True, download_name=made.name)
