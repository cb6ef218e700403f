"""Fields of a questionnaire: from what a browser sends to a checked Answer, and from an Answer back to the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from wtforms import Field
from wtforms.fields.core import UnboundField

from assessment.language import CatalogueVoice, NotANumber, number_to_edit, parse_number
from assessment.methodology.instrument import Instrument, Item, Option
from assessment.methodology.responses import Answer, Money, Unusable, answer_from, plain
from assessment.methodology.voice import N_
from assessment.methodology.wording import STATE_LABELS

CHECKED = Markup(" checked")
STATE_MARK = "~"
"""Before a state among the values of radio buttons, and between a question and the name of a further input."""


def input_name(question: str, part: str) -> str:
    """The name of one of a question's inputs; the first has no part."""
    return f"{question}{STATE_MARK}{part}" if part else question


@dataclass(frozen=True)
class Dispute:
    """What was entered and what was answered elsewhere meanwhile, in words."""

    sentence: str
    mine: str
    other: str


class AnswerField(Field):
    """One question: `answer` is what was given (None: nothing), `entered` what to show again, whatever it was.

    `dispute` is set where somebody answered otherwise meanwhile.
    """

    def __init__(self, *, question: str, item: Item, instrument: Instrument, voice: CatalogueVoice, **kwargs: Any):
        super().__init__(**kwargs)
        self.question = question
        self.item = item
        self.instrument = instrument
        self.voice = voice
        self.answer: Answer | None = None
        self.entered: dict[str, list[str]] = {}
        self.is_sent = False
        self.dispute: Dispute | None = None
        self._names = tuple(self.name_of(part) for part in self.parts)

    def as_made(self) -> AnswerField:
        """A field like this one before anything was filled in."""
        field: AnswerField = object.__new__(type(self))
        vars(field).update(vars(self))
        return field

    @property
    def options(self) -> tuple[Option, ...]:
        """The permitted answers of a choice."""
        return self.instrument.options_of(self.item)

    @property
    def states(self) -> list[tuple[str, str]]:
        """The permitted non-answers with their labels."""
        return [(state, self.voice.say(STATE_LABELS[state])) for state in self.item.allows]

    def text(self, part: str = "") -> str:
        """What stands in an input."""
        return next(iter(self.entered.get(self.name_of(part), ())), "")

    def checked(self, value: str, part: str = "") -> Markup:
        """The attribute of a choice that is made, empty of one that is not."""
        return CHECKED if value in self.entered.get(self.name_of(part), ()) else Markup()

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what was sent if anything was, else what is stored (`data`, an Answer or None)."""
        stored = data if isinstance(data, Answer) else None
        self.data = self.answer = stored
        names = self._names
        self.is_sent = formdata is not None and (self.withdrawn_when_absent or any(name in formdata for name in names))
        if self.is_sent:
            self.entered = {name: formdata.getlist(name) for name in names}
        elif stored is not None:
            self.entered = self.shown(self.question, stored, self.voice.language)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Read and check what was sent; nothing sent keeps the stored answer."""
        self.errors = []
        try:
            if self.is_sent:
                self.answer = self._read()
        except Unusable as fault:
            self.errors = [_sentence(fault.sentence.said(self.voice))]
        except NotANumber as fault:
            self.errors = [str(fault)]
        return not self.errors

    parts: tuple[str, ...] = ("", "state")
    withdrawn_when_absent = False

    def name_of(self, part: str) -> str:
        """The name of an input."""
        return input_name(self.question, part)

    @classmethod
    def shown(cls, question: str, answer: Answer, language: str) -> dict[str, list[str]]:
        """What stands in the inputs of a question that was answered, by their names."""
        if answer.state != "answered":
            return {input_name(question, "state"): [answer.state]}
        return {question: [str(plain(answer.value))]}

    def _read(self) -> Answer | None:
        states = self.entered.get(self.name_of("state"), [])
        given = self._given()
        if states and (given is not None or len(states) > 1):
            raise Unusable(N_("enter an answer or choose one of the boxes below it, not both"))
        if states:
            return self._checked({"state": states[0]})
        return None if given is None else self._checked(given)

    def _checked(self, raw: object) -> Answer:
        if isinstance(raw, Mapping) and set(raw) == {"state"} and raw["state"] not in self.item.allows:
            raise Unusable(N_("choose one of the answers"))
        return answer_from(self.instrument, self.item, raw)

    def _given(self) -> object:
        return self.text().strip() or None


