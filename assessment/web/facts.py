"""Facts to confirm: what respondents and trackers claim, and the analyst's decision."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.methodology.report.facts import finding_of
from assessment.services.confirmations import confirm_fact
from assessment.services.evidence_files import evidence_in
from assessment.web.access import access, assessment
from assessment.web.context import now, perform, session, voice
from assessment.web.fact_page import FactForm, facts_page, item_of
from assessment.web.results import edition_of

blueprint = Blueprint("facts", __name__)


@blueprint.get("/assessments/<name>/facts")
def facts(name: str) -> ResponseReturnValue:
    """Every fact and administrative figure that someone claimed: contested first."""
    page = facts_page(edition_of(assessment()))
    return render_template("staff/facts.html", assessment=assessment(), page=page)


@blueprint.get("/assessments/<name>/facts/<question>")
def fact(name: str, question: str) -> ResponseReturnValue:
    """What is claimed of one fact, and the form to decide."""
    form = FactForm(assessment().instrument, question, voice())
    return _fact(form, question)


@blueprint.post("/assessments/<name>/facts/<question>")
def confirm(name: str, question: str) -> ResponseReturnValue:
    """Keep the decision with its source."""
    form = FactForm(assessment().instrument, question, voice())
    if not form.read_sent(request.form):
        return _fact(form, question), 422
    perform(confirm_fact, access(), assessment(), question, **form.decision(), now=now())
    flash(voice().say("Your confirmation was stored."))
    return redirect(url_for("facts.facts", name=name))


def _fact(form: FactForm, question: str) -> str:
    item_of(assessment().instrument, question)
    edition = edition_of(assessment())
    return render_template(
        "staff/fact.html",
        assessment=assessment(),
        edition=edition,
        finding=finding_of(edition, question),
        evidence=evidence_in(session(), access(), assessment(), question),
        form=form,
        question=question,
    )
