"""Published figures and known facts from files: the long desk CSV, confirmed facts, the stakeholder register."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessment.authoring.findings import unknown
from assessment.authoring.tables import Line, lines_of
from assessment.methodology.consolidation import DECIDED, NOT_APPLICABLE, Confirmation
from assessment.methodology.desk import Desk, DeskFigure, desk_of
from assessment.methodology.instrument import NUMBER_TYPES, Instrument, Item
from assessment.methodology.responses import Unusable, Value, value_from

UNIT = re.compile(r"^[A-Z]{3}$")
YEAR = re.compile(r"[12][0-9]{3}")
NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
SIZE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class CountryFigure:
    """One published value with its country (ISO 3166 alpha-3), source and licence."""

    country: str
    figure: DeskFigure
    licence: str = ""


def read_desk(path: Path) -> list[CountryFigure]:
    """The figures of a long CSV with the columns iso3, indicator, year, value (source and licence if there).

    An empty value means that nothing is published: the row is passed over.

    Raises:
        InvalidInput: a cell cannot be used, or one country, indicator and year has two different values.
    """
    figures: dict[tuple[str, str, int], CountryFigure] = {}
    for line in lines_of(path, ("iso3", "indicator", "year", "value")):
        if not line["value"]:
            continue
        figure = DeskFigure(line.needed("indicator"), _year(line), number_in(line, "value"), line["source"])
        key = (unit_in(line, "iso3"), figure.series, figure.year)
        if key in figures and figures[key].figure.value != figure.value:
            raise line.fault("value", f"{' '.join(map(str, key))} stands in the file twice, with two values")
        figures[key] = CountryFigure(key[0], figure, line["licence"])
    return list(figures.values())


def by_country(figures: list[CountryFigure]) -> Mapping[str, Desk]:
    """Figures by country, then by series."""
    countries: dict[str, list[DeskFigure]] = {}
    for entry in figures:
        countries.setdefault(entry.country, []).append(entry.figure)
    return {country: desk_of(own) for country, own in countries.items()}


def read_facts(path: Path, instrument: Instrument) -> Mapping[str, Mapping[str, Confirmation]]:
    """Confirmed facts by unit and question, from the columns unit, item, value, source, as_of (link, scope if there).

    Several options of a multiple choice are separated by `;`. The value `not_applicable` takes the question out.

    Raises:
        InvalidInput: an unknown item, a value that does not fit it, a date that is none, a fact confirmed twice.
    """
    facts: dict[str, dict[str, Confirmation]] = {}
    for line in lines_of(path, ("unit", "item", "value", "source", "as_of")):
        unit, item, question = unit_in(line, "unit"), _item_to_confirm(line, instrument), line["item"]
        if question in facts.setdefault(unit, {}):
            raise line.fault("item", f"{question} is confirmed twice for {unit}")
        if line["as_of"] and not is_as_of(line["as_of"]):
            raise line.fault("as_of", "is no date; write 2019, 2019-11 or 2019-11-02")
        facts[unit][question] = Confirmation(
            question,
            _fact_value(line, instrument, item),
            source=line.needed("source"),
            as_of=line["as_of"],
            link=line["link"],
            scope=line["scope"],
        )
    return facts


def is_as_of(text: str) -> bool:
    """Whether a text is an ISO date of full or reduced precision: `2019`, `2019-11` or `2019-11-02`."""
    for rest in ("", "-01", "-01-01"):
        with suppress(ValueError):
            if date.fromisoformat(text + rest).isoformat() == text + rest:
                return YEAR.match(text) is not None
    return False


def _item_to_confirm(line: Line, instrument: Instrument) -> Item:
    """The fact or figure that the column item names, a grid by its row."""
    code = line.needed("item")
    item = instrument.question_of.get(code)
    if item is None:
        grid = instrument.item_of.get(code)
        if grid is not None:
            raise line.fault("item", f"{code} is a grid: name its rows, {', '.join(grid.questions())}")
        raise line.fault("item", next(cure for _, cure in unknown((), code, instrument.question_of, "the item")))
    if item.kind not in DECIDED:
        raise line.fault("item", f"{code} is of kind {item.kind}: only facts and figures are confirmed")
    return item


def read_register(path: Path, instrument: Instrument) -> Mapping[str, Mapping[str, int]]:
    """Known numbers of institutions, firms or persons by unit and group, from the columns unit, group, size.

    An empty size means unknown: the group is left out.

    Raises:
        InvalidInput: an unknown group, a size that is no whole number, two sizes of one group.
    """
    register: dict[str, dict[str, int]] = {}
    for line in lines_of(path, ("unit", "group", "size")):
        unit, group = unit_in(line, "unit"), line.needed("group")
        if group not in instrument.group_of:
            raise line.fault("group", f"{group} is none of {', '.join(instrument.group_of)}")
        if not line["size"]:
            continue
        if not SIZE.fullmatch(line["size"]):
            raise line.fault("size", f"{line['size'][:40]} is no whole number from 0 to 999999999")
        size = int(line["size"])
        if register.setdefault(unit, {}).setdefault(group, size) != size:
            raise line.fault("size", f"{unit} {group} stands in the file twice, with two sizes")
    return register


def unit_in(line: Line, column: str) -> str:
    """A country's or region's three-letter code."""
    unit = line.needed(column)
    if not UNIT.fullmatch(unit):
        raise line.fault(column, f"{unit} is no three-letter code")
    return unit


def number_in(line: Line, column: str) -> float:
    """A finite number in the notation of programs: `1234.5`, `-2`, `1e3`."""
    text = line.needed(column)
    if not NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise line.fault(column, f"{text[:40]} is no number; write it like 1234.5")
    return float(text)


def _year(line: Line) -> int:
    year = line.needed("year")
    if not YEAR.fullmatch(year):
        raise line.fault("year", f"{year} is no year of four digits")
    return int(year)


def _fact_value(line: Line, instrument: Instrument, item: Item) -> Value:
    text = line.needed("value")
    if text == NOT_APPLICABLE:
        return text
    raw: object = text
    if item.type == "multiple":
        raw = [part.strip() for part in text.split(";") if part.strip()]
    elif item.type in NUMBER_TYPES and item.type != "money":
        raw = number_in(line, "value")
    try:
        return value_from(instrument, item, raw)
    except Unusable as fault:
        raise line.fault("value", f"{item.code}: {fault}") from None
