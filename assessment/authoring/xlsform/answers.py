"""Answers collected with an exported form, from KoboToolbox or ODK as CSV or XLSX with codes (XML values).

Columns may bear the groups they stand in (`PAY/PAY_01`), and a question with several answers may be one column or one
a choice (`PAY_06/card`). What cannot be kept is rejected cell by cell; a submission whose respondent or version is
not known is rejected whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from assessment.authoring.digests import method_digest
from assessment.authoring.xlsform.columns import Column, columns_of
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
    version_tag,
)
from assessment.authoring.xlsform.sheets import SheetRow, read_table
from assessment.methodology.instrument import NUMBER_TYPES, Group, Instrument, Item
from assessment.methodology.responses import Answer, Unusable, answer_from

NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")
YEAR_TYPED = re.compile("[0-9]{4}")
CHOSEN = frozenset({"1", "true", "1.0"})
NOT_CHOSEN = frozenset({"0", "false", "0.0"})
IDENTITIES = ("meta/rootUuid", "_uuid", "meta/instanceID", "KEY")
"""Where a submission says which it is; the first outlives its correction in KoboToolbox."""


@dataclass(frozen=True)
class Rejected:
    """A cell that is not taken in, by the row of the file."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Submission:
    """One respondent with their answers, as far as they can be kept; `modules` is None where the form has none.

    Without a `language` the assessment's first counts; forms do not ask for attribution and consent to be quoted.
    """

    row: int
    identity: str
    group: str
    role: str
    institution: str
    attributes: Mapping[str, str]
    modules: tuple[str, ...] | None
    answers: Mapping[str, Answer]
    language: str = ""
    attribution: Literal["named", "type", "hidden"] = "hidden"
    quotable: bool = False


@dataclass
class Reading:
    """What a file holds: submissions in its order, and every cell that is rejected."""

    submissions: list[Submission] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def read_answers(path: Path, instrument: Instrument) -> Reading:
    """The submissions of a file, checked against the questionnaire as everybody's answers are.

    A submission that stands in the file twice is taken once, as it stands first.

    Raises:
        InvalidInput: the file cannot be read.
        FormError: its columns are not those of the exported form, or cells hold formulas or control characters.
    """
    table = read_table(path)
    columns = columns_of(table, instrument)
    reader = _Reader(instrument, columns, version_tag(instrument, method_digest(instrument)))
    seen: dict[str, int] = {}
    for row in table.rows:
        submission = reader.submission(row)
        if submission is None:
            continue
        first = seen.setdefault(submission.identity, row.number)
        if first == row.number:
            reader.reading.submissions.append(submission)
        else:
            reader.reject(row, "_uuid", submission.identity, f"is the same submission as in row {first}")
    return reader.reading


