"""The lists of the consolidation view, made ready for their template; every line leads to a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment.methodology.consolidation_view import (
    Difference,
    contested,
    disagreements,
    practice_gaps,
    range_of,
    seldom_known,
)
from assessment.methodology.disclosure import shown_groups
from assessment.methodology.group_differences import Range
from assessment.methodology.instrument import Area
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import questions_in
from assessment.methodology.report.model import Chart
from assessment.methodology.report.opinions import MOST_COMPARED, favourable_chart
from assessment.methodology.report.practices import favourable_by_group
from assessment.methodology.report.results import not_known
from assessment.methodology.report.words import KINDS


@dataclass(frozen=True)
class DisagreementLine:
    """Two groups with their shares of favourable answers, the points of the first less the second, the range."""

    question: str
    text: str
    first: str
    second: str
    apart: str
    range: str
    is_first_looked_at: bool


@dataclass(frozen=True)
class ContestedLine:
    """A fact on which statements differ."""

    question: str
    text: str
    value: str


@dataclass(frozen=True)
class PracticeLine:
    """A law, and by group the share of favourable answers on its practice."""

    question: str
    text: str
    law: str
    practice: str
    practice_text: str
    shares: str


@dataclass(frozen=True)
class UnknownLine:
    """A question with its don't-know rate 0..100 among those asked."""

    question: str
    text: str
    share: float
    asked: int


@dataclass(frozen=True)
class QuestionLine:
    """Any question: its kind, how many answered it in groups that may be shown, and its don't-know rate 0..100."""

    question: str
    text: str
    kind: str
    answered: int
    unknown: float | None


@dataclass(frozen=True)
class ConsolidationPage:
    """The four lists, and all questions by area; `chart` shows the first disagreements."""

    chart: Chart | None
    disagreements: tuple[DisagreementLine, ...]
    contested: tuple[ContestedLine, ...]
    practices: tuple[PracticeLine, ...]
    unknown: tuple[UnknownLine, ...]
    areas: tuple[tuple[str, tuple[QuestionLine, ...]], ...]


def consolidation_page(edition: Edition, areas: Sequence[Area]) -> ConsolidationPage:
    """What is to be looked at first in some areas, said as the report says it."""
    apart = disagreements(edition, areas)
    return ConsolidationPage(
        _chart(edition, apart),
        tuple(_disagreement(edition, one) for one in apart),
        tuple(
            ContestedLine(one.question, edition.question(one.question), one.value) for one in contested(edition, areas)
        ),
        tuple(
            PracticeLine(
                one.law.question,
                edition.question(one.law.question),
                one.law.value,
                one.practice,
                edition.statement(one.practice),
                edition.voice.row(favourable_by_group(edition, one.favourable)),
            )
            for one in practice_gaps(edition, areas)
        ),
        tuple(
            UnknownLine(rate.question, edition.question(rate.question), rate.share, rate.asked)
            for rate in seldom_known(edition, areas)
        ),
        tuple(
            (area.label, tuple(_question(edition, code) for code in questions_in(edition, area)))
            for area in areas
            if area.items
        ),
    )


def _chart(edition: Edition, apart: Iterable[Difference]) -> Chart | None:
    """The first of the questions on which groups lie apart, with all groups that may be shown; none without any."""
    questions = list(dict.fromkeys(one.question for one in apart))[:MOST_COMPARED]
    caption = edition.say("Where groups differ: share of favourable answers")
    return favourable_chart(edition, questions, caption=caption, alternative=caption) if questions else None


def range_said(edition: Edition, found: Range | None, decimals: int = 0) -> str:
    """A range in words, with a remark where it holds no difference at all; nothing for none."""
    if found is None:
        return ""
    low, high = (edition.voice.number(end, decimals) for end in (found.low, found.high))
    if found.holds_none:
        return edition.say("{low} to {high}: may be none", low=low, high=high)
    return edition.say("{low} to {high}", low=low, high=high)


def _disagreement(edition: Edition, one: Difference) -> DisagreementLine:
    shares = {one.first: one.figures[0], one.second: one.figures[1]}
    first, second = favourable_by_group(edition, shares)
    return DisagreementLine(
        one.question,
        edition.question(one.question),
        first,
        second,
        edition.voice.number(one.size),
        range_said(edition, range_of(edition, one)),
        one.is_between_government_and_firms,
    )


def _question(edition: Edition, code: str) -> QuestionLine:
    result = edition.scorecard.questions[code]
    rate = not_known(edition, code)
    answered = sum(part.tally.answered for part in shown_groups(edition.instrument, result))
    kind = edition.say(KINDS[result.kind])
    return QuestionLine(code, edition.question(code), kind, answered, None if rate is None else rate.share)
