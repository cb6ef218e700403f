"""Evidence behind answers: files kept by their content outside the database, and links that are kept, never fetched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.files import put_file
from assessment.methodology.instrument import Item
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.file_kinds import kind_of, safe_name
from assessment.services.sittings import Sitting, check_open
from assessment.storage import attachments as storage
from assessment.storage.database import Database
from assessment.storage.tables.base import new_id

LARGEST_FILE = 10 * 1024 * 1024
MOST_A_RESPONSE = 60
LONGEST_LINK = 2_000
LEFT_ALONE_FOR = timedelta(days=1)
"""A file that nobody names is not removed while it may still be on its way into the database."""
GONE = N_("There is no such file.")
LINK = re.compile(r"https?://[^\s\x00-\x1f\x7f<>\"\\^`{|}]+", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """A file (`digest` is SHA-256, `size` in bytes) or a link; `group` is the stakeholder group, told to analysts."""

    id: str
    question: str
    name: str
    link: str
    kind: str
    size: int
    digest: str
    author: str
    attached_at: datetime
    group: str = ""


def takes_evidence(sitting: Sitting, item: Item) -> bool:
    """Whether evidence may be attached: where the questionnaire says so, never to anonymous answers."""
    return item.evidence and sitting.origin != "anonymous"


def attach_file(
    session: Session, sitting: Sitting, question: str, *, name: str, content: bytes, folder: Path, now: datetime
) -> None:
    """Keep a file behind an answer; the same content may be attached as often as it is needed.

    Raises:
        NotAllowed: the question takes no evidence, or answers are not taken now.
        InvalidInput: the file is empty, too large or of another kind than is taken, or there are too many.
    """
    if not content:
        raise InvalidInput(N_("Choose a file first."))
    if len(content) > LARGEST_FILE:
        raise InvalidInput(N_("This file is too large: choose one of at most 10 MB."))
    kind = kind_of(name, content)
    _check_room(session, sitting, question, now)
    digest = hashlib.sha256(content).hexdigest()
    _keep(folder, digest, content)
    told = {"digest": digest, "size": len(content), "kind": kind, "name": safe_name(name, kind), "link": None}
    _attach(session, sitting, question, told, now)
    _keep(folder, digest, content)  # again, should it have been removed for somebody else in between


def attach_link(session: Session, sitting: Sitting, question: str, link: str, *, now: datetime) -> None:
    """Keep an address behind an answer. It is not opened: neither now nor later does this server fetch it.

    Raises:
        NotAllowed: the question takes no evidence, or answers are not taken now.
        InvalidInput: it is no web address, or there are too many.
    """
    address = link.strip()
    if len(address) > LONGEST_LINK or not _is_web_address(address):
        raise InvalidInput(N_("Enter a whole address that begins with https:// or http://"))
    _attach(session, sitting, question, {"digest": None, "size": 0, "kind": "", "name": "", "link": address}, now)


def evidence_on(session: Session, sitting: Sitting, item: Item) -> list[Evidence]:
    """What a respondent attached to an item or to a row of its grid."""
    rows = storage.attachments_of(session, sitting.respondent_id, (item.code, *item.questions()))
    return [_evidence(row) for row in rows]


def number_by_item(session: Session, sitting: Sitting) -> dict[str, int]:
    """How many files and links a respondent attached, by item."""
    numbers: dict[str, int] = {}
    for question, number in storage.number_by_question(session, sitting.respondent_id).items():
        item = question.partition(".")[0]
        numbers[item] = numbers.get(item, 0) + number
    return numbers


def remove(session: Session, sitting: Sitting, item: Item, evidence_id: str, *, folder: Path, now: datetime) -> None:
    """Take back a file or a link, and forget the content that nobody else attached.

    Raises:
        NotFound: there is none of that name behind the item.
        NotAllowed: somebody else of the team attached it, or answers are not taken now.
    """
    check_open(sitting, now)
    found = _own(session, sitting, item, evidence_id)
    if not sitting.sees_everything and found.author != sitting.author:
        raise NotAllowed(N_("Only who attached it and who coordinates the answers can take it back."))
    storage.detach(session, evidence_id)
    session.commit()
    forget_unused(session, folder, [found.digest])


def file_of(session: Session, sitting: Sitting, item: Item, evidence_id: str, folder: Path) -> tuple[Evidence, bytes]:
    """A file that the respondent attached to the item.

    Raises:
        NotFound: there is none.
    """
    found = _own(session, sitting, item, evidence_id)
    return found, _content(folder, found)


def evidence_in(session: Session, access: Access, assessment: AssessmentView, question: str) -> list[Evidence]:
    """What stands behind submitted answers to a question, for the analyst who is to confirm it.

    Raises:
        NotAllowed: the person is not an analyst in the country.
    """
    _check_analyst(access, assessment)
    questions = {question, question.partition(".")[0]}
    return [_evidence(row) for row in storage.attached_in(session, assessment.id, questions)]


def file_in(
    session: Session, access: Access, assessment: AssessmentView, evidence_id: str, folder: Path
) -> tuple[Evidence, bytes]:
    """A file behind a submitted answer of the assessment.

    Raises:
        NotFound: there is none.
        NotAllowed: the person is not an analyst in the country.
    """
    _check_analyst(access, assessment)
    row = storage.attachment_in(session, assessment.id, evidence_id)
    if row is None:
        raise NotFound(GONE)
    found = _evidence(row)
    return found, _content(folder, found)


def files_of(session: Session, sitting: Sitting) -> set[str]:
    """The contents that a respondent attached, to be forgotten once the respondent is gone."""
    return storage.digests_of(session, sitting.respondent_id)


def forget_unused(session: Session, folder: Path, digests: Iterable[str]) -> None:
    """Remove those contents that nobody attached any more."""
    in_use = storage.digests_in_use(session)
    for digest in digests:
        if digest and digest not in in_use:
            _place(folder, digest).unlink(missing_ok=True)


def forget_all_unused(database: Database, folder: Path, now: datetime) -> int:
    """The same of every content as a job of the night does it, for people erased meanwhile. Returns how many."""
    before = (now - LEFT_ALONE_FOR).timestamp()
    with database.reading() as session:
        in_use = storage.digests_in_use(session)
    unused = [file for file in folder.glob("??/*") if file.name not in in_use and file.stat().st_mtime < before]
    for file in unused:
        file.unlink(missing_ok=True)
    return len(unused)


def _attach(session: Session, sitting: Sitting, question: str, told: dict[str, Any], now: datetime) -> None:
    _check_room(session, sitting, question, now)
    place = {"id": new_id(), "respondent_id": sitting.respondent_id, "question": question}
    storage.attach(session, {**place, **told, "author": sitting.author, "attached_at": now})
    session.commit()


def _check_room(session: Session, sitting: Sitting, question: str, now: datetime) -> None:
    """Refuse before anything is kept, so that no link fills the disk."""
    item = sitting.instrument.item_of.get(question.partition(".")[0])
    if item is None or not takes_evidence(sitting, item) or question not in (item.code, *item.questions()):
        raise NotAllowed(N_("Nothing can be attached to this question."))
    check_open(sitting, now)
    if sum(storage.number_by_question(session, sitting.respondent_id).values()) >= MOST_A_RESPONSE:
        raise InvalidInput(N_("At most 60 files and links can be attached. Take one back first."))


def _keep(folder: Path, digest: str, content: bytes) -> None:
    place = _place(folder, digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        put_file(place, content)


def _place(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest


def _content(folder: Path, found: Evidence) -> bytes:
    try:
        return _place(folder, found.digest).read_bytes() if found.digest else b""
    except FileNotFoundError:
        raise NotFound(GONE) from None


def _own(session: Session, sitting: Sitting, item: Item, evidence_id: str) -> Evidence:
    row = storage.attachment_of(session, sitting.respondent_id, evidence_id)
    if row is None or row.question.partition(".")[0] != item.code:
        raise NotFound(GONE)
    return _evidence(row)


def _check_analyst(access: Access, assessment: AssessmentView) -> None:
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(LINK.fullmatch(address) and parts.hostname and parts.username is None)


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(
        id=row.id,
        question=row.question,
        name=row.name,
        link=row.link or "",
        kind=row.kind,
        size=row.size,
        digest=row.digest or "",
        author=row.author,
        attached_at=row.attached_at,
        group=getattr(row, "group", ""),
    )