@dataclass
class _Reader:
    instrument: Instrument
    columns: Mapping[str, Column]
    tag: str
    reading: Reading = field(default_factory=Reading)

    def reject(self, row: SheetRow, column: str, value: str, reason: str) -> None:
        self.reading.rejected.append(Rejected(row.number, column, value, reason))

    def cell(self, row: SheetRow, name: str) -> str:
        """What a row says under a name of the form, however its column is called."""
        column = self.columns.get(name)
        return row[column.header] if column and column.header else ""

    def submission(self, row: SheetRow) -> Submission | None:
        identity = next((text.removeprefix("uuid:") for name in IDENTITIES if (text := row[name])), "")
        group, role = self.cell(row, GROUP), self.role(row)
        known = self.instrument.group_of.get(group)
        tag = self.cell(row, VERSION)
        if not identity:
            self.reject(row, "_uuid", "", "is empty: a submission that cannot be told from others is not taken in")
        elif tag != self.tag:
            self.reject(row, VERSION, tag, f"is not the version of this assessment, {self.tag}")
        elif known is None:
            self.reject(row, GROUP, group, f"is no stakeholder group; there are {', '.join(self.instrument.group_of)}")
        elif known.roles and role not in {one.code for one in known.roles}:
            self.reject(row, ROLE, role, f"is no role of {group}")
        else:
            return Submission(
                row=row.number,
                identity=identity,
                group=group,
                role=role if known.roles else "",
                institution=self.cell(row, INSTITUTION),
                attributes=dict(self.attributes(row, group)),
                modules=self.modules(row, known),
                answers=dict(self.answers(row)),
            )
        return None

    def role(self, row: SheetRow) -> str:
        group = self.instrument.group_of.get(self.cell(row, GROUP))
        return self.cell(row, ROLE) or (self.cell(row, role_name(group)) if group else "")

    def attributes(self, row: SheetRow, group: str) -> Iterator[tuple[str, str]]:
        for attribute in self.instrument.attributes:
            name = attribute_name(attribute)
            value = self.cell(row, name)
            if not value:
                continue
            if group not in attribute.groups:
                self.reject(row, name, value, f"is not asked of {group}")
            elif value not in {*(option.code for option in attribute.options), *attribute.allows}:
                self.reject(row, name, value, "is no option of this question")
            else:
                yield attribute.code, value

    def modules(self, row: SheetRow, group: Group) -> tuple[str, ...] | None:
        offered = [module.code for module in self.instrument.modules if group.code in module.groups]
        name = modules_name(group)
        if not offered or (name not in self.columns and MODULES not in self.columns):
            return None
        chosen = self.several(row, name) or self.cell(row, MODULES).split()
        for code in chosen:
            if code not in offered:
                self.reject(row, name, code, f"is no module of {group.code}")
        return tuple(code for code in offered if code in chosen)

    def several(self, row: SheetRow, name: str) -> list[str]:
        """The codes chosen in one column, or in one column a choice."""
        if together := self.cell(row, name):
            return together.split()
        column = self.columns.get(name)
        chosen = []
        for code, header in column.split.items() if column else ():
            mark = row[header].lower()
            if mark in CHOSEN:
                chosen.append(code)
            elif mark and mark not in NOT_CHOSEN:
                self.reject(row, header, row[header], "says neither that this was chosen (1) nor that it was not (0)")
        return chosen

    def answers(self, row: SheetRow) -> Iterator[tuple[str, Answer]]:
        for code, item in self.instrument.question_of.items():
            name = question_name(code)
            try:
                raw = self.raw(row, item, name)
                if raw is not None:
                    yield code, answer_from(self.instrument, item, raw)
            except Unusable as fault:
                value = self.cell(row, name) or " ".join(self.several(row, name))
                self.reject(row, name, value or self.cell(row, part_name(name, STATE)), str(fault))

    def raw(self, row: SheetRow, item: Item, name: str) -> object:
        """The plain value of one answer, or its state, or None where nothing was answered."""
        if item.type == "multiple":
            return _alone(self.several(row, name))
        text = self.cell(row, name)
        if self.instrument.options_of(item):
            return {"state": text} if text in STATES else text or None
        state = self.cell(row, part_name(name, STATE))
        if text and state:
            raise Unusable(f"there is an answer and {state} beside it: keep one")
        if state:
            return {"state": state}
        if item.type == "money":
            return self.amount(row, item, text)
        return (_number(text) if item.type in NUMBER_TYPES else text) if text else None

    def amount(self, row: SheetRow, item: Item, text: str) -> object:
        currency, year = (self.cell(row, part_name(item.code, part)) for part in (CURRENCY, YEAR))
        if not text and not currency and not year:
            return None
        told = int(year) if YEAR_TYPED.fullmatch(year) else year
        return {"amount": _number(text), "currency": currency, "year": told}


def _alone(chosen: list[str]) -> object:
    """The codes chosen; a non-answer stands alone."""
    states = [code for code in chosen if code in STATES]
    if states and len(chosen) > 1:
        raise Unusable(f"{states[0]} is chosen beside other answers: keep one")
    return {"state": states[0]} if states else chosen or None


def _number(text: str) -> object:
    return float(text) if NUMBER.fullmatch(text) else text
