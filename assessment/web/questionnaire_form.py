"""The form of one page, built from the instrument: one field a question, chosen by the item's type."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol, cast

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from assessment.language import CatalogueVoice
from assessment.methodology.applicability import asked, operand
from assessment.methodology.expressions import names_in, parse, to_json
from assessment.methodology.instrument import NUMBER_TYPES, Instrument, Item
from assessment.methodology.remembered import Remembered
from assessment.methodology.responses import Answer, Money, Respondent, plain
from assessment.web.answer_fields import (
    STATE_MARK,
    AnswerField,
    Dispute,
    MoneyField,
    NumberField,
    OneField,
    SeveralField,
    TextField,
    Unbound,
)

FIELD_OF: dict[str, type[AnswerField]] = {
    "single": OneField,
    "agreement": OneField,
    "law_status": OneField,
    "grid": OneField,
    "multiple": SeveralField,
    "number": NumberField,
    "percentage": NumberField,
    "money": MoneyField,
    "date": TextField,
    "short_text": TextField,
    "long_text": TextField,
}


HIDDEN = Markup(" hidden")


@dataclass(frozen=True)
class Question:
    """An item as it stands on a page: its fields (one a row for a grid), its condition, whether it applies."""

    item: Item
    fields: tuple[AnswerField, ...]
    condition: str
    applies: bool

    @property
    def is_grid(self) -> bool:
        """Whether it has rows."""
        return self.item.type == "grid"

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Question codes, which are anchors, with what is wrong there."""
        return [(field.question, str(error)) for field in self.fields for error in field.errors]

    @property
    def disputes(self) -> list[tuple[str, str]]:
        """The same of answers that were given otherwise elsewhere."""
        return [(field.question, field.dispute.sentence) for field in self.fields if field.dispute]

    @property
    def hidden(self) -> Markup:
        """The attribute of a question that does not apply."""
        return Markup() if self.applies else HIDDEN

    @property
    def value_attribute(self) -> Markup:
        """The attribute with the number that conditions see; a script cannot read what people type."""
        return value_attribute(self.item, self.fields[0].answer)

    def row_text(self, field: AnswerField) -> str:
        """The text of a grid's row."""
        code = field.question.partition(".")[2]
        return next(row.text for row in self.item.rows if row.code == code)


