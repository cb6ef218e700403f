"""Do the opinions on one subject hang together? Cronbach's alpha and item-rest correlations of perception scales.

Sources: Cronbach (1951), Psychometrika 16; OECD/JRC handbook (2008), step 4; Nunnally (1978) for the threshold of 0.7.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from assessment.methodology.applicability import on_path
from assessment.methodology.instrument import Area, Group, Indicator, Instrument, Item
from assessment.methodology.normalisation import score_of_value
from assessment.methodology.responses import Answer, Response
from assessment.methodology.voice import N_, Sentence

ACCEPTABLE = 0.7
HIGH = 0.95
FEW = 30
WEAK = 0.3
FEWEST = 5
"""Of fewer voices nothing is computed: one answer would decide it, and nobody's answers may show through it."""


@dataclass(frozen=True)
class ItemRest:
    """How a question goes with the sum of the others: correlation -1..1, None where one of the two never varies."""

    question: str
    correlation: float | None


@dataclass(frozen=True)
class Reliability:
    """The perception scale of a node within one group: `respondents` answered each of its questions.

    `alpha` is at most 1, and negative where questions contradict each other; None where nobody differs.
    """

    node: str
    group: str
    respondents: int
    alpha: float | None
    items: tuple[ItemRest, ...]


def reliabilities(instrument: Instrument, responses: Iterable[Response]) -> tuple[Reliability, ...]:
    """The scales of areas, each followed by those of its indicators, group by group.

    A scale is made of two or more scored perceptions: of an indicator all that a group may be asked, of an area those
    that all of a group are asked, whatever topics they choose. Groups stand apart, for what sets them apart is no
    property of the questions. Scales that fewer than five voices answered whole are left out (rule 19).
    """
    paths = [(response.respondent, on_path(instrument, response)) for response in responses]
    found = []
    for node in _nodes(instrument):
        for group in instrument.groups:
            scale = _scale(instrument, node, group)
            own = [(person, path) for person, path in paths if person.group == group.code]
            complete = [(person.voice, row) for person, path in own if (row := _row(instrument, scale, path))]
            voices = len({voice for voice, _ in complete})
            if len(scale) > 1 and voices >= FEWEST:
                found.append(reliability(node.code, group.code, scale, [row for _, row in complete]))
    return tuple(found)


def reliability(node: str, group: str, questions: Sequence[str], scores: Sequence[Sequence[float]]) -> Reliability:
    """The reliability of scores in respondents x questions."""
    columns = list(zip(*scores, strict=True))
    sums = [math.fsum(row) for row in scores]
    rests = [[total - score for total, score in zip(sums, column, strict=True)] for column in columns]
    items = tuple(
        ItemRest(question, correlation(column, rest))
        for question, column, rest in zip(questions, columns, rests, strict=True)
    )
    return Reliability(node, group, len(scores), alpha_of(columns), items)


def alpha_of(columns: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha of two or more questions: k / (k - 1) x (1 - sum of variances / variance of sums)."""
    number = len(columns)
    sums = [math.fsum(row) for row in zip(*columns, strict=True)]
    whole = _spread(sums)
    if not whole:
        return None
    return number / (number - 1) * (1 - math.fsum(map(_spread, columns)) / whole)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation, None where either never varies."""
    scale = math.sqrt(_spread(one) * _spread(other))
    if not scale:
        return None
    middle, centre = fmean(one), fmean(other)
    product = math.fsum((a - middle) * (b - centre) for a, b in zip(one, other, strict=True))
    return min(1.0, max(-1.0, product / scale))


def remarks(found: Reliability) -> tuple[Sentence, ...]:
    """What to make of it, in plain words: the value, then how many stand behind it."""
    return (*_on_value(found), *_on_number(found))


def _on_value(found: Reliability) -> Iterator[Sentence]:
    if found.alpha is None:
        yield Sentence(N_("Everybody gave the same answers, so nothing can be said."))
    elif found.alpha < ACCEPTABLE:
        yield Sentence(N_("The questions do not measure one thing: read them one by one."))
    elif found.alpha > HIGH:
        yield Sentence(N_("The questions say nearly the same: fewer would do."))
    else:
        yield Sentence(N_("The questions hang together."))


def _on_number(found: Reliability) -> Iterator[Sentence]:
    if found.respondents < FEW:
        yield Sentence(N_("Few respondents: another few could change it much."))


def _nodes(instrument: Instrument) -> Iterator[Area | Indicator]:
    for area in instrument.areas:
        yield area
        yield from area.indicators


def _scale(instrument: Instrument, node: Area | Indicator, group: Group) -> tuple[str, ...]:
    indicators = node.indicators if isinstance(node, Area) else (node,)
    codes = [measure.code for indicator in indicators for measure in indicator.items if measure.weight > 0]
    opinions = [code for code in codes if _counts(instrument.question_of[code], group)]
    if isinstance(node, Indicator):
        return tuple(opinions)
    return tuple(code for code in opinions if _is_asked_of_all(instrument, instrument.question_of[code], group))


def _counts(item: Item, group: Group) -> bool:
    """Whether an item asks a group for an opinion that enters scores."""
    return item.kind == "perception" and group.code in item.groups and group.code not in item.own_performance_of


def _is_asked_of_all(instrument: Instrument, item: Item, group: Group) -> bool:
    """Whether an item is put to a whole group: not to some roles, on a condition or by choice of a topic."""
    by_choice = item.module is not None and group.code in instrument.module_of[item.module].groups
    return not by_choice and item.when is None and group.code not in item.roles


def _row(instrument: Instrument, scale: Sequence[str], path: dict[str, Answer | None]) -> list[float]:
    """One respondent's scores on the whole scale; empty where any is missing."""
    told = ((instrument.question_of[code], answer.value) for code in scale if (answer := path.get(code)))
    scores = (score_of_value(instrument, item, value) for item, value in told if value is not None)
    known = [score for score in scores if score is not None]
    return known if len(known) == len(scale) else []


def _spread(values: Sequence[float]) -> float:
    """The sum of squared distances from the mean; exactly 0 where all are equal."""
    if min(values) == max(values):
        return 0.0
    middle = fmean(values)
    return math.fsum((value - middle) ** 2 for value in values)
