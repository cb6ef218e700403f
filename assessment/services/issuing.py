"""Issuing links: the same one in every mail and letter, until somebody revokes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import InvalidInput, NotFound
from assessment.methodology.voice import N_
from assessment.services import sign_in
from assessment.services.links import Link, LinkMaker, hash_of, is_well_formed
from assessment.storage import fieldwork
from assessment.storage import links as storage

NO_SUCH_RESPONDENT = N_("There is no such respondent.")


def issued_link(session: Session, links: LinkMaker, respondent_id: str) -> Link:
    """The respondent's link, made again; it is not committed.

    The first time, and after the server's key changed, it is a new one; the link they hold goes on working beside it.

    Raises:
        NotFound: there is no such respondent.
    """
    row = storage.link_row(session, respondent_id)
    if row is None:
        raise NotFound(NO_SUCH_RESPONDENT)
    if link := _made_again(links, respondent_id, row):
        return link
    storage.keep_earlier(session, respondent_id, row.link_hash)
    return _issued(session, links, respondent_id, (row.revision or 0) + 1)


def issue_missing(session: Session, links: LinkMaker, assessment_id: str) -> None:
    """Give every contact of an assessment a link that can be made again, if they have none yet."""
    for row in storage.link_rows(session, assessment_id):
        if not _made_again(links, row.respondent_id, row):
            issued_link(session, links, row.respondent_id)
    session.commit()


def replaced_link(session: Session, links: LinkMaker, respondent_id: str) -> Link:
    """A new link; whatever link or code the respondent had stops working. It is not committed.

    Raises:
        NotFound: there is no such respondent.
    """
    row = storage.link_row(session, respondent_id)
    if row is None:
        raise NotFound(NO_SUCH_RESPONDENT)
    storage.forget_others(session, respondent_id)
    return _issued(session, links, respondent_id, (row.revision or 0) + 1)


def secret_behind_code(session: Session, links: LinkMaker, code: str, *, address: str, now: datetime) -> str:
    """The secret of the link that a typed code stands for; who guesses from a network address must wait longer.

    A slip of the fingers, which the check sign shows, is no guess and costs nothing.

    Raises:
        InvalidInput: the code is mistyped, not known, or too many were tried from there.
    """
    if not is_well_formed(code):
        raise InvalidInput(N_("This code is not complete or has a mistake. Compare it with your letter, sign by sign."))
    keys = (sign_in.key_of_code_entry(address),)
    if not sign_in.begin_attempt(session, keys, now):
        raise InvalidInput(N_("Too many codes were tried from here. Wait a quarter of an hour, then try again."))
    row = storage.behind_code(session, links.code_hash(code))
    secret = links.link(row.respondent_id, row.revision).secret if row else ""
    if row is None or fieldwork.sitting_behind(session, hash_of(secret)) is None:
        raise InvalidInput(N_("This code is not known. If you were sent a newer letter or mail, use its code."))
    sign_in.forgive(session, keys)
    return secret


def _made_again(links: LinkMaker, respondent_id: str, row: Row[Any]) -> Link | None:
    """The respondent's link as it was issued; none if it was not, or under another key of the server."""
    link = links.link(respondent_id, row.revision) if row.revision is not None else None
    return link if link is not None and hash_of(link.secret) == row.link_hash else None


def _issued(session: Session, links: LinkMaker, respondent_id: str, revision: int) -> Link:
    link = links.link(respondent_id, revision)
    storage.keep_issued(
        session,
        respondent_id,
        revision=revision,
        link_hash=hash_of(link.secret),
        code_hash=links.code_hash(link.code),
    )
    return link
