"""Notes of interviews and focus groups: list, filter, write, edit, remove."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import Conflict, InvalidInput
from assessment.services import notes as services
from assessment.services.notes import KINDS, NoteView
from assessment.services.reporting import in_language
from assessment.web.access import access, assessment
from assessment.web.context import now, perform, session, voice
from assessment.web.note_form import NoteForm, form_of, form_sent, places, speakers_of

blueprint = Blueprint("notes", __name__)
UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.get("/assessments/<name>/notes")
def notes(name: str) -> ResponseReturnValue:
    """The notes of the assessment, of all or of one area or group, or only those that may be quoted."""
    instrument = in_language(assessment().instrument, voice())
    area, group, quotable = (request.args.get(key, "") for key in ("area", "group", "quotable"))
    found = [
        note
        for note in services.notes_of(session(), access(), assessment())
        if (not area or area in note.areas)
        and (not group or group == note.draft.group)
        and (not quotable or note.draft.quotable)
    ]
    return render_template(
        "staff/notes.html",
        assessment=assessment(),
        instrument=instrument,
        notes=found,
        kinds=KINDS,
        speakers=speakers_of(instrument, voice()),
        area=area,
        group=group,
        quotable=quotable,
    )


@blueprint.get("/assessments/<name>/notes/new")
def new(name: str) -> ResponseReturnValue:
    """An empty note; of what one of the respondents said, or on a code, if the address names them."""
    named = {key: request.args.get(key, "") for key in ("respondent", "code")}
    return _page(form_of(assessment(), voice(), None, **named))


@blueprint.post("/assessments/<name>/notes/new")
def write(name: str) -> ResponseReturnValue:
    """Keep a new note."""
    form = form_sent(assessment(), voice(), request.form)
    if form.validate():
        try:
            note_id = perform(services.write_note, access(), assessment(), form.draft(), now=now())
        except InvalidInput as problem:
            form.form_errors.append(voice().say(str(problem)))
        else:
            return _kept(note_id)
    return _page(form), UNPROCESSABLE


@blueprint.get("/assessments/<name>/notes/<note_id>")
def note(name: str, note_id: str) -> ResponseReturnValue:
    """One note, to be read and changed."""
    found = services.note_of(session(), access(), assessment(), note_id)
    return _page(form_of(assessment(), voice(), found), found)


@blueprint.post("/assessments/<name>/notes/<note_id>")
def edit(name: str, note_id: str) -> ResponseReturnValue:
    """Change a note; what somebody else changed meanwhile is not overwritten unseen."""
    found = services.note_of(session(), access(), assessment(), note_id)
    form, refused = form_sent(assessment(), voice(), request.form), UNPROCESSABLE
    try:
        if form.validate():
            draft, version = form.draft(), form.version()
            perform(services.change_note, access(), assessment(), note_id, draft, version_id=version, now=now())
            return _kept(note_id)
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict as problem:
        form.version_id.data, refused = str(found.version_id), CONFLICT
        form.form_errors.append(voice().say(str(problem)))
    return _page(form, found), refused


@blueprint.post("/assessments/<name>/notes/<note_id>/remove")
def remove(name: str, note_id: str) -> ResponseReturnValue:
    """Remove a note for good."""
    perform(services.remove_note, access(), assessment(), note_id, now=now())
    flash(voice().say("The note was removed."))
    return redirect(url_for("notes.notes", name=name))


def _kept(note_id: str) -> ResponseReturnValue:
    flash(voice().say("The note was stored."))
    return redirect(url_for("notes.note", name=assessment().name, note_id=note_id))


def _page(form: NoteForm, found: NoteView | None = None) -> str:
    return render_template(
        "staff/note.html",
        assessment=assessment(),
        form=form,
        note=found,
        places=places(in_language(assessment().instrument, voice())),
    )
