"""The parts of an instrument that speak of published figures: series, claims of trackers, national substitutes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assessment.methodology.parts import Code, Direction, Goalposts, ItemCode, OptionCode, Part, Score, Step, Text

SampleMethod = Literal["min_max", "z_score"]
EVERYBODY = "all"


class Sample(Part):
    """A scale made of what other units have, instead of goalposts.

    `reference` is the code of a country group (`LDC`), or `all`; with fewer than `minimum` of its units that have a
    value, nothing is scored.
    """

    method: SampleMethod
    reference: Annotated[str, StringConstraints(pattern=r"^(all|[A-Z][A-Z0-9]*(-[A-Z0-9]+)*)$")]
    minimum: int = Field(default=10, ge=2)


class Series(Part):
    """A published desk indicator. With `ratio_to`, the value is 100 x this series / that one, of one wave.

    It scores by one of: `goalposts`; `steps`, from each start up; `categories`, the score of each published code; or
    `sample`, its place among other units.

    `maximum_age` in years before the reference year, beyond which the value is context. `concept` names what is
    measured: one concept scores once. `part_of` names the composite that contains it.
    """

    code: Code
    name: Text
    unit: Text
    source: Text
    direction: Direction
    goalposts: Goalposts | None = None
    steps: tuple[Step, ...] = ()
    categories: dict[str, Score] = Field(default_factory=dict)
    sample: Sample | None = None
    maximum_age: int = Field(default=10, ge=0)
    ratio_to: Code | None = None
    concept: str | None = None
    part_of: Code | None = None
    decimals: int = Field(default=1, ge=0, le=4)

    @property
    def has_scale(self) -> bool:
        """Whether its author said how its values score."""
        return bool(self.goalposts or self.steps or self.categories or self.sample)


class Claim(Part):
    """A published tracker whose values are claims on a fact: `values` maps its number to an option code.

    `includes` names the options that one of the tracker's covers, since it does not tell them apart: whoever says one
    of them does not contradict it.
    """

    series: Code
    item: ItemCode
    values: dict[str, OptionCode]
    includes: dict[OptionCode, tuple[OptionCode, ...]] = Field(default_factory=dict)


class NationalSource(Part):
    """Where a country finds at home what the published series of this code lacks for it."""

    code: Code
    source: Text


class Profile(Part):
    """A country group, such as small island states, whose members are pointed to national sources instead.

    `country_group` is its code in the table of country groups (`SIDS`).
    """

    code: Code
    label: Text
    country_group: Code
    sources: tuple[NationalSource, ...] = Field(min_length=1)
