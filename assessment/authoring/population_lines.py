"""What is known of a survey's population, as a spreadsheet: units by category of an attribute, and by stratum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from assessment.authoring.desk_data import is_as_of
from assessment.authoring.desk_import.numbers import number_of
from assessment.authoring.register_cells import LONGEST, Rules
from assessment.authoring.register_lines import CellFault
from assessment.authoring.spreadsheet import Row, rows_of
from assessment.errors import InvalidInput
from assessment.methodology.voice import N_

COLUMNS = {
    "attribute": N_("Attribute"),
    "category": N_("Category"),
    "population": N_("Population"),
    "source": N_("Source"),
    "as_of": N_("As of"),
}
STRATUM = "stratum"
"""Stands in the place of an attribute in rows that tell the size of a stratum."""
LONGEST_SOURCE = 300
DIGITS = 9


class Count(BaseModel):
    """Units of the population in one category, by codes; `as_of` is an ISO date of full or reduced precision."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    attribute: str
    category: str
    units: float
    source: str
    as_of: str


@dataclass
class PopulationReading:
    """The counts that can be taken, and every fault of the others."""

    counts: list[Count] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


def attributes_in(rules: Rules) -> dict[str, str]:
    """What counts may be given by: the margins that the questionnaire declares, and strata; code and label."""
    margins = rules.instrument.survey.margins if rules.instrument.survey else ()
    texts = {one.code: one.text for one in rules.instrument.attributes}
    return {**{code: texts[code] for code in margins}, STRATUM: rules.voice.say(N_("Stratum"))}


def categories_in(rules: Rules, attribute: str) -> dict[str, str]:
    """The options of an attribute, code and label; of strata none, for they are named freely."""
    found = next((one for one in rules.instrument.attributes if one.code == attribute), None)
    return {option.code: option.label for option in found.options} if found else {}


def read_population(content: bytes, rules: Rules) -> PopulationReading:
    """The rows of a file of counts. An attribute must be told whole: a category of nobody has 0.

    Raises:
        InvalidInput: the file cannot be read as a table, or lacks a column.
    """
    header, *rows = rows_of(content)
    names = {code: rules.voice.say(name) for code, name in COLUMNS.items()}
    code_of = {name.casefold(): code for code, name in names.items()} | {code: code for code in names}
    places = {code_of.get(cell.text.casefold(), ""): place for place, cell in enumerate(header.cells)}
    missing = [name for code, name in names.items() if code not in places]
    if missing:
        sentence = rules.voice.say(
            N_("The first row must name the columns; these are missing: {columns}"), columns=rules.voice.row(missing)
        )
        raise InvalidInput(sentence)
    reading = PopulationReading()
    for row in rows:
        _read(row, places, names, rules, reading)
    reading.faults += _incomplete(header.number, names["category"], rules, reading)
    return reading


def _read(
    row: Row, places: Mapping[str, int], names: Mapping[str, str], rules: Rules, reading: PopulationReading
) -> None:
    texts = {code: row.cells[places[code]].text if places[code] < len(row.cells) else "" for code in COLUMNS}
    attribute = _code(texts["attribute"], attributes_in(rules))
    options = categories_in(rules, attribute)
    category = _code(texts["category"], options) if options else texts["category"][: LONGEST["stratum"]]
    units = number_of(texts["population"], thousands=" ")
    wrong = {
        "attribute": not attribute and N_("Enter one of the margins that the questionnaire declares, or “stratum”."),
        "category": bool(attribute) and not category and N_("Enter one of the options of this attribute."),
        "population": (units is None or not 0 <= units < 10**DIGITS * 10)
        and N_("Write how many units there are, as a number of 0 or more, such as 12345."),
        "source": not 0 < len(texts["source"]) <= LONGEST_SOURCE and N_("Name the source, in 300 characters at most."),
        "as_of": not is_as_of(texts["as_of"]) and N_("Write the date as 2026, 2026-05 or 2026-05-31."),
    }
    faults = [CellFault(row.number, names[code], rules.voice.say(cure)) for code, cure in wrong.items() if cure]
    if any((one.attribute, one.category) == (attribute, category) for one in reading.counts):
        faults.append(CellFault(row.number, names["category"], rules.voice.say(N_("This category stands twice."))))
    if faults or units is None:
        reading.faults += faults
        return
    reading.counts.append(
        Count(attribute=attribute, category=category, units=units, source=texts["source"], as_of=texts["as_of"])
    )


def _incomplete(number: int, column: str, rules: Rules, reading: PopulationReading) -> Iterator[CellFault]:
    """A fault for each attribute of which some options were not told."""
    told = {(one.attribute, one.category) for one in reading.counts}
    for attribute in dict.fromkeys(one.attribute for one in reading.counts):
        options = categories_in(rules, attribute)
        missing = [label for code, label in options.items() if (attribute, code) not in told]
        if missing:
            cure = rules.voice.say(
                N_("These categories are missing; enter 0 where there is nobody: {categories}"),
                categories=rules.voice.row(missing),
            )
            yield CellFault(number, column, cure)


def _code(text: str, choices: Mapping[str, str]) -> str:
    """The code meant by a code or a label; empty for none."""
    known = {label.casefold(): code for code, label in choices.items()} | {code.casefold(): code for code in choices}
    return known.get(text.casefold(), "")
