"""An answer in words, in the language of the instrument's texts and the voice."""

from __future__ import annotations

from datetime import date

from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Instrument, Item
from assessment.methodology.responses import Answer, Money
from assessment.methodology.voice import decimals_of, quantity
from assessment.methodology.wording import STATE_LABELS, money_said


def answer_text(instrument: Instrument, item: Item, answer: Answer, voice: CatalogueVoice) -> str:
    """What was answered, as a person reads it; a non-answer by its name."""
    if answer.state != "answered":
        return voice.say(STATE_LABELS[answer.state])
    return value_text(instrument, item, answer.value, voice)


def value_text(instrument: Instrument, item: Item, value: object, voice: CatalogueVoice) -> str:
    """A value as a person reads it: labels for codes, units behind numbers."""
    match value:
        case tuple() | list():
            return voice.row(_label(instrument, item, str(code)) for code in value)
        case Money():
            return money_said(voice, value)
        case date():
            return voice.date(value)
        case float() | int():
            unit = item.unit or ("%" if item.type == "percentage" else "")
            return quantity(voice, float(value), decimals_of(float(value)), unit)
        case _ if item.type == "date":
            return voice.date(date.fromisoformat(str(value)))
        case _:
            return _label(instrument, item, str(value))


def _label(instrument: Instrument, item: Item, code: str) -> str:
    return instrument.labels_of[item.code].get(code, code)


def question_text(instrument: Instrument, question: str, voice: CatalogueVoice) -> str:
    """The wording of a question; for a row of a grid the grid's question and the row."""
    item = instrument.question_of[question]
    row = next((row.text for row in item.rows if question == f"{item.code}.{row.code}"), "")
    return voice.say("{question} – {row}", question=item.text, row=row) if row else item.text
