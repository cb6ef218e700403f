"""What a probability survey estimates for its population: figures with 95 % confidence intervals, and how they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from assessment.methodology.breakdowns import MERGED, ROLE
from assessment.methodology.instrument import Area
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import questions_in
from assessment.methodology.report.model import Bar, Block, Bullets, Cell, Chart, Column, Paragraph, Row, Table
from assessment.methodology.report.opinions import SHARE_TICKS
from assessment.methodology.voice import N_, quantity

if TYPE_CHECKING:
    from assessment.methodology.probability.estimation import Estimate
    from assessment.methodology.probability.results import Figure, QuestionFigures, SurveyResults

MOST_CHARTS = 4
SMALL = 10.0
STATISTICS = {"mean": N_("mean"), "median": N_("median")}
OUTCOMES = {
    "completed": N_("completed"),
    "partial": N_("begun, not sent"),
    "refused": N_("refused"),
    "other": N_("reached, did not answer"),
    "not_contacted": N_("not contacted"),
    "unknown": N_("not known whether eligible"),
    "ineligible": N_("not eligible"),
}


def survey_blocks(edition: Edition, area: Area, trait: str = "") -> list[Block]:
    """The estimates of an area's questions for all, or by a trait of the respondents; charts of the first ones."""
    blocks: list[Block] = []
    for results in edition.material.survey:
        told = [
            results.questions[code]
            for code in questions_in(edition, area)
            if code in results.questions and results.questions[code].of()
        ]
        if not told:
            continue
        blocks.append(Paragraph(_opening(edition, results, area), area.code))
        blocks += [_chart(edition, one, trait) for one in told[:MOST_CHARTS] if _of(one, trait)]
        blocks.append(_table(edition, area, told, trait))
        blocks += _withheld(edition, told, trait)
    return blocks or [
        Paragraph(
            edition.say(
                "On “{area}” too few answered for an estimate that may be shown.",
                area=area.short_label,
            ),
            area.code,
        )
    ]


def quality_blocks(edition: Edition) -> list[Block]:
    """Response, design effect, and what was done to the weights; nothing where nobody answered."""
    return [block for results in edition.material.survey for block in _quality(edition, results)]


def trait_label(edition: Edition, trait: str) -> str:
    """A trait by which estimates are broken down, in words."""
    if trait == ROLE:
        return edition.say("Role")
    return next(one.text for one in edition.instrument.attributes if one.code == trait)


def _opening(edition: Edition, results: SurveyResults, area: Area) -> str:
    survey = edition.instrument.survey
    return edition.count(
        "Estimates on “{area}” for the population “{population}”, from the answers of {number} respondent, each with "
        "its 95 % confidence interval. A figure marked “uncertain” varies too much to be quoted without its interval.",
        "Estimates on “{area}” for the population “{population}”, from the answers of {number} respondents, each with "
        "its 95 % confidence interval. A figure marked “uncertain” varies too much to be quoted without its interval.",
        results.respondents,
        area=area.short_label,
        population=survey.population if survey else "",
    )


def _of(told: QuestionFigures, trait: str) -> tuple[Figure, ...]:
    """The figures of all, or of every category of a trait."""
    return tuple(one for one in told.figures if one.trait == trait)


def _table(edition: Edition, area: Area, told: Iterable[QuestionFigures], trait: str) -> Table:
    columns = [
        Column(edition.say("Question"), width=3.2),
        *([Column(trait_label(edition, trait), width=1.8)] if trait else []),
        Column(edition.say("Answer"), width=2),
        Column(edition.say("Estimate"), "number", 1.1),
        Column(edition.say("95 % confidence interval"), "number", 1.6),
        Column(edition.say("Answers (n)"), "number", 0.9),
        Column(edition.say("Design effect"), "number", 0.9),
    ]
    return Table(
        edition.say("Estimates for the population: {area}", area=area.label),
        tuple(columns),
        tuple(row for one in told for row in _rows(edition, one, trait)),
        note=edition.notice,
    )


def _rows(edition: Edition, told: QuestionFigures, trait: str) -> Iterator[Row]:
    question = edition.question(told.question)
    for one in _of(told, trait):
        category = [Cell(_category(edition, trait, one.category))] if trait else []
        yield _row(edition, told.question, [Cell(question, evidence=told.question), *category], one)


def _row(edition: Edition, question: str, first: list[Cell], one: Figure) -> Row:
    found = one.estimate
    value = _said(edition, question, found, found.value)
    effect = "–" if found.design_effect is None else edition.voice.number(found.design_effect, 2)
    return Row(
        (
            *first,
            Cell(answer_label(edition, question, one.answer)),
            Cell(value if found.is_reliable else edition.say("{value} (uncertain)", value=value)),
            Cell(interval_said(edition, question, found)),
            Cell(edition.voice.number(found.answered)),
            Cell(effect),
        )
    )


def answer_label(edition: Edition, question: str, answer: str) -> str:
    """An option, or the mean and the median of numbers, in words."""
    if answer in STATISTICS:
        return edition.say(STATISTICS[answer])
    options = edition.instrument.options_of(edition.instrument.question_of[question])
    return next(option.label for option in options if option.code == answer)