class Answering(Protocol):
    """Somebody in front of a questionnaire: a respondent's sitting, or an author who tries it."""

    @property
    def instrument(self) -> Instrument:
        """The questionnaire in the language of the page."""

    @property
    def respondent(self) -> Respondent:
        """Who answers."""

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What is stored already, by question."""

    @property
    def path(self) -> Sequence[str]:
        """The questions on the path, given what is stored."""

    @property
    def asked(self) -> Sequence[str]:
        """The questions that are put to them: those on the path, or all."""


class PageForm:
    """One page of a questionnaire: the questions of items that are put to the respondent.

    Questions whose condition does not hold are in the page too, hidden, so that a script can show them at once.
    What cannot be stored stays on the screen with its message; `changes` holds what differs from what is stored.
    """

    def __init__(self, sitting: Answering, items: Sequence[Item], voice: CatalogueVoice) -> None:
        self._sitting = sitting
        self._instrument = sitting.instrument
        self._items = items
        self._voice = voice
        self._is_stored = False

    def read_stored(self) -> None:
        """Fill the page with what is stored."""
        self._is_stored = True

    def read_sent(self, sent: MultiDict[str, str]) -> bool:
        """Fill the page with what was sent; whether every question that applies can be stored."""
        self._form.process(sent, data=self._sitting.answers)
        return self._form.validate() or not any(
            field.errors for field in self._fields if field.question in self._on_path
        )

    def changes(self) -> dict[str, Answer | None]:
        """The answers that can be stored and differ from what is; None takes an answer back."""
        stored = self._sitting.answers
        return {question: answer for question, answer in self.given().items() if answer != stored.get(question)}

    def given(self) -> dict[str, Answer | None]:
        """The answers that were sent and can be stored; None where a question was left open."""
        return {field.question: field.answer for field in self._fields if field.is_sent and not field.errors}

    def inputs_of(self, question: str) -> list[tuple[str, str]]:
        """The inputs of a question that are filled, ticked or chosen, as a browser would send them."""
        own = {name: values for name, values in self.entered().items() if name.partition(STATE_MARK)[0] == question}
        return [(name, value) for name, values in own.items() for value in values]

    def entered(self) -> dict[str, list[str]]:
        """What stands in every input that is filled, ticked or chosen, by its name."""
        if not self._is_stored:
            return {name: values for field in self._fields for name, values in field.entered.items()}
        entered: dict[str, list[str]] = {}
        for item in self._items:
            for question in item.questions():
                answer = self._sitting.answers.get(question)
                if answer is not None:
                    entered |= FIELD_OF[item.type].shown(question, answer, self._voice.language)
        return entered

    def codes(self) -> tuple[str, ...]:
        """The codes of the items, in order."""
        return tuple(item.code for item in self._items)

    def applies(self, item: Item) -> bool:
        """Whether an item applies, given what is on the page."""
        return item.questions()[0] in self._on_path

    def stored_answer(self, item: Item) -> Answer | None:
        """What is stored of an item that is no grid."""
        return self._sitting.answers.get(item.code)

    def dispute(self, question: str, dispute: Dispute) -> None:
        """Ask beside a question which answer is to stand."""
        cast(AnswerField, self._form[question]).dispute = dispute

    def questions(self) -> dict[str, Question]:
        """The questions by the item's code, in order, with whether they apply given what is on the page."""
        if self._is_stored:
            self._form.process(data=self._sitting.answers)
        return {
            item.code: Question(
                item,
                tuple(cast(AnswerField, self._form[code]) for code in item.questions()),
                _condition(item.when)[0] if item.when else "",
                self.applies(item),
            )
            for item in self._items
        }

    def errors(self) -> list[tuple[str, str]]:
        """Question codes with what is wrong, for the summary; of questions that apply."""
        return [error for question in self.questions().values() if question.applies for error in question.errors]

    def summary(self) -> list[tuple[str, str]]:
        """The same with what is in dispute; what is stored has neither."""
        if self._is_stored:
            return []
        disputes = [dispute for question in self.questions().values() for dispute in question.disputes]
        return self.errors() + disputes

    def names(self) -> str:
        """What conditions on this page may refer to and a script cannot see on it, as JSON."""
        here = {item.code for item in self._items}
        wanted = {name for item in self._items if item.when for name in _condition(item.when)[1]} - here
        respondent = self._sitting.respondent
        answered = wanted.intersection(self._sitting.asked)
        known: dict[str, object] = {
            **respondent.attributes,
            "group": respondent.group,
            "role": respondent.role or None,
            **{code: json_operand(self._sitting.answers.get(code)) for code in answered},
        }
        return json.dumps({name: known[name] for name in sorted(wanted) if known.get(name) is not None})

    @cached_property
    def _form(self) -> BaseForm:
        return BaseForm(
            {
                code: unbound(item, code, self._instrument, self._voice)
                for item in self._items
                for code in item.questions()
            }
        )

    @property
    def _fields(self) -> list[AnswerField]:
        return [cast(AnswerField, field) for field in self._form]

    @cached_property
    def _on_path(self) -> frozenset[str]:
        """The questions that apply, given what is on the page."""
        if self._is_stored:
            return frozenset(self._sitting.path)
        given = {**self._sitting.answers}
        for field in self._fields:
            if field.answer is None:
                given.pop(field.question, None)
            elif not field.errors:
                given[field.question] = field.answer
        return frozenset(asked(self._instrument, self._sitting.respondent, given))


@lru_cache(maxsize=4096)
def _condition(text: str) -> tuple[str, frozenset[str]]:
    """A condition as JSON, and the names in it."""
    tree = parse(text)
    return json.dumps(to_json(tree), separators=(",", ":")), frozenset(names_in(tree))


_unbound: Remembered[Unbound] = Remembered(most=4096)


def unbound(item: Item, question: str, instrument: Instrument, voice: CatalogueVoice) -> Unbound:
    """The field of a question, to be bound by a form."""
    return _unbound.of(
        instrument,
        question,
        voice,
        otherwise=lambda: Unbound(
            FIELD_OF[item.type], label="", question=question, item=item, instrument=instrument, voice=voice
        ),
    )


def value_attribute(item: Item, answer: Answer | None) -> Markup:
    """The attribute with the number that was typed, as JSON; empty of other items and without an answer."""
    if answer is None or item.type not in NUMBER_TYPES:
        return Markup()
    return Markup(' data-value="{}"').format(json.dumps(json_operand(answer)))


def json_operand(answer: Answer | None) -> object:
    """What conditions see of an answer, as a script reads it."""
    return operand(answer) if answer and isinstance(answer.value, Money) else plain(answer.value if answer else None)
