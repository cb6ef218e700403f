"""Who gave which value: a respondent x question table per stakeholder group, for what counts alone cannot tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.applicability import on_path
from assessment.methodology.consolidation import AVERAGED
from assessment.methodology.instrument import Instrument
from assessment.methodology.normalisation import score_of_value
from assessment.methodology.responses import Answer, Response, Value
from assessment.methodology.robustness.means import Array

NO_VALUE = -1


@dataclass(frozen=True)
class GroupAnswers:
    """One group's answers. `places` is respondents x questions: each value's place among the question's, or -1.

    `weights` are the respondents' survey weights, 1 without.
    """

    places: NDArray[np.intp]
    weights: Array


@dataclass(frozen=True)
class AnswerTable:
    """The answers that groups are averaged from; `values` are the different ones given to each question."""

    questions: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    groups: Mapping[str, GroupAnswers]


def answer_table(instrument: Instrument, responses: Iterable[Response]) -> AnswerTable:
    """The answers on each respondent's path to perceptions and experiences.

    Rows are sorted by what they say, so that draws do not depend on the order of respondents.
    """
    questions = tuple(code for code, item in instrument.question_of.items() if item.kind in AVERAGED)
    rows: dict[str, list[tuple[float, list[Value | None]]]] = defaultdict(list)
    for response in responses:
        answers = on_path(instrument, response)
        weight = response.respondent.weight
        values = [_value(answers.get(code)) for code in questions]
        rows[response.respondent.group].append((1.0 if weight is None else weight, values))
    given: list[set[Value]] = [set() for _ in questions]
    for _, values in (row for group in rows.values() for row in group):
        for place, value in enumerate(values):
            if value is not None:
                given[place].add(value)
    ordered = tuple(tuple(sorted(values, key=repr)) for values in given)
    return AnswerTable(
        questions, ordered, {code: _group_answers(rows[code], ordered) for code in instrument.group_of if code in rows}
    )


def scores_in(instrument: Instrument, table: AnswerTable, group: str) -> Array:
    """One group's answers as scores 0..100, respondents x questions; NaN where there is none."""
    scores = np.full(table.groups[group].places.shape, np.nan)
    for place, (code, values) in enumerate(zip(table.questions, table.values, strict=True)):
        item = instrument.question_of[code]
        told = [score_of_value(instrument, item, value) for value in values]
        known = np.array([*(np.nan if score is None else score for score in told), np.nan])
        scores[:, place] = known[table.groups[group].places[:, place]]
    return scores


def _group_answers(
    rows: list[tuple[float, list[Value | None]]], ordered: tuple[tuple[Value, ...], ...]
) -> GroupAnswers:
    place_of: list[dict[Any, int]] = [{value: place for place, value in enumerate(values)} for values in ordered]
    coded = sorted(
        (
            [NO_VALUE if value is None else place_of[place][value] for place, value in enumerate(values)],
            weight,
        )
        for weight, values in rows
    )
    return GroupAnswers(
        np.array([places for places, _ in coded], dtype=np.intp).reshape(len(coded), len(ordered)),
        np.array([weight for _, weight in coded], dtype=np.float64),
    )


def _value(answer: Answer | None) -> Value | None:
    return answer.value if answer is not None and answer.state == "answered" else None
