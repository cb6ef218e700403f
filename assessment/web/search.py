"""The search page: one line to type, what was found kind by kind, each find leading to where it stands."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import InvalidInput
from assessment.services import search as services
from assessment.services.search import Text
from assessment.web.access import access, assessment, may_open
from assessment.web.context import session, voice

blueprint = Blueprint("search", __name__)
OWN_PAGE = {
    "documents": ("library.document", "document_id"),
    "excerpts": ("library.document", "document_id"),
    "notes": ("notes.note", "note_id"),
}
"""The page of a document or a note and the argument of its address; everything else is opened by its code."""


@blueprint.get("/assessments/<name>/search")
def search(name: str) -> ResponseReturnValue:
    """What was found, within what the person may see."""
    query, problem = request.args.get("q", ""), ""
    try:
        found = services.search(session(), access(), assessment(), voice(), query)
    except InvalidInput as refused:
        found, problem = (), voice().say(str(refused))
    page = render_template(
        "staff/search.html",
        assessment=assessment(),
        query=query,
        problem=problem,
        found=found,
        address_of=address_of,
    )
    return page, 422 if problem else 200


def address_of(kind: str, text: Text) -> str:
    """Where a text stands: a page of ours, if it may be opened, else its address on the web; empty for neither."""
    name = assessment().name
    endpoint, argument = OWN_PAGE.get(kind, ("", ""))
    if endpoint and may_open(endpoint):
        values: dict[str, Any] = {"name": name, argument: text.subject}
        return url_for(endpoint, **values)
    if kind != "country_facts" and text.code:
        return url_for("dashboard.evidence", name=name, code=text.code)
    return text.link
