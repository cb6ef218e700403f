"""The audit trail: who did what to whom when, in identities that say nothing and digests; no personal value enters it.

Who acts is known to the session (`act_as`): the screens set it, jobs say `job`, what nobody claimed is the operator's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from assessment.errors import NotAllowed
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.storage import audit as storage
from assessment.storage.tables.persons import Deed as Deed

ACTOR = "actor"
OPERATOR, RESPONDENT, JOB = "operator", "respondent", "job"
DEED_LABELS: Mapping[str, str] = {
    "invitation": N_("Invitation"),
    "link_renewal": N_("New link"),
    "reopening": N_("Response opened again"),
    "correction": N_("Data of a person corrected"),
    "withdrawal": N_("Response withdrawn"),
    "erasure": N_("Data of a person erased"),
    "identities_seen": N_("List of persons looked at"),
    "export": N_("File given out"),
    "confirmation": N_("Fact confirmed"),
    "anonymous_link": N_("Anonymous link made"),
    "issue": N_("Issue of the report recorded"),
    "issue_withdrawal": N_("Issue of the report withdrawn"),
    "open_data": N_("Open data given out"),
}
SEEN_ONCE = timedelta(hours=12)
"""Who looks at the same list again within this time leaves no second entry."""


@dataclass(frozen=True)
class Entry:
    """Who did what to whom when: identities that say nothing; `digest` is SHA-256 of what was given out or decided."""

    at: datetime
    actor: str
    deed: str
    subject: str
    digest: str


def act_as(session: Session, actor: str) -> None:
    """Say in whose name the session's deeds are done: an account's identity, or one of the three words."""
    session.info[ACTOR] = actor


def record(
    session: Session, deed: Deed, *, now: datetime, assessment_id: str = "", subject: str = "", digest: str = ""
) -> None:
    """Append what is done in this transaction; it is not committed."""
    actor = session.info.get(ACTOR, OPERATOR)
    entry = {"actor": actor, "deed": deed, "assessment_id": assessment_id, "subject": subject, "digest": digest}
    storage.append(session, at=now, **entry)


def record_deed(session: Session, deed: Deed, *, assessment_id: str, subject: str, now: datetime) -> None:
    """Append what was done in an earlier transaction."""
    record(session, deed, now=now, assessment_id=assessment_id, subject=subject)
    session.commit()


def record_export(session: Session, content: bytes, *, assessment_id: str, subject: str, now: datetime) -> None:
    """Keep that a file was given out, by the digest of its content."""
    digest = digest_of(content)
    record(session, "export", now=now, assessment_id=assessment_id, subject=subject, digest=digest)
    session.commit()


def record_sight(session: Session, assessment_id: str, *, now: datetime) -> None:
    """Keep that somebody looked at who the respondents of an assessment are, once in twelve hours."""
    actor = session.info.get(ACTOR, OPERATOR)
    since = now - SEEN_ONCE
    if not storage.has_entry_since(session, since, actor=actor, deed="identities_seen", assessment_id=assessment_id):
        record(session, "identities_seen", now=now, assessment_id=assessment_id)
    session.commit()


def trail_of(session: Session, access: Access, assessment: AssessmentView, *, deed: str = "") -> list[Entry]:
    """What was done in an assessment, of one kind or of all, the newest first.

    Raises:
        NotAllowed: the person is no analyst of the country.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))
    rows = storage.entries_of(session, assessment.id, deed=deed)
    return [Entry(row.at, row.actor, row.deed, row.subject, row.digest) for row in rows]


def digest_of(content: bytes) -> str:
    """SHA-256, 64 hexadecimal characters."""
    return hashlib.sha256(content).hexdigest()
