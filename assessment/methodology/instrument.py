"""The instrument: a validated, versioned questionnaire, as a tree of areas, indicators, items and options.

These classes are what authors write in YAML (one field a key) and what everything else reads. Texts are in the
questionnaire's source language; `localised` in `assessment.methodology.localisation` gives the same instrument
in another one. Checks across several places of the tree are in `assessment.authoring.checks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assessment.methodology.expressions import compiled, parse
from assessment.methodology.expressions.evaluation import Evaluation

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$")]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*_[0-9]{2,3}[a-z]?$")]
OptionCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Weight = Annotated[float, Field(ge=0)]
Score = Annotated[float, Field(ge=0, le=100)]

ItemKind = Literal["fact", "perception", "experience", "figure", "context"]
ItemType = Literal[
    "single", "multiple", "agreement", "law_status", "number", "percentage", "money", "date", "short_text",
    "long_text", "grid",
]  # fmt: skip
Direction = Literal["up", "down", "context"]
Aggregation = Literal["arithmetic", "geometric"]
NonAnswer = Literal["dont_know", "prefer_not_to_say", "not_applicable"]

ROOT = "INDEX"
CHOICE_TYPES = frozenset({"single", "multiple", "agreement", "law_status"})
NUMBER_TYPES = frozenset({"number", "percentage", "money"})


class Part(BaseModel):
    """What every piece of an instrument shares: it never changes and knows no other keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(Part):
    """A permitted answer; `score` 0..100, or none where the answer is not scored. Zero is a score."""

    code: OptionCode
    label: Text
    score: float | None = None


class Scale(Part):
    """An ordered set of options shared by items."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    options: tuple[Option, ...] = Field(min_length=2)


class Goalposts(Part):
    """The two ends of a scale in the unit of the value: `low` scores 0 and `high` 100 when direction is up."""

    low: float
    high: float
    logarithm: bool = False
    reason: Text | None = None


class Row(Part):
    """One line of a grid: an item of its own, named `LEG_16.privacy`."""

    code: OptionCode
    text: Text


class Item(Part):
    """One question as asked.

    `groups` are the stakeholder groups it is put to, `roles` narrows a group to some of its roles, `when` is a
    condition on earlier answers, attributes, `group` and `role`. `own_performance_of` names groups whose answers
    judge their own work: shown, never scored.
    """

    code: ItemCode
    kind: ItemKind
    type: ItemType
    text: Text
    hint: Text | None = None
    groups: tuple[Code, ...] = Field(min_length=1)
    roles: dict[Code, tuple[OptionCode, ...]] = {}
    when: Text | None = None
    scale: str | None = None
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    unit: Text | None = None
    minimum: float | None = None
    maximum: float | None = None
    direction: Direction = "up"
    goalposts: Goalposts | None = None
    allows: tuple[NonAnswer, ...] = ("dont_know",)
    own_performance_of: tuple[Code, ...] = ()
    topics: tuple[str, ...] = ()


class Measure(Part):
    """An item, a row of a grid or a desk series that an indicator is made of, with its weight inside it."""

    code: str
    weight: Weight = 1.0


class Indicator(Part):
    """A scored quantity under an area, from items, desk series or both.

    `competent_body` can supply what is missing and `data_action` says how: they answer "could not be judged".
    """

    code: Code
    label: Text
    weight: Weight = 1.0
    aggregation: Aggregation = "arithmetic"
    target: Score | None = None
    items: tuple[Measure, ...] = ()
    series: tuple[Measure, ...] = ()
    competent_body: Text | None = None
    data_action: Text | None = None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Items and series together, items first."""
        return self.items + self.series


class Area(Part):
    """One policy area: indicators, the items asked for them, and desk series shown as context."""

    code: Code
    label: Text
    short_label: Text
    weight: Weight = 1.0
    aggregation: Aggregation = "arithmetic"
    introduction: Text | None = None
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    items: tuple[Item, ...] = ()
    context: tuple[Code, ...] = ()


class Role(Part):
    """A role within a stakeholder group: customs, central bank, marketplace seller."""

    code: OptionCode
    label: Text


