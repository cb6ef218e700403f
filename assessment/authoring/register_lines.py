"""A stakeholder register as a spreadsheet: one person or institution a row, columns named by code or in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from email_validator import EmailNotValidError, validate_email
from pydantic import BaseModel, ConfigDict

from assessment.authoring.spreadsheet import Row, rows_of
from assessment.errors import InvalidInput
from assessment.language import CatalogueVoice, offered_languages
from assessment.methodology.instrument import Instrument
from assessment.methodology.voice import N_

COLUMNS = {
    "group": N_("Stakeholder group"),
    "role": N_("Role"),
    "institution": N_("Institution"),
    "name": N_("Contact person"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "language": N_("Language"),
    "consent": N_("Consent to be contacted"),
    "legal_basis": N_("Legal basis"),
    "retain_until": N_("Keep contact until"),
}
CONSENTS = {"given": N_("given"), "refused": N_("refused"), "unknown": N_("not asked")}
LEGAL_BASES = {
    "consent": N_("consent of the person"),
    "public_task": N_("task in the public interest"),
    "legal_obligation": N_("legal obligation"),
    "legitimate_interest": N_("legitimate interest"),
}
WHO = ("institution", "name", "email", "phone")
LONGEST = {"institution": 200, "name": 200, "email": 254, "phone": 40}
MOST_PEOPLE = 2_000
CHOICES_SHOWN = 12


class Person(BaseModel):
    """One row: who is to be asked and how they are reached, codes only; texts are empty where nothing was entered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: str
    role: str = ""
    institution: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str
    consent: str = "unknown"
    legal_basis: str = ""
    retain_until: date | None = None
    attributes: dict[str, str] = {}

    @property
    def label(self) -> str:
        """How a row is spoken of."""
        return self.institution or self.name or self.email or self.phone

    @property
    def identity(self) -> tuple[str, ...]:
        """What two rows of the same person have in common: the address, else group, institution and name."""
        if self.email:
            return (self.email.casefold(),)
        return (self.group, self.institution.casefold(), self.name.casefold() or self.phone)


@dataclass(frozen=True)
class CellFault:
    """What is wrong in a cell, with the cure, in the reader's language; `row` as a spreadsheet counts."""

    row: int
    column: str
    sentence: str


@dataclass
class RegisterReading:
    """What a file brought: the rows that can be taken, by their number, and every fault of the others."""

    people: dict[int, Person] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)


@dataclass(frozen=True)
class Rules:
    """What cells are checked against; `instrument` has its texts in the voice's language."""

    instrument: Instrument
    languages: Sequence[str]
    voice: CatalogueVoice
    today: date


class Unusable(Exception):
    """A cell that cannot be taken; its text is the sentence to show."""


def columns_of(instrument: Instrument, voice: CatalogueVoice) -> dict[str, str]:
    """Every column by code, with its name in the voice's language; what respondents are asked of themselves is last."""
    own = {attribute.code: attribute.text for attribute in instrument.attributes}
    return {code: voice.say(name) for code, name in COLUMNS.items()} | own


def choices_of(rules: Rules, column: str) -> dict[str, str]:
    """The codes a column takes with their labels, whatever the group; empty for one that takes a text."""
    languages = offered_languages()
    listed: dict[str, dict[str, str]] = {
        "group": {group.code: group.label for group in rules.instrument.groups},
        "role": {role.code: role.label for group in rules.instrument.groups for role in group.roles},
        "language": {code: languages[code].name for code in rules.languages if code in languages},
        "consent": {code: rules.voice.say(label) for code, label in CONSENTS.items()},
        "legal_basis": {code: rules.voice.say(label) for code, label in LEGAL_BASES.items()},
    }
    for attribute in rules.instrument.attributes:
        listed[attribute.code] = {option.code: option.label for option in attribute.options}
    return listed.get(column, {})


def read_register(content: bytes, rules: Rules) -> RegisterReading:
    """The rows of a register file. A row with a fault is not taken, and every fault of the file is told.

    Raises:
        InvalidInput: the file cannot be read as a table, lacks the column of the group, or has too many rows.
    """
    header, *rows = rows_of(content)
    if len(rows) > MOST_PEOPLE:
        raise InvalidInput(
            rules.voice.say(N_("Split the file: at most {number} rows are read at once."), number=MOST_PEOPLE)
        )
    reading = RegisterReading()
    columns = _columns(header, rules, reading)
    for row in rows:
        _read_row(row, columns, rules, reading)
    return reading


def _columns(header: Row, rules: Rules, reading: RegisterReading) -> dict[int, str]:
    """The code of each column by its place; one that is unknown or stands twice is a fault of the header."""
    names = columns_of(rules.instrument, rules.voice)
    code_of = {name.casefold(): code for code, name in names.items()} | {code.casefold(): code for code in names}
    columns: dict[int, str] = {}
    for place, cell in enumerate(header.cells):
        code = code_of.get(cell.text.casefold())
        if code is None and (cell.text or cell.fault):
            cure = N_("There is no such column. Name it as in the template, or delete it.")
            reading.faults.append(CellFault(header.number, cell.text or _letter(place), rules.voice.say(cure)))
        elif code in columns.values():
            cure = N_("This column stands twice. Keep one of them.")
            reading.faults.append(CellFault(header.number, cell.text, rules.voice.say(cure)))
        elif code is not None:
            columns[place] = code
    if "group" not in columns.values():
        raise InvalidInput(
            N_("The first row must name the columns, and one of them the stakeholder group. Take the template.")
        )
    return columns


