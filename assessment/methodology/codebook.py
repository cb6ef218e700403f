"""The code book: what every question is, of whom it is asked and what its codes mean, in words of one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.methodology.expressions import parse
from assessment.methodology.instrument import Attribute, Instrument, Item
from assessment.methodology.report.words import KINDS
from assessment.methodology.responses import limits_of
from assessment.methodology.voice import N_, Voice
from assessment.methodology.wording import STATE_LABELS, condition_said

TYPES = {
    "single": N_("One answer"),
    "multiple": N_("Several answers"),
    "agreement": N_("Agreement"),
    "law_status": N_("State of the law"),
    "number": N_("Number"),
    "percentage": N_("Percentage"),
    "money": N_("Amount of money"),
    "date": N_("Date"),
    "short_text": N_("Short text"),
    "long_text": N_("Text"),
    "grid": N_("One answer a row"),
}
ABOUT_ONESELF = N_("About the respondent")


@dataclass(frozen=True)
class Described:
    """One question or attribute; `codes` are its permitted answers with their labels, in their order."""

    code: str
    area: str
    text: str
    kind: str
    type: str
    unit: str
    limits: str
    codes: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]
    groups: str
    roles: str
    module: str
    condition: str


def codebook(instrument: Instrument, voice: Voice) -> tuple[Described, ...]:
    """Attributes first, then every question in order; `instrument` must be in the voice's language."""
    attributes = (_attribute(instrument, voice, attribute) for attribute in instrument.attributes)
    return (*attributes, *_questions(instrument, voice))


def _attribute(instrument: Instrument, voice: Voice, attribute: Attribute) -> Described:
    one_answer = TYPES["single"]
    return Described(
        code=attribute.code,
        area=voice.say(ABOUT_ONESELF),
        text=attribute.text,
        kind="",
        type=voice.say(one_answer),
        unit="",
        limits="",
        codes=tuple((option.code, option.label) for option in attribute.options),
        states=tuple((state, voice.say(STATE_LABELS[state])) for state in attribute.allows),
        groups=_groups(instrument, voice, attribute.groups),
        roles="",
        module="",
        condition="",
    )


def _questions(instrument: Instrument, voice: Voice) -> Iterator[Described]:
    for code, item in instrument.question_of.items():
        row = next((one.text for one in item.rows if code == f"{item.code}.{one.code}"), "")
        yield Described(
            code=code,
            area=instrument.area_of_item[item.code].label,
            text=voice.say("{question}: {row}", question=item.text, row=row) if row else item.text,
            kind=voice.say(KINDS[item.kind]),
            type=voice.say(TYPES[item.type]),
            unit=item.unit or ("%" if item.type == "percentage" else ""),
            limits=_limits(voice, item),
            codes=tuple((option.code, option.label) for option in instrument.options_of(item)),
            states=tuple((state, voice.say(STATE_LABELS[state])) for state in item.allows),
            groups=_groups(instrument, voice, item.groups),
            roles=_roles(instrument, voice, item),
            module=instrument.module_of[item.module].label if item.module else "",
            condition=condition_said(voice, instrument, parse(item.when)) if item.when else "",
        )


def _groups(instrument: Instrument, voice: Voice, groups: tuple[str, ...]) -> str:
    return voice.row(instrument.group_of[code].label for code in groups)


def _roles(instrument: Instrument, voice: Voice, item: Item) -> str:
    """`Public sector: Customs; Central bank`, for groups of which only some roles are asked."""
    told = []
    for group, roles in item.roles.items():
        labels = {role.code: role.label for role in instrument.group_of[group].roles}
        listed = voice.row(labels[role] for role in roles)
        told.append(voice.say("{group}: {roles}", group=instrument.group_of[group].label, roles=listed))
    return voice.row(told)


def _limits(voice: Voice, item: Item) -> str:
    low, high = limits_of(item)
    if low is not None and high is not None:
        return voice.say("from {minimum} to {maximum}", minimum=low, maximum=high)
    if low is not None:
        return voice.say("{minimum} or more", minimum=low)
    return voice.say("{maximum} or less", maximum=high) if high is not None else ""
