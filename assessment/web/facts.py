"""Facts to confirm: what respondents and trackers claim, the analyst's decision, and how it was revised."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import Conflict
from assessment.methodology.report.facts import finding_of
from assessment.services.confirmations import confirm_fact, revisions_of
from assessment.services.evidence_files import evidence_in
from assessment.web.access import access, assessment
from assessment.web.context import now, perform, session, voice
from assessment.web.fact_page import FactForm, facts_page, item_of, revision_lines
from assessment.web.results import edition_of

blueprint = Blueprint("facts", __name__)
UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.get("/assessments/<name>/facts")
def facts(name: str) -> ResponseReturnValue:
    """Every fact and administrative figure that someone claimed: contested first."""
    page = facts_page(edition_of(assessment()))
    return render_template("staff/facts.html", assessment=assessment(), page=page)


@blueprint.get("/assessments/<name>/facts/<question>")
def fact(name: str, question: str) -> ResponseReturnValue:
    """What is claimed of one fact, how it was decided, and the form to decide or to revise."""
    revisions = revisions_of(session(), access(), assessment(), question)
    return _fact(FactForm(assessment().instrument, question, voice(), revisions), question)


@blueprint.post("/assessments/<name>/facts/<question>")
def confirm(name: str, question: str) -> ResponseReturnValue:
    """Keep the decision with its source; what somebody else decided meanwhile is not passed over unseen."""
    form, refused = FactForm(assessment().instrument, question, voice()), UNPROCESSABLE
    try:
        if form.read_sent(request.form):
            perform(confirm_fact, access(), assessment(), question, **form.decision(), now=now())
            flash(voice().say("Your confirmation was stored."))
            return redirect(url_for("facts.facts", name=name))
    except Conflict as problem:
        form.refuse(voice().say(str(problem)), revisions_of(session(), access(), assessment(), question))
        refused = CONFLICT
    return _fact(form, question), refused


def _fact(form: FactForm, question: str) -> str:
    item_of(assessment().instrument, question)
    edition = edition_of(assessment())
    return render_template(
        "staff/fact.html",
        assessment=assessment(),
        edition=edition,
        finding=finding_of(edition, question),
        evidence=evidence_in(session(), access(), assessment(), question),
        history=revision_lines(edition, revisions_of(session(), access(), assessment(), question)),
        form=form,
        question=question,
    )
