"""How far a group agrees on a question, said in words, by the measure that fits its answers."""

from __future__ import annotations

from assessment.methodology.agreement import FEWEST_STEPS, middle_half, modal_share, ordinal_agreement
from assessment.methodology.breakdowns import MEASURED
from assessment.methodology.instrument import Instrument, Item
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import value_said
from assessment.methodology.report.results import ONE_OF
from assessment.methodology.tally import GroupTally


def is_ordered(instrument: Instrument, item: Item) -> bool:
    """Whether a question's options are steps of a scale: shared as a scale, or scored in one direction."""
    options = instrument.options_of(item)
    if item.type not in ONE_OF or len(options) < FEWEST_STEPS:
        return False
    if not item.options:
        return True
    scores = [option.score for option in options if option.score is not None]
    return len(scores) == len(options) and scores in (sorted(scores), sorted(scores, reverse=True))


def agreement_said(edition: Edition, item: Item, tally: GroupTally) -> str:
    """Agreement on a scale (−1 to 1), the share of the most common answer, or where the middle half of numbers lies.

    Empty where several answers may be given, for texts, dates and money, and without answers.
    """
    if item.type in MEASURED:
        return _middle_half_said(edition, item, tally)
    if item.type not in ONE_OF:
        return ""
    counts = [tally.behind.values.get(option.code, 0) for option in edition.instrument.options_of(item)]
    if is_ordered(edition.instrument, item):
        found = ordinal_agreement(counts)
        return "" if found is None else edition.voice.number(found, 2)
    share = modal_share(counts)
    return "" if share is None else edition.voice.percent(share)


def agreement_explained(edition: Edition, item: Item) -> str:
    """What the figure means, with its source; empty where there is none."""
    if item.type in MEASURED:
        return edition.say("The middle half: a quarter of the answers lie below it and a quarter above.")
    if item.type not in ONE_OF:
        return ""
    if is_ordered(edition.instrument, item):
        return edition.say(
            "Agreement is van der Eijk’s measure A (2001): 1 where all choose one step, 0 where answers spread evenly "
            "over the scale, −1 where half stand at each end."
        )
    return edition.say("Agreement is the share of the most common answer.")


def _middle_half_said(edition: Edition, item: Item, tally: GroupTally) -> str:
    numbers = {value: number for value, number in tally.behind.values.items() if isinstance(value, float)}
    found = middle_half(numbers)
    if found is None:
        return ""
    low, high = (value_said(edition, item, value) for value in found)
    return edition.say("{low} to {high}", low=low, high=high)
