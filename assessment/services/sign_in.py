"""Slowing down guesses: each failure in a row makes the next attempt wait longer; nobody is locked out for good."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta

from email_validator import EmailNotValidError, validate_email
from sqlmodel import Session

from assessment.storage import accounts as storage

ACCOUNT, ADDRESS, CODE_ENTRY = "account", "address", "code"
FREE_FAILURES = {ACCOUNT: 5, ADDRESS: 50, CODE_ENTRY: 20}
"""An office shares one network address: it has as many free failures as ten accounts."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


def keys_of(email: str, address: str) -> tuple[str, str]:
    """What failures are counted under: the account, however its e-mail address is written, and the network address."""
    return _key(ACCOUNT, _as_kept(email)), _key(ADDRESS, address)


def key_of_code_entry(address: str) -> str:
    """What wrong codes typed from a network address are counted under."""
    return _key(CODE_ENTRY, address)


def wait_after(failures: int, kind: str = ACCOUNT) -> timedelta:
    """How long the next attempt must wait after so many failures in a row: doubling, up to a quarter of an hour."""
    beyond = failures - FREE_FAILURES[kind]
    return min(FIRST_WAIT * (1 << min(beyond, 10)), LONGEST_WAIT) if beyond >= 0 else timedelta()


def begin_attempt(session: Session, keys: Collection[str], now: datetime) -> bool:
    """Whether an attempt may be made now; one that may counts as a failure until `forgive` takes it back.

    It is counted before the password is looked at, so that guesses made at the same time do not slip through.
    """
    storage.forget_failures_before(session, now - FORGOTTEN_AFTER)
    counted = storage.failures_of(session, keys)
    if any(now < one.last_at + wait_after(one.failures, _kind(one.key)) for one in counted):
        return False
    storage.count_failure(session, keys, now)
    session.commit()
    return True


def forgive(session: Session, keys: Collection[str]) -> None:
    """Take back an attempt that succeeded: the account starts again, a network address only loses this one."""
    storage.forget_failures(session, [key for key in keys if _kind(key) == ACCOUNT])
    storage.take_back_failure(session, [key for key in keys if _kind(key) != ACCOUNT])
    session.commit()


def _as_kept(email: str) -> str:
    try:
        return validate_email(email.strip(), check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        return email.strip().casefold()


def _key(kind: str, text: str) -> str:
    return f"{kind}:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:48]}"


def _kind(key: str) -> str:
    return key.partition(":")[0]