def _read_row(row: Row, columns: Mapping[int, str], rules: Rules, reading: RegisterReading) -> None:
    names = columns_of(rules.instrument, rules.voice)
    cells: dict[str, str] = {}
    faults = []
    for place, cell in enumerate(row.cells):
        if cell.fault:
            faults.append(
                CellFault(row.number, names.get(columns.get(place, ""), _letter(place)), rules.voice.say(cell.fault))
            )
        elif cell.text and place in columns:
            cells[columns[place]] = cell.text
        elif cell.text:
            cure = N_("This cell stands outside the columns that are read. Delete it.")
            faults.append(CellFault(row.number, _letter(place), rules.voice.say(cure)))
    values: dict[str, Any] = {"attributes": {}}
    for code, text in _in_order(cells):
        try:
            value = READERS.get(code, partial(_attribute, code))(text, rules, values)
        except Unusable as fault:
            faults.append(CellFault(row.number, names[code], str(fault)))
            continue
        (values["attributes"] if code not in COLUMNS else values)[code] = value
    faults += _missing(row.number, cells, rules, names)
    if faults:
        reading.faults += faults
    else:
        reading.people[row.number] = Person(**{"language": rules.languages[0], **values})


def _in_order(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The group first: roles and attributes depend on it."""
    yield from sorted(cells.items(), key=lambda cell: cell[0] != "group")


def _missing(row: int, cells: Mapping[str, str], rules: Rules, names: Mapping[str, str]) -> Iterator[CellFault]:
    if "group" not in cells:
        yield CellFault(row, names["group"], rules.voice.say(N_("Enter the stakeholder group.")))
    if not any(cells.get(column) for column in WHO):
        cure = N_("Enter an institution, a person, an e-mail address or a phone number.")
        yield CellFault(row, names["institution"], rules.voice.say(cure))


def _text(column: str, text: str, rules: Rules, _row: Mapping[str, Any]) -> str:
    if len(text) > LONGEST[column]:
        raise Unusable(rules.voice.say(N_("Shorten it to {number} characters at most."), number=LONGEST[column]))
    return text


def _email(text: str, rules: Rules, _row: Mapping[str, Any]) -> str:
    address = usable_address(text)
    if not address:
        raise Unusable(rules.voice.say(N_("This is no e-mail address. Write it like name@example.org.")))
    return address


def usable_address(text: str) -> str:
    """An e-mail address as every server takes it, with its domain in ASCII; empty if it is none."""
    try:
        return validate_email(text, check_deliverability=False, allow_smtputf8=False).ascii_email or ""
    except EmailNotValidError:
        return ""


def _phone(text: str, rules: Rules, row: Mapping[str, Any]) -> str:
    if set(text) - set("0123456789+()-./ ") or sum(sign.isdigit() for sign in text) < 4:
        raise Unusable(rules.voice.say(N_("Write the phone number with digits, as in +221 33 123 45 67.")))
    return _text("phone", text, rules, row)


def _day(text: str, rules: Rules, _row: Mapping[str, Any]) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Unusable(rules.voice.say(N_("Write the date as year-month-day, as in 2027-12-31."))) from None
    if day < rules.today:
        raise Unusable(rules.voice.say(N_("This date has passed. Enter one until which the contact may be kept.")))
    return day


def _choice(column: str, text: str, rules: Rules, row: Mapping[str, Any]) -> str:
    return _chosen(text, choices_of(rules, column), rules)


def _role(text: str, rules: Rules, row: Mapping[str, Any]) -> str:
    group = rules.instrument.group_of.get(row.get("group", ""))
    return _chosen(text, {role.code: role.label for role in group.roles} if group else {}, rules)


def _attribute(column: str, text: str, rules: Rules, row: Mapping[str, Any]) -> str:
    attribute = next(one for one in rules.instrument.attributes if one.code == column)
    if row.get("group") not in attribute.groups:
        raise Unusable(rules.voice.say(N_("This is not asked of the row's stakeholder group. Leave the cell empty.")))
    return _chosen(text, {option.code: option.label for option in attribute.options}, rules)


def _chosen(text: str, choices: Mapping[str, str], rules: Rules) -> str:
    code_of = {label.casefold(): code for code, label in choices.items()} | {code.casefold(): code for code in choices}
    code = code_of.get(text.casefold())
    if code is None:
        raise Unusable(_not_among(text, choices.values(), rules))
    return code


def _not_among(text: str, labels: Iterable[str], rules: Rules) -> str:
    listed = list(labels)
    if not listed:
        return rules.voice.say(N_("There is nothing to choose here for this group. Leave the cell empty."))
    shown = rules.voice.row(listed[:CHOICES_SHOWN])
    return rules.voice.say(N_("“{value}” is not among the choices: {choices}"), value=text[:60], choices=shown)


def _letter(place: int) -> str:
    """The name of a column without one, as spreadsheets letter them."""
    return _letter(place // 26 - 1) + chr(65 + place % 26) if place >= 26 else chr(65 + place)


READERS: dict[str, Callable[[str, Rules, Mapping[str, Any]], object]] = {
    "group": partial(_choice, "group"),
    "role": _role,
    "institution": partial(_text, "institution"),
    "name": partial(_text, "name"),
    "email": _email,
    "phone": _phone,
    "language": partial(_choice, "language"),
    "consent": partial(_choice, "consent"),
    "legal_basis": partial(_choice, "legal_basis"),
    "retain_until": _day,
}
