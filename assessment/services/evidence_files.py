"""Evidence behind answers: files and links that respondents attach, for themselves and for analysts to open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.methodology.instrument import Item
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.kept_files import GONE, checked_file, checked_link, content_of, forget_unused, keep
from assessment.services.sittings import Sitting, check_open
from assessment.storage import attachments as storage
from assessment.storage.tables.base import new_id

MOST_A_RESPONSE = 60


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
    file = checked_file(name, content)
    _check_room(session, sitting, question, now)
    keep(folder, file.digest, content)
    told = {"digest": file.digest, "size": file.size, "kind": file.kind, "name": file.name, "link": None}
    _attach(session, sitting, question, told, now)
    keep(folder, file.digest, content)  # again, should it have been removed for somebody else in between


def attach_link(session: Session, sitting: Sitting, question: str, link: str, *, now: datetime) -> None:
    """Keep an address behind an answer. It is not opened: neither now nor later does this server fetch it.

    Raises:
        NotAllowed: the question takes no evidence, or answers are not taken now.
        InvalidInput: it is no web address, or there are too many.
    """
    told = {"digest": None, "size": 0, "kind": "", "name": "", "link": checked_link(link)}
    _attach(session, sitting, question, told, now)


def evidence_on(session: Session, sitting: Sitting, item: Item) -> list[Evidence]:
    """What a respondent attached to an item or to a row of its grid."""
    rows = storage.attachments_of(session, sitting.respondent_id, (item.code, *item.questions()))
    return [_evidence(row) for row in rows]


def evidence_of(session: Session, sitting: Sitting) -> tuple[Evidence, ...]:
    """Everything that a respondent attached."""
    questions = storage.number_by_question(session, sitting.respondent_id)
    return tuple(_evidence(row) for row in storage.attachments_of(session, sitting.respondent_id, questions))


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
    return found, content_of(folder, found.digest)


def evidence_in(session: Session, access: Access, assessment: AssessmentView, question: str) -> list[Evidence]:
    """What stands behind submitted answers to a question, for the analyst who is to confirm it.

    Raises:
        NotAllowed: the person is not an analyst in the country.
    """
    _check_analyst(access, assessment)
    questions = {question, question.partition(".")[0]}
    return evidence_among(session, assessment, questions)


def evidence_among(session: Session, assessment: AssessmentView, questions: Collection[str]) -> list[Evidence]:
    """What stands behind submitted answers to these questions; whoever asks has checked that an analyst does."""
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
    return found, content_of(folder, found.digest)


def files_of(session: Session, sitting: Sitting) -> set[str]:
    """The contents that a respondent attached, to be forgotten once the respondent is gone."""
    return storage.digests_of(session, sitting.respondent_id)


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


def _own(session: Session, sitting: Sitting, item: Item, evidence_id: str) -> Evidence:
    row = storage.attachment_of(session, sitting.respondent_id, evidence_id)
    if row is None or row.question.partition(".")[0] != item.code:
        raise NotFound(GONE)
    return _evidence(row)


def _check_analyst(access: Access, assessment: AssessmentView) -> None:
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))


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
