"""The library on screen: list, filter, add, edit, remove documents; attach one to a code; hand out its file."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import Conflict, InvalidInput
from assessment.language import folded, holds, sought
from assessment.services import library as services
from assessment.services.file_kinds import MEDIA_TYPE_OF
from assessment.services.library_drafts import RELEASES, DocumentView
from assessment.services.reporting import in_language
from assessment.web.access import access, assessment
from assessment.web.context import now, parts, perform, session, voice
from assessment.web.evidence_files import given
from assessment.web.library_form import DocumentForm, form_of, form_sent, languages_of_documents, upload_sent
from assessment.web.note_form import places

blueprint = Blueprint("library", __name__)
UNPROCESSABLE, CONFLICT = 422, 409
FILTERS = ("area", "source", "release", "written", "title")
TAKE_FILES = {"library.add", "library.edit"}
LARGEST_SENT = 30_000_000
"""More than the largest file that is kept: who chose one that is too large gets back what else was typed."""


@blueprint.url_value_preprocessor
def _take_files(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let in larger requests than elsewhere, before anything reads the form."""
    if endpoint in TAKE_FILES and request.method == "POST":
        request.max_content_length = LARGEST_SENT


@blueprint.get("/assessments/<name>/library")
def library(name: str) -> ResponseReturnValue:
    """The documents of the assessment, of all or of an area, a kind, a use, a language, or with words in the title."""
    chosen = {key: request.args.get(key, "").strip() for key in FILTERS}
    found = services.documents_of(session(), access(), assessment())
    return render_template(
        "staff/library.html",
        assessment=assessment(),
        instrument=in_language(assessment().instrument, voice()),
        documents=[one for one in found if _is_wanted(one, **chosen)],
        number=len(found),
        releases=RELEASES,
        languages=languages_of_documents(voice()),
        chosen=chosen,
    )


@blueprint.get("/assessments/<name>/library/new")
def new(name: str) -> ResponseReturnValue:
    """The form of a new document; to be attached to a code, if the address names one."""
    return _page(form_of(None, voice(), place=request.args.get("code", "")))


@blueprint.post("/assessments/<name>/library/new")
def add(name: str) -> ResponseReturnValue:
    """Put a document into the library."""
    form, upload = form_sent(request.form, voice()), upload_sent(request.files)
    try:
        kept = perform(
            services.add_document, access(), assessment(), form.draft(), upload,
            folder=parts().settings.evidence, now=now(),
        )  # fmt: skip
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
        return _page(form), UNPROCESSABLE
    return _kept(kept)


@blueprint.get("/assessments/<name>/library/<document_id>")
def document(name: str, document_id: str) -> ResponseReturnValue:
    """One document, to be read and changed."""
    found = services.document_of(session(), access(), assessment(), document_id)
    return _page(form_of(found, voice()), found)


@blueprint.post("/assessments/<name>/library/<document_id>")
def edit(name: str, document_id: str) -> ResponseReturnValue:
    """Change a document; what somebody else changed meanwhile is not overwritten unseen."""
    found = services.document_of(session(), access(), assessment(), document_id)
    form, upload, refused = form_sent(request.form, voice()), upload_sent(request.files), UNPROCESSABLE
    try:
        perform(
            services.change_document, access(), assessment(), document_id, form.draft(), upload,
            version_id=form.version(), folder=parts().settings.evidence, now=now(),
        )  # fmt: skip
        return _kept(document_id)
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict as problem:
        form.version_id.data, refused = str(found.version_id), CONFLICT
        form.form_errors.append(voice().say(str(problem)))
    return _page(form, found), refused


@blueprint.post("/assessments/<name>/library/<document_id>/remove")
def remove(name: str, document_id: str) -> ResponseReturnValue:
    """Remove a document for good."""
    folder = parts().settings.evidence
    perform(services.remove_document, access(), assessment(), document_id, folder=folder, now=now())
    flash(voice().say("The document was removed."))
    return redirect(url_for("library.library", name=name))


@blueprint.get("/assessments/<name>/library/<document_id>/file")
def download(name: str, document_id: str) -> ResponseReturnValue:
    """The file of a document, to be saved."""
    folder = parts().settings.evidence
    found, content = services.file_of(session(), access(), assessment(), document_id, folder)
    return given(found.name, found.kind, content)


@blueprint.post("/assessments/<name>/library/attach/<code>")
def attach(name: str, code: str) -> ResponseReturnValue:
    """Attach a document of the library to a code, from the page of that code."""
    perform(services.attach_document, access(), assessment(), request.form.get("document", ""), code)
    flash(voice().say("The document was attached."))
    return redirect(url_for("dashboard.evidence", name=name, code=code))


def _is_wanted(one: DocumentView, *, area: str, source: str, release: str, written: str, title: str) -> bool:
    draft = one.draft
    return (
        (not area or area in one.areas)
        and (not source or source == ("link" if draft.link else "file"))
        and (not release or release == draft.release)
        and (not written or written == draft.language)
        and (not title or holds(folded(f"{draft.title}\n{draft.citation}"), sought(title)))
    )


def _kept(document_id: str) -> ResponseReturnValue:
    flash(voice().say("The document was stored."))
    return redirect(url_for("library.document", name=assessment().name, document_id=document_id))


def _page(form: DocumentForm, found: DocumentView | None = None) -> str:
    return render_template(
        "staff/document.html",
        assessment=assessment(),
        form=form,
        document=found,
        places=places(in_language(assessment().instrument, voice())),
        kinds=voice().join(kind.upper() for kind in MEDIA_TYPE_OF),
        accepted=",".join(f".{kind}" for kind in (*MEDIA_TYPE_OF, "jpeg")),
    )
