"""The lists of choices: groups and roles, attributes, modules, scales, items' own, non-answers, currencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from babel.core import get_global
from babel.numbers import get_currency_name

from assessment.authoring.xlsform.form import Row, Said, Wording
from assessment.authoring.xlsform.names import (
    JOINT,
    attribute_name,
    initials,
    list_name,
    modules_name,
    role_name,
)
from assessment.authoring.xlsform.opening import offered_modules
from assessment.authoring.xlsform.routing import Routing, reserved_in
from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Instrument, NonAnswer, Option
from assessment.methodology.voice import N_

STATE_LABELS: dict[NonAnswer, str] = {
    "dont_know": N_("I don’t know"),
    "prefer_not_to_say": N_("Prefer not to say"),
    "not_applicable": N_("Not applicable"),
}
SCORE, EXCLUSIVE = "etready_score", "etready_exclusive"
"""Columns, not `etready::score`: pyxform takes two colons on the sheet of choices for a language."""


def choices_of(instrument: Instrument, wording: Wording, routing: Routing) -> list[Row]:
    """The rows of every list that the audience may meet, each list once."""
    lists = Lists(instrument, wording, routing)
    rows = [*lists.who(), *lists.about(), *lists.modules(), *lists.scales(), *lists.items()]
    return list({row.name: row for row in rows}.values())


class Lists:
    """Makes the rows, kind by kind."""

    def __init__(self, instrument: Instrument, wording: Wording, routing: Routing) -> None:
        self.instrument = instrument
        self.wording = wording
        self.routing = routing
        self.groups = routing.audience.groups(instrument)
        self.asked = [item for item in instrument.item_of.values() if routing.is_asked(item)]

    def who(self) -> Iterator[Row]:
        if self.routing.audience.is_everybody:
            for group in self.instrument.groups:
                yield _choice("groups", group.code, self.wording.of(f"groups.{group.code}.label"))
        for group in (self.instrument.group_of[code] for code in self.groups):
            if not self.routing.audience.role:
                for role in group.roles:
                    said = self.wording.of(f"groups.{group.code}.roles.{role.code}")
                    yield _choice(role_name(group), role.code, said)

    def about(self) -> Iterator[Row]:
        for attribute in self.instrument.attributes:
            if not set(attribute.groups).isdisjoint(self.groups):
                path = f"attributes.{attribute.code}.options"
                yield from self.options(attribute_name(attribute), path, attribute.options)
                yield from self.states(attribute_name(attribute), attribute.allows)

    def modules(self) -> Iterator[Row]:
        for code in self.groups:
            for module in offered_modules(self.instrument, self.routing, code):
                name = modules_name(self.instrument.group_of[code])
                yield _choice(name, module.code, self.wording.of(f"modules.{module.code}.label"))

    def scales(self) -> Iterator[Row]:
        """Every scale as it is, where the form is for everybody and carries the whole instrument."""
        if self.routing.audience.is_everybody:
            for scale in self.instrument.scales:
                yield from self.options(scale.code, f"scales.{scale.code}", scale.options)

    def items(self) -> Iterator[Row]:
        for item in self.asked:
            options = self.instrument.options_of(item)
            if options:
                path = f"{item.code}.options" if item.options else f"scales.{item.scale or item.type}"
                name = list_name(self.instrument, item)
                yield from self.options(name, path, options)
                yield from self.states(name, item.allows)
            elif item.allows and not reserved_in(item):
                yield from self.states(f"states{JOINT}{initials(item.allows)}", item.allows)
        if any(item.type == "money" for item in self.asked):
            yield from self.currencies()

    def options(self, name: str, path: str, options: Iterable[Option]) -> Iterator[Row]:
        for option in options:
            judged = {} if option.score is None else {SCORE: f"{option.score:.15g}"}
            judged |= {EXCLUSIVE: "yes"} if option.exclusive else {}
            yield _choice(name, option.code, self.wording.of(f"{path}.{option.code}"), **judged)

    def states(self, name: str, states: tuple[NonAnswer, ...]) -> Iterator[Row]:
        for state in states:
            yield _choice(name, state, self.wording.say(STATE_LABELS[state]))

    def currencies(self) -> Iterator[Row]:
        for code in currencies():
            yield _choice("currencies", code, self.wording.each(partial(_currency, code)))


def currencies() -> list[str]:
    """The currencies in use today (ISO 4217), by code, as CLDR knows them."""
    return sorted(
        {
            code
            for uses in get_global("territory_currencies").values()
            for code, _, end, is_tender in uses
            if end is None and is_tender
        }
    )


def _currency(code: str, voice: CatalogueVoice) -> str:
    return f"{get_currency_name(code, locale=voice.locale)} ({code})"


def reserved_option(options: Iterable[Option]) -> str:
    """The code of the option that bears the name of a non-answer, or nothing."""
    return next((option.code for option in options if option.code in STATE_LABELS), "")


def _choice(name: str, code: str, said: Said, **cells: str) -> Row:
    return Row({"list_name": name, "name": code, **cells}, {"label": said})
