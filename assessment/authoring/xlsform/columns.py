"""The columns of a file of answers: which question each belongs to, whatever groups stand before its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from assessment.authoring.xlsform.faults import FormError
from assessment.authoring.xlsform.names import (
    CURRENCY,
    GROUP,
    INSTITUTION,
    MODULES,
    ROLE,
    STATE,
    STATES,
    VERSION,
    YEAR,
    attribute_name,
    modules_name,
    part_name,
    question_name,
    role_name,
)
from assessment.authoring.xlsform.sheets import Sheet
from assessment.errors import InvalidInput
from assessment.methodology.instrument import Instrument

OF_THE_SERVICE = frozenset({"__version__", "start", "end", "today", "SubmissionDate", "KEY", "SubmitterID",
                            "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState",
                            "DeviceID", "Edits", "FormVersion", "instanceID", "instanceName", "rootUuid",
                            "uuid", "deprecatedID", "deviceid", "username"})  # fmt: skip
"""What KoboToolbox and ODK Central add of their own; so does every name that begins with `_`."""


@dataclass
class Column:
    """Where a question's answer stands: in one column, or in one a choice (`split`, header by code)."""

    header: str = ""
    split: dict[str, str] = field(default_factory=dict)


def columns_of(table: Sheet, instrument: Instrument) -> dict[str, Column]:
    """The columns by the names of the exported form.

    Raises:
        InvalidInput: the file is empty.
        FormError: a column is of no question, stands twice, or one that is needed is missing.
    """
    if not any(table.header):
        raise InvalidInput(f"{table.place}: is empty: the first row names the columns")
    known = _Known(set(_names(instrument)), dict(_several(instrument)))
    columns: dict[str, Column] = {}
    for header in filter(None, table.header):
        _place(table, header, known, columns)
    for name in (VERSION, GROUP) if instrument.groups else (VERSION,):
        if name not in columns:
            table.refuse(1, name, "is missing: answers are taken from forms that etready exported")
    if table.problems:
        raise FormError(table.problems)
    return columns


class _Known(NamedTuple):
    """The names of the exported form, and the choices of those that may have a column for each."""

    singles: set[str]
    several: dict[str, set[str]]


def _place(table: Sheet, header: str, known: _Known, columns: dict[str, Column]) -> None:
    *groups, last = header.split("/")
    if last in known.singles or last in known.several:
        column = columns.setdefault(last, Column())
        if column.header:
            table.refuse(1, header, f"stands twice, also as {column.header}: keep one")
        column.header = header
    elif groups and last in known.several.get(groups[-1], ()):
        columns.setdefault(groups[-1], Column()).split[last] = header
    elif not _is_of_the_service(last, groups):
        table.refuse(1, header, "is no question of this questionnaire; was the file exported with XML values?")


def _is_of_the_service(name: str, groups: list[str]) -> bool:
    """A column that the service adds, or a text that the form only shows (`PAY-introduction`)."""
    return name.startswith("_") or name in OF_THE_SERVICE or "meta" in groups or "formhub" in groups or "-" in name


def _names(instrument: Instrument) -> Iterator[str]:
    yield from (VERSION, GROUP, ROLE, MODULES, INSTITUTION)
    yield from map(role_name, instrument.groups)
    yield from map(attribute_name, instrument.attributes)
    for code, item in instrument.question_of.items():
        yield question_name(code)
        yield part_name(code, STATE)
        if item.type == "money":
            yield from (part_name(code, CURRENCY), part_name(code, YEAR))


def _several(instrument: Instrument) -> Iterator[tuple[str, set[str]]]:
    """Questions that may have a column for each choice, with the choices."""
    for group in instrument.groups:
        yield modules_name(group), {module.code for module in instrument.modules if group.code in module.groups}
    for code, item in instrument.question_of.items():
        if item.type == "multiple":
            yield question_name(code), {*(option.code for option in instrument.options_of(item)), *STATES}
