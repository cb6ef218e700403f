"""Withdrawals noted outside the database, so that an older copy of it, once restored, can be made to forget again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from assessment.services import audit
from assessment.storage import persons as storage

FILE = "withdrawn"


def note_withdrawal(instance: Path, response_id: str) -> None:
    """Append a response's identity, which says nothing of whose it was, to the file; it is on the disk afterwards."""
    file = os.open(instance / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, f"{response_id}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


def noted_withdrawals(instance: Path) -> list[str]:
    """The identities in the file; none where nobody withdrew."""
    file = instance / FILE
    return file.read_text("ascii").split() if file.is_file() else []


def repeat_withdrawals(session: Session, responses: Iterable[str], now: datetime) -> int:
    """Delete whoever of them came back with a restored database. Returns how many."""
    returned = storage.respondents_behind(session, responses)
    for row in returned:
        audit.record(session, "withdrawal", now=now, assessment_id=row.assessment_id, subject=row.response_id)
        storage.remove_what_hangs_on(session, row.id)
    session.commit()
    return len(returned)
