"""Consent to stand beside others: what the country decided when, and the form that records its next decision."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, HiddenField, StringField
from wtforms.validators import Optional

from assessment.errors import Conflict, InvalidInput
from assessment.methodology.voice import N_
from assessment.services.consents import ConsentDraft, decisions_of, record_consent
from assessment.web.access import access, assessment, may_open
from assessment.web.action_form import ChoiceField, SaidDateField
from assessment.web.context import now, perform, session, voice
from assessment.web.course_form import version_of

blueprint = Blueprint("consent", __name__)
UNPROCESSABLE, CONFLICT = 422, 409
DECISIONS = {
    "given": N_("The country agrees to stand beside others"),
    "withdrawn": N_("The country withdraws its consent"),
}


class ConsentForm(Form):
    """One decision of a country."""

    version_id = HiddenField()
    decision = ChoiceField(N_("Decision"), DECISIONS)
    decided_on = SaidDateField(N_("Day of the decision"), [Optional()])
    given_by = StringField(N_("Who decided for the country"))
    document = StringField(N_("Document in which it stands"))
    link = StringField(N_("Link, if there is one"))

    def draft(self) -> ConsentDraft:
        """The decision as the service takes it."""
        texts = (field.data or "" for field in (self.given_by, self.document, self.link))
        return ConsentDraft(self.decision.data or "", self.decided_on.data, *texts)


@blueprint.get("/assessments/<name>/consent")
def consent(name: str) -> ResponseReturnValue:
    """Every decision, the latest first."""
    return _page(ConsentForm(version_id=str(_seen())))


@blueprint.post("/assessments/<name>/consent")
def record(name: str) -> ResponseReturnValue:
    """Record a decision; one that somebody else recorded meanwhile is shown first."""
    form, refused = ConsentForm(request.form), UNPROCESSABLE
    try:
        if form.validate():
            seen = version_of(form.version_id)
            perform(record_consent, access(), assessment(), form.draft(), seen=seen, now=now())
            flash(voice().say("The decision was recorded."))
            return redirect(url_for("consent.consent", name=name))
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict as problem:
        form.version_id.data, refused = str(_seen()), CONFLICT
        form.form_errors.append(voice().say(str(problem)))
    return _page(form), refused


def _seen() -> int:
    decisions = decisions_of(session(), assessment())
    return decisions[0].number if decisions else 0


def _page(form: ConsentForm) -> str:
    return render_template(
        "staff/consent.html",
        assessment=assessment(),
        decisions=decisions_of(session(), assessment()),
        labels=DECISIONS,
        form=form,
        may_record=may_open("consent.record"),
    )
