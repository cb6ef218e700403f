"""The questionnaire of an institution without a line as a table, one row a question: what is written and read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assessment.methodology.instrument import Instrument
from assessment.methodology.paper import Box, PaperQuestion, Sheet
from assessment.methodology.voice import N_, Voice

RESPONSE, QUESTIONNAIRE = "#response", "#questionnaire"
"""Codes of the two rows that say whose answers these are, and of which version."""
ANSWER = 3
"""The column in which answers stand, counted from 0; codes stand in the first one."""
EXAMPLES = {"money": "12.5 XOF 2025", "date": "2025-06-30"}


@dataclass(frozen=True)
class Line:
    """One row: what is answered there has a `code`; `choices` are offered in a list, `fixed` is filled in already."""

    code: str
    text: str
    note: str = ""
    choices: tuple[str, ...] = ()
    fixed: str = ""


@dataclass(frozen=True)
class Pack:
    """A table to be filled in: `columns` are the titles of its four columns."""

    title: str
    direction: Literal["ltr", "rtl"]
    columns: tuple[str, str, str, str]
    lines: tuple[Line, ...]


def pack_of(instrument: Instrument, sheet: Sheet, response_id: str, voice: Voice) -> Pack:
    """The sheet of paper as a table that carries the response's identity; both in the voice's language."""
    columns = (voice.say("Code"), voice.say("Question"), voice.say("Note"), voice.say("Your answer"))
    return Pack(
        voice.say("Questionnaire"), sheet.direction, columns, tuple(_lines(instrument, sheet, response_id, voice))
    )


def choice_said(box: Box) -> str:
    """An entry of a list: the label with the code by which it is read back in any language."""
    return f"{box.label} [{box.code}]"


def instructions(voice: Voice) -> tuple[str, ...]:
    """What an institution does with its pack."""
    return (
        voice.say(N_("Fill in the column on the right: choose from the list where there is one.")),
        voice.say(N_("Leave empty what you do not answer. Save the file and send it back with a signed copy.")),
    )


def _lines(instrument: Instrument, sheet: Sheet, response_id: str, voice: Voice) -> Iterator[Line]:
    yield Line(RESPONSE, "", fixed=response_id)
    yield Line(QUESTIONNAIRE, "", fixed=sheet.identity)
    for text in (sheet.title, sheet.audience, *instructions(voice)):
        yield Line("", text)
    for part in sheet.parts:
        yield Line("", part.heading, part.introduction)
        for question in part.questions:
            yield from _question(instrument, question, voice)


def _question(instrument: Instrument, question: PaperQuestion, voice: Voice) -> Iterator[Line]:
    text = f"{question.number}  {question.text}"
    notes = [question.only_if, question.hint]
    choices = tuple(map(choice_said, (*question.boxes, *question.states)))
    if question.manner == "grid":
        yield Line("", text, _joined(notes))
        for row in question.rows:
            yield Line(f"{question.code}.{row.code}", row.label, choices=choices)
        return
    if question.manner == "several":
        notes.append(voice.say(N_("Enter the numbers of all that apply, as in: 1, 3.")))
        notes += [f"{place} = {box.label};" for place, box in enumerate(question.boxes, start=1)]
    elif question.manner == "write":
        item = instrument.question_of.get(question.code)
        notes += [blank.unit for blank in question.blanks]
        notes.append(EXAMPLES.get(item.type, "") if item else "")
    yield Line(question.code, text, _joined(notes), choices if question.manner == "one" else ())


def _joined(notes: list[str]) -> str:
    return " ".join(note for note in notes if note)
