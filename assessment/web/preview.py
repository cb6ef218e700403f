"""Questionnaires for their authors: what there is, how a version looks to anyone in any language, and on paper."""

from __future__ import annotations

import io

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from assessment.documents.paper import render_paper_pdf
from assessment.errors import NotFound, QuestionnaireError
from assessment.language import CatalogueVoice, offered_languages, voice_for
from assessment.methodology.instrument import Instrument
from assessment.methodology.paper import Sheet, sheet
from assessment.methodology.voice import N_
from assessment.services import questionnaires as services
from assessment.services.reporting import in_language
from assessment.web.context import parts, session, voice
from assessment.web.preview_page import preview_page

blueprint = Blueprint("preview", __name__)
MIMETYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@blueprint.get("/questionnaires")
def questionnaires() -> ResponseReturnValue:
    """Every version on file or published, with the faults of files."""
    found = services.listed_questionnaires(session(), parts().settings.questionnaires)
    return render_template("staff/questionnaires.html", questionnaires=found)


@blueprint.get("/questionnaires/<code>/<version>")
def preview(code: str, version: str) -> ResponseReturnValue:
    """One version as the person in the address would meet it, with the path explained."""
    identity, speaking = f"{code}/{version}", _speaking()
    try:
        found = services.questionnaire_of(session(), parts().settings.questionnaires, identity, _origin())
    except QuestionnaireError as fault:
        return render_template("staff/preview_faults.html", identity=identity, faults=fault.lines())
    told = services.marked_in_language(found, speaking)
    return render_template(
        "staff/preview.html",
        identity=identity,
        origin=_origin(),
        told_in=offered_languages()[speaking.language],
        languages=offered_languages().values(),
        stale=told.missing,
        page=preview_page(told.instrument, speaking, request.args) if found.groups else None,
        tried=request.args,
    )


@blueprint.get("/questionnaires/<code>/<version>/paper.<format>")
def paper(code: str, version: str, format: str) -> ResponseReturnValue:
    """The version for pen and paper, for a group and role."""
    found = services.questionnaire_of(session(), parts().settings.questionnaires, f"{code}/{version}", _origin())
    group, role = request.args.get("group", ""), request.args.get("role", "")
    if format not in MIMETYPES or not _has_role(found, group, role):
        raise NotFound(N_("There is no such document, or it is not ready."))
    speaking = _speaking()
    printed = sheet(in_language(found, speaking), speaking, group=group, role=role)
    name = "-".join(part for part in (code, version, group, role, speaking.language) if part)
    content = io.BytesIO(_rendered(printed, format))
    return send_file(content, MIMETYPES[format], as_attachment=True, download_name=f"{name}.{format}")


def _rendered(printed: Sheet, kind: str) -> bytes:
    if kind == "pdf":
        return render_paper_pdf(printed)
    from assessment.documents.paper_docx import render_paper_docx  # a web server need not hold what writes it

    return render_paper_docx(printed)


def _origin() -> services.Origin:
    return "published" if request.args.get("origin") == "published" else "file"


def _speaking() -> CatalogueVoice:
    """The voice of the previewed questionnaire, which need not be the author's own language."""
    chosen = request.args.get("language", voice().language)
    return voice_for(chosen) if chosen in offered_languages() else voice()


def _has_role(instrument: Instrument, group: str, role: str) -> bool:
    return group in instrument.group_of and role in {"", *(one.code for one in instrument.group_of[group].roles)}
