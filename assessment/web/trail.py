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
GIVES_OUT = {
    "register.export",
    "register.letters",
    "register.merge",
    "open_data.download",
    "audit_trail.download",
    "evidence_files.download_as_staff",
    "library.download",
    "packs.hand_out",
    "reports.download",
}


def install(app: Flask) -> None:
    """Record after every view that showed or gave out something of the kind."""
    app.after_request(_record)


def _record(reply: Response) -> Response:
    if reply.status_code not in (200, 302) or "assessment" not in g:
        return reply
    if request.endpoint in CHANGES:
        perform(
            audit.record_deed, CHANGES[request.endpoint], assessment_id=g.assessment.id, subject=_subject(), now=now()
        )
    elif request.endpoint in SHOWS_IDENTITIES:
        perform(audit.record_sight, g.assessment.id, now=now())
    elif request.endpoint in GIVES_OUT:
        reply.direct_passthrough = False
        content = reply.get_data()
        perform(audit.record_export, content, assessment_id=g.assessment.id, subject=request.endpoint, now=now())
    return reply


def _subject() -> str:
    """The respondent in the address, else what the whole deed was."""
    return str((request.view_args or {}).get("respondent_id") or request.endpoint)
