"""All questions of a probability survey: estimates for the population and by trait, within what may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.methodology.applicability import on_path
from assessment.methodology.breakdowns import MEASURED, ROLE
from assessment.methodology.disclosure import FEWEST_PERSONS
from assessment.methodology.instrument import Group, Instrument, Item
from assessment.methodology.probability.estimation import (
    Estimate,
    kish_effect,
    means,
    medians,
    shares,
    totals,
)
from assessment.methodology.probability.groups import Floats
from assessment.methodology.probability.response import ResponseRates, response_rates
from assessment.methodology.probability.tables import Trait, tables_of, trait_of
from assessment.methodology.probability.terms import Members
from assessment.methodology.probability.weights import Frame, Weighted, weighted
from assessment.methodology.responses import STATES, Answer, Response, State
from assessment.methodology.slices import traits_of

MEAN, MEDIAN = "mean", "median"


@dataclass(frozen=True)
class Figure:
    """One estimate: of an option's code, `mean` or `median`; of all (`trait` empty) or of a category of a trait."""

    trait: str
    category: str
    answer: str
    estimate: Estimate


@dataclass(frozen=True)
class QuestionFigures:
    """What a survey tells of one question.

    `figures` are of those who answered, `totals` how many units of the population chose each option, `states` shares
    of those asked. `withheld` are traits by which no table may be shown. A question that too few answered has no
    figures at all, one that too few were asked no states.
    """

    question: str
    asked: int
    answered: int
    figures: tuple[Figure, ...]
    totals: tuple[Figure, ...]
    states: Mapping[State, Estimate]
    withheld: tuple[str, ...]

    def of(self, trait: str = "", category: str = "") -> tuple[Figure, ...]:
        """The figures of all, or of one category of a trait."""
        return tuple(one for one in self.figures if (one.trait, one.category) == (trait, category))

    def categories(self, trait: str) -> tuple[str, ...]:
        """The categories of a trait that are shown, in order."""
        return tuple(dict.fromkeys(one.category for one in self.figures if one.trait == trait))


@dataclass(frozen=True)
class SurveyResults:
    """A survey of one group, judged: weights, response, design effect of the weights, and its questions.

    Where the sample is not known, `rates` count nobody.
    """

    group: str
    weighted: Weighted
    rates: ResponseRates
    weights_effect: float
    questions: Mapping[str, QuestionFigures]

    @property
    def respondents(self) -> int:
        """Those who were drawn and answered."""
        return len(self.weighted.respondents)


@dataclass(frozen=True)
class Coded:
    """Answers to one question, one row a respondent in the order of the design.

    `columns` are 1 where an option was chosen, or one column of numbers; `states` are 1 in the column of the state.
    """

    item: Item
    answers: tuple[str, ...]
    columns: Floats
    asked: Members
    states: Floats

    @property
    def answered(self) -> Members:
        """Who gave a value."""
        return self.states[:, 0] > 0


def survey_results(instrument: Instrument, responses: Sequence[Response], frame: Frame) -> tuple[SurveyResults, ...]:
    """The results of each group of which somebody who was drawn answered; a probability survey mostly has one."""
    found = []
    for group in instrument.groups:
        own = {one.respondent.code: one for one in responses if one.respondent.group == group.code}
        if any(one.respondent.weight != 0 for one in own.values()):
            found.append(_results(instrument, group, own, frame))
    return tuple(found)


def coded_answers(instrument: Instrument, group: Group, responses: Sequence[Response]) -> Mapping[str, Coded]:
    """The answers on each respondent's path, by question that has options or numbers."""
    paths = [on_path(instrument, response) for response in responses]
    return {
        question: _coded(instrument, item, [(question in path, path.get(question)) for path in paths])
        for question, item in instrument.question_of.items()
        if group.code in item.groups and (item.type in MEASURED or instrument.options_of(item))
    }


def question_figures(
    sample: Weighted, coded: Mapping[str, Coded], traits: Sequence[Trait], group: Group
) -> Mapping[str, QuestionFigures]:
    """Estimates of every question, for all and by each trait by which it may be broken down."""
    return {question: _figures_of(question, sample, one, traits, group) for question, one in coded.items()}


