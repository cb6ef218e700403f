"""What respondents gave so far, as it stands in their response: read once and remembered while it is worked on.

A response keeps its answers while its revision stands, so whoever comes back to the same revision finds them here.
Only what was given by name is remembered, of few and not for long: nothing of a draft without a name may outlive its
sending.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, cast

from sqlalchemy import Engine
from sqlmodel import Session

from assessment.methodology.applicability import asked
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer, Respondent
from assessment.storage import fieldwork as storage
from assessment.storage.fieldwork import Mark
from assessment.storage.sessions import OneConnection, Reading

MOST_REMEMBERED = 128
LONGEST_REMEMBERED = timedelta(minutes=15)


@dataclass
class Given:
    """The answers of a response, on the path or not, and the marks of all that were set, those taken back included."""

    answers: Mapping[str, Answer]
    marks: Mapping[str, Mark]
    _last: tuple[str, Respondent, tuple[str, ...]] | None = field(default=None, compare=False, repr=False)

    def path(self, instrument: Instrument, respondent: Respondent) -> tuple[str, ...]:
        """The codes of the questions on the path of a respondent, in order (`applicability.asked`)."""
        last = self._last
        if last is None or last[:2] != (instrument.identity, respondent):
            last = instrument.identity, respondent, asked(instrument, respondent, self.answers)
            self._last = last
        return last[2]


class Place(NamedTuple):
    """Where answers lie: a response at one of its revisions; `origin` tells how its respondent came."""

    response_id: str
    revision: int
    origin: str


_remembered: dict[tuple[object, ...], tuple[int, datetime, Given]] = {}
"""By database and response: the revision, when it was met last, what it holds; the latest at the end."""


def given_at(session: Session, instrument: Instrument, place: Place, now: datetime) -> Given:
    """What a response holds, which is at that revision in the session; `now` is aware."""
    given = given_before(session, place, now)
    if given is None:
        given = Given(*storage.answers_of(session, instrument, place.response_id))
        if isinstance(session, Reading):  # others may see answers of a later revision
            remember(session, place, given, now)
    return given


def given_before(session: Session, place: Place, now: datetime) -> Given | None:
    """What a response is known to hold at a revision, wherever it is by now; None if that is not remembered."""
    revision, _, given = _remembered.get(_key(session, place), (None, None, None))
    if given is None or revision != place.revision:
        return None
    remember(session, place, given, now)
    return given


def remember(session: Session, place: Place, given: Given, now: datetime) -> None:
    """Remember what a response holds at a revision; of one step of several nobody knows yet whether it is kept."""
    if place.origin == "anonymous" or not isinstance(session, OneConnection):
        return
    key = _key(session, place)
    _remembered.pop(key, None)
    _remembered[key] = place.revision, now, given
    surplus = len(_remembered) - MOST_REMEMBERED
    for number, (other, (_, met, _)) in enumerate(list(_remembered.items())):
        if number >= surplus and now - met < LONGEST_REMEMBERED:
            return
        _remembered.pop(other, None)


def _key(session: Session, place: Place) -> tuple[object, ...]:
    database = cast(Engine, session.bind).engine.url
    return database.host, database.port, database.database, place.response_id
