"""Mapping files: how one publisher's tables name country, series, year and value."""

from __future__ import annotations

import json
from collections.abc import Mapping as ReadOnly
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from assessment.authoring.cures import cures_of
from assessment.authoring.source import Source, source_of_document
from assessment.authoring.yaml_source import Place, read_document
from assessment.errors import InvalidInput, QuestionnaireError
from assessment.methodology.instrument import Code, Part, Text

MAPPINGS = Path(__file__).parents[3] / "desk_mappings"

Layout = Literal["long", "years", "series"]
Finding = tuple[Place, str]


class MappedSeries(Part):
    """A series of ours in somebody's table: `named` there, `8.5 *` by how it begins; ours is theirs times `factor`.

    Values outside `low` to `high` (in our unit) are not plausible, and listed before anything is stored.
    """

    code: Code
    named: str = ""
    factor: float = 1.0
    low: float | None = None
    high: float | None = None

    def is_plausible(self, value: float) -> bool:
        """Whether a value in our unit lies within the range, where there is one."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


class Metadata(Part):
    """A second table beside the figures that tells countries from groups: theirs is the row with the cell `blank`."""

    sheet: Text
    member: Text
    code: Text
    blank: Text


class Mapping(Part):
    """Where a table keeps what. `layout`: `long` has a row a value, `years` a column a year, `series` one a series.

    `country` are the columns with a code or a name, `series_column`, `year` and `value` those of a long table. A table
    whose values are all of one year says `only_year`; columns of years may go on with `year_suffix` (`2019_value`).
    `sheet` and `member` are patterns of a workbook's sheet and of a file in a ZIP. `vintage` is the label in front of
    the edition's date. Cells with one of the words `missing` are empty; `decimal` and `thousands` are the signs in
    numbers; `footnotes` lets marks stand after them. `unlisted` series are kept under the code they have, or passed
    over.
    """

    title: Text
    layout: Layout
    source: Text
    licence: Text
    country: tuple[Text, ...] = Field(min_length=1)
    series_column: Text | None = None
    year: Text | None = None
    only_year: int | None = Field(default=None, ge=1900, le=2100)
    year_suffix: str = ""
    value: Text | None = None
    source_column: Text | None = None
    licence_column: Text | None = None
    sheet: Text = "*"
    member: Text = "*.csv"
    vintage: Text | None = None
    countries: Metadata | None = None
    missing: tuple[Text, ...] = ("..", "...", "…", "n/a", "n.a.", "-", "–", "—")
    decimal: Literal[".", ","] = "."
    thousands: Literal["", ",", ".", " ", "'"] = ""
    footnotes: bool = False
    unlisted: Literal["pass_over", "keep"] = "pass_over"
    series: tuple[MappedSeries, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns without which the table is not the one meant; one of the country's suffices."""
        named = (self.series_column, self.year, self.value)
        return tuple(column for column in named if column)


def mapping_names(folder: Path = MAPPINGS) -> list[str]:
    """The names of the mappings in a folder."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def mapping_titles(folder: Path = MAPPINGS) -> ReadOnly[str, str]:
    """The titles of the mappings in a folder, by name.

    Raises QuestionnaireError for one that cannot be used.
    """
    return {name: mapping_named(name, folder).title for name in mapping_names(folder)}


def mapping_named(name: str, folder: Path = MAPPINGS) -> Mapping:
    """A mapping by its name in the folder.

    Raises:
        InvalidInput: there is none of that name.
        QuestionnaireError: it cannot be used.
    """
    names = mapping_names(folder)
    if name not in names:
        raise InvalidInput(f"{name[:60]}: is no mapping; there are {', '.join(names)}")
    return load_mapping(folder / f"{name}.yaml")


def load_mapping(path: Path) -> Mapping:
    """A mapping file, checked.

    Raises QuestionnaireError with every fault: file, line, path and cure.
    """
    source = source_of_document(read_document(path, path.name))
    if source.problems:
        raise QuestionnaireError(source.problems, path.parent)
    try:
        mapping = Mapping.model_validate_json(json.dumps(source.values), strict=True)
    except ValidationError as error:
        raise _refused(source, list(cures_of(error, Mapping)), path) from None
    if findings := [*_lacking(mapping), *_contradictory(mapping)]:
        raise _refused(source, findings, path)
    return mapping


def _refused(source: Source, findings: list[Finding], path: Path) -> QuestionnaireError:
    return QuestionnaireError([source.problem(place, cure) for place, cure in findings], path.parent)


def _lacking(mapping: Mapping) -> list[Finding]:
    """What a layout needs and the file does not say."""
    needed = {"long": ("value",), "years": (), "series": ()}[mapping.layout]
    lacking = [key for key in needed if getattr(mapping, key) is None]
    found: list[Finding] = [((key,), f"is missing: layout {mapping.layout} needs it") for key in lacking]
    if mapping.layout != "years" and (mapping.year is None) == (mapping.only_year is None):
        found.append((("year",), "name the column of the year, or give only_year: one of the two"))
    if mapping.layout != "series" and mapping.series_column is None and len(mapping.series) != 1:
        found.append((("series_column",), "is missing: without it the table is of one series, and one is listed"))
    return found


def _contradictory(mapping: Mapping) -> list[Finding]:
    found: list[Finding] = []
    if mapping.thousands == mapping.decimal:
        found.append((("thousands",), "is the decimal sign too: give another one, or leave it out"))
    if mapping.unlisted == "pass_over" and not mapping.series:
        found.append((("series",), "is empty: list the series to take, or say unlisted: keep"))
    named = [one.named or one.code for one in mapping.series]
    for index, one in enumerate(mapping.series):
        if named.index(named[index]) != index:
            found.append((("series", index, "named"), f"{named[index]} stands twice: keep one"))
        if one.low is not None and one.high is not None and one.low >= one.high:
            found.append((("series", index, "high"), "must be more than low"))
        if one.factor == 0:
            found.append((("series", index, "factor"), "is 0: every value would be 0"))
    return found
