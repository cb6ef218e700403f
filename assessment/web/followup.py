"""Follow-up: recommendations and why they were made, actions, their progress and the three named rates."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import Conflict, InvalidInput, NotFound
from assessment.methodology.report.material import MatrixAction
from assessment.methodology.voice import N_
from assessment.services import followup as services
from assessment.services.advice_bench import recommended_in, standings_in
from assessment.services.followup import ActionView
from assessment.services.reporting import told_action
from assessment.web import followup_pages as pages
from assessment.web.access import access, assessment, sees_results
from assessment.web.action_form import ActionForm, ProgressForm
from assessment.web.context import now, perform, session, voice
from assessment.web.results import edition_of

blueprint = Blueprint("followup", __name__)
CHANGED_MEANWHILE = N_(
    "Somebody else changed this action first. Compare its history with what you entered below, then save again."
)


@blueprint.get("/assessments/<name>/recommendations")
def recommendations(name: str) -> ResponseReturnValue:
    """What is advised, in the order of importance, with the reason each rule fired."""
    actions = services.actions_of(session(), assessment(), now())
    area, told = request.args.get("area", ""), sees_results()
    page = pages.recommendations_page(edition_of(assessment()), actions, area, told=told)
    return render_template("staff/recommendations.html", assessment=assessment(), page=page)


@blueprint.post("/assessments/<name>/recommendations/<code>/adopt")
def adopt(name: str, code: str) -> ResponseReturnValue:
    """Make a recommendation an action."""
    recommendation = recommended_in(session(), assessment(), code)
    action_id = perform(services.adopt, access(), assessment(), recommendation, now=now())
    flash(voice().say("The recommendation is now an action. Give it its lead body, partners and dates."))
    return redirect(url_for("followup.action", name=name, action_id=action_id))


@blueprint.get("/assessments/<name>/actions")
def actions(name: str) -> ResponseReturnValue:
    """The action matrix as it stands, with the implementation rates by area."""
    page = pages.actions_page(edition_of(assessment()), services.actions_of(session(), assessment(), now()))
    return render_template("staff/actions.html", assessment=assessment(), page=page)


@blueprint.get("/assessments/<name>/actions/<action_id>")
def action(name: str, action_id: str) -> ResponseReturnValue:
    """One action: what it is, where it stands, its history, and the forms to change it."""
    found = _found(action_id)
    return _page(found, ActionForm(data=pages.editable(found, _told(found))), ProgressForm(status=found.status))


@blueprint.post("/assessments/<name>/actions/<action_id>")
def edit(name: str, action_id: str) -> ResponseReturnValue:
    """Change who does what by when."""
    found, form, refused = _found(action_id), ActionForm(request.form), 422
    try:
        if form.validate():
            version, changes = form.version(), pages.edited(form.changes(), _told(found))
            perform(services.edit_action, access(), action_id, version_id=version, changes=changes, now=now())
            flash(voice().say("The action was changed."))
            return redirect(url_for("followup.action", name=name, action_id=action_id))
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict:
        found, refused = _found(action_id), 409
        form.version_id.data = str(found.version_id)
        form.form_errors.append(voice().say(CHANGED_MEANWHILE))
    return _page(found, form, ProgressForm(status=found.status)), refused


@blueprint.post("/assessments/<name>/actions/<action_id>/progress")
def report_progress(name: str, action_id: str) -> ResponseReturnValue:
    """Report where the action stands, with a note."""
    found, form = _found(action_id), ProgressForm(request.form)
    try:
        if form.validate():
            perform(services.report_progress, access(), action_id, **form.report(), now=now())
            flash(voice().say("The progress was reported."))
            return redirect(url_for("followup.action", name=name, action_id=action_id))
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    return _page(found, ActionForm(data=pages.editable(found, _told(found))), form), 422


def _found(action_id: str) -> ActionView:
    """The action, if it belongs to the assessment in the address."""
    found = services.action_of(session(), access(), action_id, now())
    if found.assessment_id != assessment().id:
        raise NotFound(N_("There is no such action."))
    return found


def _told(found: ActionView) -> MatrixAction:
    """The action's texts in the reader's language."""
    return told_action(found, assessment().instrument, standings_in(session(), assessment()), voice())


def _page(found: ActionView, form: ActionForm, progress: ProgressForm) -> str:
    return render_template(
        "staff/action.html",
        assessment=assessment(),
        page=pages.action_page(edition_of(assessment()), found, told=sees_results()),
        form=form,
        progress=progress,
        may_edit=access().may(assessment().country, "analyst"),
        may_report=access().may(assessment().country, "analyst", "focal_point"),
    )
