"""The validation workshop on screen: read by everybody of the country, recorded by its analysts."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import Conflict, InvalidInput
from assessment.services.workshops import record_workshop, workshops_of
from assessment.web.access import access, assessment, may_open
from assessment.web.context import now, perform, session, voice
from assessment.web.country_comment_form import WorkshopForm
from assessment.web.course_form import version_of

blueprint = Blueprint("workshop", __name__)
UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.get("/assessments/<name>/workshop")
def workshop(name: str) -> ResponseReturnValue:
    """The workshop as it was recorded last, and how often it was."""
    return _page(WorkshopForm.of(next(iter(workshops_of(session(), assessment())), None)))


@blueprint.post("/assessments/<name>/workshop")
def record(name: str) -> ResponseReturnValue:
    """Record the workshop; what somebody else recorded meanwhile is shown first."""
    form, refused = WorkshopForm.sent(request.form), UNPROCESSABLE
    try:
        if form.validate():
            draft, seen = form.draft(), version_of(form.version_id)
            perform(record_workshop, access(), assessment(), draft, seen=seen, now=now())
            flash(voice().say("The workshop was stored."))
            return redirect(url_for("workshop.workshop", name=name))
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict as problem:
        held = workshops_of(session(), assessment())
        form.version_id.data, refused = str(held[0].revision if held else 0), CONFLICT
        form.form_errors.append(voice().say(str(problem)))
    return _page(form), refused


def _page(form: WorkshopForm) -> str:
    return render_template(
        "staff/workshop.html",
        assessment=assessment(),
        form=form,
        recorded=workshops_of(session(), assessment()),
        may_record=may_open("workshop.record"),
    )
