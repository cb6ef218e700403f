"""Published figures for all countries: what was taken in, a look at a publisher's file, taking it in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from assessment.authoring.desk_import.mapping import mapping_titles
from assessment.authoring.extraction import mapping_context
from assessment.errors import Conflict, InvalidInput
from assessment.methodology.voice import N_
from assessment.services import desk_imports as services
from assessment.web.access import access
from assessment.web.context import now, parts, perform, session, voice
from assessment.web.desk_page import desk_preview

blueprint = Blueprint("desk", __name__)
LOOKED_AT_FOR = 4 * 3600  # seconds between looking at a file and confirming it
LARGEST_FILE = 20_000_000
LONGEST_DRAFT = 5_000_000
"""Characters that a form may carry: all our series of the World Bank, of all countries since 1990, take 3.2 million."""
ROOM_FOR_THE_FORM = 100_000
LARGEST_SENT = {"desk.look": LARGEST_FILE + ROOM_FOR_THE_FORM, "desk.take_in": LONGEST_DRAFT + ROOM_FOR_THE_FORM}
TOO_MANY = N_(
    "The file holds more figures than a page can carry. Ask whoever runs this server to take it in: etready desk import"
)
UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.url_value_preprocessor
def _take_files(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let in larger requests than elsewhere, before anything reads the form."""
    if endpoint in LARGEST_SENT:
        request.max_content_length = LARGEST_SENT[endpoint]
        request.max_form_memory_size = LONGEST_DRAFT


@blueprint.get("/figures")
def desk() -> ResponseReturnValue:
    """The imports so far, and the form to look at a file."""
    return _page()


@blueprint.post("/figures/look")
def look() -> ResponseReturnValue:
    """Show what a file would bring. Nothing is stored: what can be taken in goes with the page, signed."""
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    try:
        if not content:
            raise InvalidInput(N_("Choose a file first."))
        found = services.preview_of(
            session(),
            access(),
            content,
            file_name=(sent.filename if sent else "") or "",
            mapping=request.form.get("mapping", ""),
            vintage=request.form.get("vintage", ""),
            voice=voice(),
        )
        sealed = str(_sealed().dumps(services.plain_draft(found.draft)))
        if len(sealed) > LONGEST_DRAFT:
            raise InvalidInput(TOO_MANY)
    except InvalidInput as problem:
        return _page(voice().say(str(problem))), UNPROCESSABLE
    return render_template("staff/desk_preview.html", page=desk_preview(found, voice()), draft_sealed=sealed)


@blueprint.post("/figures/take-in")
def take_in() -> ResponseReturnValue:
    """Take in what was looked at, unless the figures changed meanwhile."""
    try:
        draft = services.draft_from(_sealed().loads(request.form.get("draft", ""), max_age=LOOKED_AT_FOR))
    except BadData:
        return _page(voice().say("This preview is too old. Choose the file again.")), UNPROCESSABLE
    try:
        found = perform(
            services.import_figures,
            access(),
            draft,
            with_implausible="with_implausible" in request.form,
            keep_years="keep_years" in request.form,
            now=now(),
        )
    except Conflict as problem:
        return _page(voice().say(str(problem))), CONFLICT
    except InvalidInput as problem:
        return _page(voice().say(str(problem))), UNPROCESSABLE
    taken = len(found.added) + len(found.changed) + found.unchanged
    flash(voice().count("{number} figure was taken in.", "{number} figures were taken in.", taken))
    return redirect(url_for("desk.desk"))


def _page(problem: str = "") -> str:
    return render_template(
        "staff/desk.html",
        imports=services.imports_kept(session(), access()),
        mappings={name: voice().text(mapping_context(name), title) for name, title in mapping_titles().items()},
        largest=LARGEST_FILE / 1_000_000,
        chosen=request.form.get("mapping", "world-bank"),
        vintage=request.form.get("vintage", ""),
        problem=problem,
    )


def _sealed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(parts().settings.secret, salt="figures looked at before they are taken in")
