"""One question for the consultant: answers by group, states, agreement, differences, breakdowns, made ready."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessment.errors import NotFound
from assessment.methodology.breakdowns import MEASURED, MERGED, ROLE
from assessment.methodology.consolidation import DECIDED, QuestionResult
from assessment.methodology.consolidation_view import Difference, differences, range_of
from assessment.methodology.disclosure import shown_groups, shown_tally
from assessment.methodology.instrument import Group, Instrument, Item
from assessment.methodology.report.agreeing import agreement_explained, agreement_said
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import BASIS_TONES, finding_of, value_said
from assessment.methodology.report.model import Chart, Tone
from assessment.methodology.report.opinions import distribution_chart
from assessment.methodology.report.results import ONE_OF, said
from assessment.methodology.report.words import BASES, KINDS, STATES
from assessment.methodology.responses import State
from assessment.methodology.slices import Breakdown, Breakdowns
from assessment.methodology.tally import GroupTally
from assessment.methodology.voice import N_
from assessment.methodology.wording import STATE_LABELS
from assessment.web.consolidation_page import range_said

MOST_DIFFERENCES = 6


@dataclass(frozen=True)
class AnswersLine:
    """How many of a group, or of a part of it, answered, what in words, and how far they agree."""

    label: str
    answered: int
    answers: str
    agreement: str


@dataclass(frozen=True)
class StatesLine:
    """How many of a group were asked, and the share 0..100 of each state in the order of `STATES`."""

    label: str
    asked: int
    shares: tuple[float, ...]


@dataclass(frozen=True)
class DifferenceLine:
    """Two groups with their figures, the first less the second, and the range of that."""

    first: str
    second: str
    apart: str
    range: str


@dataclass(frozen=True)
class TraitTable:
    """A group's answers by role or by an attribute."""

    group: str
    trait: str
    lines: tuple[AnswersLine, ...]


@dataclass(frozen=True)
class ItemPage:
    """Everything that may be shown of a question; what does not apply is empty, as `basis` of no fact."""

    code: str
    label: str
    area: str
    area_code: str
    kind: str
    value: str
    basis: str
    tone: Tone
    chart: Chart | None
    groups: tuple[AnswersLine, ...]
    agreement: str
    states: tuple[StatesLine, ...]
    state_labels: tuple[str, ...]
    differences: tuple[DifferenceLine, ...]
    in_points: bool
    tables: tuple[TraitTable, ...]
    withheld: tuple[str, ...]
    hides_groups: bool
    practice: str
    laws: tuple[str, ...]


def item_page(edition: Edition, question: str, breakdowns: Breakdowns) -> ItemPage:
    """The page of one question.

    Raises:
        NotFound: the questionnaire has no such question.
    """
    result = edition.scorecard.questions.get(question)
    if result is None:
        raise NotFound(N_("There is no such question in this questionnaire."))
    item, area = edition.instrument.question_of[question], edition.instrument.area_of_item[question.partition(".")[0]]
    shown = shown_groups(edition.instrument, result)
    finding = finding_of(edition, question) if result.kind in DECIDED else None
    return ItemPage(
        code=question,
        label=edition.question(question),
        area=area.label,
        area_code=area.code,
        kind=edition.say(KINDS[result.kind]),
        value=finding.value if finding else "",
        basis=edition.say(BASES[finding.basis]) if finding else "",
        tone=BASIS_TONES[finding.basis] if finding else "",
        chart=distribution_chart(edition, question) if shown and item.type in ONE_OF else None,
        groups=tuple(_answers(edition, item, edition.group_label(part.group), part.tally) for part in shown),
        agreement=agreement_explained(edition, item),
        states=tuple(_states(edition, result)),
        state_labels=tuple(edition.say(label) for label in STATES.values()),
        differences=tuple(_difference(edition, item, one) for one in differences(edition, question))[:MOST_DIFFERENCES],
        in_points=item.type not in MEASURED,
        tables=tuple(_table(edition, item, one) for one in breakdowns.shown),
        withheld=tuple(_withheld(edition, breakdowns.withheld)),
        hides_groups=len(shown) < len([part for part in result.groups if part.tally.asked]),
        practice=item.practice or "",
        laws=tuple(code for code, law in edition.instrument.question_of.items() if law.practice == question),
    )


def _answers(edition: Edition, item: Item, label: str, tally: GroupTally) -> AnswersLine:
    return AnswersLine(label, tally.answered, said(edition, item, tally), agreement_said(edition, item, tally))


def _states(edition: Edition, result: QuestionResult) -> Iterator[StatesLine]:
    """Each group that may be shown, and several of them together."""
    tallies = shown_tally(edition.instrument, result)
    for group, tally in tallies.items():
        yield _states_line(edition.group_label(group), [tally])
    if len(tallies) > 1:
        yield _states_line(edition.say("All groups shown"), list(tallies.values()))


def _states_line(label: str, tallies: list[GroupTally]) -> StatesLine:
    asked = sum(tally.behind.asked for tally in tallies)
    numbers = [_in_state(tallies, state) for state in STATES]
    shares = tuple(100 * number / asked if asked else 0.0 for number in numbers)
    return StatesLine(label, sum(tally.asked for tally in tallies), shares)


def _in_state(tallies: Iterable[GroupTally], state: str) -> float:
    if state == "unanswered":
        return sum(tally.behind.unanswered for tally in tallies)
    known: State = state  # type: ignore[assignment]
    return sum(tally.behind.states.get(known, 0) for tally in tallies)


def _difference(edition: Edition, item: Item, one: Difference) -> DifferenceLine:
    first, second = (
        edition.say("{group}: {share}", group=edition.group_label(group), share=_figure(edition, item, figure))
        for group, figure in zip((one.first, one.second), one.figures, strict=True)
    )
    decimals = 1 if item.type in MEASURED else 0
    apart = edition.voice.number(one.size, decimals)
    return DifferenceLine(first, second, apart, range_said(edition, range_of(edition, one), decimals))


def _figure(edition: Edition, item: Item, figure: float) -> str:
    return value_said(edition, item, figure) if item.type in MEASURED else edition.voice.percent(figure)


def _table(edition: Edition, item: Item, one: Breakdown) -> TraitTable:
    group = edition.instrument.group_of[one.group]
    labels = _categories(edition, group, one.trait)
    lines = tuple(
        _answers(edition, item, labels.get(part.category, part.category), part.tally)
        for part in sorted(one.slices, key=lambda part: list(labels).index(part.category))
    )
    return TraitTable(group.label, _trait(edition.instrument, one.trait, edition), lines)


def _categories(edition: Edition, group: Group, trait: str) -> dict[str, str]:
    """What the categories of a trait are called, in their order."""
    attribute = next((one for one in edition.instrument.attributes if one.code == trait), None)
    named = attribute.options if attribute else group.roles
    return {
        **{one.code: one.label for one in named},
        **{state: edition.say(label) for state, label in STATE_LABELS.items()},
        "": edition.say("Not told"),
        MERGED: edition.say("Others together"),
    }


def _withheld(edition: Edition, withheld: Iterable[tuple[str, str]]) -> Iterator[str]:
    for group, trait in withheld:
        named = _trait(edition.instrument, trait, edition)
        yield edition.say("{group}: {trait}", group=edition.group_label(group), trait=named)


def _trait(instrument: Instrument, trait: str, edition: Edition) -> str:
    if trait == ROLE:
        return edition.say("Role")
    return next(one.text for one in instrument.attributes if one.code == trait)
