"""Respondents of an assessment: who has answered, inviting, links, opening a response again."""

from __future__ import annotations

from flask import Blueprint, flash, get_flashed_messages, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.methodology.voice import N_
from assessment.services import attendance as services
from assessment.services.anonymity import open_anonymously
from assessment.services.assessments import renew_open_link
from assessment.services.discussion import sitting_of_response
from assessment.services.fieldwork import invite as invite_respondent
from assessment.services.report_issue import issued_on
from assessment.services.reporting import in_language
from assessment.services.ways import WAYS, ways_of
from assessment.web.access import access, assessment
from assessment.web.context import now, perform, public_url_for, session, voice

blueprint = Blueprint("respondents", __name__)
MARKS = {
    "paper": N_("on paper"),
    "interview": N_("in an interview"),
    "expert": N_("coded by an expert"),
    "kobo": N_("with KoboToolbox or ODK"),
    "anonymous": N_("without a name"),
}
"""How answers came that were not given behind a link in somebody's name."""
LINES_A_PAGE = 75
WITH_THE_SAME_LINK = N_("The response is open again: its author can change and send it with the same link.")
CLOSED_BY_NOW = N_("The response is open again. Its author cannot change it after closing: enter the changes yourself.")
LINKS = ("personal_link", "open_link")
"""Kinds of message that hold a link which is shown once."""


@blueprint.get("/assessments/<name>/respondents")
def respondents(name: str) -> ResponseReturnValue:
    """Every respondent with how far they are, the form to invite another, and a link that was just made."""
    attendance = services.attendance_of(session(), assessment())
    start = max(0, request.args.get("start", 0, type=int))
    end = start + LINES_A_PAGE
    lines = attendance.respondents[start:end]
    return render_template(
        "staff/respondents.html",
        assessment=assessment(),
        instrument=in_language(assessment().instrument, voice()),
        lines=lines,
        earlier=max(0, start - LINES_A_PAGE) if start else None,
        later=end if end < len(attendance.respondents) else None,
        is_issued=issued_on(session(), assessment()) is not None,
        marks=MARKS,
        ways=ways_of(session(), [line.response_id for line in lines]),
        way_labels=WAYS,
        link=next(iter(get_flashed_messages(category_filter=LINKS)), ""),
        is_open=bool(get_flashed_messages(category_filter=["open_link"])),
    )


@blueprint.post("/assessments/<name>/respondents")
def invite(name: str) -> ResponseReturnValue:
    """Add a respondent; their link is shown this once."""
    secret = perform(
        invite_respondent,
        assessment().id,
        group=request.form.get("group", ""),
        institution=request.form.get("institution", ""),
        language=request.form.get("language", ""),
        now=now(),
    )
    return _shown_once("personal_link", public_url_for("fieldwork.welcome", secret=secret))


@blueprint.post("/assessments/<name>/respondents/open-link")
def open_link(name: str) -> ResponseReturnValue:
    """Make a new open link, with names or without, shown this once; an earlier one stops working."""
    if "anonymous" in request.form:
        secret = perform(open_anonymously, assessment(), now=now())
    else:
        secret = perform(renew_open_link, assessment().id)
    return _shown_once("open_link", public_url_for("joining.open_link", secret_of_all=secret))


@blueprint.post("/assessments/<name>/respondents/<response_id>/reopen")
def reopen(name: str, response_id: str) -> ResponseReturnValue:
    """Let a respondent change answers that were sent."""
    _check_own(response_id)
    perform(services.reopen, access(), response_id, now=now())
    flash(voice().say(CLOSED_BY_NOW if assessment().has_ended(now()) else WITH_THE_SAME_LINK))
    return redirect(url_for("respondents.respondents", name=name))


@blueprint.post("/assessments/<name>/respondents/<response_id>/link")
def renew_link(name: str, response_id: str) -> ResponseReturnValue:
    """Replace a respondent's link, which stops working; the new one is shown this once."""
    _check_own(response_id)
    secret = perform(services.renew_link, access(), response_id, now=now())
    return _shown_once("personal_link", public_url_for("fieldwork.welcome", secret=secret))


def _shown_once(kind: str, link: str) -> ResponseReturnValue:
    """Show a new link on the page that follows, so that loading that page again makes no other one."""
    flash(link, kind)
    return redirect(url_for("respondents.respondents", name=assessment().name))


def _check_own(response_id: str) -> None:
    """Refuse what is no response of the assessment in the address, and those of nobody."""
    sitting_of_response(session(), access(), assessment(), response_id, now())
