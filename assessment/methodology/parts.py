"""The parts of an instrument: items with their options, indicators, areas, groups, modules, advice.

These classes are what authors write in YAML, one field a key, and what everything else reads; they never change and
know no other keys. Checks across several parts are in `assessment.authoring.checks`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$")]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*_[0-9]{2,3}[a-z]?$")]
OptionCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Weight = Annotated[float, Field(ge=0, le=1_000_000)]
Score = Annotated[float, Field(ge=0, le=100)]
Coverage = Annotated[float, Field(gt=0, le=1)]

ItemKind = Literal["fact", "perception", "experience", "figure", "context"]
ItemType = Literal[
    "single", "multiple", "agreement", "law_status", "number", "percentage", "money", "date", "short_text",
    "long_text", "grid",
]  # fmt: skip
Direction = Literal["up", "down", "context"]
Aggregation = Literal["arithmetic", "geometric"]
Weighting = Literal["author", "equal"]
GroupWeighting = Literal["author", "equal", "voices", "register"]
GapKind = Literal["target", "peers", "last_round", "practice", "groups"]
NonAnswer = Literal["dont_know", "prefer_not_to_say", "not_applicable"]

CHOICE_TYPES = frozenset({"single", "multiple", "agreement", "law_status"})
NUMBER_TYPES = frozenset({"number", "percentage", "money"})


class Part(BaseModel):
    """What every piece of an instrument shares: it never changes and knows no other keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Option(Part):
    """A permitted answer; `score` 0..100, or none where the answer is not scored. Zero is a score.

    An `exclusive` one ("none of these") is never chosen beside others where several may be chosen.
    """

    code: OptionCode
    label: Text
    score: float | None = None
    exclusive: bool = False


class Scale(Part):
    """An ordered set of options shared by items; `distinct` is the author's reason for options that score the same."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    options: tuple[Option, ...] = Field(min_length=2)
    distinct: Text | None = None


class Ends(Part):
    """The two ends of a scale in the unit of the value: `low` scores 0 and `high` 100 when direction is up."""

    low: float
    high: float
    logarithm: bool = False


class Goalposts(Ends):
    """The ends of a scale and the author's reason for them."""

    reason: Text | None = None


class Step(Part):
    """A step of a scale: what a number scores from `start` (included) up to the next step."""

    start: float
    score: Score


class Row(Part):
    """One line of a grid: an item of its own, named `LEG_16.privacy`."""

    code: OptionCode
    text: Text


class Item(Part):
    """One question as asked.

    `groups` are the stakeholder groups it is put to, `roles` narrows a group to some of its roles, `when` is a
    condition on earlier answers, attributes, `group` and `role`. `module` puts it to respondents of the module's groups
    only if they choose that module. `own_performance_of` names groups whose answers judge their own work: shown, never
    scored. `practice` names the question that tells whether a law works in practice. A `sensitive` item can always be
    declined. `distinct` is the author's reason for options that score the same and that no rule tells apart.
    Where `evidence` is set, respondents may attach files and links. `group_weighting` says what the groups' means weigh
    in this question where it is not as in the rest of the questionnaire. A number scores on `goalposts` or by `steps`.
    """

    code: ItemCode
    kind: ItemKind
    type: ItemType
    text: Text
    hint: Text | None = None
    groups: tuple[Code, ...] = Field(min_length=1)
    roles: dict[Code, tuple[OptionCode, ...]] = {}
    when: Text | None = None
    module: OptionCode | None = None
    scale: str | None = None
    options: tuple[Option, ...] = ()
    distinct: Text | None = None
    rows: tuple[Row, ...] = ()
    unit: Text | None = None
    minimum: float | None = None
    maximum: float | None = None
    direction: Direction = "up"
    goalposts: Goalposts | None = None
    steps: tuple[Step, ...] = ()
    allows: tuple[NonAnswer, ...] = ("dont_know",)
    own_performance_of: tuple[Code, ...] = ()
    group_weighting: GroupWeighting | None = None
    practice: str | None = None
    sensitive: bool = False
    evidence: bool = False
    topics: tuple[str, ...] = ()

    def questions(self) -> tuple[str, ...]:
        """The codes under which it is answered: its own, or one a row of a grid (`LEG_16.privacy`)."""
        if self.type == "grid":
            return tuple(f"{self.code}.{row.code}" for row in self.rows)
        return (self.code,)


