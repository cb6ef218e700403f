"""Pages that anybody may read: the first page, privacy, accessibility; and the choice of a language."""

from __future__ import annotations

import re

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from assessment.language import COMPLETE
from assessment.web.context import parts, signed_in_access, voice
from assessment.web.protection import protection_in_general

blueprint = Blueprint("statements", __name__)
OUR_PATH = re.compile(r"/([\w.~%-][\w.~%/-]*)?", re.ASCII)
"""A path on this site. Browsers read `//`, `/\\` and `/<tab>/` as the beginning of another site's address."""


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """What this is; the portfolio for those who are signed in."""
    if signed_in_access() is not None:
        return redirect(url_for("portfolio.portfolio"))
    return render_template("statements/home.html")


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept of whom, for how long, and who sees it."""
    told = protection_in_general(parts().settings, voice())
    return render_template("statements/privacy.html", protection=told)


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """What was done so that everybody can take part, and what is not yet good."""
    return render_template("statements/accessibility.html")


@blueprint.post("/language")
def choose_language() -> ResponseReturnValue:
    """Show the screens in another language from now on."""
    if request.form.get("language") in COMPLETE:
        cookie["language"] = request.form["language"]
    back = request.form.get("back", "/")
    return redirect(back if OUR_PATH.fullmatch(back) else "/")


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """Says that the server answers."""
    return {"status": "ok"}