class Group(Part):
    """A stakeholder group and when it is real (rule 8): `minimum` institutions or persons, or `share` of its register.

    `counts` says what one voice is: an institution, or a firm or person, whose results are not shown under five.
    """

    code: Code
    label: Text
    weight: Weight = 1.0
    counts: Literal["institutions", "persons"] = "institutions"
    minimum: int = Field(default=3, ge=1)
    share: float = Field(default=0.6, gt=0, le=1)
    roles: tuple[Role, ...] = ()


class Attribute(Part):
    """What is asked of respondents about themselves (firm size, sector …), for routing and breakdowns."""

    code: OptionCode
    text: Text
    hint: Text | None = None
    groups: tuple[Code, ...] = Field(min_length=1)
    options: tuple[Option, ...] = Field(min_length=2)
    allows: tuple[NonAnswer, ...] = ("prefer_not_to_say",)


class Band(Part):
    """A named range of scores, from `start` (included) up to the next band."""

    code: OptionCode
    label: Text
    meaning: Text | None = None
    start: Score


class Severity(Part):
    """A named range of gaps in score points, from `start` (included) up."""

    code: OptionCode
    label: Text
    start: Score


class Series(Part):
    """A published desk indicator. With `ratio_to`, the value is 100 x this series / that one, of one wave.

    `maximum_age` in years before the reference year, beyond which the value is context. `concept` names what is
    measured: one concept scores once. `part_of` names the composite that contains it.
    """

    code: Code
    name: Text
    unit: Text
    source: Text
    direction: Direction
    goalposts: Goalposts | None = None
    maximum_age: int = Field(default=10, ge=0)
    ratio_to: Code | None = None
    concept: str | None = None
    part_of: Code | None = None
    decimals: int = Field(default=1, ge=0, le=4)


class Claim(Part):
    """A published tracker whose values are claims on a fact: `values` maps its number to an option code."""

    series: Code
    item: ItemCode
    values: dict[str, OptionCode]


class Advice(Part):
    """A recommendation as its author wrote it: the rule `when`, and what to do when it fires."""

    code: Code
    area: Code
    when: Text
    kind: Literal["gap", "data"] = "gap"
    action: Text
    expected_result: Text
    measure: Text
    unit: Text
    baseline: str | None = None
    target: Text
    priority: Literal["high", "medium", "low"]
    time_frame: Literal["short", "medium", "long"]
    effort: Literal["low", "medium", "high"]
    lead: Text
    contributors: tuple[Text, ...] = ()
    partners: tuple[Code, ...] = ()
    rests_on: tuple[str, ...] = Field(min_length=1)


class Instrument(Part):
    """A questionnaire version, whole. `basis` declares a desk-only or fact-only questionnaire as such."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}(\.[0-9]+)?$")]
    title: Text
    description: Text | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(_[A-Za-z]{2,4})?$")] = "en"
    reference_year: int
    basis: Literal["mixed", "desk_only", "fact_only"] = "mixed"
    overall: bool = False
    aggregation: Aggregation = "arithmetic"
    minimum_coverage: float = Field(default=0.65, gt=0, le=1)
    minimum_groups: int = Field(default=2, ge=0)
    target: Score = 75.0
    groups: tuple[Group, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    scales: tuple[Scale, ...] = ()
    bands: tuple[Band, ...] = ()
    severities: tuple[Severity, ...] = ()
    series: tuple[Series, ...] = ()
    claims: tuple[Claim, ...] = ()
    areas: tuple[Area, ...] = Field(min_length=1)
    recommendations: tuple[Advice, ...] = ()

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

    def questions(self) -> Iterator[tuple[str, Item]]:
        """Every single question with its code: `PAY_01`, and for grids one a row, `LEG_16.privacy`."""
        for item in self.item_of.values():
            if item.type == "grid":
                yield from ((f"{item.code}.{row.code}", item) for row in item.rows)
            else:
                yield item.code, item

    @cached_property
    def question_of(self) -> dict[str, Item]:
        """The item behind each question code (a grid's item for each of its rows)."""
        return dict(self.questions())
