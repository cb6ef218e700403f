"""Pages of questions rendered once, and from then on only filled in.

Most of a page is the same for everybody who meets it in a language: it is rendered a single time with slots in the
place of what differs (answers, conditions, the respondent's secret), and kept cut at its slots. Nothing of a
respondent is kept. A page with a fault or a dispute is rendered as a whole; the same templates make both.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template
from markupsafe import Markup, escape

from assessment.language import CatalogueVoice
from assessment.methodology.instrument import NUMBER_TYPES, Instrument, Item, Option
from assessment.methodology.remembered import Remembered
from assessment.web.answer_fields import CHECKED, AnswerField
from assessment.web.beside import Aside
from assessment.web.fieldwork_frame import Frame
from assessment.web.fieldwork_pages import DONE, QuestionPage, Step
from assessment.web.questionnaire_form import HIDDEN, PageForm, Question, value_attribute

TEMPLATE = "fieldwork/questions.html"
MARK = secrets.token_hex(8)
"""Stands in each slot with its number; nobody can enter it, for every process has its own."""
SLOT = re.compile(rf"{MARK}\d+x")


@dataclass(frozen=True)
class Filling:
    """What is particular to one opening of a page."""

    secret: str
    client: str
    revision: int
    edition: str
    form: PageForm
    steps: Mapping[str, Step]
    entered: Mapping[str, Sequence[str]]

    def value_of(self, name: str) -> str:
        """What stands in an input."""
        return next(iter(self.entered.get(name, ())), "")


Fill = Callable[[Filling], str]


@dataclass(frozen=True)
class Look:
    """All that decides how a page of an instrument looks before it is filled."""

    voice: CatalogueVoice
    frame: Frame
    place: tuple[str, int, int]
    items: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    shares: tuple[bool, bool]
    beside: tuple[tuple[str, tuple[Aside, ...]], ...]


@dataclass(frozen=True)
class Blank:
    """A page cut at its slots: one text more than fills."""

    texts: tuple[str, ...]
    fills: tuple[Fill, ...]

    def filled(self, filling: Filling) -> str:
        """The whole page."""
        pieces = [""] * (2 * len(self.fills) + 1)
        pieces[::2] = self.texts
        pieces[1::2] = [fill(filling) for fill in self.fills]
        return "".join(pieces)


_blanks: Remembered[Blank] = Remembered()


def filled_page(
    content: QuestionPage,
    form: PageForm,
    voice: CatalogueVoice,
    *,
    instrument: Instrument,
    shares: tuple[bool, bool],
    beside: Mapping[str, tuple[Aside, ...]],
    told: Mapping[str, Any],
) -> str:
    """A page of questions as the template shows it, without faults or disputes.

    `shares` are whether the respondent may answer in a team and whether a colleague answers; `told` are the
    template's `secret`, `client`, `revision` and `edition`.
    """
    look = Look(
        voice,
        content.frame,
        (content.page.code, content.number, content.total),
        form.codes(),
        tuple((step.code, step.label) for step in content.steps),
        shares,
        tuple((item, asides) for item, asides in beside.items() if asides),
    )
    blank = _blanks.of(instrument, look, otherwise=lambda: _rendered(content, form, beside))
    return blank.filled(Filling(form=form, steps={s.code: s for s in content.steps}, entered=form.entered(), **told))


class _Slots:
    """Hands out slots, each with what fills it."""

    def __init__(self) -> None:
        self.fills: list[Fill] = []

    def slot(self, fill: Fill) -> Markup:
        self.fills.append(fill)
        return Markup("{}{}x").format(MARK, len(self.fills) - 1)


@dataclass(frozen=True)
class _BlankStep(Step):
    """A page in the list of pages, of which it is open whether it is complete."""

    slots: _Slots | None = None

    @property
    def mark(self) -> Markup:
        if self.here or self.slots is None:
            return super().mark
        return self.slots.slot(lambda filling: DONE if filling.steps[self.code].complete else "")


@dataclass(frozen=True)
class _BlankQuestion(Question):
    """A question of which it is open what was answered, and whether it applies."""

    slots: _Slots | None = None

    @property
    def hidden(self) -> Markup:
        return self._slot(lambda filling, item: "" if filling.form.applies(item) else HIDDEN)

    @property
    def value_attribute(self) -> Markup:
        if self.item.type not in NUMBER_TYPES:
            return Markup()
        return self._slot(lambda filling, item: value_attribute(item, filling.form.stored_answer(item)))

    def _slot(self, fill: Callable[[Filling, Item], str]) -> Markup:
        item = self.item
        return self.slots.slot(lambda filling: fill(filling, item)) if self.slots else Markup()


class _BlankField:
    """A field of which it is open what stands in it."""

    errors = ()
    dispute = None

    def __init__(self, field: AnswerField, slots: _Slots) -> None:
        self.question: str = field.question
        self.options: tuple[Option, ...] = field.options
        self.states = field.states
        self._name_of = field.name_of
        self._slots = slots

    def text(self, part: str = "") -> Markup:
        name = self._name_of(part)
        return self._slots.slot(lambda filling: escape(filling.value_of(name)))

    def checked(self, value: str, part: str = "") -> Markup:
        name = self._name_of(part)
        return self._slots.slot(lambda filling: CHECKED if value in filling.entered.get(name, ()) else "")


class _BlankForm:
    """A page's form of which all answers are open."""

    def __init__(self, form: PageForm, slots: _Slots) -> None:
        self._slots = slots
        self._questions = {code: self._blank(question.item, question) for code, question in form.questions().items()}

    def questions(self) -> dict[str, _BlankQuestion]:
        return self._questions

    def summary(self) -> list[tuple[str, str]]:
        return []

    def names(self) -> Markup:
        return self._slots.slot(lambda filling: escape(filling.form.names()))

    def _blank(self, item: Item, question: Question) -> _BlankQuestion:
        fields: Any = tuple(_BlankField(field, self._slots) for field in question.fields)
        return _BlankQuestion(item, fields, question.condition, applies=True, slots=self._slots)


def _rendered(content: QuestionPage, form: PageForm, beside: Mapping[str, tuple[Aside, ...]]) -> Blank:
    slots = _Slots()
    steps = tuple(_BlankStep(**{**vars(step), "slots": slots}) for step in content.steps)
    html = render_template(
        TEMPLATE,
        page=replace(content, steps=steps),
        form=_BlankForm(form, slots),
        beside=beside,
        secret=slots.slot(lambda filling: filling.secret),
        client=slots.slot(lambda filling: filling.client),
        revision=slots.slot(lambda filling: str(filling.revision)),
        edition=slots.slot(lambda filling: filling.edition),
    )
    fills = [slots.fills[int(found[0][len(MARK) : -1])] for found in SLOT.finditer(html)]
    return Blank(tuple(SLOT.split(html)), tuple(fills))
