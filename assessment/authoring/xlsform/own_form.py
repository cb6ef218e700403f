"""A form that was exported here, back as an instrument, with what was changed in the spreadsheet since.

Items, their options and all texts come from the sheets that every program shows; the rest from the sheet `etready`.
The form is then exported once more and compared cell by cell, so that no change is taken for another or lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, get_origin

from pydantic import ValidationError

from assessment.authoring.checks import problems_of
from assessment.authoring.cures import cures_of
from assessment.authoring.source import Source
from assessment.authoring.xlsform.cells import PREFIX, values_of
from assessment.authoring.xlsform.choices import EXCLUSIVE, SCORE
from assessment.authoring.xlsform.comparison import texts_in
from assessment.authoring.xlsform.export import AREA
from assessment.authoring.xlsform.faults import FormError
from assessment.authoring.xlsform.names import JOINT, STATES, note_name
from assessment.authoring.xlsform.sheets import Sheet, SheetRow
from assessment.authoring.xlsform.workbook import CARRIED_SHEET, TEXTS_SHEET, language_of
from assessment.authoring.yaml_source import Place
from assessment.errors import Problem
from assessment.methodology.instrument import Instrument
from assessment.methodology.localisation import localised

KIND = f"{PREFIX}kind"
TEXT = "text"
LISTS = frozenset(key for key, field in Instrument.model_fields.items() if get_origin(field.annotation) is tuple)
"""The keys of an instrument that stand on several rows, one a part."""


@dataclass(frozen=True)
class Returned:
    """An instrument read from a form, with its texts by language and path."""

    instrument: Instrument
    translations: Mapping[str, Mapping[str, str]]


def is_own(sheets: Mapping[str, Sheet]) -> bool:
    """Whether the form was exported here, whole."""
    return CARRIED_SHEET in sheets and TEXTS_SHEET in sheets


def returned(sheets: Mapping[str, Sheet]) -> Returned:
    """The instrument of a form that `is_own`.

    Raises:
        FormError: with every fault found.
    """
    reader = _Reader(sheets)
    skeleton = reader.skeleton()
    texts = texts_in(sheets, skeleton, reader.known)
    languages = tuple(reader.languages)
    first = {path: words[languages[0]] for path, words in texts.items()}
    prefix = f"{skeleton.identity} "
    instrument = localised(skeleton, lambda context, _: first[context.removeprefix(prefix)])
    if problems := problems_of(instrument, reader.source):
        raise FormError(problems)
    return Returned(
        instrument,
        {language: {path: words[language] for path, words in texts.items()} for language in languages[1:]},
    )


@dataclass
class _Reader:
    """Reads the sheets step by step, noting every fault."""

    sheets: Mapping[str, Sheet]
    source: Source = field(default_factory=lambda: Source(""))
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        empty = Sheet("")
        self.survey, self.choices = self.sheets.get("survey", empty), self.sheets.get("choices", empty)
        self.carried, self.other = self.sheets[CARRIED_SHEET], self.sheets[TEXTS_SHEET]
        self.languages = {language_of(column): column for column in self.other.header if column.startswith(f"{TEXT}::")}
        self.known: dict[str, dict[str, str]] = {
            row["path"]: {language: row[column] for language, column in self.languages.items()}
            for row in self.other.rows
        }
        self.options: dict[str, list[SheetRow]] = {}
        for row in self.choices.rows:
            self.options.setdefault(row["list_name"], []).append(row)

    def refuse(self, sheet: Sheet, row: int, column: str, reason: str) -> None:
        self.problems.append(Problem(sheet.place, row, column, reason))

    def stop_if_faulty(self) -> None:
        if self.problems:
            raise FormError(self.problems)

    def skeleton(self) -> Instrument:
        """The instrument with the path of each text in its place."""
        self.source.file = self.carried.place
        if not self.languages:
            self.refuse(self.other, 1, TEXT, "there is no column with texts, such as text::English (en)")
        self._carried()
        self._items()
        self.stop_if_faulty()
        try:
            return Instrument.model_validate_json(json.dumps(self.source.values), strict=True)
        except ValidationError as fault:
            raise FormError([self.source.problem(place, cure) for place, cure in cures_of(fault)]) from None

    def _carried(self) -> None:
        values = self.source.values
        for row in self.carried.rows:
            key, _, area = row["key"].partition(" ")
            try:
                value = json.loads(row["value"])
            except ValueError as fault:
                self.refuse(self.carried, row.number, "value", f"is not as etready wrote it ({fault})")
                continue
            if key == "indicators":
                codes = [one.get("code") for one in values.get("areas", []) if isinstance(one, dict)]
                if area in codes:
                    index = codes.index(area)
                    self._append(("areas", index, key), values["areas"][index], value, row)
                else:
                    self.refuse(self.carried, row.number, "key", f"there is no area {area} above this row")
            elif key in LISTS:
                self._append((key,), values, value, row)
            else:
                values[key] = value
                self.source.positions[key,] = (self.carried.place, row.number)

    def _append(self, place: Place, parent: dict[str, Any], value: Any, row: SheetRow) -> None:
        parts = parent.setdefault(str(place[-1]), [])
        self.source.positions[*place, len(parts)] = (self.carried.place, row.number)
        parts.append(value)

    def _items(self) -> None:
        written = self.source.values.get("areas", [])
        areas = {area.get("code"): (index, area) for index, area in enumerate(written) if isinstance(area, dict)}
        index, items = -1, []
        rows = iter(self.survey.rows)
        for row in rows:
            if row[AREA]:
                if row[AREA] not in areas:
                    self.refuse(self.survey, row.number, AREA, f"there is no area {row[AREA]} on the sheet etready")
                    continue
                index, area = areas[row[AREA]]
                items = area.setdefault("items", [])
            elif row[KIND]:
                self.source.positions["areas", index, "items", len(items)] = (self.survey.place, row.number)
                items.append(self._item(row, rows))

    def _item(self, row: SheetRow, rest: Iterator[SheetRow]) -> dict[str, Any]:
        """The keys of an item, its texts by their paths; a grid takes the rows of its group from `rest`."""
        code = row["name"]
        try:
            values = {"code": code, TEXT: f"{code}.text", **values_of(row.cells)}
        except ValueError as fault:
            self.refuse(self.survey, row.number, "row", str(fault))
            return {"code": code}
        rows = [row]
        if values.get("type") == "grid":
            rows += takewhile(lambda inner: inner["type"] != "end_group", rest)
            lines = [name.partition(JOINT)[2] for inner in rows if (name := inner["name"]).startswith(f"{code}{JOINT}")]
            values["rows"] = [{"code": line, TEXT: f"{code}.rows.{line}"} for line in lines]
        if any(column.startswith("hint") for column in row.cells) or (rows[1:2] and _is_hint(rows[1], code)):
            values["hint"] = f"{code}.hint"
        if f"{code}.unit" in self.known:
            values["unit"] = f"{code}.unit"
        if code in {inner["type"].partition(" ")[2] for inner in rows}:
            values["options"] = list(self._options(code))
        return values

    def _options(self, code: str) -> Iterator[dict[str, Any]]:
        for row in self.options.get(code, []):
            if row["name"] in STATES:
                continue
            option: dict[str, Any] = {"code": row["name"], "label": f"{code}.options.{row['name']}"}
            if row[EXCLUSIVE]:
                option["exclusive"] = True
            if row[SCORE]:
                try:
                    option["score"] = float(row[SCORE])
                except ValueError:
                    self.refuse(self.choices, row.number, SCORE, f"{row[SCORE]!r} is no number")
            yield option


def _is_hint(row: SheetRow, code: str) -> bool:
    return row["name"] == note_name(code, "hint")
