"""What the audit trail keeps of looking and taking: who saw who the respondents are, which files were given out.

Deeds that change something are recorded by the services that do them, or here where a service has no clock.
"""

from __future__ import annotations

from flask import Flask, Response, g, request

from assessment.services import audit
from assessment.services.audit import Deed
from assessment.web.context import now, perform

CHANGES: dict[str, Deed] = {
    "register.renew_link": "link_renewal",
    "register.save_contact": "correction",
    "register.take_in": "invitation",
    "invitations.send": "invitation",
}
SHOWS_IDENTITIES = {
    "respondents.respondents",
    "register.register",
    "register.contact",
    "entry.enter",
    "history.history",
    "invitations.mailing",
    "invitations.mail",
}
UNRECORDED = {
    "open_data.download": "its service records it, with the audience that the data are for",
    "register.template": "an empty table",
    "entry.template": "an empty table",
    "population.table": "numbers that others published",
}
"""Files of an assessment that leave no entry here, and why; every other one does."""


def install(app: Flask) -> None:
    """Record after every view that showed or gave out something of the kind."""
    app.after_request(_record)


def _record(reply: Response) -> Response:
    if reply.status_code not in (200, 206, 302) or "assessment" not in g:
        return reply
    if request.endpoint in CHANGES:
        perform(
            audit.record_deed, CHANGES[request.endpoint], assessment_id=g.assessment.id, subject=_subject(), now=now()
        )
    elif request.endpoint in SHOWS_IDENTITIES:
        perform(audit.record_sight, g.assessment.id, now=now())
    elif _gives_out(reply):
        reply.direct_passthrough = False
        content = reply.get_data()
        perform(audit.record_export, content, assessment_id=g.assessment.id, subject=_given_out(), now=now())
    return reply


def _gives_out(reply: Response) -> bool:
    """Whether it is a file to be saved, or a part of one, as programs ask for that fetch files piece by piece."""
    disposition = str(reply.headers.get("Content-Disposition", ""))
    return disposition.startswith("attachment") and request.endpoint not in UNRECORDED


def _given_out() -> str:
    """What kind of file it was, and of which object in the address."""
    objects = [str(value) for name, value in (request.view_args or {}).items() if name.endswith("_id")]
    return " ".join([str(request.endpoint), *objects])


def _subject() -> str:
    """The respondent in the address, else what the whole deed was."""
    return str((request.view_args or {}).get("respondent_id") or request.endpoint)
