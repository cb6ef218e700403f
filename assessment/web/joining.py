"""Joining: the page of an open link, where people become respondents or begin an anonymous draft."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import InvalidInput
from assessment.language import negotiate
from assessment.methodology.voice import N_
from assessment.services import fieldwork as services
from assessment.services.anonymity import give_code
from assessment.services.anonymity import resume as resume_draft
from assessment.services.assessments import AssessmentView
from assessment.services.links import new_link
from assessment.web import fieldwork_welcome as first_pages
from assessment.web.context import link_maker, now, parts, perform, session, speak, voice
from assessment.web.protection import protection_of

blueprint = Blueprint("joining", __name__)
TOO_MANY = N_(
    "Very many joined from this network within the hour. Try again in an hour, from another network, or ask whoever "
    "sent you the link for one of your own."
)


@blueprint.get("/join/<secret_of_all>")
def open_link(secret_of_all: str) -> ResponseReturnValue:
    """The page of an open link: who are you?"""
    view = services.open_assessment(session(), secret_of_all)
    speak(negotiate([tag for tag, _ in request.accept_languages], view.languages))
    return _joining(secret_of_all, view)


@blueprint.post("/join/<secret_of_all>")
def join(secret_of_all: str) -> ResponseReturnValue:
    """Make a respondent of the person, with a link of their own; or an anonymous draft, with a code shown this once.

    A form that is sent twice, as when the answer is loaded again, makes one.
    """
    view = services.open_assessment(session(), secret_of_all)
    chosen = request.form.get("language", "")
    language = chosen if chosen in view.languages else view.languages[0]
    speak(language)
    if request.form.get("group") not in view.instrument.group_of:
        return _joining(secret_of_all, view, problem=N_("Choose the group that fits you best")), 422
    if not parts().joining.lets_in(request.remote_addr or "", now()):
        return _joining(secret_of_all, view, problem=TOO_MANY), 429
    group = request.form["group"]
    own = link_maker().secret_of_joining(view.id, request.form.get("form") or new_link()[0], group, language)
    secret = perform(services.join, secret_of_all, group=group, language=language, now=now(), secret=own)
    if not view.open_link_anonymous:
        return redirect(url_for("fieldwork.welcome", secret=secret))
    return _begun(view, secret, code=perform(give_code, secret))


@blueprint.post("/join/<secret_of_all>/resume")
def resume(secret_of_all: str) -> ResponseReturnValue:
    """Go on with an anonymous draft whose code somebody typed."""
    view = services.open_assessment(session(), secret_of_all)
    speak(negotiate([tag for tag, _ in request.accept_languages], view.languages))
    try:
        key = perform(resume_draft, view, request.form.get("code", ""))
    except InvalidInput as refused:
        return _joining(secret_of_all, view, wrong_code=str(refused)), 422
    return _begun(view, key)


def _joining(secret_of_all: str, view: AssessmentView, *, problem: str = "", wrong_code: str = "") -> str:
    return render_template(
        "fieldwork/join.html",
        secret_of_all=secret_of_all,
        form=new_link()[0],
        page=first_pages.join_page(view, voice(), now(), problem=problem),
        anonymous=view.open_link_anonymous,
        wrong_code=wrong_code and voice().say(wrong_code),
        protection=protection_of(view),
    )


def _begun(view: AssessmentView, key: str, *, code: str = "") -> str:
    """Where an anonymous draft is gone into; the script of the page keeps its key in the browser."""
    return render_template(
        "fieldwork/begun.html",
        page=first_pages.join_page(view, voice(), now()),
        code=code,
        way_in=url_for("fieldwork.welcome", secret=key),
    )
