"""How the method says things in one language, without knowing any: `assessment.language` provides the voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

PER_CENT = "% \u00a0\u202f"
"""A per cent sign and the spaces that may follow it."""


class Voice(Protocol):
    """One language: its texts, numbers, dates and names. Messages are the English source texts."""

    @property
    def language(self) -> str:
        """The catalogue folder's name: `en`, `fr`, `zh_Hans`."""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""

    def say(self, message: str, /, **values: object) -> str:
        """The message in this language with its `{placeholders}` filled."""

    def count(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """The message in the plural form for `number`, which fills `{number}` formatted."""

    def number(self, value: float, decimals: int = 0) -> str:
        """A number, rounded half up, with this language's separators."""

    def percent(self, value: float, decimals: int = 0) -> str:
        """A share given as 0..100, with this language's per cent sign."""

    def money(self, amount: float, currency: str, decimals: int = 0) -> str:
        """An amount with the code of its currency (ISO 4217), on the side and with the space of this language."""

    def date(self, value: date) -> str:
        """A date in full words."""

    def join(self, parts: Iterable[str]) -> str:
        """`a, b and c`."""

    def row(self, parts: Iterable[str]) -> str:
        """`a; b; c`, with this language's sign between them."""

    def as_of(self, text: str) -> str:
        """An ISO date of full or reduced precision (`2019-11-02`, `2019-11`, `2019`) in words."""

    def country(self, iso3: str) -> str:
        """The official name of a country."""


@dataclass(frozen=True)
class Sentence:
    """A message still without a language: what a rule found, said later by a voice."""

    message: str
    values: dict[str, object] = field(default_factory=dict)

    def said(self, voice: Voice) -> str:
        """The sentence in the voice's language."""
        return voice.say(self.message, **self.values)


def quantity(voice: Voice, value: float, decimals: int, unit: str) -> str:
    """A number with its unit, in the order of the language; the per cent sign of a unit gives way to the share."""
    if unit.startswith("%"):
        return voice.percent(value, decimals) + unit[1:]
    number = voice.number(value, decimals)
    # Translators: where a unit changes with the number (day, days), write "{unit}: {value}".
    return voice.say("{value} {unit}", value=number, unit=unit) if unit else number


def decimals_of(value: float) -> int:
    """How many decimals a number has."""
    return len(format(Decimal(repr(value)), "f").partition(".")[2].rstrip("0"))


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is written; a voice says it later."""
    return message
