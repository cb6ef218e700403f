"""What analysts choose for an assessment: every choice is appended, the newest counts, and none is made unseen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from assessment.errors import Conflict
from assessment.methodology.voice import N_

CHOSEN_MEANWHILE = N_("Somebody else changed this first. Look at the history below, then make your choice.")
Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Chosen(Generic[Choice]):
    """A choice with the person who made it and when; `number` counts the choices of its kind from 1."""

    number: int
    choice: Choice
    person: str
    at: datetime


def newest(made: Sequence[Chosen[Any]]) -> int:
    """The number of the choice that counts, of all of them with the latest first; 0 before the first."""
    return made[0].number if made else 0


@contextmanager
def next_choice(session: Session, made: Sequence[Chosen[Any]], seen: int) -> Iterator[int]:
    """The number under which to append a choice within the block, which ends with a commit.

    `made` are the choices so far, the latest first, `seen` the number of the one that was on the screen.

    Raises:
        Conflict: somebody else made one first.
    """
    if seen != newest(made):
        raise Conflict(CHOSEN_MEANWHILE)
    try:
        yield seen + 1
        session.commit()
    except IntegrityError:
        session.rollback()
        raise Conflict(CHOSEN_MEANWHILE) from None
