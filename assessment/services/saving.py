"""Saving answers: once each, in the order in which a browser gave them, and never over what it has not seen.

What is to be written is decided on the sitting as it was read; it is written only if the response is still at that
revision, else it is read and decided anew. So a page costs one read and one write, however many write at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from assessment.errors import InvalidInput
from assessment.methodology.responses import Answer
from assessment.services.given import Given, remember
from assessment.services.sittings import Sitting, check_open, sitting_from
from assessment.storage import fieldwork as storage
from assessment.storage import revisions
from assessment.storage.fieldwork import Mark

BATCH, PACK = "batch", "pack"
"""Clients that are files: a batch of answers, the workbook of a pack. Browsers and pages have longer names."""
NEVER = Mark(0, "", 0)
"""The mark of a question that nobody answered yet."""


@dataclass(frozen=True)
class Writer:
    """Who sends answers, and what they had seen.

    `client` is the browser, or the page of one without a script; empty for whoever writes alone, as an import does.
    `sequence` is the client's own count of what it sends, 0 for a page, which is sent whole: its untouched answers
    are those it showed. `seen` is the revision of the response that was shown. `author` is who writes besides the
    holder of the link.
    """

    client: str = ""
    sequence: int = 0
    seen: int = 0
    author: str = ""


@dataclass(frozen=True)
class Saved:
    """The sitting after a save, and the questions that another client had answered otherwise: these stand."""

    sitting: Sitting
    disputed: tuple[str, ...] = ()


def save(
    session: Session, sitting: Sitting, answers: Mapping[str, Answer | None], writer: Writer, *, now: datetime
) -> Saved:
    """Keep answers, None for those taken back, save those in dispute; what was kept before is not kept twice.

    Raises:
        NotAllowed: the response was submitted, or the assessment takes no answers now.
        InvalidInput: a question is not in the questionnaire.
    """
    if unknown := set(answers) - set(sitting.instrument.question_of):
        raise InvalidInput(f"{min(unknown)}: there is no such question in this questionnaire")
    while True:
        check_open(sitting, now)
        changes, disputed = _sorted_out(session, sitting, answers, writer)
        if not changes:
            return Saved(sitting, disputed)
        mark = Mark(sitting.revision + 1, writer.client, writer.sequence)
        history = {question: (sitting.answers.get(question), answer) for question, answer in changes.items()}
        if revisions.keep_page(session, sitting.response_id, history, mark, author=writer.author, now=now):
            session.commit()
            return Saved(_with(session, sitting, changes, mark, now), disputed)
        sitting = _as_it_is_now(session, sitting, now)


def _sorted_out(
    session: Session, sitting: Sitting, answers: Mapping[str, Answer | None], writer: Writer
) -> tuple[dict[str, Answer | None], tuple[str, ...]]:
    """What is to be written, and what is in dispute."""
    changes, disputed = {}, []
    for question, answer in answers.items():
        mark = sitting.marks.get(question, NEVER)
        if answer == sitting.answers.get(question) or _is_overtaken(mark, writer):
            continue
        if _is_unseen(mark, writer):
            disputed.append(question)
        else:
            changes[question] = answer
    if disputed:
        disputed = _without_the_settled(session, sitting, answers, writer, disputed)
    return changes, tuple(disputed)


def _is_overtaken(mark: Mark, writer: Writer) -> bool:
    """Whether the same client sent this, or a later answer, before."""
    return 0 < writer.sequence <= mark.sequence and mark.client == writer.client


def _is_unseen(mark: Mark, writer: Writer) -> bool:
    """Whether somebody else set the answer after the writer looked."""
    return writer.client not in ("", mark.client) and mark.revision > writer.seen


def _without_the_settled(
    session: Session,
    sitting: Sitting,
    answers: Mapping[str, Answer | None],
    writer: Writer,
    disputed: list[str],
) -> list[str]:
    """Leave out what was saved once and changed by others since, and what a whole page sent as it had shown it."""
    since = revisions.revisions_since(session, sitting.response_id, writer.seen)
    if writer.sequence:
        repeated = any((row.client, row.sequence) == (writer.client, writer.sequence) for row in since)
        return [] if repeated else disputed
    shown = {question: before for row in reversed(since) for question, (before, _) in row.changes.items()}
    return [code for code in disputed if shown.get(code) != revisions.told(answers[code]) or code not in shown]


def _with(
    session: Session, sitting: Sitting, changes: Mapping[str, Answer | None], mark: Mark, now: datetime
) -> Sitting:
    """The sitting with the changes that were kept."""
    merged = {**sitting.answers, **changes}
    answers = {question: answer for question, answer in merged.items() if answer is not None}
    given = Given(answers, {**sitting.marks, **dict.fromkeys(changes, mark)})
    kept = replace(sitting, revision=mark.revision, given=given)
    remember(session, kept.place, given, now)
    return kept


def _as_it_is_now(session: Session, sitting: Sitting, now: datetime) -> Sitting:
    """The sitting read anew, in the language in which it was being read."""
    fresh = sitting_from(session, storage.sitting_by_response(session, sitting.response_id), now)
    return replace(
        fresh,
        instrument=sitting.instrument,
        language=sitting.language,
        colleague=sitting.colleague,
        is_typed=sitting.is_typed,
    )
