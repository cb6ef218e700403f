"""Ways in and out without an account: a code typed from a letter, and a link that stops mails."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import InvalidInput
from assessment.services.fieldwork import questionnaire_for
from assessment.services.issuing import secret_behind_code
from assessment.services.register import unsubscribe
from assessment.web.context import link_maker, now, perform, session, speak

blueprint = Blueprint("codes", __name__)
LONGEST_CODE = 40


@blueprint.get("/code")
def code() -> ResponseReturnValue:
    """Where a code is typed."""
    return render_template("statements/code.html", typed="", problem="")


@blueprint.post("/code")
def enter() -> ResponseReturnValue:
    """Go to the questionnaire that a code stands for."""
    typed = request.form.get("code", "")[:LONGEST_CODE]
    try:
        secret = perform(secret_behind_code, link_maker(), typed, address=request.remote_addr or "", now=now())
    except InvalidInput as fault:
        return render_template("statements/code.html", typed=typed, problem=str(fault)), 422
    return redirect(url_for("fieldwork.welcome", secret=secret))


@blueprint.get("/mails/<secret>")
def mails(secret: str) -> ResponseReturnValue:
    """Ask whether no more mails are wanted: opening the address alone, as scanners do, changes nothing."""
    speak(questionnaire_for(session(), secret, now()).language)
    return render_template("statements/mails.html", secret=secret, stopped=False)


@blueprint.post("/mails/<secret>")
def stop_mails(secret: str) -> ResponseReturnValue:
    """Write no more mails to the holder of the link; mail programs post here with one click (RFC 8058)."""
    sitting = questionnaire_for(session(), secret, now())
    perform(unsubscribe, sitting.respondent_id, now())
    speak(sitting.language)
    return render_template("statements/mails.html", secret=secret, stopped=True)
