"""The rights of respondents, behind their link: see what is kept of them, correct it, take it along, withdraw."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import cast

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import InvalidInput, NotFound
from assessment.language import offered_languages
from assessment.methodology.voice import N_
from assessment.services import persons as services
from assessment.services.audit import record_export
from assessment.services.evidence_files import files_of
from assessment.services.fieldwork import questionnaire_for
from assessment.services.given_besides import given_besides
from assessment.services.kept_files import forget_unused
from assessment.services.persons import PersonalValues
from assessment.services.reporting import in_language
from assessment.services.sittings import Sitting
from assessment.services.withdrawals import note_withdrawal
from assessment.web import rights_page as pages
from assessment.web.context import now, parts, perform, session, speak, voice
from assessment.web.protection import protection_of

blueprint = Blueprint("rights", __name__)


@blueprint.before_request
def _find() -> None:
    """The respondent behind the secret."""
    arguments = request.view_args or {}
    if "secret" in arguments:
        found = questionnaire_for(session(), arguments["secret"], now())
        speak(found.language)
        g.sitting = replace(found, instrument=in_language(found.instrument, voice()))


@blueprint.get("/s/<secret>/mine")
def mine(secret: str) -> ResponseReturnValue:
    """Everything that is kept of the respondent, and what they can do about it."""
    return _page(secret, services.personal_values_of(session(), _sitting()))


@blueprint.post("/s/<secret>/mine")
def correct(secret: str) -> ResponseReturnValue:
    """Keep what the respondent corrected."""
    sent = PersonalValues(**{one.name: request.form.get(one.name, "") for one in fields(PersonalValues)})
    try:
        perform(services.correct, _sitting(), sent, now=now())
    except InvalidInput as refused:
        return _page(secret, sent, problem=str(refused)), 422
    return redirect(url_for("rights.mine", secret=secret))


@blueprint.post("/s/<secret>/mine/answers")
def reopen(secret: str) -> ResponseReturnValue:
    """Let the respondent change answers that were sent."""
    perform(services.reopen_own, _sitting(), now=now())
    return redirect(url_for("fieldwork.welcome", secret=secret))


@blueprint.get("/s/<secret>/mine/answers.<kind>")
def download(secret: str, kind: str) -> ResponseReturnValue:
    """The answers as a file; its name says nothing of whose they are.

    The digest of an anonymous draft's file would lead from the response that is sent back to when it was taken along.
    """
    if kind not in pages.KINDS:
        raise NotFound(N_("There is no such file."))
    values = services.personal_values_of(session(), _sitting())
    besides = given_besides(session(), _sitting())
    mimetype, content = pages.KINDS[kind](_sitting(), values, besides, voice())
    whose = {"assessment_id": _sitting().assessment.id, "subject": _sitting().response_id}
    if _sitting().origin != "anonymous":
        perform(record_export, content, **whose, now=now())
    named = {"Content-Disposition": f'attachment; filename="answers.{kind}"'}
    return Response(content, mimetype=mimetype, headers=named)


@blueprint.post("/s/<secret>/mine/withdrawal")
def withdraw(secret: str) -> ResponseReturnValue:
    """Delete the respondent and all answers, once they have confirmed."""
    if "confirmed" not in request.form:
        values = services.personal_values_of(session(), _sitting())
        return _page(secret, values, problem=N_("Tick the box to confirm that everything is to be deleted")), 422
    attached = files_of(session(), _sitting())
    perform(services.withdraw, _sitting(), now=now())
    forget_unused(session(), parts().settings.evidence, attached)
    note_withdrawal(parts().settings.instance, _sitting().response_id)
    return redirect(url_for("rights.ended", how="withdrawn", language=_sitting().language))


@blueprint.get("/answers/<how>")
def ended(how: str) -> ResponseReturnValue:
    """What has become of answers to which no link leads any more: the same page for everybody."""
    if how not in pages.ENDS:
        raise NotFound(N_("There is no such page."))
    if (code := request.args.get("language", "")) in offered_languages():
        speak(code)
    return render_template("fieldwork/ended.html", how=how)


def _sitting() -> Sitting:
    return cast(Sitting, g.sitting)


def _page(secret: str, values: PersonalValues, *, problem: str = "") -> str:
    shown = pages.rights_page(_sitting(), values, voice(), may_withdraw=services.may_withdraw(session(), _sitting()))
    told = protection_of(_sitting().assessment)
    said = problem and voice().say(problem)
    besides = given_besides(session(), _sitting())
    return render_template(
        "fieldwork/mine.html", secret=secret, page=shown, besides=besides, protection=told, problem=said
    )
