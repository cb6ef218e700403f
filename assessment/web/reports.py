"""The report: as a page in any complete language, and as PDF or DOCX made in the background."""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from assessment.documents.html import article
from assessment.errors import InvalidInput, NotFound
from assessment.language import COMPLETE, voice_for
from assessment.methodology.voice import N_
from assessment.services import publishing
from assessment.services.reporting import report_of
from assessment.web.access import access, assessment
from assessment.web.context import now, parts, perform, session, speak
from assessment.web.openings import opened_at

blueprint = Blueprint("reports", __name__)
FORMATS: dict[str, Literal["pdf", "docx"]] = {"pdf": "pdf", "docx": "docx"}


@blueprint.get("/assessments/<name>/report/<language>")
def report(name: str, language: str) -> ResponseReturnValue:
    """The report part by part, each number leading to its evidence."""
    if language not in COMPLETE:
        raise NotFound(N_("There is no report in this language."))
    speak(language)
    built = report_of(session(), assessment(), voice_for(language), now())
    content = article(
        built,
        evidence_url=opened_at,
        part=request.args.get("part", ""),
        part_url=lambda part: url_for("reports.report", name=name, language=language, part=part or None),
    )
    return render_template("staff/report.html", assessment=assessment(), report=built, content=content)


@blueprint.get("/assessments/<name>/reports")
def renderings(name: str) -> ResponseReturnValue:
    """The documents that were asked for, and the buttons to ask for more."""
    return render_template(
        "staff/renderings.html",
        assessment=assessment(),
        renderings=publishing.renderings_of(session(), access(), assessment()),
        formats=FORMATS,
    )


@blueprint.post("/assessments/<name>/reports")
def request_rendering(name: str) -> ResponseReturnValue:
    """Have a document made."""
    language, wanted = request.form.get("language"), FORMATS.get(request.form.get("format", ""))
    if language not in COMPLETE or wanted is None:
        raise InvalidInput(N_("Choose a language and a format that are offered."))
    perform(publishing.request_rendering, access(), assessment(), language=language, format=wanted, now=now())
    return redirect(url_for("reports.renderings", name=name))


@blueprint.get("/assessments/<name>/reports/<rendering_id>")
def download(name: str, rendering_id: str) -> ResponseReturnValue:
    """A finished document."""
    found = publishing.rendering_of(session(), access(), rendering_id)
    file = found.path(parts().settings.documents)
    if found.assessment_id != assessment().id or not found.may_be_read_by(access(), assessment()):
        raise NotFound(N_("There is no such document, or it is not ready."))
    if file is None or not file.is_file():
        raise NotFound(N_("There is no such document, or it is not ready."))
    return send_file(file, as_attachment=True)
