"""A publisher's file read by its mapping: the figures, and a list of everything that could not be used."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessment.authoring.country_names import country_of, nearest
from assessment.authoring.desk_data import CountryFigure
from assessment.authoring.desk_import.mapping import MappedSeries, Mapping
from assessment.authoring.desk_import.numbers import number_of
from assessment.authoring.desk_import.tables import Table, figures_table, groups_told, plain, vintage_in
from assessment.authoring.register_lines import CellFault
from assessment.authoring.spreadsheet import Cell, Row
from assessment.methodology.desk import DeskFigure
from assessment.methodology.voice import Voice

YEAR = re.compile(r"(?:YR ?)?((?:19|20)[0-9]{2})(?:\.0+)?(?: \[YR[0-9]{4}\])?", re.IGNORECASE)
CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
LONGEST_CODE = 40
LONGEST_NAME = 200
MOST_SUGGESTIONS = 100
Key = tuple[str, str, int]
Found = tuple[MappedSeries, int, Cell, str]
"""A cell that may hold a value, with its series and year before it and its column after it."""


@dataclass
class Reading:
    """What a file brought.

    `figures` by country, series and year; `unmatched` names that fit no country, each with the code of the nearest
    country or nothing; `groups` names of groups of countries and `passed_over` series that nobody asked for;
    `implausible` the keys of figures outside the range of their series, `unread` of those that stand in the file and
    cannot be used; `faults` tells their cells.
    """

    checksum: str
    vintage: str = ""
    figures: dict[Key, CountryFigure] = field(default_factory=dict)
    implausible: set[Key] = field(default_factory=set)
    unread: set[Key] = field(default_factory=set)
    unmatched: dict[str, str] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    passed_over: set[str] = field(default_factory=set)
    faults: list[CellFault] = field(default_factory=list)


def read_figures(content: bytes, mapping: Mapping, voice: Voice) -> Reading:
    """The figures of a CSV, XLSX or ZIP file; one country, series and year with two values has none.

    Raises:
        InvalidInput: the file is none of these or too large, or holds no table such as the mapping describes.
    """
    table = figures_table(content, mapping, voice)
    reading = Reading(hashlib.sha256(content).hexdigest(), vintage_in(table, mapping.vintage))
    reader = _Reader(mapping, table, voice, reading, groups_told(content, mapping.countries, voice))
    reader.read()
    return reading


@dataclass
class _Reader:
    """Walks the rows of one table; what it finds goes into `reading`."""

    mapping: Mapping
    table: Table
    voice: Voice
    reading: Reading
    groups: frozenset[str]

    def read(self) -> None:
        self.named = {plain(one.named or one.code): one for one in self.mapping.series}
        self.beginnings = {name[:-1]: one for name, one in self.named.items() if name.endswith("*")}
        self.blank = {"", *map(plain, self.mapping.missing)}
        self.years = self._year_columns() if self.mapping.layout == "years" else {}
        self.columns = self._series_columns() if self.mapping.layout == "series" else {}
        for row in self.table.rows:
            if country := self._country(row):
                for series, year, cell, column in self._cells(row):
                    self._keep(row, country, series, year, cell, column)

    def _year_columns(self) -> dict[int, int]:
        """The place of the column of each year; what is no year is no column of values."""
        found: dict[int, int] = {}
        for place, heading in enumerate(self.table.columns):
            if year := YEAR.fullmatch(heading.removesuffix(plain(self.mapping.year_suffix))):
                if int(year[1]) in found:
                    self._fault(0, heading, self.voice.say("This year has two columns: the first was read."))
                found.setdefault(int(year[1]), place)
        return found

    def _series_columns(self) -> dict[str, MappedSeries]:
        """The series of each column of values; the headings of others are told, in case they were meant."""
        others = {"", *map(plain, (*self.mapping.columns, *self.mapping.country))}
        found = {heading: self._series_named(heading) for heading in self.table.columns if heading not in others}
        self.reading.passed_over |= {heading[:LONGEST_NAME] for heading, series in found.items() if series is None}
        return {heading: series for heading, series in found.items() if series is not None}

    def _series_named(self, name: str) -> MappedSeries | None:
        """The series that is called so in the table, or whose name there begins so."""
        begun = (one for beginning, one in self.beginnings.items() if name.startswith(beginning))
        return self.named.get(name) or next(begun, None)

    def _country(self, row: Row) -> str:
        """The country of a row; a name that fits nothing is noted, a group passed over, a row of notes ignored."""
        texts = [text for column in self.mapping.country if (text := self.table.cell(row, column).text)]
        if sum(bool(cell.text or cell.fault) for cell in row.cells) <= len(texts):
            return ""
        if not texts:
            self._fault(row.number, self.mapping.country[0], self.voice.say("This row names no country."))
            return ""
        match = country_of(texts)
        written = " · ".join(texts)
        if match.is_aggregate or (not match.country and self.groups.intersection(texts)):
            self.reading.groups.add(written)
        elif not match.country and written not in self.reading.unmatched:
            suggests = len(self.reading.unmatched) < MOST_SUGGESTIONS
            self.reading.unmatched[written] = next(filter(None, map(nearest, texts)), "") if suggests else ""
        return match.country

    def _cells(self, row: Row) -> Iterator[Found]:
        """Every cell of a row that may hold a value."""
        layouts = {"long": self._one_value, "years": self._values_of_years, "series": self._values_of_series}
        return layouts[self.mapping.layout](row)

    def _one_value(self, row: Row) -> Iterator[Found]:
        series = self._series(row)
        if series is not None and (year := self._year(row)):
            yield series, year, self.table.cell(row, self.mapping.value), self.mapping.value or ""

    def _values_of_years(self, row: Row) -> Iterator[Found]:
        series = self._series(row)
        if series is not None:
            for year, place in self.years.items():
                yield series, year, row.cells[place] if place < len(row.cells) else Cell(""), str(year)

    def _values_of_series(self, row: Row) -> Iterator[Found]:
        if year := self._year(row):
            for heading, series in self.columns.items():
                yield series, year, self.table.cell(row, heading), heading

    def _series(self, row: Row) -> MappedSeries | None:
        if self.mapping.series_column is None:
            return self.mapping.series[0]
        written = self.table.cell(row, self.mapping.series_column).text
        series = self._series_named(plain(written))
        if series is None and self.mapping.unlisted == "keep":
            if CODE.fullmatch(written) and len(written) <= LONGEST_CODE:
                return MappedSeries(code=written)
            cure = self.voice.say("{text} is no code of a series, such as I-NET-USE.", text=written[:LONGEST_CODE])
            self._fault(row.number, self.mapping.series_column, cure)
        elif series is None and written:
            self.reading.passed_over.add(written[:LONGEST_NAME])
        return series

    def _year(self, row: Row) -> int | None:
        if self.mapping.only_year is not None:
            return self.mapping.only_year
        written = self.table.cell(row, self.mapping.year).text
        if found := YEAR.fullmatch(written):
            return int(found[1])
        cure = self.voice.say("{text} is no year of four digits.", text=written[:LONGEST_CODE])
        self._fault(row.number, self.mapping.year or "", cure)
        return None

    def _keep(self, row: Row, country: str, series: MappedSeries, year: int, cell: Cell, column: str) -> None:
        key, faults = (country, series.code, year), len(self.reading.faults)
        value = self._value(row, cell, column)
        if len(self.reading.faults) > faults:
            self._unread(key)
        if value is None:
            return
        source = self.table.cell(row, self.mapping.source_column).text or self.mapping.source
        licence = self.table.cell(row, self.mapping.licence_column).text or self.mapping.licence
        figure = DeskFigure(series.code, year, value * series.factor, source)
        before = self.reading.figures.get(key)
        if key in self.reading.unread or (before is not None and before.figure.value != figure.value):
            self._unread(key)
            cure = self.voice.say(
                "{key} stands in the file twice, with two values.", key=f"{country} {series.code} {year}"
            )
            self._fault(row.number, column, cure)
            return
        self.reading.figures[key] = CountryFigure(country, figure, licence)
        if not series.is_plausible(figure.value):
            self.reading.implausible.add(key)

    def _value(self, row: Row, cell: Cell, column: str) -> float | None:
        if cell.fault:
            self._fault(row.number, column, self.voice.say(cell.fault))
        elif cell.number is not None:
            return cell.number
        elif plain(cell.text) not in self.blank:
            notation = self.mapping
            value = number_of(
                cell.text, decimal=notation.decimal, thousands=notation.thousands, footnotes=notation.footnotes
            )
            if value is not None:
                return value
            cure = self.voice.say("{text} is no number in the notation of the mapping.", text=cell.text[:LONGEST_CODE])
            self._fault(row.number, column, cure)
        return None

    def _unread(self, key: Key) -> None:
        self.reading.unread.add(key)
        self.reading.figures.pop(key, None)
        self.reading.implausible.discard(key)

    def _fault(self, row: int, column: str, sentence: str) -> None:
        self.reading.faults.append(CellFault(row, column, sentence))
