"""An answer as a person types it from paper: codes as they are printed, in a cell or a single line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assessment.language import NotANumber
from assessment.methodology.instrument import NUMBER_TYPES, Instrument, Item
from assessment.methodology.responses import STATES, Answer, Unusable, answer_from
from assessment.methodology.voice import N_

NON_ANSWERS = STATES[1:]
NO_FIT = N_("{text} is none of: {options}")
SEPARATORS = re.compile(r"[\s,;+/]+")
MOST_DIGITS = 4
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

ReadNumber = Callable[[str], float]


def answer_typed(instrument: Instrument, item: Item, text: str, read_number: ReadNumber) -> Answer:
    """The answer meant by what was typed.

    An option is typed as its code, as the beginning of it that fits no other, or as its number in the order of the
    paper; several are separated by spaces or commas; an amount of money is followed by currency and year. Any
    non-answer may be typed as its code, or as a beginning of it that no option has.

    Raises:
        Unusable: nothing fits, or more than one answer does.
        NotANumber: as `read_number` raises it, with a sentence in the person's language.
    """
    options = [option.code for option in instrument.options_of(item)]
    if options:
        codes = [one for one in SEPARATORS.split(text.strip()) if one]
        meant = [_option(options, code) for code in (codes if item.type == "multiple" else [text.strip()])]
        states = [code for code in meant if code not in options]
        if states:
            if len(meant) > 1:
                raise Unusable(N_("{state} stands beside other answers: keep one"), state=states[0])
            return answer_from(instrument, item, {"state": states[0]})
        return answer_from(instrument, item, meant if item.type == "multiple" else meant[0])
    if text.strip() in NON_ANSWERS:
        return answer_from(instrument, item, {"state": text.strip()})
    if item.type in NUMBER_TYPES:
        return _measured(instrument, item, text.strip(), read_number)
    return answer_from(instrument, item, text)


def choice_typed(codes: Iterable[str], text: str) -> str:
    """The code of one choice, typed whole, by its beginning or by its number.

    Raises:
        Unusable: none fits, or more than one does.
    """
    listed = list(codes)
    if text in listed:
        return text
    if text.isdecimal() and len(text) <= MOST_DIGITS and 1 <= int(text) <= len(listed):
        return listed[int(text) - 1]
    fitting = [code for code in listed if code.startswith(text.lower())]
    if not text or len(fitting) != 1:
        raise Unusable(NO_FIT, text=text, options=", ".join(listed))
    return fitting[0]


def plain_number(read_number: ReadNumber) -> ReadNumber:
    """Reads a number as spreadsheets hold it, else as `read_number` does."""
    return lambda text: float(text) if PLAIN_NUMBER.fullmatch(text) else read_number(text)


def _option(options: list[str], text: str) -> str:
    if text in options or text in NON_ANSWERS:
        return text
    begins_no_option = not any(option.startswith(text.lower()) for option in options)
    try:
        return choice_typed(NON_ANSWERS if begins_no_option and not text.isdecimal() else options, text)
    except Unusable:
        raise Unusable(NO_FIT, text=text, options=", ".join((*options, *NON_ANSWERS))) from None


def _measured(instrument: Instrument, item: Item, text: str, read_number: ReadNumber) -> Answer:
    try:
        if item.type != "money":
            return answer_from(instrument, item, read_number(text.rstrip("%٪").strip()))
        amount, currency, year = text.rsplit(None, 2)
        raw = {"amount": read_number(amount), "currency": currency.upper(), "year": int(year)}
        return answer_from(instrument, item, raw)
    except (NotANumber, Unusable):
        raise
    except ValueError:
        raise Unusable(N_("type the amount, the currency and the year: 12.5 XOF 2025")) from None
