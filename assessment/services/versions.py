"""Published questionnaire versions: their method never changes, their wording only by dated revisions (rule 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from assessment.authoring.differences import PartChange, changes_between
from assessment.authoring.digests import method_digest, text_digest
from assessment.errors import Conflict, NotFound
from assessment.methodology.instrument import Instrument, Revision
from assessment.services.assessments import published_instrument
from assessment.storage import assessments as storage
from assessment.storage import wordings
from assessment.storage.tables.base import new_id

MOST_NAMED = 5


@dataclass(frozen=True)
class Wording:
    """How a version was worded from `kept_at` on: the author's date and note, empty for the wording first published."""

    number: int
    dated: date
    note: str
    text_digest: str
    kept_at: datetime


def publish(session: Session, instrument: Instrument, now: datetime) -> str:
    """Publish a questionnaire version, or a dated revision of the texts of one; returns its identity.

    Publishing the same again changes nothing.

    Raises:
        Conflict: the version is published with another method (codes, order, routing, scores, weights, rules), or
            with other texts and there is no new revision that says so.
    """
    published = storage.questionnaire_named(session, instrument.code, instrument.version)
    if published is None:
        return _published_first(session, instrument, now)
    before = published_instrument(session, published.id)
    if published.method_digest != method_digest(instrument):
        raise Conflict(_method_changed(before, instrument))
    if published.text_digest != text_digest(instrument):
        revision = _new_revision(before, instrument)
        document = instrument.model_dump(mode="json")
        storage.revise_texts(session, published.id, text_digest(instrument), document)
        _keep_wording(session, published.id, instrument, revision, now)
        session.commit()
    return str(published.id)


def wordings_of(session: Session, identity: str) -> tuple[Wording, ...]:
    """Every wording a published version (`etrade-rapid/2026.1`) has had, the first published first.

    Raises:
        NotFound: it is not published.
    """
    rows = wordings.wordings_of(session, _published_id(session, identity))
    return tuple(Wording(row.number, row.dated, row.note, row.text_digest, row.kept_at) for row in rows)


def as_worded(session: Session, identity: str, moment: datetime) -> Instrument:
    """A published version as respondents saw it at a moment.

    Raises:
        NotFound: it was not yet published then.
    """
    document = wordings.document_at(session, _published_id(session, identity), moment)
    if document is None:
        raise NotFound(f"{identity}: was not yet published on {moment.date()}")
    return Instrument.model_validate(document)


def _published_id(session: Session, identity: str) -> str:
    code, _, version = identity.partition("/")
    published = storage.questionnaire_named(session, code, version)
    if published is None:
        raise NotFound(f"{identity}: is not published")
    return str(published.id)


def _published_first(session: Session, instrument: Instrument, now: datetime) -> str:
    questionnaire_id = new_id()
    storage.keep_questionnaire(
        session,
        {
            "id": questionnaire_id,
            "code": instrument.code,
            "version": instrument.version,
            "method_digest": method_digest(instrument),
            "text_digest": text_digest(instrument),
            "document": instrument.model_dump(mode="json"),
            "published_at": now,
        },
    )
    _keep_wording(session, questionnaire_id, instrument, None, now)
    session.commit()
    return questionnaire_id


def _keep_wording(
    session: Session, questionnaire_id: str, instrument: Instrument, revision: Revision | None, now: datetime
) -> None:
    wordings.keep_wording(
        session,
        {
            "questionnaire_id": questionnaire_id,
            "number": len(wordings.wordings_of(session, questionnaire_id)),
            "dated": revision.date if revision else now.date(),
            "note": revision.note if revision else "",
            "text_digest": text_digest(instrument),
            "document": instrument.model_dump(mode="json"),
            "kept_at": now,
        },
    )


def _new_revision(before: Instrument, instrument: Instrument) -> Revision:
    """The last of the revisions added since the published state, whose own revisions must all still stand.

    Raises:
        Conflict: none was added, or an earlier one was changed or taken out.
    """
    known = len(before.revisions)
    if instrument.revisions[:known] != before.revisions:
        raise Conflict(
            f"{instrument.identity}: the revisions already published are history: "
            "put them back in questionnaire.yaml as they were, and add a new one at the end"
        )
    if len(instrument.revisions) == known:
        raise Conflict(
            f"{instrument.identity} is published with other texts ({_named(before, instrument)}): if they mean the "
            "same, add a dated entry at the end of revisions: in questionnaire.yaml; "
            "if not, copy the folder to a new version"
        )
    return instrument.revisions[-1]


def _method_changed(before: Instrument, instrument: Instrument) -> str:
    return (
        f"{instrument.identity} is published with another method ({_named(before, instrument)}), which never changes: "
        "copy the folder to a new version beside it, set version: in its questionnaire.yaml, and publish that"
    )


def _named(before: Instrument, instrument: Instrument) -> str:
    """The first few things that differ: `PAY_02.options, PAY-R01.when`."""
    changes: Sequence[PartChange] = changes_between(before, instrument)
    names = [
        name
        for change in changes
        for name in ([f"{change.code}.{one.key}" for one in change.differences] or [f"{change.code} {change.deed}"])
    ]
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
