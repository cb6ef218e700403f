"""Pages of questions and the review of all answers, made ready for their templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from flask import url_for

from assessment.errors import NotFound
from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Area, Item
from assessment.methodology.voice import N_
from assessment.services.sittings import Sitting
from assessment.web.answer_texts import answer_text
from assessment.web.fieldwork_frame import Frame, frame_of
from assessment.web.questionnaire_form import question_codes

Attribution = Literal["named", "type", "hidden"]

ATTRIBUTIONS: dict[Attribution, str] = {
    "named": N_("By the name of my institution"),
    "type": N_("By its type only, for example “a bank”"),
    "hidden": N_("Not shown at all"),
}


@dataclass(frozen=True)
class Step:
    """One area in the list of pages: its name and how far it is answered."""

    code: str
    label: str
    given: int
    asked: int
    here: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.given >= self.asked


@dataclass(frozen=True)
class AreaPage:
    """One page of questions, without the questions themselves."""

    frame: Frame
    area: Area
    number: int
    total: int
    previous: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Line:
    """One question on the review page; `answer` is empty where nothing was answered."""

    question: str
    item: str
    text: str
    answer: str


@dataclass(frozen=True)
class Lines:
    """Questions under a common heading: the rows of a grid; without one, questions that stand alone."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ReviewPage:
    """Every question that applies, area by area."""

    frame: Frame
    areas: tuple[tuple[Step, tuple[Lines, ...]], ...]
    missing: int
    is_institution: bool
    problem: str = ""


def area_codes(sitting: Sitting) -> list[str]:
    """The areas that have a question for this respondent, in order."""
    return [step.code for step in steps_of(sitting)]


def area_of(sitting: Sitting, code: str) -> Area:
    """An area that has a question for this respondent.

    Raises:
        NotFound: there is none.
    """
    if code not in area_codes(sitting):
        raise NotFound(N_("There is no such page in this questionnaire."))
    return sitting.instrument.area_of[code]


def steps_of(sitting: Sitting, here: str = "") -> tuple[Step, ...]:
    """Every page with how far it is answered."""
    areas = sitting.instrument.area_of_item
    asked: dict[str, list[str]] = {}
    for question in sitting.asked:
        asked.setdefault(areas[question.partition(".")[0]].code, []).append(question)
    return tuple(
        Step(
            area.code,
            area.short_label,
            sum(question in sitting.answers for question in asked[area.code]),
            len(asked[area.code]),
            area.code == here,
        )
        for area in sitting.instrument.areas
        if area.code in asked
    )


def area_page(sitting: Sitting, code: str, voice: CatalogueVoice) -> AreaPage:
    """One page of questions."""
    area, codes = area_of(sitting, code), area_codes(sitting)
    place = codes.index(code)
    previous = codes[place - 1] if place else ""
    return AreaPage(frame_of(sitting.assessment, voice), area, place + 1, len(codes), previous, steps_of(sitting, code))


def next_address(sitting: Sitting, secret: str, code: str, sent: Mapping[str, str]) -> str:
    """Where a stored page leads: itself in another language, back, to the review, or onwards."""
    codes = area_codes(sitting)
    place = codes.index(code) if code in codes else 0
    if "language" in sent:
        return url_for("fieldwork.area", secret=secret, code=code)
    if "back" in sent:
        target = codes[place - 1] if place else ""
        return (
            url_for("fieldwork.area", secret=secret, code=target)
            if target
            else url_for("fieldwork.welcome", secret=secret)
        )
    if "review" in sent or place + 1 >= len(codes):
        return url_for("fieldwork.review", secret=secret)
    return url_for("fieldwork.area", secret=secret, code=codes[place + 1])


def review_page(sitting: Sitting, voice: CatalogueVoice, problem: str = "") -> ReviewPage:
    """Every question that applies with its answer."""
    steps = {step.code: step for step in steps_of(sitting)}
    asked = frozenset(sitting.asked)
    areas = tuple(
        (steps[area.code], tuple(_lines(sitting, area, asked, voice)))
        for area in sitting.instrument.areas
        if area.code in steps
    )
    counts = sitting.instrument.group_of[sitting.respondent.group].counts
    missing = sum(step.asked - step.given for step in steps.values())
    return ReviewPage(
        frame_of(sitting.assessment, voice),
        areas,
        missing,
        counts == "institutions",
        problem=problem and voice.say(problem),
    )


def _lines(sitting: Sitting, area: Area, asked: frozenset[str], voice: CatalogueVoice) -> Iterator[Lines]:
    items = [item for item in area.items if question_codes(item)[0] in asked]
    for is_grid, together in groupby(items, key=lambda item: item.code if item.type == "grid" else ""):
        members = list(together)
        lines = tuple(_line(sitting, item, code, voice) for item in members for code in question_codes(item))
        yield Lines(members[0].text if is_grid else "", lines)


def _line(sitting: Sitting, item: Item, question: str, voice: CatalogueVoice) -> Line:
    answer = sitting.answers.get(question)
    text = next((row.text for row in item.rows if question.endswith(f".{row.code}")), item.text)
    said = answer_text(sitting.instrument, item, answer, voice) if answer else ""
    return Line(question, item.code, text, said)
