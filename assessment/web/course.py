"""The course of an assessment: its stages on one page, what is agreed with the country, beginning a new one."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import Conflict, InvalidInput
from assessment.language.countries import time_zones
from assessment.services import beginning
from assessment.services import course as services
from assessment.services.consents import consenting
from assessment.services.report_issue import issued_on
from assessment.services.reporting import in_language
from assessment.web.access import access, assessment, may_open
from assessment.web.context import now, parts, perform, session, voice
from assessment.web.course_form import BeginForm, ScopeForm, StageForm, named_countries, version_of
from assessment.web.course_page import course_chart, stage_lines
from assessment.web.results import drawn

blueprint = Blueprint("course", __name__)
UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.get("/assessments/<name>/course")
def course(name: str) -> ResponseReturnValue:
    """Every stage with its state, dates and person, at a glance."""
    stages = services.course_of(session(), assessment(), now())
    lines = stage_lines(stages, voice(), may_open)
    chart = course_chart(assessment(), lines, assessment().today(now()), voice())
    return render_template(
        "staff/course.html",
        assessment=assessment(),
        lines=lines,
        chart=drawn(chart, voice()) if chart else "",
        scope=services.scope_of(session(), assessment()).agreement,
        instrument=in_language(assessment().instrument, voice()),
        consents=bool(consenting(session(), [assessment().id])),
        issued_on=issued_on(session(), assessment()),
        may_plan=may_open("course.stage"),
    )


@blueprint.get("/assessments/<name>/course/stages/<stage>")
def stage(name: str, stage: str) -> ResponseReturnValue:
    """One stage, to be planned."""
    found = services.stage_of(session(), assessment(), stage, now())
    return _stage_page(found, StageForm.of(found))


@blueprint.post("/assessments/<name>/course/stages/<stage>")
def save_stage(name: str, stage: str) -> ResponseReturnValue:
    """Keep the plan of a stage; what somebody else changed meanwhile is not overwritten unseen."""
    found = services.stage_of(session(), assessment(), stage, now())
    form, refused = StageForm(request.form), UNPROCESSABLE
    try:
        if form.validate():
            version = version_of(form.version_id)
            perform(services.plan_stage, access(), assessment(), found, form.plan(), version_id=version, now=now())
            return _back(voice().say("The stage was stored."))
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict as problem:
        form.version_id.data, refused = str(found.version_id), CONFLICT
        form.form_errors.append(voice().say(str(problem)))
    return _stage_page(found, form), refused


@blueprint.post("/assessments/<name>/course/stages/<stage>/done")
def mark_done(name: str, stage: str) -> ResponseReturnValue:
    """Mark a stage as done today."""
    found = services.stage_of(session(), assessment(), stage, now())
    plan = replace(found.plan, done_on=assessment().today(now()))
    perform(services.plan_stage, access(), assessment(), found, plan, version_id=found.version_id, now=now())
    return _back(voice().say("The stage is done."))


@blueprint.get("/assessments/<name>/course/scope")
def scope(name: str) -> ResponseReturnValue:
    """What is agreed with the country, to be changed."""
    return _scope_page(ScopeForm.of(services.scope_of(session(), assessment()), _areas()))


@blueprint.post("/assessments/<name>/course/scope")
def save_scope(name: str) -> ResponseReturnValue:
    """Keep what is agreed with the country."""
    form, refused = ScopeForm(request.form, areas_offered=_areas()), UNPROCESSABLE
    try:
        if form.validate():
            version = version_of(form.version_id)
            perform(services.agree_scope, access(), assessment(), form.scope(), version_id=version, now=now())
            return _back(voice().say("What is agreed with the country was stored."))
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict as problem:
        form.version_id.data, refused = str(services.scope_of(session(), assessment()).version_id), CONFLICT
        form.form_errors.append(voice().say(str(problem)))
    return _scope_page(form), refused


@blueprint.get("/assessments/new")
def new() -> ResponseReturnValue:
    """The form of a new assessment."""
    return _begin_page(BeginForm(results_shown="bands", grace_days="0", **_offered()))


@blueprint.post("/assessments/new")
def begin() -> ResponseReturnValue:
    """Begin an assessment and go to its course."""
    form = BeginForm(request.form, **_offered())
    try:
        if form.validate():
            begun = perform(
                beginning.begin_assessment,
                access(),
                parts().settings.questionnaires,
                country=form.country.data or "",
                questionnaire=form.questionnaire.data or "",
                time_zone=(form.time_zone.data or "").strip(),
                reference_year=form.reference_year.number(),
                agreement=form.agreement(),
                now=now(),
            )
            flash(voice().say("The assessment was begun. Plan its course, then fill the register."))
            return redirect(url_for("course.course", name=begun.name))
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    return _begin_page(form), UNPROCESSABLE


def _offered() -> dict[str, dict[str, str]]:
    ready = beginning.ready_questionnaires(session(), parts().settings.questionnaires)
    return {
        "countries": named_countries(beginning.countries_for(access())),
        "questionnaires": {one.identity: f"{one.title} ({one.identity})" for one in ready},
    }


def _areas() -> dict[str, str]:
    return {area.code: area.label for area in in_language(assessment().instrument, voice()).areas}


def _back(said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("course.course", name=assessment().name))


def _stage_page(found: services.StageView, form: StageForm) -> str:
    line = stage_lines((found,), voice(), may_open)[0]
    return render_template("staff/stage.html", assessment=assessment(), line=line, form=form)


def _scope_page(form: ScopeForm) -> str:
    return render_template("staff/scope.html", assessment=assessment(), form=form)


def _begin_page(form: BeginForm) -> str:
    return render_template("staff/begin.html", form=form, time_zones=time_zones())