class Measure(Part):
    """An item, a row of a grid or a desk series that an indicator is made of, with its weight inside it."""

    code: str
    weight: Weight = 1.0


class Indicator(Part):
    """A scored quantity under an area, from items, desk series or both.

    `weighting: equal` weighs its items and series the same, whatever weights above 0 they have. `minimum_coverage` is
    the share of its weight that must be known, where it is not as for all indicators.
    `competent_body` can supply what is missing and `data_action` says how: they answer "could not be judged".
    """

    code: Code
    label: Text
    weight: Weight = 1.0
    aggregation: Aggregation = "arithmetic"
    weighting: Weighting = "author"
    minimum_coverage: Coverage | None = None
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
    """One policy area: indicators, the items asked for them, and desk series shown as context.

    `weighting: equal` weighs its indicators the same, whatever weights above 0 they have. `minimum_coverage` and
    `minimum_groups` stand where they are not as for all areas.
    """

    code: Code
    label: Text
    short_label: Text
    weight: Weight = 1.0
    aggregation: Aggregation = "arithmetic"
    weighting: Weighting = "author"
    minimum_coverage: Coverage | None = None
    minimum_groups: int | None = Field(default=None, ge=0)
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
    No role of it may be asked more than `most_items` questions, nor more than `core_items` before choosing modules.
    """

    code: Code
    label: Text
    weight: Weight = 1.0
    counts: Literal["institutions", "persons"] = "institutions"
    minimum: int = Field(default=3, ge=1)
    share: float = Field(default=0.6, gt=0, le=1)
    core_items: int | None = Field(default=None, ge=1)
    most_items: int = Field(default=40, ge=1)
    roles: tuple[Role, ...] = ()


class Module(Part):
    """Further questions that respondents of its groups answer by choice; of other groups they are asked as usual."""

    code: OptionCode
    label: Text
    description: Text | None = None
    groups: tuple[Code, ...] = Field(min_length=1)


class Attribute(Part):
    """What is asked of respondents about themselves (firm size, sector …), for routing and breakdowns."""

    code: OptionCode
    text: Text
    hint: Text | None = None
    groups: tuple[Code, ...] = Field(min_length=1)
    options: tuple[Option, ...] = Field(min_length=2)
    allows: tuple[NonAnswer, ...] = ("prefer_not_to_say",)


class Survey(Part):
    """Respondents are a probability sample of a `population`: each may carry a weight, a stratum and a cluster.

    `margins` are the attributes whose totals in the population are known, for post-stratification.
    """

    population: Text
    margins: tuple[OptionCode, ...] = ()


class Band(Part):
    """A named range of scores, from `start` (included) up to the next band."""

    code: OptionCode
    label: Text
    meaning: Text | None = None
    start: Score


class Severity(Part):
    """A named range of gaps in score points, from `start` (included) up; `starts` are others for other kinds of gap."""

    code: OptionCode
    label: Text
    start: Score
    starts: dict[GapKind, Score] = Field(default_factory=dict)


class Advice(Part):
    """A recommendation as its author wrote it: the rule `when`, and what to do when it fires.

    A `strategic` one stands before the others. Those it `absorbs` are not listed beside it: it includes them.
    """

    code: Code
    area: Code
    when: Text
    kind: Literal["gap", "data"] = "gap"
    strategic: bool = False
    absorbs: tuple[Code, ...] = ()
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
