"""What lies behind a question for the analyst: claims, coded sources, decisions, and the single answers in words."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Instrument
from assessment.services.consolidation import GivenAnswers
from assessment.web.answer_texts import answer_text
from assessment.web.evidence_page import ClaimLine, CodedLine
from assessment.web.fact_page import RevisionLine


@dataclass(frozen=True)
class Behind:
    """What was claimed, what experts coded, and what analysts decided, the newest first."""

    claims: tuple[ClaimLine, ...] = ()
    coded: tuple[CodedLine, ...] = ()
    history: tuple[RevisionLine, ...] = ()


@dataclass(frozen=True)
class AnswerLine:
    """One answer in words, with as much of its author as may stand beside it."""

    group: str
    who: str
    answer: str


def answer_lines(
    instrument: Instrument, question: str, given: GivenAnswers, voice: CatalogueVoice
) -> tuple[AnswerLine, ...]:
    """One line an answer; `instrument` is in the voice's language."""
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
