"""Gaps of every kind in one list with their matrix, and the targets that are set with the country."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import Conflict, InvalidInput, NotFound
from assessment.methodology.report.edition import Edition
from assessment.methodology.voice import N_
from assessment.services import targets as services
from assessment.services.peers import comparison_of
from assessment.services.reporting import in_language
from assessment.services.rounds import since_last_round
from assessment.web.access import access, assessment
from assessment.web.context import now, perform, session, voice
from assessment.web.gaps_page import TargetForm, TargetLine, gaps_page, target_form, target_line, target_lines
from assessment.web.results import drawn, edition_of

blueprint = Blueprint("gaps", __name__)
UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.get("/assessments/<name>/gaps")
def gaps(name: str) -> ResponseReturnValue:
    """The gaps, of all or of one kind, area or severity; what could not be judged stands below."""
    edition = edition_of(assessment())
    since = since_last_round(session(), assessment(), partial(in_language, voice=voice()))
    beside = comparison_of(session(), assessment(), voice())
    asked = {key: request.args.get(key, "") for key in ("kind", "area", "severity")}
    page = gaps_page(Edition(replace(edition.material, since=since, beside=beside), voice()), **asked)
    return render_template(
        "staff/gaps.html",
        assessment=assessment(),
        page=page,
        asked=asked,
        areas=edition.instrument.areas,
        chart=drawn(page.chart, voice()) if page.chart else "",
    )


@blueprint.get("/assessments/<name>/targets")
def targets(name: str) -> ResponseReturnValue:
    """The level aimed at for every indicator, and where it is the country's own."""
    lines = target_lines(edition_of(assessment()), services.history_of(session(), assessment()))
    return render_template("staff/targets.html", assessment=assessment(), areas=lines)


@blueprint.get("/assessments/<name>/targets/<indicator>")
def target(name: str, indicator: str) -> ResponseReturnValue:
    """One target with its history, and the form to set it."""
    line = _line(indicator)
    return _target(line, target_form(line, voice().language))


@blueprint.post("/assessments/<name>/targets/<indicator>")
def set_target(name: str, indicator: str) -> ResponseReturnValue:
    """Keep the target that was agreed; without a level it is the questionnaire's again."""
    form, refused = TargetForm(request.form), UNPROCESSABLE
    try:
        if form.validate():
            decision = form.decision()
            perform(services.set_target, access(), assessment(), indicator, **decision, now=now())
            flash(voice().say("The target was stored."))
            return redirect(url_for("gaps.targets", name=name) + f"#{indicator}")
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict as problem:
        refused = CONFLICT
        form.form_errors.append(voice().say(str(problem)))
    return _target(_line(indicator), form), refused


def _line(indicator: str) -> TargetLine:
    edition = edition_of(assessment())
    found = edition.instrument.indicator_of.get(indicator)
    if found is None:
        raise NotFound(N_("There is no such indicator."))
    return target_line(edition, found, services.history_of(session(), assessment()))


def _target(line: TargetLine, form: TargetForm) -> str:
    return render_template("staff/target.html", assessment=assessment(), line=line, form=form)
