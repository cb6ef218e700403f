"""The issue of the report: where it stands, what follows from it, and the form that records or withdraws it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, HiddenField, TextAreaField
from wtforms.validators import Optional

from assessment.errors import Conflict, InvalidInput
from assessment.methodology.voice import N_
from assessment.services.report_issue import IssueDraft, IssueView, issue_of, record_issue
from assessment.web.access import access, assessment, may_open
from assessment.web.action_form import SaidDateField
from assessment.web.context import now, parts, perform, session, voice
from assessment.web.course_form import version_of

blueprint = Blueprint("report_issue", __name__)
UNPROCESSABLE, CONFLICT = 422, 409
DECISIONS = {"issued": N_("Issued"), "withdrawn": N_("Issue withdrawn")}


class IssueForm(Form):
    """One decision: that the report was issued, or that its issue is withdrawn."""

    version_id = HiddenField()
    decision = HiddenField()
    decided_on = SaidDateField(N_("Day"), [Optional()])
    note = TextAreaField(N_("Remark"))

    def draft(self) -> IssueDraft:
        """The decision as the service takes it."""
        return IssueDraft(self.decision.data or "", self.decided_on.data, self.note.data or "")


@blueprint.get("/assessments/<name>/issue")
def issue(name: str) -> ResponseReturnValue:
    """Every decision, the latest first, and the next that can be taken."""
    view = _view()
    return _page(view, IssueForm(version_id=str(view.number)))


@blueprint.post("/assessments/<name>/issue")
def record(name: str) -> ResponseReturnValue:
    """Record a decision; one that somebody else recorded meanwhile is shown first."""
    form, refused = IssueForm(request.form), UNPROCESSABLE
    try:
        if form.validate():
            seen, days = version_of(form.version_id), parts().settings.withdrawal_days
            perform(record_issue, access(), assessment(), form.draft(), seen=seen, days=days, now=now())
            flash(voice().say("The decision was recorded."))
            return redirect(url_for("report_issue.issue", name=name))
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict as problem:
        form.version_id.data, refused = str(_view().number), CONFLICT
        form.form_errors.append(voice().say(str(problem)))
    return _page(_view(), form), refused


def _view() -> IssueView:
    return issue_of(session(), assessment(), parts().settings.withdrawal_days)


def _page(view: IssueView, form: IssueForm) -> str:
    return render_template(
        "staff/report_issue.html",
        assessment=assessment(),
        issue=view,
        labels=DECISIONS,
        form=form,
        is_early=assessment().today(now()) < view.earliest,
        may_record=may_open("report_issue.record"),
    )
