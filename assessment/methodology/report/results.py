"""What groups answered to a question, as shares, medians and words, within what may be shown (rules 8 and 19)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.methodology.disclosure import shown_tally
from assessment.methodology.instrument import NUMBER_TYPES, Instrument, Item
from assessment.methodology.normalisation import score_of_value
from assessment.methodology.report.edition import Edition
from assessment.methodology.responses import Money
from assessment.methodology.tally import GroupTally
from assessment.methodology.voice import quantity

FAVOURABLE_FROM = 75.0
SCALE_STEPS = 4
ONE_OF = frozenset({"single", "agreement", "law_status", "grid"})


@dataclass(frozen=True)
class NotKnown:
    """How many of those asked did not know the answer to a question: share 0..100 of `asked`."""

    question: str
    share: float
    asked: int


def distribution(instrument: Instrument, item: Item, tally: GroupTally) -> tuple[float, ...]:
    """Shares 0..100 of those who answered, one for each option in order; several may be chosen in multiple choice."""
    options = instrument.options_of(item)
    chosen: dict[str, float] = dict.fromkeys((option.code for option in options), 0)
    for value, number in tally.behind.values.items():
        for code in value if isinstance(value, tuple) else (value,):
            if isinstance(code, str) and code in chosen:
                chosen[code] += number
    answered = tally.behind.answered
    return tuple(100 * number / answered for number in chosen.values()) if answered else ()


def is_scored(instrument: Instrument, item: Item) -> bool:
    """Whether an item of one choice has favourable and unfavourable answers."""
    return item.type in ONE_OF and any(option.score is not None for option in instrument.options_of(item))


def favourable(instrument: Instrument, item: Item, tally: GroupTally) -> float | None:
    """Share 0..100 of those who answered who gave one of the answers in the upper quarter of its scale."""
    answered = tally.behind.answered
    if not answered:
        return None
    good = math.fsum(
        number
        for value, number in tally.behind.values.items()
        if (score_of_value(instrument, item, value) or 0.0) >= FAVOURABLE_FROM
    )
    return 100 * good / answered


def median(counts: Mapping[float, float]) -> float:
    """The median of counted values; of an even number the mean of the middle two."""
    values = sorted(counts)
    total = sum(counts.values())
    below, low = 0.0, values[0]
    for value in values:
        if below * 2 == total:
            return (low + value) / 2
        below += counts[value]
        if below * 2 > total:
            return value
        low = value
    return values[-1]


def is_stepped(edition: Edition, item: Item) -> bool:
    """Whether an item's answers are steps of a scale long enough to be named once for all groups."""
    return item.type != "multiple" and len(edition.instrument.options_of(item)) >= SCALE_STEPS


def steps(edition: Edition, item: Item) -> str:
    """The steps of a scale, in the order in which `stepped` gives their shares."""
    return " / ".join(option.label for option in edition.instrument.options_of(item))


def stepped(edition: Edition, item: Item, tally: GroupTally) -> str:
    """One group's shares of the steps of a scale, in their order."""
    shares = distribution(edition.instrument, item, tally)
    return " / ".join(edition.voice.percent(share) for share in shares)


def said(edition: Edition, item: Item, tally: GroupTally) -> str:
    """One group's answers in words: shares of the options, the median, or how many wrote something."""
    if edition.instrument.options_of(item):
        return _shares(edition, item, tally)
    if item.type == "money":
        return _medians_of_money(edition, tally)
    if item.type in NUMBER_TYPES:
        return _median(edition, item, tally)
    return edition.count("{number} answer", "{number} answers", tally.answered)


def _shares(edition: Edition, item: Item, tally: GroupTally) -> str:
    options = edition.instrument.options_of(item)
    shares = distribution(edition.instrument, item, tally)
    return edition.voice.row(
        edition.say("{answer} {share}", answer=option.label, share=edition.voice.percent(share))
        for option, share in zip(options, shares, strict=False)
        if share > 0
    )


def _median(edition: Edition, item: Item, tally: GroupTally) -> str:
    numbers = {value: number for value, number in tally.behind.values.items() if isinstance(value, float)}
    if not numbers:
        return edition.say("no answer")
    middle = median(numbers)
    unit = item.unit or ("%" if item.type == "percentage" else "")
    return edition.say("median {value}", value=quantity(edition.voice, middle, _decimals(middle), unit))


def _medians_of_money(edition: Edition, tally: GroupTally) -> str:
    by_currency: dict[str, dict[float, float]] = {}
    for value, number in tally.behind.values.items():
        if isinstance(value, Money):
            amounts = by_currency.setdefault(value.currency, {})
            amounts[value.amount] = amounts.get(value.amount, 0) + number
    return edition.voice.row(
        edition.say("median {value}", value=edition.voice.money(median(amounts), currency))
        for currency, amounts in sorted(by_currency.items())
    )


def _decimals(value: float) -> int:
    return 0 if value == int(value) else 1


def not_known(edition: Edition, question: str) -> NotKnown | None:
    """The don't-know rate of a question over the groups that may be shown, if anyone was asked."""
    tallies = shown_tally(edition.instrument, edition.scorecard.questions[question]).values()
    asked = math.fsum(tally.behind.asked for tally in tallies)
    if not asked:
        return None
    unknown = math.fsum(tally.behind.states.get("dont_know", 0) for tally in tallies)
    return NotKnown(question, 100 * unknown / asked, sum(tally.asked for tally in tallies))
