"""The cells of a stakeholder register: what each column takes, by code or in words, and how a fault is told."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from email_validator import EmailNotValidError, validate_email
from pydantic import BaseModel, ConfigDict

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
SAMPLE_COLUMNS = {
    "weight": N_("Weight"),
    "stratum": N_("Stratum"),
    "cluster": N_("Cluster (primary sampling unit)"),
    "outcome": N_("Outcome without an answer"),
}
"""Further columns of the register of a probability survey."""
OUTCOMES = {
    "refused": N_("refused"),
    "not_contacted": N_("not contacted"),
    "other": N_("reached, did not answer"),
    "unknown": N_("not known whether eligible"),
    "ineligible": N_("not eligible"),
}
CONSENTS = {"given": N_("given"), "refused": N_("refused"), "unknown": N_("not asked")}
LEGAL_BASES = {
    "consent": N_("consent of the person"),
    "public_task": N_("task in the public interest"),
    "legal_obligation": N_("legal obligation"),
    "legitimate_interest": N_("legitimate interest"),
}
LONGEST = {"institution": 200, "name": 200, "email": 254, "phone": 40, "stratum": 100, "cluster": 100}
LARGEST_WEIGHT = 1_000_000_000
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
    weight: float | None = None
    stratum: str = ""
    cluster: str = ""
    outcome: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether the row tells anything of a draw."""
        return self.weight is not None or bool(self.stratum or self.cluster or self.outcome)

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
    columns = COLUMNS | (SAMPLE_COLUMNS if instrument.survey else {})
    return {code: voice.say(name) for code, name in columns.items()} | own


def choices_of(rules: Rules, column: str) -> dict[str, str]:
    """The codes a column takes with their labels, whatever the group; empty for one that takes a text."""
    languages = offered_languages()
    listed: dict[str, dict[str, str]] = {
        "group": {group.code: group.label for group in rules.instrument.groups},
        "role": {role.code: role.label for group in rules.instrument.groups for role in group.roles},
        "language": {code: languages[code].name for code in rules.languages if code in languages},
        "consent": {code: rules.voice.say(label) for code, label in CONSENTS.items()},
        "legal_basis": {code: rules.voice.say(label) for code, label in LEGAL_BASES.items()},
        "outcome": {code: rules.voice.say(label) for code, label in OUTCOMES.items()},
    }
    for attribute in rules.instrument.attributes:
        listed[attribute.code] = {option.code: option.label for option in attribute.options}
    return listed.get(column, {})


def read_cells(
    cells: Mapping[str, str], rules: Rules, known: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of the cells of one person by column, with a fault for each that cannot be taken.

    `known` is what is known of the person besides; the group is read first, since roles and attributes depend on it.
    """
    values: dict[str, Any] = {"attributes": {}, **(known or {})}
    faults = {}
    for column, text in sorted(cells.items(), key=lambda cell: cell[0] != "group"):
        try:
            value = READERS.get(column, partial(_attribute, column))(text, rules, values)
        except Unusable as fault:
            faults[column] = str(fault)
            continue
        (values if column in READERS else values["attributes"])[column] = value
    return values, faults


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


def _weight(text: str, rules: Rules, _row: Mapping[str, Any]) -> float:
    try:
        weight = float(text.replace(",", ".")) if text.count(",") <= 1 else math.nan
    except ValueError:
        weight = math.nan
    if not 0 <= weight <= LARGEST_WEIGHT:
        raise Unusable(
            rules.voice.say(N_("Write the weight as a number of 0 or more: the units of the population stood for."))
        )
    return weight


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
    "weight": _weight,
    "stratum": partial(_text, "stratum"),
    "cluster": partial(_text, "cluster"),
    "outcome": partial(_choice, "outcome"),
}
