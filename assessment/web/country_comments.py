"""Comments of the country on the draft report: list with filter, file, recording, and what became of each."""

from __future__ import annotations

import io

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from assessment.documents.spreadsheet import Table, xlsx_of
from assessment.errors import Conflict, InvalidInput
from assessment.methodology.advice_decisions import worded
from assessment.services import country_comments as services
from assessment.services.advice_bench import standings_in
from assessment.services.country_comments import Recorded
from assessment.services.reporting import in_language
from assessment.web.access import access, assessment, may_open
from assessment.web.context import now, perform, session, voice
from assessment.web.country_comment_form import OUTCOME_LABELS, CommentForm
from assessment.web.course_form import version_of
from assessment.web.note_form import places

blueprint = Blueprint("country_comments", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNPROCESSABLE, CONFLICT = 422, 409
TONES = {"open": "unknown", "taken_up": "good", "partly": "fair", "not_taken_up": "weak", "withdrawn": "muted"}
WHOLE_REPORT = "-"
"""The filter's word for comments on no area."""


@blueprint.get("/assessments/<name>/comments")
def comments(name: str) -> ResponseReturnValue:
    """The comments, all or of one area or outcome."""
    return render_template(
        "staff/country_comments.html",
        assessment=assessment(),
        instrument=in_language(assessment().instrument, voice()),
        comments=_chosen(),
        outcomes=OUTCOME_LABELS,
        tones=TONES,
        area=request.args.get("area", ""),
        outcome=request.args.get("outcome", ""),
        whole_report=WHOLE_REPORT,
        may_record=may_open("country_comments.new"),
    )


@blueprint.get("/assessments/<name>/comments.xlsx")
def download(name: str) -> ResponseReturnValue:
    """The same as a table."""
    header = [
        voice().say("Number"), voice().say("Day on which it came"), voice().say("Who made it"), voice().say("Area"),
        voice().say("Code"), voice().say("Page of the draft"), voice().say("Comment of the country"),
        voice().say("What became of it"), voice().say("Why"), voice().say("Who decided"),
    ]  # fmt: skip
    areas = in_language(assessment().instrument, voice()).area_of
    rows = [
        (
            one.number, one.received_on, one.body, areas[one.area].label if one.area in areas else "", one.code,
            one.page, one.text, voice().say(OUTCOME_LABELS[one.outcome]), one.reason, one.decided_by,
        )
        for one in (recorded.comment for recorded in _chosen())
    ]  # fmt: skip
    content = xlsx_of(Table(voice().say("Comments of the country"), header, rows), direction=voice().direction)
    return send_file(io.BytesIO(content), XLSX, as_attachment=True, download_name=f"{name}-comments.xlsx")


@blueprint.get("/assessments/<name>/comments/new")
def new(name: str) -> ResponseReturnValue:
    """An empty comment."""
    return _page(CommentForm(received_on=assessment().today(now())))


@blueprint.post("/assessments/<name>/comments/new")
def record(name: str) -> ResponseReturnValue:
    """Keep a new comment."""
    form, refused = CommentForm(request.form), UNPROCESSABLE
    try:
        if form.validate():
            number = perform(services.record_comment, access(), assessment(), form.draft(), now=now())
            return _kept(number)
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict as problem:
        refused = CONFLICT
        form.form_errors.append(voice().say(str(problem)))
    return _page(form), refused


@blueprint.get("/assessments/<name>/comments/<int:number>")
def comment(name: str, number: int) -> ResponseReturnValue:
    """One comment, to be read and decided on, with how it stood before."""
    history = services.history_of(session(), assessment(), number)
    return _page(CommentForm.of(history[0]), history)


@blueprint.post("/assessments/<name>/comments/<int:number>")
def change(name: str, number: int) -> ResponseReturnValue:
    """Append how a comment stands now; what somebody else changed meanwhile is shown first."""
    form, refused = CommentForm(request.form), UNPROCESSABLE
    history = services.history_of(session(), assessment(), number)
    try:
        if form.validate():
            draft, seen = form.draft(), version_of(form.version_id)
            perform(services.change_comment, access(), assessment(), number, draft, seen=seen, now=now())
            return _kept(number)
    except InvalidInput as problem:
        form.form_errors.append(voice().say(str(problem)))
    except Conflict as problem:
        form.version_id.data, refused = str(history[0].revision), CONFLICT
        form.form_errors.append(voice().say(str(problem)))
    return _page(form, history), refused


def _chosen() -> list[Recorded]:
    """The comments that the filter in the address leaves."""
    area, outcome = request.args.get("area", ""), request.args.get("outcome", "")
    return [
        one
        for one in services.comments_of(session(), assessment())
        if area in ("", one.comment.area or WHOLE_REPORT) and outcome in ("", one.comment.outcome)
    ]


def _kept(number: int) -> ResponseReturnValue:
    flash(voice().say("The comment was stored."))
    return redirect(url_for("country_comments.comment", name=assessment().name, number=number))


def _page(form: CommentForm, history: tuple[Recorded, ...] = ()) -> str:
    instrument = in_language(assessment().instrument, voice())
    advice = worded(instrument, standings_in(session(), assessment()), voice().language)
    return render_template(
        "staff/country_comment.html",
        assessment=assessment(),
        form=form,
        history=history,
        outcomes=OUTCOME_LABELS,
        places=[*places(instrument), *((code, one.action) for code, one in advice.items())],
        may_record=may_open("country_comments.change"),
    )
