"""What lies behind a question for the analyst: single answers, coded sources, attachments, passages of notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Instrument
from assessment.methodology.places import beneath
from assessment.methodology.report.edition import Edition
from assessment.services.consolidation import GivenAnswers
from assessment.services.entry import CodedAnswer
from assessment.services.evidence_files import Evidence
from assessment.services.notes import NoteView
from assessment.web.answer_texts import answer_text
from assessment.web.evidence_page import ClaimLine, CodedLine, claim_lines, coded_lines


@dataclass(frozen=True)
class Passage:
    """A passage of a note that tells of the question."""

    note_id: str
    title: str
    passage: str


@dataclass(frozen=True)
class Sources:
    """What was claimed, coded from sources, attached, and said in conversations."""

    claims: tuple[ClaimLine, ...]
    coded: tuple[CodedLine, ...]
    attached: Sequence[Evidence]
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class AnswerLine:
    """One answer in words, with as much of its author as may stand beside it."""

    group: str
    who: str
    answer: str


def sources_of(
    edition: Edition,
    question: str,
    coded: Iterable[CodedAnswer],
    attached: Sequence[Evidence],
    notes: Iterable[NoteView],
) -> Sources:
    """Everything behind a question but the single answers."""
    codes = beneath(edition.instrument, question)
    return Sources(
        claims=claim_lines(edition, question),
        coded=coded_lines(edition, question, coded),
        attached=attached,
        passages=tuple(
            Passage(note.id, note.draft.title, coding.passage)
            for note in notes
            for coding in note.draft.codings
            if coding.code in codes
        ),
    )


def answer_lines(
    instrument: Instrument, question: str, given: GivenAnswers, voice: CatalogueVoice
) -> tuple[AnswerLine, ...]:
    """The single answers in words; `instrument` is in the voice's language."""
    item = instrument.question_of[question]
    roles = {(group.code, role.code): role.label for group in instrument.groups for role in group.roles}
    return tuple(
        AnswerLine(
            instrument.group_of[one.group].label,
            one.institution or roles.get((one.group, one.role), ""),
            voice.say("no answer") if one.answer is None else answer_text(instrument, item, one.answer, voice),
        )
        for one in given.answers
    )