def interval_said(edition: Edition, question: str, found: Estimate) -> str:
    """The confidence interval in words, or that the design gives none."""
    if found.low is None or found.high is None:
        return edition.say("cannot be told")
    low, high = (_said(edition, question, found, end) for end in (found.low, found.high))
    return edition.say("{low} to {high}", low=low, high=high)


def _said(edition: Edition, question: str, found: Estimate, value: float) -> str:
    if found.kind == "share":
        return edition.voice.percent(value, 1)
    item = edition.instrument.question_of[question]
    decimals = 1 if abs(value) >= SMALL else 2
    return quantity(edition.voice, value, decimals, item.unit or ("%" if item.type == "percentage" else ""))


def _chart(edition: Edition, told: QuestionFigures, trait: str) -> Chart:
    """All options of a question, or by category of a trait the one that scores highest; numbers by their mean."""
    figures = _of(told, trait)
    if trait or figures[0].answer in STATISTICS:
        answer = _best(edition, told)
        shown = [one for one in figures if one.answer == answer]
        subject = edition.say(
            "{question}: {answer}",
            question=edition.question(told.question),
            answer=answer_label(edition, told.question, answer),
        )
    else:
        shown, subject = list(figures), edition.question(told.question)
    is_share = shown[0].estimate.kind == "share"
    ends = [one.estimate.value if one.estimate.high is None else one.estimate.high for one in shown]
    return Chart(
        "bars",
        subject,
        edition.say("Estimates with their 95 % confidence intervals: {subject}", subject=subject),
        tuple(_bar(edition, told.question, one, trait) for one in shown),
        maximum=100.0 if is_share else max(*ends, 0.0, *(one.estimate.value for one in shown)) or 1.0,
        ticks=tuple((float(tick), edition.voice.percent(tick)) for tick in SHARE_TICKS) if is_share else (),
        note=edition.say("The thin lines are 95 % confidence intervals."),
        stamp=edition.notice,
        source=edition.source_of_answers,
    )


def _bar(edition: Edition, question: str, one: Figure, trait: str) -> Bar:
    found = one.estimate
    label = _category(edition, trait, one.category) if trait else answer_label(edition, question, one.answer)
    low = None if found.low is None else max(0.0, found.low)
    return Bar(label, (max(0.0, found.value),), (_said(edition, question, found, found.value),), "", low, found.high)


def _best(edition: Edition, told: QuestionFigures) -> str:
    answers = list(dict.fromkeys(one.answer for one in told.figures))
    options = edition.instrument.options_of(edition.instrument.question_of[told.question])
    score = {option.code: option.score or 0.0 for option in options}
    return max(answers, key=lambda answer: score.get(answer, 0.0))


def _category(edition: Edition, trait: str, category: str) -> str:
    if category in ("", MERGED):
        return edition.say("Others together") if category else edition.say("Not told")
    if trait == ROLE:
        return next(role.label for group in edition.instrument.groups for role in group.roles if role.code == category)
    options = next(one.options for one in edition.instrument.attributes if one.code == trait)
    return next(option.label for option in options if option.code == category)


def _withheld(edition: Edition, told: Sequence[QuestionFigures], trait: str) -> list[Block]:
    hidden = [edition.question(one.question) for one in told if trait and trait in one.withheld]
    if not hidden:
        return []
    return [
        Paragraph(
            edition.say(
                "Not broken down here, so that nothing is told of fewer than five: {questions}.",
                questions=edition.voice.row(hidden),
            )
        )
    ]


def _quality(edition: Edition, results: SurveyResults) -> Iterator[Block]:
    rates, voice = results.rates, edition.voice
    rows = [
        *([(edition.say("Units drawn"), voice.number(rates.drawn))] if rates.drawn else []),
        *(
            (edition.say(OUTCOMES[outcome]), voice.number(number))
            for outcome, number in rates.numbers.items()
            if number
        ),
        *(
            (edition.say(label), voice.percent(rate, 1))
            for label, rate in (
                (N_("Response rate (AAPOR RR1: completed, of all that are or may be eligible)"), rates.rr1),
                (N_("Response rate with partial answers (AAPOR RR2)"), rates.rr2),
                (N_("Cooperation rate (AAPOR COOP1: completed, of those reached)"), rates.cooperation),
            )
            if rate is not None
        ),
        (edition.say("Strata"), voice.number(results.weighted.design.strata)),
        (edition.say("Primary sampling units with an answer"), voice.number(results.weighted.design.psus)),
        (edition.say("Design effect of the weights (Kish)"), voice.number(results.weights_effect, 2)),
        (edition.say("Effective sample size"), voice.number(results.respondents / results.weights_effect)),
    ]
    yield Table(
        edition.say("Sample and response: {group}", group=edition.group_label(results.group)),
        (Column(edition.say("Measure of quality"), width=4), Column(edition.say("Value"), "number", 1.2)),
        tuple(Row((Cell(label), Cell(value))) for label, value in rows),
        note=edition.notice,
    )
    if results.weighted.remarks:
        yield Bullets(tuple(Paragraph(remark.said(voice)) for remark in results.weighted.remarks))
