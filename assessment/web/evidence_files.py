"""Evidence behind answers: attached by respondents, opened by them and by analysts, always as a file to be saved."""

from __future__ import annotations

import io
from typing import Any, cast

from flask import Blueprint, Response, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from assessment.errors import InvalidInput, NotFound
from assessment.methodology.instrument import Item
from assessment.methodology.voice import N_
from assessment.services import evidence_files as services
from assessment.services.file_kinds import MEDIA_TYPE_OF
from assessment.services.kept_files import GONE, LARGEST_FILE, TOO_LARGE
from assessment.services.sittings import Sitting
from assessment.web.access import access, assessment
from assessment.web.context import now, parts, perform, session, voice
from assessment.web.fieldwork import find_sitting
from assessment.web.fieldwork_frame import frame_of
from assessment.web.team_pages import page_with

blueprint = Blueprint("evidence_files", __name__)
ROOM_FOR_THE_FORM = 100_000
LONGEST_LINK_SENT = 3_000
SEALED = {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""A file of strangers is never shown inside a page of ours, whatever it holds."""


@blueprint.url_value_preprocessor
def _take_files(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let in larger requests than elsewhere, before anything reads the form."""
    if endpoint == "evidence_files.attach":
        request.max_content_length = LARGEST_FILE + ROOM_FOR_THE_FORM


@blueprint.before_request
def _find() -> None:
    """Whoever answers, and the question in the address, which must be one of theirs that takes evidence."""
    arguments = request.view_args or {}
    if "secret" not in arguments:
        return
    find_sitting(arguments["secret"])
    item = _sitting().instrument.item_of.get(arguments["code"])
    if item is None or not services.takes_evidence(_sitting(), item):
        raise NotFound(N_("There is no such question."))
    g.page_code = page_with(_sitting(), item, voice())
    g.item = item


@blueprint.errorhandler(RequestEntityTooLarge)
def refuse_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """The same page, with the limit beside the file that was chosen: nothing else was sent with it."""
    _find()
    return _page((request.view_args or {})["secret"], problem=TOO_LARGE), 413


@blueprint.get("/s/<secret>/evidence/<code>")
def evidence(secret: str, code: str) -> ResponseReturnValue:
    """What is attached to a question, and the form to attach more."""
    return _page(secret)


@blueprint.post("/s/<secret>/evidence/<code>")
def attach(secret: str, code: str) -> ResponseReturnValue:
    """Keep a file or a link, or both."""
    question = request.form.get("question") or code
    if question not in (code, *_item().questions()):
        raise NotFound(N_("There is no such question."))
    link = request.form.get("link", "").strip()[:LONGEST_LINK_SENT]
    sent = request.files.get("file")
    name = sent.filename or "" if sent else ""
    try:
        if name or not link:
            content, folder = sent.read() if sent else b"", parts().settings.evidence
            perform(services.attach_file, _sitting(), question, name=name, content=content, folder=folder, now=now())
        if link:
            perform(services.attach_link, _sitting(), question, link, now=now())
    except InvalidInput as refused:
        return _page(secret, link=link, problem=str(refused)), 422
    return redirect(url_for("evidence_files.evidence", secret=secret, code=code))


@blueprint.post("/s/<secret>/evidence/<code>/<evidence_id>/removal")
def remove(secret: str, code: str, evidence_id: str) -> ResponseReturnValue:
    """Take back a file or a link."""
    folder = parts().settings.evidence
    perform(services.remove, _sitting(), _item(), evidence_id, folder=folder, now=now())
    return redirect(url_for("evidence_files.evidence", secret=secret, code=code))


@blueprint.get("/s/<secret>/evidence/<code>/<evidence_id>")
def download(secret: str, code: str, evidence_id: str) -> ResponseReturnValue:
    """A file, to the institution that attached it."""
    found, content = services.file_of(session(), _sitting(), _item(), evidence_id, parts().settings.evidence)
    return given(found.name, found.kind, content)


@blueprint.get("/assessments/<name>/evidence-files/<evidence_id>")
def download_as_staff(name: str, evidence_id: str) -> ResponseReturnValue:
    """A file behind a submitted answer, to an analyst."""
    found, content = services.file_in(session(), access(), assessment(), evidence_id, parts().settings.evidence)
    return given(found.name, found.kind, content)


def given(name: str, kind: str, content: bytes) -> Response:
    """A file to be saved, never to be shown in a page.

    Raises:
        NotFound: it is no file but a link, which has no kind.
    """
    if not kind:
        raise NotFound(GONE)
    reply = send_file(io.BytesIO(content), MEDIA_TYPE_OF[kind], as_attachment=True, download_name=name, etag=False)
    reply.headers.update(SEALED)
    return reply


def _page(secret: str, *, link: str = "", problem: str = "") -> str:
    return render_template(
        "fieldwork/evidence.html",
        secret=secret,
        page={"frame": frame_of(_sitting().assessment, voice())},
        item=_item(),
        page_code=g.page_code,
        found=services.evidence_on(session(), _sitting(), _item()),
        is_open=_sitting().state == "draft" and _sitting().assessment.is_open(now()),
        kinds=voice().join(kind.upper() for kind in MEDIA_TYPE_OF),
        accepted=",".join(f".{kind}" for kind in (*MEDIA_TYPE_OF, "jpeg")),
        link=link,
        problem=problem and voice().say(problem),
    )


def _sitting() -> Sitting:
    return cast(Sitting, g.sitting)


def _item() -> Item:
    return cast(Item, g.item)
