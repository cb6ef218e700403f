"""Packs for institutions without a line: handed out as one file, and read back after a look at what they bring."""

from __future__ import annotations

import base64
import io

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from assessment.documents.letters import render_letters_pdf
from assessment.errors import Conflict, InvalidInput, NotFound
from assessment.language import voice_for
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.services import entry
from assessment.services import packs as services
from assessment.services.course import CHANGED_MEANWHILE
from assessment.services.reporting import in_language
from assessment.services.sittings import Sitting
from assessment.web.access import access, assessment
from assessment.web.answer_texts import answer_text
from assessment.web.context import link_maker, now, parts, perform, session, voice

blueprint = Blueprint("packs", __name__)
LARGEST_FILE = 500_000  # bytes: what was looked at comes back with the page
UNPROCESSABLE = 422
LOOKED_AT_FOR = 4 * 3600  # seconds between looking at a file and confirming it
OUTCOMES = {"new": N_("New"), "same": N_("There already"), "changed": N_("Replaces another answer")}


@blueprint.get("/assessments/<name>/packs/<response_id>")
def pack(name: str, response_id: str) -> ResponseReturnValue:
    """What a pack is, the file to hand out, and the form for the workbook that came back."""
    return _page(_sitting(response_id))


@blueprint.post("/assessments/<name>/packs/<response_id>/pack.zip")
def hand_out(name: str, response_id: str) -> ResponseReturnValue:
    """Letter and questionnaire in the respondent's language, as one file."""
    sitting = _sitting(response_id)
    letter = perform(services.letter_to, assessment(), sitting.respondent_id, links=link_maker(), now=now())
    spoken = voice_for(sitting.language)
    notice = spoken.say("Demonstration: synthetic responses") if assessment().demonstration else ""
    content = services.packed(render_letters_pdf([letter]), services.questionnaires_of(sitting, spoken, notice=notice))
    return send_file(io.BytesIO(content), "application/zip", as_attachment=True, download_name=f"{name}-pack.zip")


@blueprint.post("/assessments/<name>/packs/<response_id>/look")
def look(name: str, response_id: str) -> ResponseReturnValue:
    """Show what a workbook would bring, row by row. Nothing is stored: the file goes with the page, signed."""
    sitting = _sitting(response_id)
    sent = request.files.get("file")
    content = sent.read(LARGEST_FILE + 1) if sent else b""
    try:
        if not content:
            raise InvalidInput(N_("Choose a file first."))
        if len(content) > LARGEST_FILE:
            raise InvalidInput(N_("This file is too large: choose the workbook of the pack."))
        reading, lines = services.look_into(sitting, content, voice())
    except InvalidInput as problem:
        return _page(sitting, voice().say(str(problem)), sent.filename or "" if sent else ""), UNPROCESSABLE
    return render_template(
        "staff/pack_preview.html",
        assessment=assessment(),
        sitting=sitting,
        label=_label(sitting),
        reading=reading,
        lines=[(line, *_said(sitting, line)) for line in lines],
        outcomes=OUTCOMES,
        carried=_signed().dumps([sitting.response_id, sitting.revision, base64.b64encode(content).decode()]),
    )


@blueprint.post("/assessments/<name>/packs/<response_id>/take-in")
def take_in(name: str, response_id: str) -> ResponseReturnValue:
    """Take in and send what was looked at, beside the answers that stood there then."""
    sitting = _sitting(response_id)
    try:
        carried_for, seen, carried = _signed().loads(request.form.get("carried", ""), max_age=LOOKED_AT_FOR)
    except BadData:
        raise InvalidInput(N_("This preview is too old. Choose the file again.")) from None
    if carried_for != sitting.response_id:
        raise NotFound(N_("There is no such response."))
    if sitting.state == "draft" and seen != sitting.revision:
        raise Conflict(CHANGED_MEANWHILE)
    content, signed = base64.b64decode(carried), "signed" in request.form
    taken = perform(services.take_in, access(), assessment(), sitting, content, signed=signed, voice=voice(), now=now())
    flash(voice().count("One answer was taken in and sent.", "{number} answers were taken in and sent.", taken))
    return redirect(url_for("respondents.respondents", name=name))


def _page(sitting: Sitting, problem: str = "", file: str = "") -> str:
    """The page of the pack; `problem` says why the file that came back cannot be read."""
    return render_template(
        "staff/pack.html", assessment=assessment(), sitting=sitting, label=_label(sitting), problem=problem, file=file
    )


def _sitting(response_id: str) -> Sitting:
    sitting, _ = entry.entry_of(session(), access(), assessment(), response_id, now())
    return sitting


def _label(sitting: Sitting) -> str:
    group = in_language(sitting.instrument, voice()).group_of[sitting.respondent.group].label
    return sitting.respondent.institution or group


def _said(sitting: Sitting, line: services.ReadBack) -> tuple[str, str, str]:
    """The question, what is stored and what was given, in words."""
    instrument = in_language(sitting.instrument, voice())
    item = instrument.question_of[line.question]

    def said(answer: Answer | None) -> str:
        return answer_text(instrument, item, answer, voice()) if answer else "–"

    return item.text, said(line.stored), said(line.given)


def _signed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(parts().settings.secret, salt="workbook of a pack that was looked at")
