"""The fields of an action that a person may edit, and what each of them takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import get_args

from assessment.errors import InvalidInput
from assessment.methodology.voice import N_
from assessment.services.texts import kept_text
from assessment.storage.tables.followup import Priority, TimeFrame

Kept = str | list[str] | date | None
MOST_NAMES = 50


def text(value: object) -> str:
    """A text, which may be empty."""
    if not isinstance(value, str):
        raise InvalidInput(N_("Enter a text of at most 4,000 characters."))
    return kept_text(value)


def words(value: object) -> str:
    """A text that is not empty."""
    if not (said := text(value)):
        raise InvalidInput(N_("An action needs its text."))
    return said


def names(value: object) -> list[str]:
    """Names, without empty ones."""
    if not isinstance(value, list | tuple):
        raise InvalidInput(N_("Give the names one by one."))
    if len(value) > MOST_NAMES:
        raise InvalidInput(N_("Give at most 50 names."))
    return [name for name in (text(one) for one in value) if name]


def day(value: object) -> date | None:
    """A date, or none."""
    if value is not None and not isinstance(value, date):
        raise InvalidInput(N_("Enter a date."))
    return value


def choice(*permitted: str) -> Callable[[object], str]:
    """One of the words."""

    def chosen(value: object) -> str:
        if not isinstance(value, str) or value not in permitted:
            raise InvalidInput(N_("Choose one of the values that are offered."))
        return value

    return chosen


FIELDS: Mapping[str, Callable[[object], Kept]] = {
    "action": words,
    "expected_result": text,
    "priority": choice(*get_args(Priority)),
    "time_frame": choice(*get_args(TimeFrame)),
    "lead": text,
    "contributors": names,
    "partners": names,
    "measure": text,
    "unit": text,
    "baseline": text,
    "target": text,
    "cost": text,
    "starts_on": day,
    "due_on": day,
}


def value_of(name: str, value: object) -> Kept:
    """The value to keep in a field.

    Raises:
        InvalidInput: the field cannot be edited, or the value cannot be used in it.
    """
    if name not in FIELDS:
        raise InvalidInput(f"{name}: this field of an action cannot be edited")
    return FIELDS[name](value)
