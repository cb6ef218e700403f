"""Invitations and reminders: who writes, rounds of mails and what became of them, the plan of reminders, the outbox."""

from __future__ import annotations

from datetime import date
from typing import get_args

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.documents.invitations import Kind
from assessment.errors import InvalidInput
from assessment.methodology.voice import N_
from assessment.services import invitations as writing
from assessment.services import mailing as services
from assessment.services.reporting import in_language
from assessment.services.sending import Office, mail_shown
from assessment.web.access import access, assessment
from assessment.web.context import link_maker, now, parts, perform, session, voice

blueprint = Blueprint("invitations", __name__)
MAILS_A_PAGE = 100
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
KIND_LABELS = {"invitation": N_("Invitation"), "reminder": N_("Reminder")}
STATES = {
    "queued": (N_("Waiting"), "unknown"),
    "sending": (N_("Being sent"), "weak"),
    "kept": (N_("In the outbox"), "unknown"),
    "accepted": (N_("Accepted"), "good"),
    "refused": (N_("Refused"), "poor"),
    "not_needed": (N_("Not needed any more"), "muted"),
}


@blueprint.get("/assessments/<name>/invitations")
def invitations(name: str) -> ResponseReturnValue:
    """Everything that was written and is planned."""
    return render_template(
        "staff/invitations.html",
        assessment=assessment(),
        instrument=in_language(assessment().instrument, voice()),
        sender=writing.sender_of(session(), assessment()),
        mailings=services.mailings_of(session(), assessment()),
        reminders=services.reminders_of(session(), assessment()),
        has_server=bool(parts().settings.smtp_host),
        kinds=KIND_LABELS,
        states=STATES,
    )


@blueprint.post("/assessments/<name>/invitations/sender")
def keep_sender(name: str) -> ResponseReturnValue:
    """Set in whose name respondents are written to."""
    perform(
        writing.keep_sender,
        access(),
        assessment(),
        responsible=request.form.get("responsible", ""),
        reply_to=request.form.get("reply_to", ""),
    )
    flash(voice().say(N_("Kept: mails and letters are written in this name.")))
    return redirect(url_for("invitations.invitations", name=name))


@blueprint.post("/assessments/<name>/invitations")
def send(name: str) -> ResponseReturnValue:
    """Begin a round of mails: to groups, to people ticked in the register, or to all."""
    kind = KINDS.get(request.form.get("kind", ""))
    if kind is None:
        raise InvalidInput(N_("Choose an invitation or a reminder."))
    number = perform(
        services.begin_mailing,
        access(),
        assessment(),
        kind,
        groups=request.form.getlist("group"),
        chosen=request.form.getlist("respondent"),
        now=now(),
    )
    flash(voice().count("{number} mail is on its way.", "{number} mails are on their way.", number))
    return redirect(url_for("invitations.invitations", name=name))


@blueprint.post("/assessments/<name>/invitations/outbox")
def send_kept(name: str) -> ResponseReturnValue:
    """Send what lies in the outbox, now that there is a mail server."""
    number = perform(services.send_kept, access(), assessment(), now=now())
    flash(voice().count("{number} mail is on its way.", "{number} mails are on their way.", number))
    return redirect(url_for("invitations.invitations", name=name))


@blueprint.post("/assessments/<name>/invitations/reminders")
def plan(name: str) -> ResponseReturnValue:
    """Plan a reminder."""
    perform(
        services.plan_reminder,
        access(),
        assessment(),
        day=_day(request.form.get("day", "")),
        days_before=request.form.get("days_before", type=int),
    )
    return redirect(url_for("invitations.invitations", name=name) + "#reminders")


@blueprint.post("/assessments/<name>/invitations/reminders/<reminder_id>")
def give_up(name: str, reminder_id: str) -> ResponseReturnValue:
    """Take a reminder out of the plan."""
    perform(services.give_up_reminder, access(), assessment(), reminder_id)
    return redirect(url_for("invitations.invitations", name=name) + "#reminders")


@blueprint.get("/assessments/<name>/invitations/<mailing_id>")
def mailing(name: str, mailing_id: str) -> ResponseReturnValue:
    """The mails of a round, and what became of each."""
    mails = services.mails_of(session(), assessment(), mailing_id)
    start = max(0, request.args.get("start", 0, type=int))
    end = start + MAILS_A_PAGE
    return render_template(
        "staff/mailing.html",
        assessment=assessment(),
        mailing_id=mailing_id,
        kind=KIND_LABELS[mails[0].kind],
        mails=mails[start:end],
        states=STATES,
        earlier=max(0, start - MAILS_A_PAGE) if start else None,
        later=end if end < len(mails) else None,
    )


@blueprint.get("/assessments/<name>/mails/<mail_id>")
def mail(name: str, mail_id: str) -> ResponseReturnValue:
    """One mail to be read and copied, as it is sent now."""
    settings = parts().settings
    office = Office(link_maker(), Office.of(settings).sender, None)
    line, message = perform(mail_shown, assessment(), mail_id, office, now())
    text = message.get_body(("plain",))
    return render_template(
        "staff/mail.html",
        assessment=assessment(),
        line=line,
        message=message,
        text=text.get_content() if text else "",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput(N_("Write the date as year-month-day, as in 2027-12-31.")) from None
