"""What groups answered to each question, counted and, in a probability survey, weighed."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assessment.methodology.applicability import on_path
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer, Respondent, Response, State, Value


@dataclass(frozen=True)
class Behind:
    """How much stands behind each value and state: respondents, or the sum of their survey weights.

    Values with nothing behind them are left out.
    """

    values: Mapping[Value, float]
    states: Mapping[State, float]
    unanswered: float

    @property
    def answered(self) -> float:
        """All with a value, together."""
        return self.states.get("answered", 0)

    @property
    def asked(self) -> float:
        """All who were asked, together."""
        return math.fsum([*self.states.values(), self.unanswered])


@dataclass(frozen=True)
class GroupTally:
    """What one group answered to one question: counts by value, counts by state, and how many answered.

    `values` counts answered values (for multiple choice the whole set chosen); `voices` is the number of distinct
    institutions, firms or persons that answered; `unanswered` were asked and gave nothing. `weighed` holds the same
    in units of the population where respondents carry survey weights.
    """

    values: Mapping[Value, int]
    states: Mapping[State, int]
    unanswered: int
    voices: int
    weighed: Behind | None = None

    @property
    def answered(self) -> int:
        """Respondents with a value."""
        return self.states.get("answered", 0)

    @property
    def asked(self) -> int:
        """Respondents who were asked."""
        return sum(self.states.values()) + self.unanswered

    @property
    def behind(self) -> Behind:
        """What means and shares are made of: weights where there are any, else counts."""
        return self.weighed or Behind(self.values, self.states, self.unanswered)


Tally = Mapping[str, Mapping[str, GroupTally]]


def tally_of(instrument: Instrument, responses: Iterable[Response]) -> Tally:
    """Counts per question and group over the answers on each respondent's path (rules 2 and 15).

    As soon as one respondent carries a survey weight the tally is weighed, and whoever has none counts as one. Whoever
    has weight 0 is counted, but stands for nobody: it decides nothing and is no voice.
    """
    responses = list(responses)
    is_weighed = any(response.respondent.weight is not None for response in responses)
    cells: dict[str, dict[str, _Counting]] = defaultdict(lambda: defaultdict(_Counting))
    for response in responses:
        respondent = response.respondent
        for question, answer in on_path(instrument, response).items():
            cell = cells[question][respondent.group]
            cell.count(respondent, answer)
            if is_weighed:
                cell.weigh(_weight(respondent), answer)
    return {
        question: {group: cell.tally(is_weighed=is_weighed) for group, cell in groups.items()}
        for question, groups in cells.items()
    }


def group_tally(answers: Iterable[tuple[Respondent, Answer | None]], *, is_weighed: bool) -> GroupTally:
    """What some respondents answered to one question they were all asked; None is unanswered."""
    counting = _Counting()
    for respondent, answer in answers:
        counting.count(respondent, answer)
        if is_weighed:
            counting.weigh(_weight(respondent), answer)
    return counting.tally(is_weighed=is_weighed)


def _weight(respondent: Respondent) -> float:
    return 1.0 if respondent.weight is None else respondent.weight


@dataclass
class _Counting:
    values: Counter[Value] = field(default_factory=Counter)
    states: Counter[State] = field(default_factory=Counter)
    voices: set[str] = field(default_factory=set)
    unanswered: int = 0
    weights_of_values: dict[Value, list[float]] = field(default_factory=lambda: defaultdict(list))
    weights_of_states: dict[State, list[float]] = field(default_factory=lambda: defaultdict(list))
    weights_unanswered: list[float] = field(default_factory=list)

    def count(self, respondent: Respondent, answer: Answer | None) -> None:
        if answer is None:
            self.unanswered += 1
            return
        self.states[answer.state] += 1
        if answer.value is not None:
            self.values[answer.value] += 1
            if respondent.weight != 0:
                self.voices.add(respondent.voice)

    def weigh(self, weight: float, answer: Answer | None) -> None:
        if answer is None:
            self.weights_unanswered.append(weight)
            return
        self.weights_of_states[answer.state].append(weight)
        if answer.value is not None:
            self.weights_of_values[answer.value].append(weight)

    def tally(self, *, is_weighed: bool) -> GroupTally:
        weighed = Behind(
            {value: total for value, weights in self.weights_of_values.items() if (total := math.fsum(weights))},
            {state: math.fsum(weights) for state, weights in self.weights_of_states.items()},
            math.fsum(self.weights_unanswered),
        )
        return GroupTally(
            dict(self.values),
            dict(self.states),
            self.unanswered,
            len(self.voices),
            weighed if is_weighed else None,
        )
