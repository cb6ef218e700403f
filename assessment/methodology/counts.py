"""A tally made of counts: how often each answer was given, counted elsewhere, by a database or from a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assessment.methodology.responses import State, Value
from assessment.methodology.tally import GroupTally, Tally

Cell = tuple[str, str]
"""A question and a stakeholder group."""


class Count(NamedTuple):
    """How many respondents of a group gave one answer to a question on their path."""

    group: str
    question: str
    state: State
    value: Value | None
    number: int


def tally_of_counts(asked: Mapping[Cell, int], counts: Iterable[Count], repeated: Mapping[Cell, int]) -> Tally:
    """The same tally as `tally_of` makes of the responses, without weights (rule 15).

    `asked` are respondents by question and group. `repeated` is how many answers with a value came from a voice that
    had answered already: all of them less the distinct voices.
    """
    values: defaultdict[Cell, Counter[Value]] = defaultdict(Counter)
    states: defaultdict[Cell, Counter[State]] = defaultdict(Counter)
    for group, question, state, value, number in counts:
        states[question, group][state] += number
        if value is not None:
            values[question, group][value] += number
    tally: defaultdict[str, dict[str, GroupTally]] = defaultdict(dict)
    for cell, number in asked.items():
        question, group = cell
        told = states[cell]
        voices = told["answered"] - repeated.get(cell, 0)
        tally[question][group] = GroupTally(dict(values[cell]), dict(+told), number - told.total(), voices)
    return dict(tally)
