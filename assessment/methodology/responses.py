"""Answers: five states never merged, values by item type, and the checks every entry path shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from sys import float_info
from typing import Literal

from assessment.methodology.instrument import (
    CHOICE_TYPES,
    NUMBER_TYPES,
    Instrument,
    Item,
)
from assessment.methodology.voice import N_, Sentence

State = Literal["answered", "dont_know", "prefer_not_to_say", "not_applicable"]
STATES: tuple[State, ...] = ("answered", "dont_know", "prefer_not_to_say", "not_applicable")
LONGEST_SHORT_TEXT = 300
LONGEST_LONG_TEXT = 4000
CURRENCY = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Money:
    """An amount with its currency (ISO 4217) and year; it never scores without a supplied rate."""

    amount: float
    currency: str
    year: int


Value = str | tuple[str, ...] | float | Money | date


@dataclass(frozen=True)
class Answer:
    """One item's answer. Only `answered` has a value; an unanswered item has no Answer at all."""

    state: State
    value: Value | None = None


@dataclass(frozen=True)
class Respondent:
    """Who answers: `institution` is the independent voice counted by rule 8 (the respondent itself if alone).

    `modules` are those chosen; None means every module, as in an interview or on paper. In a probability survey
    `weight` is the number of units of the population that the respondent stands for (0 is a weight), `stratum` and
    `cluster` (primary sampling unit) tell from which draw it came.
    """

    code: str
    group: str
    role: str = ""
    institution: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    modules: tuple[str, ...] | None = None
    weight: float | None = None
    stratum: str = ""
    cluster: str = ""

    @property
    def voice(self) -> str:
        """What counts as one: the institution, or the respondent without one."""
        return self.institution or self.code


@dataclass(frozen=True)
class Response:
    """All of a respondent's stored answers by question code (`PAY_01`, `LEG_16.privacy`), on the path or not."""

    respondent: Respondent
    answers: Mapping[str, Answer]


class Unusable(ValueError):
    """An answer that cannot be kept; `sentence` tells the respondent why and what to enter."""

    def __init__(self, message: str, **values: object) -> None:
        self.sentence = Sentence(message, values)
        super().__init__(message.format(**values))


def answer_from(instrument: Instrument, item: Item, raw: object) -> Answer:
    """The Answer meant by a plain JSON value, checked against the item.

    `raw` is an option code (or the whole number of one), a list of codes, a number, `{"amount", "currency",
    "year"}`, an ISO date, a text, or `{"state": "dont_know"}`. For a grid it is the answer of one row.

    Any of the three non-answers is taken, offered on screen or not: on paper and in interviews people say so.

    Raises:
        Unusable: wrong type, unknown option, number out of range, unknown state.
    """
    if isinstance(raw, Mapping) and set(raw) == {"state"}:
        return _non_answer(raw["state"])
    return Answer("answered", value_from(instrument, item, raw))


def value_from(instrument: Instrument, item: Item, raw: object) -> Value:
    """The value of an answered item (see `answer_from`), also used for confirmed facts.

    Raises:
        Unusable: the value does not fit the item.
    """
    if item.type == "multiple":
        return _several(instrument, item, raw)
    if item.type in CHOICE_TYPES or item.type == "grid":
        return _one_code(instrument, item, raw)
    if item.type == "money":
        return _money(item, raw)
    if item.type in NUMBER_TYPES:
        return _number(item, raw)
    if item.type == "date":
        return _date(raw)
    return _text(item, raw)


def plain(value: Value | None) -> object:
    """The JSON form of a value: what `answer_from` reads, and what is stored and exported."""
    match value:
        case tuple():
            return list(value)
        case Money():
            return {"amount": value.amount, "currency": value.currency, "year": value.year}
        case date():
            return value.isoformat()
        case _:
            return value


def answers_from(instrument: Instrument, raw: Mapping[str, object]) -> dict[str, Answer]:
    """All answers of one response, from plain JSON keyed by item; grids become one answer a row.

    Raises:
        Unusable: with the item's code at the head of its sentence.
    """
    answers: dict[str, Answer] = {}
    for code, entry in raw.items():
        item = instrument.question_of.get(code) or instrument.item_of.get(code)
        if item is None:
            raise Unusable(N_("{item}: there is no such item in this questionnaire"), item=code)
        try:
            answers.update(_by_question(instrument, item, code, entry))
        except Unusable as fault:
            raise Unusable(N_("{item}: {fault}"), item=code, fault=str(fault)) from fault
    return answers


