"""Numbers as people type them: any digits, decimal comma or point, and the separators of their country."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from babel.numbers import get_decimal_symbol

from assessment.language.voice import voice_for

LONGEST = 40
SIGNS = str.maketrans({"٫": ".", "٬": "'", "،": ",", "−": "-", "．": ".", "，": ",", "’": "'", "_": " "})
DIRECTION_MARKS = str.maketrans(dict.fromkeys("\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))


def _style(group: str, decimal: str) -> re.Pattern[str]:
    whole = rf"\d+|[1-9]\d{{0,2}}(?P<group>[{group}])\d{{3}}(?:(?P=group)\d{{3}})*"
    return re.compile(rf"(?P<sign>[+-]?)(?P<whole>{whole})?(?:{decimal}(?P<decimals>\d*))?")


STYLES = (_style(r",' ", r"\."), _style(r".' ", ","))


class NotANumber(ValueError):
    """A text that is no number or could be two; its text is the sentence for the person who typed it."""


def parse_number(text: str, language: str) -> float:
    """The number a person typed: `1 234,5`, `1,234.5`, `١٢٣٫٥`, `12.5`, `1'000`.

    The text is read both with a decimal point and with a decimal comma. Where the two readings differ, as in
    `1,234`, the person is asked rather than the language, since phones and habits mix conventions.

    Raises:
        NotANumber: with a sentence in the language.
    """
    voice = voice_for(language)
    cleaned = _plain(text)
    readings = _readings(cleaned) if len(cleaned) <= LONGEST else set()
    if not readings:
        raise NotANumber(voice.say("Enter a number, such as {example}", example=voice.number(1250.5, 1)))
    if len(readings) > 1:
        raise NotANumber(
            voice.say(
                "“{text}” can be read in two ways. Enter {whole} or {fraction}",
                text=text.strip(),
                whole=re.sub(r"[.,]", "", cleaned),
                fraction=re.sub(r"[.,]", _decimal_mark(language), cleaned) + "0",
            )
        )
    return readings.pop()


def number_to_edit(value: float, language: str) -> str:
    """A stored number as it stands in an input: this language's decimal mark, no group separators.

    Three decimals get a zero behind them, so that `parse_number` reads back what was written.
    """
    whole, _, decimals = format(Decimal(repr(value)), "f").partition(".")
    decimals = decimals.rstrip("0")
    if not decimals:
        return whole
    return whole + _decimal_mark(language) + decimals + ("0" if len(decimals) == 3 else "")


def western_digits(text: str) -> str:
    """The text with the digits of any script written as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _decimal_mark(language: str) -> str:
    return get_decimal_symbol(voice_for(language).locale)


def _plain(text: str) -> str:
    """Western digits and signs for those of any script, no marks of direction, one kind of blank."""
    return re.sub(r"\s", " ", western_digits(text).translate(DIRECTION_MARKS).translate(SIGNS).strip())


def _readings(text: str) -> set[float]:
    """The numbers a cleaned text can mean: none, one or two."""
    found = (style.fullmatch(text) for style in STYLES)
    return {
        float(match["sign"] + re.sub(r"\D", "", match["whole"] or "0") + "." + (match["decimals"] or "0"))
        for match in found
        if match and (match["whole"] or match["decimals"])
    }
