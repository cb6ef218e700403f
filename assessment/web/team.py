"""An institution that answers as a team: the coordinator shares pages by links, all comment and read the history."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import InvalidInput, NotFound
from assessment.methodology.instrument import Item
from assessment.methodology.voice import N_
from assessment.services import discussion
from assessment.services import team as services
from assessment.services.sittings import Sitting
from assessment.services.team import ColleagueDraft
from assessment.web import team_pages as pages
from assessment.web.context import link_maker, now, perform, session, voice
from assessment.web.fieldwork import find_sitting

blueprint = Blueprint("team", __name__)
CHANGES_A_PAGE = 50
LONGEST_EMAIL = 254


@blueprint.before_request
def _find() -> None:
    """Whoever answers, if answering may be shared at all."""
    find_sitting((request.view_args or {})["secret"])
    if not services.may_have_team(_sitting()):
        raise NotFound(N_("There is no such page."))


@blueprint.get("/s/<secret>/team")
def team(secret: str) -> ResponseReturnValue:
    """Who answers what, and how far it is; with a colleague's link, to be copied or mailed, if one is asked for."""
    if colleague_id := request.args.get("link", ""):
        colleague, link = services.link_of(session(), _sitting(), colleague_id, links=link_maker())
        return _team(secret, link=pages.given_link(_sitting(), colleague, link))
    return _team(secret)


@blueprint.post("/s/<secret>/team")
def ask(secret: str) -> ResponseReturnValue:
    """Share pages with a colleague, and show the link."""
    draft = _draft()
    try:
        colleague, _ = perform(services.ask_colleague, _sitting(), draft, links=link_maker(), now=now())
    except InvalidInput as refused:
        return _team(secret, entered=draft, problem=str(refused)), 422
    return _to_link(secret, colleague.id)


@blueprint.post("/s/<secret>/team/<colleague_id>/pages")
def assign(secret: str, colleague_id: str) -> ResponseReturnValue:
    """Say anew which pages a colleague answers."""
    perform(services.assign, _sitting(), colleague_id, _pages_sent())
    return redirect(url_for("team.team", secret=secret))


@blueprint.post("/s/<secret>/team/<colleague_id>/link")
def show_link(secret: str, colleague_id: str) -> ResponseReturnValue:
    """Show a colleague's link again, to be copied or mailed."""
    return _to_link(secret, colleague_id)


@blueprint.post("/s/<secret>/team/<colleague_id>/new-link")
def renew_link(secret: str, colleague_id: str) -> ResponseReturnValue:
    """Give a colleague a new link; the one before stops working."""
    perform(services.renew_link, _sitting(), colleague_id, links=link_maker())
    return _to_link(secret, colleague_id)


@blueprint.post("/s/<secret>/team/<colleague_id>/end")
def revoke_link(secret: str, colleague_id: str) -> ResponseReturnValue:
    """Let a colleague's link stop working."""
    perform(services.revoke_link, _sitting(), colleague_id, now=now())
    return redirect(url_for("team.team", secret=secret))


@blueprint.get("/s/<secret>/comments/<code>")
def comments(secret: str, code: str) -> ResponseReturnValue:
    """What the team says on one question."""
    return _comments(secret, _item(code))


@blueprint.post("/s/<secret>/comments/<code>")
def comment(secret: str, code: str) -> ResponseReturnValue:
    """Say something on one question."""
    item, text = _item(code), request.form.get("text", "")
    try:
        perform(discussion.comment, _sitting(), item.code, text, now=now())
    except InvalidInput as refused:
        return _comments(secret, item, entered=text, problem=str(refused)), 422
    return redirect(url_for("team.comments", secret=secret, code=code))


@blueprint.post("/s/<secret>/comments/<code>/<comment_id>")
def settle(secret: str, code: str, comment_id: str) -> ResponseReturnValue:
    """Mark a comment as resolved, or open it again."""
    resolved = "again" not in request.form
    perform(discussion.settle, _sitting(), _item(code).code, comment_id, resolved=resolved, now=now())
    return redirect(url_for("team.comments", secret=secret, code=code))


@blueprint.get("/s/<secret>/history")
def history(secret: str) -> ResponseReturnValue:
    """Who changed which answer when, from what to what: of one question, or of all."""
    changes = discussion.history_of(session(), _sitting())
    start = max(0, request.args.get("start", 0, type=int))
    question = request.args.get("question", "")
    page = pages.history_page(_sitting(), changes, voice(), question=question, start=start, most=CHANGES_A_PAGE)
    return render_template("fieldwork/history.html", secret=secret, page=page)


def _sitting() -> Sitting:
    return cast(Sitting, g.sitting)


def _item(code: str) -> Item:
    item = _sitting().instrument.item_of.get(code)
    if item is None:
        raise NotFound(N_("There is no such question."))
    pages.page_with(_sitting(), item, voice())
    return item


def _draft() -> ColleagueDraft:
    clears = request.form.get("clears") == "1"
    email = request.form.get("email", "")[:LONGEST_EMAIL]
    return ColleagueDraft(
        request.form.get("name", ""), email, _pages_sent(), clears, request.form.get("language", _sitting().language)
    )


def _pages_sent() -> tuple[str, ...]:
    offered = [page.code for page in pages.pages_to_share(_sitting(), voice())]
    return tuple(code for code in offered if code in request.form.getlist("page"))


def _to_link(secret: str, colleague_id: str) -> ResponseReturnValue:
    """To the page that shows a colleague's link: loading it again does nothing twice."""
    return redirect(url_for("team.team", secret=secret, link=colleague_id, _anchor="link"))


def _team(secret: str, **told: Any) -> str:
    found = services.team_of(session(), _sitting())
    changes, said = discussion.history_of(session(), _sitting()), discussion.open_comments(session(), _sitting())
    page = pages.team_page(_sitting(), found, changes, said, voice(), **told)
    return render_template("fieldwork/team.html", secret=secret, page=page)


def _comments(secret: str, item: Item, **told: str) -> str:
    said = discussion.comments_on(session(), _sitting(), item.code)
    return render_template(
        "fieldwork/comments.html",
        secret=secret,
        page=pages.comments_page(_sitting(), item, said, voice(), now(), **told),
    )
