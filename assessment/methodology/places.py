"""Where evidence belongs: the codes of an instrument to which it is attached, and what lies beneath each of them."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.methodology.instrument import Area, Indicator, Instrument


def area_of_places(instrument: Instrument) -> dict[str, str]:
    """Every code to which evidence may be attached, with the code of its area.

    Areas, indicators (and with them their gaps), items, rows of grids, series; a series that several areas use belongs
    to the first of them, one that none uses to no area and is left out.
    """
    places: dict[str, str] = {}
    for area in instrument.areas:
        for code in _beneath_area(instrument, area):
            places.setdefault(code, area.code)
    return places


def beneath(instrument: Instrument, code: str) -> frozenset[str]:
    """The code itself and all that a finding on it rests on: evidence on any of these is evidence on it.

    A row of a grid rests on what is attached to the whole grid as well. An unknown code has nothing beneath.
    """
    if code in instrument.area_of:
        return frozenset(_beneath_area(instrument, instrument.area_of[code]))
    if code in instrument.indicator_of:
        return frozenset(_beneath_indicator(instrument, instrument.indicator_of[code]))
    if code in instrument.series_of:
        return frozenset({code})
    return frozenset(_around_question(instrument, code))


def _beneath_area(instrument: Instrument, area: Area) -> Iterator[str]:
    yield area.code
    for indicator in area.indicators:
        yield from _beneath_indicator(instrument, indicator)
    for item in area.items:
        yield from (item.code, *item.questions())
    yield from (code for code in area.context if code in instrument.series_of)


def _beneath_indicator(instrument: Instrument, indicator: Indicator) -> Iterator[str]:
    yield indicator.code
    for measure in indicator.items:
        yield from _around_question(instrument, measure.code)
    yield from (measure.code for measure in indicator.series)


def _around_question(instrument: Instrument, code: str) -> Iterator[str]:
    """An item with its rows, or a row with its grid."""
    item = instrument.item_of.get(code) or instrument.question_of.get(code)
    if item is not None:
        yield from {item.code, code, *(item.questions() if code == item.code else ())}
