"""Checks of what is scored: indicators, their measures and weights, desk series, claims; one concept scores once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assessment.authoring.findings import Finding, items_of, repeated, unknown
from assessment.authoring.item_checks import SCORED_TYPES
from assessment.authoring.scale_checks import scale_findings
from assessment.authoring.yaml_source import Place
from assessment.methodology.instrument import CHOICE_TYPES, NUMBER_TYPES, Indicator, Instrument, Item, Measure, Series


class Use(NamedTuple):
    """A measure of an indicator and where it is written."""

    place: Place
    measure: Measure
    indicator: Indicator


def uses_of(instrument: Instrument, key: str) -> list[Use]:
    """Every measure of every indicator: `key` is `items` or `series`."""
    return [
        Use(("areas", area_index, "indicators", index, key, n), measure, indicator)
        for area_index, area in enumerate(instrument.areas)
        for index, indicator in enumerate(area.indicators)
        for n, measure in enumerate(getattr(indicator, key))
    ]


def indicator_findings(instrument: Instrument) -> Iterator[Finding]:
    """Faults of indicators and of the items they are made of."""
    yield from _weight_findings(instrument)
    seen: dict[str, str] = {}
    for use in uses_of(instrument, "items"):
        code = use.measure.code
        here = (*use.place, "code")
        if code not in instrument.question_of:
            yield from _unknown_question(here, code, instrument)
        elif code in seen:
            yield here, f"{code} is already part of {seen[code]}: an item is scored once"
        else:
            yield from _unscorable(here, instrument.question_of[code], instrument)
        seen.setdefault(code, use.indicator.code)
    for place, item in items_of(instrument):
        questions = [f"{item.code}.{row.code}" for row in item.rows] or [item.code]
        for question in questions:
            if item.kind != "context" and question not in seen:
                yield place, f"{question} is part of no indicator: add it to one or make the item kind context"


def _unknown_question(place: Place, code: str, instrument: Instrument) -> Iterator[Finding]:
    if code in instrument.item_of:
        rows = ", ".join(f"{code}.{row.code}" for row in instrument.item_of[code].rows)
        yield place, f"{code} is a grid: name its rows, {rows}"
    else:
        yield from unknown(place, code, instrument.question_of, "the item")


def _unscorable(place: Place, item: Item, instrument: Instrument) -> Iterator[Finding]:
    if item.kind == "context":
        yield place, f"{item.code} is context and never scored: give it another kind or take it out"
    elif item.type in NUMBER_TYPES - {"money"}:
        if not (item.goalposts or item.steps) or item.direction == "context":
            yield place, f"{item.code} has no score: give it goalposts and a direction, or make it kind context"
    elif item.type in SCORED_TYPES and all(option.score is None for option in instrument.options_of(item)):
        yield place, f"{item.code} has no score: none of its options has one"
    if item.own_performance_of and set(item.groups) <= set(item.own_performance_of):
        yield place, f"{item.code} is asked only of those who judge their own work, which is never scored"


def _weight_findings(instrument: Instrument) -> Iterator[Finding]:
    if instrument.groups and not sum(group.weight for group in instrument.groups):
        yield ("groups",), "the weights of the groups sum to 0: give at least one a weight"
    if instrument.overall and not sum(area.weight for area in instrument.areas):
        yield ("areas",), "the weights of the areas sum to 0: give at least one a weight"
    for area_index, area in enumerate(instrument.areas):
        place: Place = ("areas", area_index, "indicators")
        if not sum(indicator.weight for indicator in area.indicators):
            yield place, "the weights of the indicators sum to 0: give at least one a weight"
        for index, indicator in enumerate(area.indicators):
            if not indicator.measures:
                yield (*place, index), "needs at least one item or series"
            elif not sum(measure.weight for measure in indicator.measures):
                yield (*place, index), "the weights of its items and series sum to 0: give at least one a weight"


def series_findings(instrument: Instrument) -> Iterator[Finding]:
    """Faults of desk series, of their use, and of claims."""
    for index, series in enumerate(instrument.series):
        place: Place = ("series", index)
        yield from scale_findings(place, series)
        for key in ("ratio_to", "part_of"):
            code = getattr(series, key)
            if code is not None:
                yield from unknown((*place, key), code, instrument.series_of, "the series")
            if code == series.code:
                yield (*place, key), f"{code} is this series itself: name another one"
    scored: dict[str, str] = {}
    for use in uses_of(instrument, "series"):
        yield from _use_findings(use, scored, instrument)
        scored.setdefault(use.measure.code, use.indicator.code)
    yield from _concept_findings(instrument)
    yield from _context_findings(instrument, scored)
    yield from _claim_findings(instrument, scored)
    yield from _profile_findings(instrument)


def _use_findings(use: Use, scored: dict[str, str], instrument: Instrument) -> Iterator[Finding]:
    code = use.measure.code
    here = (*use.place, "code")
    yield from unknown(here, code, instrument.series_of, "the series")
    if code in scored:
        yield here, f"{code} is already part of {scored[code]}: a series is scored once"
    series = instrument.series_of.get(code)
    if series and (series.direction == "context" or not series.has_scale):
        yield here, f"{code} has no score: give the series goalposts and direction up or down, or take it out"


def _concept_findings(instrument: Instrument) -> Iterator[Finding]:
    """One concept scores once: two series of one concept never both, a composite and its part never both."""
    uses = [use for use in uses_of(instrument, "series") if use.measure.code in instrument.series_of]
    scored = {use.measure.code for use in uses}
    first_of: dict[str, str] = {}
    for use in uses:
        series: Series = instrument.series_of[use.measure.code]
        here = (*use.place, "code")
        if series.part_of in scored:
            yield here, f"{series.code} is a part of {series.part_of}, which is scored too: keep one of them"
        if series.concept is None:
            continue
        first = first_of.setdefault(series.concept, series.code)
        if first != series.code:
            yield here, f"{series.code} measures {series.concept} as {first} does: one concept scores once"


def _context_findings(instrument: Instrument, scored: dict[str, str]) -> Iterator[Finding]:
    for area_index, area in enumerate(instrument.areas):
        for index, code in enumerate(area.context):
            place: Place = ("areas", area_index, "context", index)
            yield from unknown(place, code, instrument.series_of, "the series")
            if code in scored:
                yield place, f"{code} is scored in {scored[code]}: take it out of context"


def _same_concept(instrument: Instrument, code: str, scored: dict[str, str]) -> str | None:
    """The scored series that measures what this one does: itself, its composite or part, or one of its concept."""
    own = instrument.series_of.get(code)
    return next(
        (
            other.code
            for other in instrument.series
            if other.code in scored
            and own is not None
            and (
                code in (other.code, other.part_of)
                or own.part_of == other.code
                or (own.concept is not None and own.concept == other.concept)
            )
        ),
        None,
    )


def _profile_findings(instrument: Instrument) -> Iterator[Finding]:
    for index, profile in enumerate(instrument.profiles):
        places: list[tuple[Place, str]] = [
            (("profiles", index, "sources", n), one.code) for n, one in enumerate(profile.sources)
        ]
        for place, code in places:
            yield from unknown((*place, "code"), code, instrument.series_of, "the series")
        yield from repeated(places, "the series")


def _claim_findings(instrument: Instrument, scored: dict[str, str]) -> Iterator[Finding]:
    for index, claim in enumerate(instrument.claims):
        place: Place = ("claims", index)
        yield from unknown((*place, "series"), claim.series, instrument.series_of, "the series")
        yield from unknown((*place, "item"), claim.item, instrument.item_of, "the item")
        if scoring := _same_concept(instrument, claim.series, scored):
            cure = f"{scoring} is scored in {scored[scoring]}: a concept scores as a figure or makes claims, never both"
            yield (*place, "series"), cure
        item = instrument.item_of.get(claim.item)
        if item is None:
            continue
        if item.kind != "fact":
            yield (*place, "item"), f"{claim.item} is of kind {item.kind}: a tracker makes claims on facts only"
        elif item.type not in CHOICE_TYPES - {"multiple"}:
            yield (
                (*place, "item"),
                f"{claim.item} is of type {item.type}: a tracker makes claims on single choices only",
            )
        codes = [option.code for option in instrument.options_of(item)]
        named = [(("values", number), code) for number, code in claim.values.items()]
        named += [(("includes", one), code) for one, covered in claim.includes.items() for code in (one, *covered)]
        for where, code in named:
            yield from unknown((*place, *where), code, codes, f"in {claim.item} the option")
