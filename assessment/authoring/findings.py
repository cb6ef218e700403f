"""A fault found in an instrument before its file and line are known, and small tools to find some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TypeAlias

from assessment.authoring.yaml_source import Place
from assessment.methodology.instrument import Instrument, Item

Finding: TypeAlias = tuple[Place, str]


def items_of(instrument: Instrument) -> Iterator[tuple[Place, Item]]:
    """Every item with its place in the files, in the order in which items are asked."""
    for area_index, area in enumerate(instrument.areas):
        for index, item in enumerate(area.items):
            yield ("areas", area_index, "items", index), item


def repeated(places_and_codes: Iterable[tuple[Place, str]], what: str) -> Iterator[Finding]:
    """Codes that stand twice among those that must differ."""
    seen: set[str] = set()
    for place, code in places_and_codes:
        if code in seen:
            yield (*place, "code"), f"{what} {code} stands twice: give one of them another code"
        seen.add(code)


def unknown(place: Place, code: str, permitted: Iterable[str], what: str) -> Iterator[Finding]:
    """A code that is not among the permitted, with the nearest of them or all."""
    permitted = list(permitted)
    if code in permitted:
        return
    near = get_close_matches(code, permitted, 1)
    if near:
        advice = f": did you mean {near[0]}?"
    elif 0 < len(permitted) <= 12:
        advice = f"; there are {', '.join(permitted)}"
    else:
        advice = ": correct it or add it"
    yield place, f"{what} {code} is unknown{advice}"
