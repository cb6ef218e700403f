"""Slowing down guesses: each failure in a row makes the next attempt wait longer; nobody is locked out for good."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import Session

from assessment.storage import accounts as storage

FREE_FAILURES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


def keys_of(email: str, address: str) -> tuple[str, str]:
    """What failures are counted under: the account and the network address, as digests."""
    return _digest("account", email.strip().casefold()), _digest("address", address)


def wait_after(failures: int) -> timedelta:
    """How long the next attempt must wait after so many failures in a row: doubling, up to a quarter of an hour."""
    if failures < FREE_FAILURES:
        return timedelta()
    doublings: int = min(failures - FREE_FAILURES, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def is_blocked(session: Session, keys: Collection[str], now: datetime) -> bool:
    """Whether an attempt must still wait."""
    failures = storage.failures_of(session, keys)
    return any(now < failure.last_at + wait_after(failure.failures) for failure in failures)


def record_failure(session: Session, keys: Collection[str], now: datetime) -> None:
    """Count a failure; those a day old are forgotten first."""
    storage.forget_failures_before(session, now - FORGOTTEN_AFTER)
    storage.count_failure(session, keys, now)
    session.commit()


def forget(session: Session, keys: Collection[str]) -> None:
    """Start again after a success. Only the account is cleared: one good account must not clear its address."""
    storage.forget_failures(session, keys_of_accounts(keys))
    session.commit()


def keys_of_accounts(keys: Collection[str]) -> list[str]:
    """The keys that stand for an account."""
    return [key for key in keys if key.startswith("account:")]


def _digest(kind: str, text: str) -> str:
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()[:48]}"
