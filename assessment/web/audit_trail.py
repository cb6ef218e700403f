"""The audit trail of an assessment on screen and as a file: what was done when, in identities that say nothing."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from assessment.documents.spreadsheet import Table, csv_of
from assessment.methodology.voice import N_
from assessment.services.audit import DEED_LABELS, Entry, trail_of
from assessment.web.access import access, assessment
from assessment.web.context import session, voice

blueprint = Blueprint("audit_trail", __name__)
LINES_A_PAGE = 100
WORDS = {"operator": N_("Operator"), "respondent": N_("Respondent"), "job": N_("Done by itself")}
"""Actors that are no account; an account stands under its identity."""


@blueprint.get("/assessments/<name>/trail")
def trail(name: str) -> ResponseReturnValue:
    """What was done, the newest first, of one kind or of all."""
    entries, start = _entries(), max(0, request.args.get("start", 0, type=int))
    end = start + LINES_A_PAGE
    return render_template(
        "staff/audit.html",
        assessment=assessment(),
        entries=entries[start:end],
        later=end if end < len(entries) else None,
        deeds=DEED_LABELS,
        deed=_deed(),
        words=WORDS,
    )


@blueprint.get("/assessments/<name>/trail.csv")
def download(name: str) -> ResponseReturnValue:
    """The same as a file, whole."""
    header = ("at", "actor", "deed", "subject", "digest")
    rows = [(one.at.isoformat(), one.actor, one.deed, one.subject, one.digest) for one in _entries()]
    named = {"Content-Disposition": f'attachment; filename="{name}-trail.csv"'}
    return Response(csv_of(Table(voice().say("Audit trail"), header, rows)), mimetype="text/csv", headers=named)


def _entries() -> list[Entry]:
    return trail_of(session(), access(), assessment(), deed=_deed())


def _deed() -> str:
    """The kind that is asked for, if there is such a kind."""
    chosen = request.args.get("deed", "")
    return chosen if chosen in DEED_LABELS else ""