def _results(instrument: Instrument, group: Group, own: Mapping[str, Response], frame: Frame) -> SurveyResults:
    sample = weighted(instrument, [response.respondent for response in own.values()], frame)
    coded = coded_answers(instrument, group, [own[one.code] for one in sample.respondents])
    return SurveyResults(
        group.code,
        sample,
        response_rates(unit.outcome for unit in frame.sample),
        kish_effect(sample.design.weights),
        question_figures(sample, coded, list(_traits(instrument, group, sample)), group),
    )


def _traits(instrument: Instrument, group: Group, sample: Weighted) -> Iterator[Trait]:
    for code in traits_of(instrument, group):
        told = [one.role if code == ROLE else one.attributes.get(code, "") for one in sample.respondents]
        yield trait_of(code, told)


def _figures_of(
    question: str, sample: Weighted, coded: Coded, traits: Sequence[Trait], group: Group
) -> QuestionFigures:
    asked, answered = coded.asked, coded.answered
    number_asked, number = int(asked.sum()), int(answered.sum())
    fewest = FEWEST_PERSONS if group.counts == "persons" else 1
    states = _states(sample, coded, asked) if number_asked >= fewest else {}
    if number < max(group.minimum, fewest):
        return QuestionFigures(question, number_asked, number, (), (), states, ())
    tables, withheld = tables_of(traits, answered)
    domains = [("", ""), *((table.trait, category) for table in tables for category in table.categories)]
    members = np.hstack([answered[:, None], *(table.members for table in tables)])
    estimate = _numbers if coded.item.type in MEASURED else _options
    figures = tuple(
        Figure(trait, category, answer, one)
        for (trait, category), line in zip(domains, estimate(sample, coded, members), strict=True)
        for answer, one in zip(coded.answers, line, strict=True)
    )
    (whole,) = totals(sample.design, coded.columns, answered[:, None]) if estimate is _options else ([],)
    counted = tuple(Figure("", "", answer, one) for answer, one in zip(coded.answers, whole, strict=False))
    return QuestionFigures(question, number_asked, number, figures, counted, states, tuple(withheld))


def _states(sample: Weighted, coded: Coded, asked: Members) -> Mapping[State, Estimate]:
    (line,) = shares(sample.design, coded.states, asked[:, None])
    return dict(zip(STATES, line, strict=True))


def _options(sample: Weighted, coded: Coded, members: Members) -> list[list[Estimate]]:
    return shares(sample.design, coded.columns, members)


def _numbers(sample: Weighted, coded: Coded, members: Members) -> list[list[Estimate]]:
    numbers = coded.columns[:, 0]
    pairs = zip(means(sample.design, numbers, members), medians(sample.design, numbers, members), strict=True)
    return [list(pair) for pair in pairs]


def _coded(instrument: Instrument, item: Item, told: Sequence[tuple[bool, Answer | None]]) -> Coded:
    states = np.zeros((len(told), len(STATES)))
    for row, (_, answer) in enumerate(told):
        if answer is not None:
            states[row, STATES.index(answer.state)] = 1.0
    values = [answer.value if answer is not None else None for _, answer in told]
    answers: tuple[str, ...]
    if item.type in MEASURED:
        answers, columns = (MEAN, MEDIAN), _numbers_in(values)
    else:
        answers, columns = _options_in([option.code for option in instrument.options_of(item)], values)
    return Coded(item, answers, columns, np.array([was_asked for was_asked, _ in told], dtype=bool), states)


def _numbers_in(values: Sequence[object]) -> Floats:
    return np.array([[value if isinstance(value, float) else 0.0] for value in values])


def _options_in(options: Sequence[str], values: Sequence[object]) -> tuple[tuple[str, ...], Floats]:
    columns = np.zeros((len(values), len(options)))
    place_of = {code: place for place, code in enumerate(options)}
    for row, value in enumerate(values):
        for code in value if isinstance(value, tuple) else (value,):
            if code in place_of:
                columns[row, place_of[code]] = 1.0
    return tuple(options), columns
