"""The part of an instrument that says how its author could also have judged: an alternative of the method."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assessment.methodology.desk_parts import Sample
from assessment.methodology.parts import Aggregation, Code, Ends, GroupWeighting, OptionCode, Part, Text, Weighting

Level = Literal["index", "area", "indicator"]


class Alternative(Part):
    """A choice of method that the author could have defended as well; only robustness scores with it.

    `aggregation` and `weighting` are given by the level of the nodes that average, `goalposts` by the code of a
    series or of a numeric item, `samples` by that of a series. What is left out stays as the questionnaire has it.
    """

    code: OptionCode
    label: Text
    reason: Text | None = None
    aggregation: dict[Level, Aggregation] = Field(default_factory=dict)
    weighting: dict[Level, Weighting] = Field(default_factory=dict)
    group_weighting: GroupWeighting | None = None
    goalposts: dict[str, Ends] = Field(default_factory=dict)
    samples: dict[Code, Sample] = Field(default_factory=dict)
