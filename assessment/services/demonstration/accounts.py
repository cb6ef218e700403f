"""The demonstration's accounts: one person of each kind, with one password made on this machine."""

from __future__ import annotations

from datetime import datetime

from assessment.config import Settings, kept_secret
from assessment.errors import Conflict, NotFound
from assessment.services.accounts import Access, access_of, add_user, credentials_of
from assessment.services.passwords import hash_password
from assessment.storage.database import Database

ANALYST = "analyst@example.org"
ACCOUNTS = {ANALYST: "analyst", "focal.point@example.org": "focal_point"}
NAMES = {"analyst": "Demonstration analyst", "focal_point": "Demonstration focal point"}
PASSWORD_BYTES = 24


def open_accounts(database: Database, settings: Settings, now: datetime) -> tuple[str, Access]:
    """Open the accounts that are missing; returns their password and what the analyst may do.

    The password is kept in `instance/demonstration_password`.
    """
    password = kept_secret(settings.instance / "demonstration_password", PASSWORD_BYTES)
    for email, role in ACCOUNTS.items():
        with database.writing() as session:
            try:
                add_user(
                    session,
                    email=email,
                    name=NAMES[role],
                    password_hash=hash_password(password),
                    memberships=[("*", role)],
                    now=now,
                )
            except Conflict:
                session.rollback()
    with database.reading() as session:
        analyst = credentials_of(session, ANALYST)
        if analyst is None:
            raise NotFound(f"{ANALYST}: the account was not opened")
        return password, access_of(session, analyst.user_id)
