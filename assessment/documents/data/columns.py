"""The columns of a file with one row a respondent; names are those of the exported XLSForm.

Each question has a column for its value and one for its state, so that no state is ever taken for a value. A question
with several answers has one column an option, 1 or 0; an amount of money has three. Columns hold codes, never labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from assessment.documents.scores import ten_digits
from assessment.documents.spreadsheet import Cell
from assessment.methodology.instrument import NUMBER_TYPES, Instrument, Item
from assessment.methodology.release import WITHHELD, Audience, Record
from assessment.methodology.report.words import STATES
from assessment.methodology.responses import Money, Value
from assessment.methodology.voice import N_, Voice

JOINT = "__"
LONGEST_NAME = 60
ENTRY_STATES = {**STATES, "not_asked": N_("Not asked"), WITHHELD: N_("Withheld")}
ORIGINS = {
    "personal": N_("Personal link"),
    "open": N_("Open link"),
    "anonymous": N_("Anonymous link"),
    "demonstration": N_("Demonstration"),
    "expert": N_("Coded by an expert"),
    "paper": N_("Paper"),
    "interview": N_("Interview"),
    "kobo": N_("KoboToolbox or ODK"),
}
YES_OR_NO = (("1", N_("Yes")), ("0", N_("No")))


@dataclass(frozen=True)
class Column:
    """One column: what it holds of a record, its label, the labels of its codes, and the question it belongs to."""

    name: str
    label: str
    cell: Callable[[Record], Cell]
    codes: tuple[tuple[str, str], ...] = ()
    is_number: bool = False
    question: str = ""


def columns_of(instrument: Instrument, voice: Voice, audience: Audience) -> list[Column]:
    """The columns in their order; `instrument` must be in the voice's language."""
    taken: set[str] = set()
    columns = []
    for column in (*_about(instrument, voice, audience), *_questions(instrument, voice)):
        name = _short(column.name, taken)
        taken.add(name.lower())
        columns.append(replace(column, name=name))
    return columns


def column_name(question: str) -> str:
    """`LEG_16__privacy` for the row of a grid."""
    return question.replace(".", JOINT, 1)


def cell_of(value: Value | None) -> Cell:
    """A single value as a cell: codes and texts as they are, whole numbers without a point."""
    match value:
        case Money():
            return cell_of(value.amount)
        case tuple():
            return " ".join(value)
        case float():
            return int(value) if value.is_integer() and abs(value) < 1e15 else ten_digits(value)
        case _:
            return value


def _about(instrument: Instrument, voice: Voice, audience: Audience) -> Iterator[Column]:
    say = voice.say
    withheld = ((WITHHELD, say(ENTRY_STATES[WITHHELD])),)
    groups = tuple((group.code, group.label) for group in instrument.groups)
    roles = {role.code: role.label for group in instrument.groups for role in group.roles}
    yield Column("respondent", say("Pseudonym of the respondent"), lambda record: record.respondent)
    yield Column("group", say("Stakeholder group"), lambda record: record.group, groups)
    yield Column("role", say("Role"), lambda record: record.role, (*roles.items(), *withheld))
    yield Column("institution", say("Name or pseudonym of the institution"), lambda record: record.institution)
    if instrument.modules:
        yield Column("modules", say("Topics chosen, separated by spaces"), lambda record: " ".join(record.modules))
    origins = tuple((code, say(label)) for code, label in ORIGINS.items())
    yield Column("origin", say("How the answers came"), lambda record: record.origin, origins)
    if audience == "analysis":
        yield Column("language", say("Language of the answers"), lambda record: record.language)
        yield Column("sent_on", say("Day of sending"), lambda record: record.sent_on)
    if instrument.survey is not None:
        yield from _draw(voice, audience)
    for attribute in instrument.attributes:
        codes = tuple((option.code, option.label) for option in attribute.options)
        states = tuple((state, say(ENTRY_STATES[state])) for state in attribute.allows)
        value = partial(_attribute, attribute.code)
        name, told = f"about{JOINT}{attribute.code}", (*codes, *states, *withheld)
        yield Column(name, attribute.text, value, told, question=attribute.code)


def _draw(voice: Voice, audience: Audience) -> Iterator[Column]:
    """How a survey drew its respondents; for everybody what each stands for in the end."""
    weight = voice.say("Weight")
    yield Column("weight", weight, lambda record: cell_of(record.weight), is_number=True)
    if audience == "analysis":
        drawn = voice.say("{question}: {row}", question=voice.say("Units drawn"), row=weight)
        yield Column("design_weight", drawn, lambda record: cell_of(record.design_weight), is_number=True)
        yield Column("stratum", voice.say("Stratum"), lambda record: record.stratum)
        yield Column("cluster", voice.say("Cluster (primary sampling unit)"), lambda record: record.cluster)


def _questions(instrument: Instrument, voice: Voice) -> Iterator[Column]:
    states = tuple((state, voice.say(label)) for state, label in ENTRY_STATES.items())
    for question, item in instrument.question_of.items():
        row = next((one.text for one in item.rows if question == f"{item.code}.{one.code}"), "")
        text = voice.say("{question}: {row}", question=item.text, row=row) if row else item.text
        for column in _values(instrument, voice, question, item, text):
            yield replace(column, question=question)
        label = voice.say("State of the answer: {question}", question=text)
        name = f"{column_name(question)}{JOINT}state"
        yield Column(name, label, partial(_state, question), states, question=question)


def _values(instrument: Instrument, voice: Voice, question: str, item: Item, text: str) -> Iterator[Column]:
    name, options = column_name(question), instrument.options_of(item)
    if item.type == "multiple":
        marks = tuple((code, voice.say(label)) for code, label in YES_OR_NO)
        for option in options:
            label = voice.say("{question}: {row}", question=text, row=option.label)
            mark = partial(_mark, question, option.code)
            yield Column(f"{name}{JOINT}{option.code}", label, mark, marks, is_number=True)
        return
    codes = tuple((option.code, option.label) for option in options)
    yield Column(name, text, partial(_value, question), codes, is_number=item.type in NUMBER_TYPES)
    if item.type == "money":
        currency, year = partial(_part, question, "currency"), partial(_part, question, "year")
        label = voice.say("{question}: {row}", question=text, row=voice.say("Currency"))
        yield Column(f"{name}{JOINT}currency", label, currency)
        label = voice.say("{question}: {row}", question=text, row=voice.say("Year"))
        yield Column(f"{name}{JOINT}year", label, year, is_number=True)


def _attribute(code: str, record: Record) -> Cell:
    return record.attributes.get(code)


def _state(question: str, record: Record) -> Cell:
    return record.entries[question].state


def _value(question: str, record: Record) -> Cell:
    return cell_of(record.entries[question].value)


def _mark(question: str, option: str, record: Record) -> Cell:
    value = record.entries[question].value
    return int(option in value) if isinstance(value, tuple) else None


def _part(question: str, part: str, record: Record) -> Cell:
    value = record.entries[question].value
    parts: Mapping[str, Cell] = {"currency": value.currency, "year": value.year} if isinstance(value, Money) else {}
    return parts.get(part)


def _short(name: str, taken: set[str]) -> str:
    """A name that statistics programs take: at most 64 bytes, and unlike any other in small letters too."""
    if len(name) <= LONGEST_NAME and name.lower() not in taken:
        return name
    numbers = range(2, len(taken) + 3)
    return next(short for number in numbers if (short := f"{name[: LONGEST_NAME - 4]}_{number}").lower() not in taken)
