"""Accounts: who a person is, and what they may do in which country."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotFound
from assessment.methodology.voice import N_
from assessment.storage import accounts as storage
from assessment.storage.tables import User
from assessment.storage.tables.accounts import EVERYWHERE as EVERYWHERE
from assessment.storage.tables.accounts import ROLES
from assessment.storage.tables.base import new_id


@dataclass(frozen=True)
class Access:
    """A person's (country, role) pairs; country `*` is everywhere. Whatever a service shows goes through it."""

    user_id: str
    name: str
    memberships: frozenset[tuple[str, str]]

    @property
    def countries(self) -> frozenset[str]:
        """The countries whose assessments the person may see."""
        return frozenset(country for country, _ in self.memberships)

    def may(self, country: str, *roles: str) -> bool:
        """Whether the person has one of the roles in the country; an administrator has all of them."""
        wanted = {*roles, "admin"}
        return any(role in wanted and where in (country, EVERYWHERE) for where, role in self.memberships)

    def has_anywhere(self, roles: Collection[str]) -> bool:
        """Whether the person has one of the roles in some country."""
        return any(role in roles for _, role in self.memberships)


OPERATOR = Access("operator", "Operator", frozenset({(EVERYWHERE, "admin")}))
"""Who works on the machine itself: commands act in this name."""


@dataclass(frozen=True)
class Credentials:
    """What signing in needs to know of an account; a new `fs_uniquifier` ends its sessions."""

    user_id: str
    email: str
    password_hash: str | None
    active: bool
    fs_uniquifier: str


def access_of(session: Session, user_id: str) -> Access:
    """What the person may do.

    Raises:
        NotFound: no such account, or it is closed.
    """
    user = storage.user_by_id(session, user_id)
    if user is None or not user.active:
        raise NotFound(N_("There is no such account."))
    return Access(user.id, user.name, storage.memberships_of(session, user.id))


def name_of(session: Session, user_id: str) -> str:
    """What the person with the account is called; empty for whoever has none any more."""
    user = storage.user_by_id(session, user_id)
    return user.name if user else ""


def credentials_of(session: Session, identifier: str) -> Credentials | None:
    """The credentials by e-mail address (whatever the case), identity or `fs_uniquifier`."""
    user = storage.user_by_any(session, identifier)
    if user is None:
        return None
    return Credentials(user.id, user.email, user.password, user.active, user.fs_uniquifier)


def add_user(
    session: Session,
    *,
    email: str,
    name: str,
    password_hash: str,
    memberships: Iterable[tuple[str, str]],
    now: datetime,
) -> str:
    """Open an account with its (country, role) pairs; returns its identity.

    Raises:
        InvalidInput: the address, a country or a role cannot be used.
        Conflict: the address has an account already.
    """
    address = _address(email)
    roles = frozenset(memberships)
    for country, role in roles:
        if role not in ROLES or not (country == EVERYWHERE or _is_iso3(country)):
            raise InvalidInput(
                f"{country}:{role}: give a country as three capital letters or *, and a role of: {ROLES}"
            )
    if storage.user_by_any(session, address) is not None:
        raise Conflict(N_("This e-mail address has an account already."))
    user = User(email=address, name=name, password=password_hash, confirmed_at=now, created_at=now)
    storage.add_user(session, user, roles)
    session.commit()
    return user.id


def change_password_hash(session: Session, user_id: str, password_hash: str) -> None:
    """Keep the same password under a stronger hash; sessions go on.

    Raises:
        NotFound: no such account.
    """
    _change(session, user_id, password=password_hash)


def set_password(session: Session, user_id: str, password_hash: str) -> None:
    """Give the account another password; every session that it has open ends.

    Raises:
        NotFound: no such account.
    """
    _change(session, user_id, password=password_hash, fs_uniquifier=new_id())


def _change(session: Session, user_id: str, **values: str) -> None:
    if not storage.change_user(session, user_id, **values):
        raise NotFound(N_("There is no such account."))
    session.commit()


def _address(email: str) -> str:
    try:
        return validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError as fault:
        raise InvalidInput(f"{email}: {fault}") from None


def _is_iso3(country: str) -> bool:
    return len(country) == 3 and country.isascii() and country.isupper()
