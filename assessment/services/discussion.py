"""What a team says and did: comments on questions, and the history of every answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.services.accounts import Access, name_of
from assessment.services.assessments import AssessmentView
from assessment.services.sittings import Sitting, check_open, sitting_from
from assessment.services.team import NOT_YOURS, may_have_team
from assessment.services.texts import kept_text
from assessment.storage import fieldwork
from assessment.storage import team as storage

Who = Literal["coordinator", "colleague", "staff"]
MOST_COMMENTS = 200
NOT_NAMED: Mapping[str, str] = {}


@dataclass(frozen=True)
class Author:
    """Who did something: the holder of the personal link, a colleague by `name`, or a member of the staff.

    Staff are named to analysts alone.
    """

    who: Who
    name: str = ""


@dataclass(frozen=True)
class Comment:
    """What somebody said on a question; `resolved_at` is when it was settled."""

    id: str
    author: Author
    text: str
    written_at: datetime
    resolved_at: datetime | None


@dataclass(frozen=True)
class Change:
    """One answer changed: when, by whom, from what to what; None for no answer."""

    at: datetime
    author: Author
    question: str
    before: Answer | None
    after: Answer | None


def comments_on(session: Session, sitting: Sitting, item: str) -> list[Comment]:
    """The comments on an item, the first one first."""
    names = _names(session, sitting)
    return [_comment(row, names) for row in storage.comments_on(session, sitting.respondent_id, item)]


def all_comments(session: Session, sitting: Sitting) -> tuple[tuple[str, Comment], ...]:
    """The comments on every item, each with the item's code, the first one first."""
    names = _names(session, sitting)
    return tuple((row.item, _comment(row, names)) for row in storage.comments_of(session, sitting.respondent_id))


def open_comments(session: Session, sitting: Sitting) -> dict[str, int]:
    """How many comments wait to be resolved, by item; none where nobody shares the answering."""
    return storage.open_comments(session, sitting.respondent_id) if sitting.has_team else {}


def comment(session: Session, sitting: Sitting, item: str, text: str, *, now: datetime) -> None:
    """Say something on an item to the team.

    Raises:
        NotAllowed: there can be no team, or answers are not taken now.
        InvalidInput: the text is empty or too long, or there are too many comments.
    """
    if not may_have_team(sitting):
        raise NotAllowed(NOT_YOURS)
    check_open(sitting, now)
    said = kept_text(text)
    if not said:
        raise InvalidInput(N_("Write a comment first."))
    if len(storage.comments_on(session, sitting.respondent_id, item)) >= MOST_COMMENTS:
        raise InvalidInput(N_("There are 200 comments on this question: no more are taken."))
    storage.add_comment(session, sitting.respondent_id, item=item, author=sitting.author, text=said, now=now)
    session.commit()


def settle(session: Session, sitting: Sitting, item: str, comment_id: str, *, resolved: bool, now: datetime) -> None:
    """Mark a comment as resolved, or open it again.

    Raises:
        NotAllowed: the person neither coordinates nor clears the answers.
        NotFound: there is no such comment on the item.
    """
    if not sitting.sees_everything:
        raise NotAllowed(NOT_YOURS)
    at, by = (now, sitting.author) if resolved else (None, "")
    if not storage.settle_comment(session, sitting.respondent_id, item, comment_id, by=by, at=at):
        raise NotFound(N_("There is no such comment."))
    session.commit()


def history_of(session: Session, sitting: Sitting) -> list[Change]:
    """Every change of an answer, the newest first."""
    return list(_changes(session, sitting, _names(session, sitting)))


def history_with_staff(session: Session, sitting: Sitting) -> list[Change]:
    """The same for an analyst, to whom members of the staff are named."""
    staff: dict[str, str] = {}
    for row in storage.history_of(session, sitting.response_id):
        staff.setdefault(row.author, name_of(session, row.author))
    return list(_changes(session, sitting, _names(session, sitting), staff))


def sitting_of_response(
    session: Session, access: Access, assessment: AssessmentView, response_id: str, now: datetime
) -> Sitting:
    """A response of an assessment, for an analyst to look into.

    Raises:
        NotFound: there is no such response in the assessment, or it is anonymous.
        NotAllowed: the person is not an analyst there.
    """
    row = fieldwork.sitting_seen(session, response_id, [assessment.country])
    if row is None or row.assessment_id != assessment.id or row.origin == "anonymous":
        raise NotFound(N_("There is no such response."))
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))
    return sitting_from(session, row, now)


def _changes(
    session: Session, sitting: Sitting, names: Mapping[str, str], staff: Mapping[str, str] = NOT_NAMED
) -> Iterator[Change]:
    for row in storage.history_of(session, sitting.response_id):
        for question, (before, after) in row.changes.items():
            answers = (_answer(sitting.instrument, question, told) for told in (before, after))
            yield Change(row.kept_at, _author(row.author, names, staff), question, *answers)


def _answer(instrument: Instrument, question: str, told: Mapping[str, Any] | None) -> Answer | None:
    if told is None:
        return None
    if told["state"] != "answered":
        return Answer(told["state"])
    return Answer("answered", fieldwork.restored(instrument.question_of[question], told["value"]))


def _names(session: Session, sitting: Sitting) -> dict[str, str]:
    return {row.id: row.name for row in storage.colleagues_of(session, sitting.respondent_id)}


def _comment(row: Row[Any], names: Mapping[str, str]) -> Comment:
    return Comment(row.id, _author(row.author, names), row.text, row.written_at, row.resolved_at)


def _author(author: str, names: Mapping[str, str], staff: Mapping[str, str] = NOT_NAMED) -> Author:
    if not author:
        return Author("coordinator")
    return Author("colleague", names[author]) if author in names else Author("staff", staff.get(author, ""))
