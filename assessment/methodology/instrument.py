"""The instrument: a validated, versioned questionnaire, as a tree of areas, indicators, items and options.

Texts are in the questionnaire's source language; `localised` in `assessment.methodology.localisation` gives the same
instrument in another one.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assessment.methodology.alternative_parts import Alternative, Level
from assessment.methodology.desk_parts import EVERYBODY, Claim, NationalSource, Profile, Sample, SampleMethod, Series
from assessment.methodology.expressions import Kind, compiled, parse
from assessment.methodology.expressions.evaluation import Evaluation
from assessment.methodology.parts import (
    CHOICE_TYPES,
    NUMBER_TYPES,
    Advice,
    Aggregation,
    Area,
    Attribute,
    Band,
    Code,
    Coverage,
    Direction,
    Ends,
    GapKind,
    Goalposts,
    Group,
    GroupWeighting,
    Indicator,
    Item,
    ItemCode,
    ItemKind,
    ItemType,
    Measure,
    Module,
    NonAnswer,
    Option,
    OptionCode,
    Part,
    Role,
    Row,
    Scale,
    Score,
    Severity,
    Step,
    Survey,
    Text,
    Weight,
    Weighting,
)

__all__ = [
    "CHOICE_TYPES",
    "EVERYBODY",
    "NUMBER_TYPES",
    "ROOT",
    "Advice",
    "Aggregation",
    "Alternative",
    "Area",
    "Attribute",
    "Band",
    "Claim",
    "Code",
    "Coverage",
    "Direction",
    "Ends",
    "GapKind",
    "Goalposts",
    "Group",
    "GroupWeighting",
    "Indicator",
    "Instrument",
    "Item",
    "ItemCode",
    "ItemKind",
    "ItemType",
    "Level",
    "Measure",
    "Module",
    "NationalSource",
    "NonAnswer",
    "Option",
    "OptionCode",
    "Part",
    "Profile",
    "Revision",
    "Role",
    "Row",
    "Sample",
    "SampleMethod",
    "Scale",
    "Score",
    "Series",
    "Severity",
    "Step",
    "Survey",
    "Text",
    "Weight",
    "Weighting",
]

ROOT = "INDEX"


class Revision(Part):
    """A dated correction of wording within a published version; it keeps the meaning of every text."""

    date: dt.date
    note: Text


class Instrument(Part):
    """A questionnaire version, whole. `basis` declares a desk-only or fact-only questionnaire as such.

    `aggregation` and `weighting` say how the index averages its areas; `group_weighting` what the means of stakeholder
    groups weigh in a question; `alternatives` what the author could have decided otherwise. `minimum_coverage` is the
    share of their weight that areas, and without an `index_coverage` the index, need; `indicator_coverage` indicators.
    """

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}(\.[0-9]+)?$")]
    title: Text
    description: Text | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(_[A-Za-z]{2,4})?$")] = "en"
    reference_year: int = Field(ge=1900, le=2100)
    basis: Literal["mixed", "desk_only", "fact_only"] = "mixed"
    overall: bool = False
    aggregation: Aggregation = "arithmetic"
    weighting: Weighting = "author"
    group_weighting: GroupWeighting = "author"
    minimum_coverage: Coverage = 0.65
    index_coverage: Coverage | None = None
    indicator_coverage: Coverage = 0.65
    minimum_groups: int = Field(default=2, ge=0)
    target: Score = 75.0
    groups: tuple[Group, ...] = ()
    modules: tuple[Module, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    survey: Survey | None = None
    scales: tuple[Scale, ...] = ()
    bands: tuple[Band, ...] = ()
    severities: tuple[Severity, ...] = ()
    series: tuple[Series, ...] = ()
    claims: tuple[Claim, ...] = ()
    profiles: tuple[Profile, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    areas: tuple[Area, ...] = Field(min_length=1)
    recommendations: tuple[Advice, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @property
    def identity(self) -> str:
        """`etrade-rapid/2026.1`, as it is named in files, on screens and in catalogue entries."""
        return f"{self.code}/{self.version}"

    @cached_property
    def item_of(self) -> dict[str, Item]:
        """Items by code, in the order of the files; grids as written."""
        return {item.code: item for area in self.areas for item in area.items}

    @cached_property
    def area_of_item(self) -> dict[str, Area]:
        """The area that asks an item, by item code."""
        return {item.code: area for area in self.areas for item in area.items}

    @cached_property
    def indicator_of(self) -> dict[str, Indicator]:
        """Indicators by code."""
        return {indicator.code: indicator for area in self.areas for indicator in area.indicators}

    @cached_property
    def area_of(self) -> dict[str, Area]:
        """Areas by code, in order."""
        return {area.code: area for area in self.areas}

    @cached_property
    def group_of(self) -> dict[str, Group]:
        """Stakeholder groups by code, in order."""
        return {group.code: group for group in self.groups}

    @cached_property
    def module_of(self) -> dict[str, Module]:
        """Modules by code, in order."""
        return {module.code: module for module in self.modules}

    @cached_property
    def series_of(self) -> dict[str, Series]:
        """Desk series by code."""
        return {series.code: series for series in self.series}

    @cached_property
    def scale_of(self) -> dict[str, Scale]:
        """Scales by code."""
        return {scale.code: scale for scale in self.scales}

    @cached_property
    def condition_of(self) -> dict[str, Evaluation]:
        """The compiled conditions of the items that have one, by item code."""
        return {item.code: compiled(parse(item.when)) for item in self.item_of.values() if item.when}

    def options_of(self, item: Item) -> tuple[Option, ...]:
        """The options of a choice item or of each row of a grid: its own, or those of its scale.

        An item of type `agreement` or `law_status` without a scale uses the scale of that name.
        """
        if item.options:
            return item.options
        scale = self.scale_of.get(item.scale or item.type)
        return scale.options if scale else ()

    @cached_property
    def labels_of(self) -> dict[str, dict[str, str]]:
        """The labels of the options of each item, or of each of its rows, by item code and option code."""
        return {
            code: {option.code: option.label for option in self.options_of(item)} for code, item in self.item_of.items()
        }

    def kind_of(self, item: Item) -> Kind:
        """What sort of value conditions and rules see of an item, or of each row of a grid."""
        if item.type in NUMBER_TYPES:
            return Kind("number")
        if item.type not in CHOICE_TYPES | {"grid"}:
            return Kind("date" if item.type == "date" else "text")
        return Kind("multiple" if item.type == "multiple" else "choice", tuple(o.code for o in self.options_of(item)))

    @cached_property
    def question_of(self) -> dict[str, Item]:
        """The item behind each question code, in order (a grid's item for each of its rows)."""
        return {code: item for item in self.item_of.values() for code in item.questions()}
