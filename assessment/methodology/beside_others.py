"""One respondent's answers beside those of the stakeholder group, and the areas in which they tell of a gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from assessment.methodology.aggregation import reaches
from assessment.methodology.disclosure import FEWEST_PERSONS
from assessment.methodology.instrument import Group, Instrument, Item
from assessment.methodology.normalisation import score_of_value
from assessment.methodology.responses import Answer, Value

FEWEST_INSTITUTIONS = 3
MOST_AN_AREA = 2
COMPARED_KINDS = ("experience", "perception", "fact")
ONE_OF_SEVERAL = ("single", "agreement", "law_status", "grid")


@dataclass(frozen=True)
class Distribution:
    """How many voices of a group chose each option of a question."""

    counts: Mapping[str, int]

    @property
    def voices(self) -> int:
        """All together."""
        return sum(self.counts.values())

    def share(self, option: str) -> float:
        """0..100 of the voices."""
        return 100 * self.counts.get(option, 0) / self.voices


def step_of(group: Group) -> int:
    """In what numbers voices of a group are shown: so many at least, and never one more alone."""
    return FEWEST_PERSONS if group.counts == "persons" else FEWEST_INSTITUTIONS


def distribution_of(choices: Iterable[tuple[str, str]], step: int) -> Distribution | None:
    """The first choice of each voice, over the earliest voices in whole steps; none below one step.

    `choices` are pairs of voice and option in the order in which they were sent. Whoever looks again later sees the
    same voices or at least `step` more of them, so that no single answer follows by subtraction (rule 19).
    """
    first: dict[str, str] = {}
    for voice, option in choices:
        first.setdefault(voice, option)
    whole = len(first) // step * step
    return Distribution(Counter(list(first.values())[:whole])) if whole else None


def compared_questions(instrument: Instrument, group: str) -> tuple[str, ...]:
    """The questions by which respondents of a group are compared: those of the core with one answer of several.

    Nothing sensitive, and nothing that institutions say of their own performance.
    """
    return tuple(
        question
        for item in instrument.item_of.values()
        for question in item.questions()
        if group in item.groups
        and item.kind in COMPARED_KINDS
        and item.type in ONE_OF_SEVERAL
        and item.module is None
        and not item.sensitive
        and group not in item.own_performance_of
    )


def own_choices(instrument: Instrument, group: str, answers: Mapping[str, Answer]) -> dict[str, str]:
    """What a respondent chose of those questions: two an area, opinions and experience before facts.

    `answers` are those on the path.
    """
    compared = frozenset(compared_questions(instrument, group))
    found: dict[str, str] = {}
    for area in instrument.areas:
        chosen = {
            question: value
            for item in sorted(area.items, key=lambda item: item.kind == "fact")
            for question in item.questions()
            if question in compared and isinstance(value := _value(answers, question), str)
        }
        found.update(list(chosen.items())[:MOST_AN_AREA])
    return found


def areas_with_a_gap(instrument: Instrument, group: str, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The areas in which the mean score of a respondent's own answers lies below the questionnaire's target.

    It says what one respondent told, not how the country stands. `answers` are those on the path.
    """
    found = []
    for area in instrument.areas:
        scores = [
            score
            for item in area.items
            if group not in item.own_performance_of
            for score in _scores(instrument, item, answers)
        ]
        if scores and not reaches(fmean(scores), instrument.target):
            found.append(area.code)
    return tuple(found)


def _scores(instrument: Instrument, item: Item, answers: Mapping[str, Answer]) -> list[float]:
    values = (_value(answers, question) for question in item.questions())
    scores = (score_of_value(instrument, item, value) for value in values if value is not None)
    return [score for score in scores if score is not None]


def _value(answers: Mapping[str, Answer], question: str) -> Value | None:
    answer = answers.get(question)
    return answer.value if answer is not None else None
