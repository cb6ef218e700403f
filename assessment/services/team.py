"""Answering as a team: colleagues with links of their own, who answers which page, and who clears and sends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.methodology.voice import N_
from assessment.services.given import given_before
from assessment.services.links import Link, LinkMaker, hash_of
from assessment.services.sittings import Colleague, Sitting, check_open, place_of, sitting_from
from assessment.services.texts import kept_name
from assessment.storage import fieldwork
from assessment.storage import team as storage
from assessment.storage.tables.base import new_id

LARGEST_TEAM = 40
UNKNOWN = N_("This link is not known.")
NOT_YOURS = N_("This is for the person who coordinates the answers.")
NOBODY = N_("There is no such colleague.")


@dataclass(frozen=True)
class ColleagueDraft:
    """What the coordinator says of a colleague: `pages` are codes, without any only for who clears."""

    name: str
    email: str
    pages: tuple[str, ...]
    clears: bool
    language: str


def sitting_for(session: Session, secret: str, now: datetime) -> Sitting:
    """What the holder of a personal link sees, or a colleague with whom it is shared.

    Raises:
        NotFound: the link is unknown, or was revoked.
    """
    link_hash = hash_of(secret)
    row = fieldwork.sitting_glanced_at(session, link_hash)
    if row is not None and (given := given_before(session, place_of(row), now)):
        return sitting_from(session, row, now, given)
    row = fieldwork.sitting_behind(session, link_hash)
    if row is not None:
        return sitting_from(session, row, now)
    shared = storage.colleague_behind(session, link_hash)
    if shared is None:
        raise NotFound(UNKNOWN)
    whole = sitting_from(session, fieldwork.sitting_by_response(session, shared.response_id), now)
    return replace(whole, colleague=_colleague(shared), language=shared.language)


def may_have_team(sitting: Sitting) -> bool:
    """Whether several people may answer together: an institution does, whoever answers without a name does not."""
    counts = sitting.instrument.group_of[sitting.respondent.group].counts
    return counts == "institutions" and sitting.origin != "anonymous"


def team_of(session: Session, sitting: Sitting) -> tuple[Colleague, ...]:
    """Everybody with whom the answering is or was shared."""
    return tuple(_colleague(row) for row in storage.colleagues_of(session, sitting.respondent_id))


def ask_colleague(
    session: Session, sitting: Sitting, draft: ColleagueDraft, *, links: LinkMaker, now: datetime
) -> tuple[Colleague, Link]:
    """Share the answering with a colleague; the link follows from the server's key and is not kept.

    Raises:
        NotAllowed: somebody else than the coordinator asks, or answers are not taken now.
        InvalidInput: the name is missing, the e-mail address is none, there is no page, or the team is too large.
    """
    _check_coordinator(sitting)
    check_open(sitting, now)
    checked = _checked(sitting, draft)
    if len(storage.colleagues_of(session, sitting.respondent_id)) >= LARGEST_TEAM:
        raise InvalidInput(N_("A team has at most 40 people."))
    colleague = Colleague(id=new_id(), link_revision=1, **vars(checked))
    link = links.link(colleague.id, colleague.link_revision)
    told = {name: value for name, value in vars(checked).items() if name != "pages"}
    place = {"id": colleague.id, "respondent_id": sitting.respondent_id, "link_revision": 1, "created_at": now}
    storage.add_colleague(session, {**told, **place, "pages": list(checked.pages), "link_hash": hash_of(link.secret)})
    session.commit()
    return colleague, link


def assign(session: Session, sitting: Sitting, colleague_id: str, pages: Collection[str]) -> None:
    """Say anew which pages a colleague answers.

    Raises:
        NotAllowed: somebody else than the coordinator asks.
        NotFound: there is no such colleague.
    """
    _check_coordinator(sitting)
    if not storage.change_colleague(session, sitting.respondent_id, colleague_id, pages=sorted(pages)):
        raise NotFound(NOBODY)
    session.commit()


def link_of(session: Session, sitting: Sitting, colleague_id: str, *, links: LinkMaker) -> tuple[Colleague, Link]:
    """A colleague's present link, made again to be given or mailed once more.

    Raises:
        NotAllowed: somebody else than the coordinator asks, or the link was revoked.
        NotFound: there is no such colleague.
    """
    colleague = _one(session, sitting, colleague_id)
    if colleague.revoked:
        raise NotAllowed(N_("This link was revoked. Make a new one."))
    return colleague, links.link(colleague.id, colleague.link_revision)


def renew_link(session: Session, sitting: Sitting, colleague_id: str, *, links: LinkMaker) -> tuple[Colleague, Link]:
    """Give a colleague a new link; the one before stops working.

    Raises:
        NotAllowed: somebody else than the coordinator asks.
        NotFound: there is no such colleague.
    """
    before = _one(session, sitting, colleague_id)
    colleague = replace(before, link_revision=before.link_revision + 1, revoked=False)
    link = links.link(colleague.id, colleague.link_revision)
    changes = {"link_revision": colleague.link_revision, "link_hash": hash_of(link.secret), "revoked_at": None}
    storage.change_colleague(session, sitting.respondent_id, colleague_id, **changes)
    session.commit()
    return colleague, link


def revoke_link(session: Session, sitting: Sitting, colleague_id: str, *, now: datetime) -> None:
    """Let a colleague's link stop working; what they answered stays, with their name in the history.

    Raises:
        NotAllowed: somebody else than the coordinator asks.
        NotFound: there is no such colleague.
    """
    _one(session, sitting, colleague_id)
    storage.change_colleague(session, sitting.respondent_id, colleague_id, revoked_at=now)
    session.commit()


def _one(session: Session, sitting: Sitting, colleague_id: str) -> Colleague:
    _check_coordinator(sitting)
    found = next((one for one in team_of(session, sitting) if one.id == colleague_id), None)
    if found is None:
        raise NotFound(NOBODY)
    return found


def _check_coordinator(sitting: Sitting) -> None:
    if sitting.colleague or not may_have_team(sitting):
        raise NotAllowed(NOT_YOURS)


def _checked(sitting: Sitting, draft: ColleagueDraft) -> ColleagueDraft:
    name = kept_name(draft.name)
    if not name:
        raise InvalidInput(N_("Enter the name of your colleague."))
    if not draft.pages and not draft.clears:
        raise InvalidInput(N_("Choose at least one page."))
    if draft.language not in sitting.assessment.languages:
        raise InvalidInput(N_("This assessment is not put in that language."))
    email = draft.email.strip()
    try:
        email = validate_email(email, check_deliverability=False).normalized if email else ""
    except EmailNotValidError:
        raise InvalidInput(N_("Enter an e-mail address as in name@example.org.")) from None
    return replace(draft, name=name, email=email)


def _colleague(row: Row[Any]) -> Colleague:
    return Colleague(
        id=row.id,
        name=row.name,
        email=row.email or "",
        pages=tuple(row.pages),
        clears=row.clears,
        language=row.language,
        link_revision=row.link_revision,
        revoked=row.revoked_at is not None,
        sent_at=row.sent_at,
    )
