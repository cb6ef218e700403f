"""Errors as pages in plain words; a script gets the sentence as JSON."""

from __future__ import annotations

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from assessment.errors import AssessmentError, Conflict, InvalidInput, NotAllowed, NotFound
from assessment.methodology.voice import N_
from assessment.web.context import voice

TAKES_JSON = "fieldwork.save_answer"
STATUS_OF = {NotFound: 404, NotAllowed: 403, Conflict: 409, InvalidInput: 400}
TITLES = {
    400: N_("We could not use what was sent"),
    401: N_("Sign in first"),
    403: N_("You may not do this"),
    404: N_("We could not find this page"),
    405: N_("We could not use what was sent"),
    409: N_("Somebody else changed this first"),
    413: N_("What was sent is too large"),
    429: N_("Too many attempts"),
    500: N_("Something went wrong on our side"),
}
ADVICE = {
    400: N_("Go back, check what you entered and send it again."),
    401: N_("Sign in, then open this page again."),
    403: N_("Ask the administrator of your country for the role that this needs."),
    404: N_("Check the address. If you followed a link that you were sent, ask its sender for a new one."),
    405: N_("Go back, check what you entered and send it again."),
    409: N_("Nothing was stored. Go back, look at the new state and make your change again."),
    413: N_("Shorten your answer, or choose a smaller file, and send it again."),
    429: N_("Wait a few minutes, then try again."),
    500: N_("Nothing that was saved before is lost. Try again in a few minutes."),
}
TOO_LARGE = N_(
    "What was sent is larger than {limit} MB, the most that is taken here. Shorten it, or choose a smaller file, and "
    "send it again. What was saved before is kept."
)
NO_ANSWERS = N_(
    "This link leads to no answers. If you answered without a name and sent your answers, that is as it should be: "
    "they arrived, and no link leads to them any more. Else ask whoever sent you the link for a new one."
)


def install(app: Flask) -> None:
    """Answer every error with a page of ours, and refuse early what no database can keep."""
    app.before_request(_refuse_unusable)
    app.register_error_handler(AssessmentError, _ours)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _standard)
    app.register_error_handler(Exception, _fault(app))


def _refuse_unusable() -> None:
    """A NUL character is never typed, and PostgreSQL cannot store it; JSON is read in one place only."""
    sent = [request.path]
    if request.query_string:
        sent += request.args.values()
    if request.method == "POST":
        sent += [value for values in request.form.listvalues() for value in values]
    if "\x00" in "".join(sent) or (request.is_json and request.endpoint != TAKES_JSON):
        raise InvalidInput(ADVICE[400])


def _ours(error: AssessmentError) -> ResponseReturnValue:
    status = STATUS_OF.get(type(error), 400)
    if status != 404:
        return _page(status, voice().say(str(error)))
    return _page(status, voice().say(NO_ANSWERS) if "secret" in (request.view_args or {}) else "")


def _expired(_error: CSRFError) -> ResponseReturnValue:
    return _page(400, voice().say("This page was open for too long. Go back, reload it and send it again."))


def _standard(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    reply = make_response(_page(error.code, _limit() if isinstance(error, RequestEntityTooLarge) else ""))
    if isinstance(error, MethodNotAllowed):
        reply.allow.update(error.valid_methods or ())
    return reply


def _limit() -> str:
    """The limit in words where the whole request is over it; it may also have too many fields, or one too long."""
    limit = request.max_content_length or 0
    if (request.content_length or 0) <= limit:
        return ""
    return voice().say(TOO_LARGE, limit=voice().number(limit / 1_000_000))


def _fault(app: Flask):  # type: ignore[no-untyped-def]
    def answer(error: Exception) -> ResponseReturnValue:
        if app.testing:
            raise error
        app.logger.exception("A request failed")
        return _page(500)

    return answer


def _page(status: int, sentence: str = "") -> ResponseReturnValue:
    say = voice().say
    known = status if status in TITLES else (500 if status >= 500 else 400)
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return Response(jsonify(problem=sentence or say(ADVICE[known])).data, status, mimetype="application/json")
    page = render_template("error.html", title=say(TITLES[known]), advice=sentence or say(ADVICE[known]))
    return page, status
