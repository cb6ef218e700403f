"""Published figures and known facts from files: the long desk CSV, confirmed facts, the stakeholder register."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.authoring.tables import Line, lines_of
from assessment.methodology.consolidation import NOT_APPLICABLE, Confirmation
from assessment.methodology.desk import Desk, DeskFigure, desk_of
from assessment.methodology.instrument import NUMBER_TYPES, Instrument, Item
from assessment.methodology.responses import Unusable, Value, value_from

UNIT = re.compile(r"^[A-Z]{3}$")
AS_OF = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")


@dataclass(frozen=True)
class CountryFigure:
    """One published value with its country (ISO 3166 alpha-3), source and licence."""

    country: str
    figure: DeskFigure
    licence: str = ""


def read_desk(path: Path) -> list[CountryFigure]:
    """The figures of a long CSV with the columns iso3, indicator, year, value (source and licence if there).

    Raises:
        InvalidInput: a cell cannot be used, or one country, indicator and year has two different values.
    """
    figures: dict[tuple[str, str, int], CountryFigure] = {}
    for line in lines_of(path, ("iso3", "indicator", "year", "value")):
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
    """Confirmed facts by unit and question, from the columns unit, item, value, source, as_of (link if there).

    Several options of a multiple choice are separated by `;`. The value `not_applicable` takes the question out.

    Raises:
        InvalidInput: an unknown item, a value that does not fit it, a date that is none, a fact confirmed twice.
    """
    facts: dict[str, dict[str, Confirmation]] = {}
    for line in lines_of(path, ("unit", "item", "value", "source", "as_of")):
        unit, question = unit_in(line, "unit"), line.needed("item")
        item = instrument.question_of.get(question)
        if item is None:
            raise line.fault("item", f"there is no item {question} in {instrument.identity}")
        if question in facts.setdefault(unit, {}):
            raise line.fault("item", f"{question} is confirmed twice for {unit}")
        if line["as_of"] and not AS_OF.match(line["as_of"]):
            raise line.fault("as_of", "is no date; write 2019, 2019-11 or 2019-11-02")
        facts[unit][question] = Confirmation(
            question,
            _fact_value(line, instrument, item),
            source=line.needed("source"),
            as_of=line["as_of"],
            link=line["link"],
        )
    return facts


def read_register(path: Path, instrument: Instrument) -> Mapping[str, Mapping[str, int]]:
    """Known numbers of institutions, firms or persons by unit and group, from the columns unit, group, size.

    An empty size means unknown: the group is left out.
    """
    register: dict[str, dict[str, int]] = {}
    for line in lines_of(path, ("unit", "group", "size")):
        unit, group = unit_in(line, "unit"), line.needed("group")
        if group not in instrument.group_of:
            raise line.fault("group", f"{group} is none of {', '.join(instrument.group_of)}")
        if not line["size"]:
            continue
        if not line["size"].isdecimal():
            raise line.fault("size", "is no whole number of zero or more")
        register.setdefault(unit, {})[group] = int(line["size"])
    return register


def unit_in(line: Line, column: str) -> str:
    """A country's or region's three-letter code."""
    unit = line.needed(column)
    if not UNIT.match(unit):
        raise line.fault(column, f"{unit} is no three-letter code")
    return unit


def number_in(line: Line, column: str) -> float:
    """A finite number."""
    try:
        value = float(line.needed(column))
    except ValueError:
        raise line.fault(column, f"{line[column]} is no number") from None
    if not math.isfinite(value):
        raise line.fault(column, f"{line[column]} is no finite number")
    return value


def _year(line: Line) -> int:
    year = line.needed("year")
    if not re.fullmatch(r"[12]\d{3}", year):
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