class Unbound(UnboundField):  # type: ignore[type-arg]
    """The field of a question, made once; each form that it is bound to gets one like it."""

    _made: AnswerField | None = None

    def bind(self, form: Any, name: str, prefix: str = "", translations: Any = None, **options: Any) -> AnswerField:
        """The field of a form."""
        if self._made is None:
            self._made = super().bind(form, name, prefix, translations, **options)
        return self._made.as_made()


class OneField(AnswerField):
    """Radio buttons: the options, and the non-answers among them."""

    parts = ("",)

    def _given(self) -> object:
        value = self.text()
        return {"state": value[1:]} if value.startswith(STATE_MARK) else value or None

    def _checked(self, raw: object) -> Answer:
        if isinstance(raw, str) and raw not in self.instrument.labels_of[self.item.code]:
            raise Unusable(N_("choose one of the answers"))
        return super()._checked(raw)

    @classmethod
    def shown(cls, question: str, answer: Answer, language: str) -> dict[str, list[str]]:
        """One of the radio buttons."""
        value = str(answer.value) if answer.state == "answered" else STATE_MARK + answer.state
        return {question: [value]}


class SeveralField(AnswerField):
    """Check boxes: any number of options, or one of the non-answers."""

    withdrawn_when_absent = True

    def _given(self) -> object:
        chosen = self.entered.get(self.question, [])
        if set(chosen) - self.instrument.labels_of[self.item.code].keys():
            raise Unusable(N_("choose one or more of the answers"))
        return chosen or None

    @classmethod
    def shown(cls, question: str, answer: Answer, language: str) -> dict[str, list[str]]:
        """The boxes that are ticked."""
        if isinstance(answer.value, tuple):
            return {question: list(answer.value)}
        return super().shown(question, answer, language)


class NumberField(AnswerField):
    """A number or a percentage, typed in any of the ways people write them."""

    def _given(self) -> object:
        text = self.text().strip().rstrip("%٪").strip()
        return parse_number(text, self.voice.language) if text else None

    @classmethod
    def shown(cls, question: str, answer: Answer, language: str) -> dict[str, list[str]]:
        """The number as it is typed in the language."""
        if isinstance(answer.value, float | int):
            return {question: [number_to_edit(answer.value, language)]}
        return super().shown(question, answer, language)


class MoneyField(AnswerField):
    """An amount with its currency and year."""

    parts = ("", "currency", "year", "state")

    def _given(self) -> object:
        amount, currency, year = (self.text(part).strip() for part in ("", "currency", "year"))
        if not amount:
            return None
        if not year or not currency:
            raise Unusable(N_("give an amount, a currency and a year"))
        whole_year = parse_number(year, self.voice.language)
        return {
            "amount": parse_number(amount, self.voice.language),
            "currency": currency.upper(),
            "year": int(whole_year) if whole_year.is_integer() else -1,
        }

    @classmethod
    def shown(cls, question: str, answer: Answer, language: str) -> dict[str, list[str]]:
        """The amount, its currency and year."""
        if not isinstance(answer.value, Money):
            return super().shown(question, answer, language)
        return {
            question: [number_to_edit(answer.value.amount, language)],
            input_name(question, "currency"): [answer.value.currency],
            input_name(question, "year"): [str(answer.value.year)],
        }


class TextField(AnswerField):
    """A date or a text."""


def _sentence(text: str) -> str:
    """With a capital letter: the method's sentences also stand behind a code and a colon."""
    return text[:1].upper() + text[1:]
