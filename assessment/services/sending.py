"""Sending: the background job that takes mails up one by one, hands them over and keeps what became of them.

Each mail is taken up and its fate kept in two short transactions, with the server's answer in between. Whoever dies
there leaves a mail that is taken up again later, under the same Message-ID: the only way to a second copy.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.config import Settings
from assessment.documents.invitations import Kind
from assessment.documents.mail import Envelope, mail_of, message_id_of
from assessment.errors import NotFound
from assessment.methodology.voice import N_
from assessment.services.assessments import AssessmentView, assessment_by_id
from assessment.services.invitations import written_to
from assessment.services.links import LinkMaker
from assessment.services.mailing import begin_due_reminders
from assessment.services.post import Delayed, HandOver, Post, Refused, Unreachable
from assessment.services.register import RegisterLine, line_from, line_of
from assessment.storage import contacts
from assessment.storage import mailings as storage
from assessment.storage.database import Database

A_MINUTE = timedelta(minutes=1)
RUNS_FOR = timedelta(seconds=50)
LOOKS_AGAIN_AFTER = 0.5  # seconds
ABANDONED_AFTER = timedelta(minutes=10)
"""Longer than any conversation with a server can last: whoever took a mail up before that is dead."""
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""How long a mail that was put off waits for its next attempt; after the last the server's sentence stands."""
UNREACHABLE_FOR = timedelta(minutes=5)
NOT_WRITTEN = N_("This mail could not be written. Look at the name and the address of the contact.")


@dataclass(frozen=True)
class Office:
    """What sending needs of this server: links, the sender's address, and the post, without which mails are kept."""

    links: LinkMaker
    sender: str
    post: Post | None

    @classmethod
    def of(cls, settings: Settings) -> Office:
        """The office of the environment."""
        return cls(LinkMaker.of(settings), settings.smtp_from or "assessment@localhost.localdomain", Post.of(settings))


@dataclass(frozen=True)
class Waiting:
    """A mail that was taken up; without a message its fate is settled already."""

    mail_id: str
    attempts: int
    message: EmailMessage | None


def send_waiting(
    database: Database, office: Office, *, clock: Callable[[], datetime], sleep: Callable[[float], None]
) -> None:
    """Begin reminders that are due, then send what waits, no faster than the rate, for not quite a minute.

    What is left then is sent by the next run, which the clock starts every minute.
    """
    end = clock() + RUNS_FOR
    with database.writing() as session:
        begin_due_reminders(session, clock())
    if office.post is None:
        _keep_all(database, office, clock)
        return
    with office.post.connected() as hand_over:
        while clock() < end:
            if _is_fast_enough(database, office.post, clock()):
                sleep(LOOKS_AGAIN_AFTER)
            elif (waiting := _take_up(database, office, clock())) is None or not _sent(
                database, waiting, hand_over, clock
            ):
                return


def mail_shown(
    session: Session, assessment: AssessmentView, mail_id: str, office: Office, now: datetime
) -> tuple[RegisterLine, EmailMessage]:
    """A mail as it is sent now, and to whom.

    Raises:
        NotFound: the assessment has no such mail, or the person has no address any more.
    """
    row = storage.mail_row(session, assessment.id, mail_id)
    line = line_of(session, assessment, row.respondent_id) if row else None
    if row is None or line is None or not line.person.email:
        raise NotFound(N_("There is no such mail, or the person has no address any more."))
    return line, _message(session, assessment, line, row, office, now)


def _keep_all(database: Database, office: Office, clock: Callable[[], datetime]) -> None:
    """Without a server mails stay in the outbox, where each can be read."""
    while (waiting := _take_up(database, office, clock())) is not None:
        if waiting.message is not None:
            _settle(database, waiting.mail_id, state="kept")


def _is_fast_enough(database: Database, post: Post, now: datetime) -> bool:
    """Whether the last minute had as many mails as it may have."""
    with database.reading() as session:
        return storage.taken_up_since(session, now - A_MINUTE) >= post.rate


def _take_up(database: Database, office: Office, now: datetime) -> Waiting | None:
    """The next mail, written with the link of its respondent, unless they have answered or unsubscribed meanwhile."""
    with database.writing() as session:
        row = storage.take_up(session, now, abandoned_before=now - ABANDONED_AFTER)
        if row is None:
            return None
        waiting = _written(session, row, office, now)
        session.commit()
        return waiting


def _written(session: Session, row: Row[Any], office: Office, now: datetime) -> Waiting:
    contact = contacts.still_reachable(session, row.respondent_id)
    if contact is None:
        storage.change_mail(session, row.id, state="not_needed", problem=None)
        return Waiting(row.id, row.attempts, None)
    try:
        assessment = assessment_by_id(session, contact.assessment_id)
        message = _message(session, assessment, line_from(contact), row, office, now)
    except (ValueError, NotFound):
        storage.change_mail(session, row.id, state="refused", problem=NOT_WRITTEN)
        return Waiting(row.id, row.attempts, None)
    return Waiting(row.id, row.attempts, message)


def _message(
    session: Session, assessment: AssessmentView, line: RegisterLine, row: Row[Any], office: Office, now: datetime
) -> EmailMessage:
    kind: Kind = row.kind
    said = written_to(session, assessment, line, kind, office.links)
    message_id = message_id_of(row.mailing_id, row.respondent_id, office.sender)
    return mail_of(said.invitation, said.voice, Envelope(office.sender, line.person.email, message_id), now)


def _sent(database: Database, waiting: Waiting, hand_over: HandOver, clock: Callable[[], datetime]) -> bool:
    """Hand a mail over and keep what became of it; false if nothing can be sent now."""
    if waiting.message is None:
        return True
    try:
        hand_over(waiting.message)
    except Refused as fault:
        _settle(database, waiting.mail_id, state="refused", problem=str(fault))
    except Delayed as fault:
        _put_off(database, waiting, str(fault), clock())
    except Unreachable as fault:
        logging.getLogger(__name__).warning("The mail server takes nothing now: %s", fault)
        again = {"state": "queued", "due_at": clock() + UNREACHABLE_FOR, "attempts": waiting.attempts - 1}
        _settle(database, waiting.mail_id, **again, problem=str(fault))
        return False
    else:
        _settle(database, waiting.mail_id, state="accepted")
    return True


def _put_off(database: Database, waiting: Waiting, sentence: str, now: datetime) -> None:
    if waiting.attempts > len(DELAYS):
        _settle(database, waiting.mail_id, state="refused", problem=sentence)
    else:
        due_at = now + DELAYS[waiting.attempts - 1]
        _settle(database, waiting.mail_id, state="queued", due_at=due_at, problem=sentence)


def _settle(database: Database, mail_id: str, **values: object) -> None:
    with database.writing() as session:
        storage.change_mail(session, mail_id, **{"problem": None, **values})
        session.commit()