def _by_question(instrument: Instrument, item: Item, code: str, entry: object) -> dict[str, Answer]:
    if item.type != "grid" or code != item.code:
        return {code: answer_from(instrument, item, entry)}
    rows = {row.code for row in item.rows}
    if isinstance(entry, Mapping) and set(entry) == {"state"} and "state" not in rows:
        return {f"{code}.{row.code}": answer_from(instrument, item, entry) for row in item.rows}
    if not isinstance(entry, Mapping):
        raise Unusable(N_("give one answer for each row"))
    if unknown := set(entry) - rows:
        raise Unusable(N_("there is no row {row}"), row=min(unknown))
    return {f"{code}.{row}": answer_from(instrument, item, value) for row, value in entry.items()}


def _non_answer(state: object) -> Answer:
    if state not in ("dont_know", "prefer_not_to_say", "not_applicable"):
        raise Unusable(N_("{state} is not a state of an answer"), state=state)
    return Answer(state)


def _one_code(instrument: Instrument, item: Item, raw: object) -> str:
    code = str(raw) if isinstance(raw, int | str) and not isinstance(raw, bool) else ""
    permitted = instrument.labels_of[item.code]
    if code not in permitted:
        raise Unusable(N_("choose one of: {options}"), options=", ".join(permitted))
    return code


def _several(instrument: Instrument, item: Item, raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or not raw:
        raise Unusable(N_("choose one or more of the answers"))
    codes = {_one_code(instrument, item, code) for code in raw}
    chosen = [option for option in instrument.options_of(item) if option.code in codes]
    if alone := next((option.label for option in chosen if option.exclusive and len(chosen) > 1), ""):
        raise Unusable(N_("choose either “{option}” or the other answers"), option=alone)
    return tuple(option.code for option in chosen)


def _number(item: Item, raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) <= float_info.max:
        raise Unusable(N_("enter a number"))
    low, high = limits_of(item)
    if low is not None and raw < low:
        raise Unusable(N_("enter a number of {minimum} or more"), minimum=low)
    if high is not None and raw > high:
        raise Unusable(N_("enter a number of {maximum} or less"), maximum=high)
    return float(raw)


def limits_of(item: Item) -> tuple[float | None, float | None]:
    """The smallest and largest value an item takes; a percentage lies in 0..100 unless the author says otherwise."""
    if item.type == "percentage":
        return (
            0.0 if item.minimum is None else item.minimum,
            100.0 if item.maximum is None else item.maximum,
        )
    return item.minimum, item.maximum


def _money(item: Item, raw: object) -> Money:
    if not isinstance(raw, Mapping) or set(raw) != {"amount", "currency", "year"}:
        raise Unusable(N_("give an amount, a currency and a year"))
    amount = _number(item, raw["amount"])
    currency, year = raw["currency"], raw["year"]
    if not isinstance(currency, str) or not CURRENCY.fullmatch(currency):
        raise Unusable(N_("give the currency as three capital letters, such as XOF"))
    if isinstance(year, bool) or not isinstance(year, int) or not 1990 <= year <= 2100:
        raise Unusable(N_("give the year with four digits"))
    return Money(amount, currency, year)


def _date(raw: object) -> date:
    try:
        return date.fromisoformat(raw if isinstance(raw, str) and DAY.fullmatch(raw) else "")
    except ValueError:
        raise Unusable(N_("enter a date as year-month-day, such as 2026-01-31")) from None


def _text(item: Item, raw: object) -> str:
    if not isinstance(raw, str):
        raise Unusable(N_("enter a text"))
    text = "".join(c for c in raw if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cn")).strip()
    if not text:
        raise Unusable(N_("enter a text"))
    longest = LONGEST_SHORT_TEXT if item.type == "short_text" else LONGEST_LONG_TEXT
    if len(text) > longest:
        raise Unusable(N_("use at most {longest} characters"), longest=longest)
    return text
