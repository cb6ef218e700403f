"""The choice that an address holds: read with a sentence on what cannot be, and written as shortly as it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from assessment.language import CatalogueVoice
from assessment.language.numbers import NotANumber, parse_number
from assessment.methodology.gaps import target_of
from assessment.methodology.report.edition import Edition
from assessment.methodology.voice import N_
from assessment.methodology.what_if import AS_IT_IS, REFUSALS, Refusal, WhatIf

WEIGHT, TARGET = "weight.", "target."
WITHOUT, GROUP, ALTERNATIVE = "without", "group", "alternative"
LONGEST_NAME = 80
UNKNOWN_FIELD = N_("“{name}” in the address is nothing that can be changed here.")
NOT_A_NUMBER = N_("“{name}”: {problem}.")


@dataclass(frozen=True)
class Asked:
    """What an address asks for, and a sentence on each part of it that cannot be read."""

    what_if: WhatIf
    faults: tuple[str, ...]


def asked_in(arguments: MultiDict[str, str], edition: Edition, voice: CatalogueVoice) -> Asked:
    """What is moved; numbers that are as they stand now, and empty fields, move nothing."""
    faults = [
        voice.say(UNKNOWN_FIELD, name=name[:LONGEST_NAME])
        for name in arguments
        if not name.startswith((WEIGHT, TARGET)) and name not in (WITHOUT, GROUP, ALTERNATIVE)
    ]
    numbers: dict[str, dict[str, float]] = {WEIGHT: {}, TARGET: {}}
    for prefix, found in numbers.items():
        for code, text in _fields(arguments, prefix):
            try:
                found[code] = round(parse_number(text, voice.language), 2)
            except NotANumber as problem:
                faults.append(voice.say(NOT_A_NUMBER, name=edition.label(code)[:LONGEST_NAME], problem=str(problem)))
    targets = usual_targets(edition)
    what_if = WhatIf(
        {code: weight for code, weight in numbers[WEIGHT].items() if weight != AS_IT_IS},
        {code: level for code, level in numbers[TARGET].items() if level != targets.get(code)},
        frozenset(filter(None, arguments.getlist(WITHOUT))),
        frozenset(filter(None, arguments.getlist(GROUP))),
        arguments.get(ALTERNATIVE, ""),
    )
    return Asked(what_if, tuple(faults))


def query_of(what_if: WhatIf) -> dict[str, Any]:
    """The arguments of an address that holds the choice, and nothing besides."""
    numbers = {
        prefix + code: written(number)
        for prefix, found in ((WEIGHT, what_if.weights), (TARGET, what_if.targets))
        for code, number in found.items()
    }
    several = {WITHOUT: sorted(what_if.taken_out), GROUP: sorted(what_if.left_out)}
    chosen = {ALTERNATIVE: what_if.alternative}
    return {**numbers, **{name: value for name, value in (several | chosen).items() if value}}


def written(number: float) -> str:
    """A number as inputs and addresses write it in every language: `62.5`, `100`."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def usual_targets(edition: Edition) -> Mapping[str, float]:
    """The targets as they stand, by indicator, to the two decimals of the inputs."""
    instrument, own = edition.instrument, edition.material.targets
    return {code: round(target_of(instrument, one, own), 2) for code, one in instrument.indicator_of.items()}


def refused_words(edition: Edition) -> Callable[[Refusal], str]:
    """Why something cannot be moved so, as a sentence that names it."""
    alternatives = {one.code: one.label for one in edition.instrument.alternatives}
    groups = {one.code: one.label for one in edition.instrument.groups}

    def sentence(refusal: Refusal) -> str:
        name = alternatives.get(refusal.code) or groups.get(refusal.code) or edition.label(refusal.code)
        return edition.say(REFUSALS[refusal.reason], name=name[:LONGEST_NAME])

    return sentence


def _fields(arguments: MultiDict[str, str], prefix: str) -> Iterator[tuple[str, str]]:
    """The codes and texts of the fields of one sort that are filled in."""
    for name, text in arguments.items():
        if name.startswith(prefix) and text.strip():
            yield name.removeprefix(prefix), text
