"""From rules that fired to the list a country reads: priorities, what includes what, and the order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assessment.methodology.aggregation import reaches
from assessment.methodology.gaps import Gap
from assessment.methodology.instrument import Advice, Instrument
from assessment.methodology.rules import Observed, observed_by
from assessment.methodology.scoring import Scorecard

Priority = Literal["high", "medium", "low"]
Basis = Literal["rule", "kept", "own"]
IMPORTANT_SHARE = 0.2
EFFORT_POINTS = {"low": 0, "medium": 0, "high": -1}
HIGH_FROM, MEDIUM_FROM = 3, 2
ORDER: Mapping[Priority, int] = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True)
class PriorityReason:
    """Why a priority is what it is: the worst gap, its severity, whether it weighs much, and the effort.

    `default` is true where no gap could be measured and the author's priority stands, `decided` where analysts set it.
    """

    severity: str
    important: bool
    effort: str
    default: bool
    indicator: str = ""
    decided: bool = False


@dataclass(frozen=True)
class Recommendation:
    """Advice whose rule fired: what was observed, the gaps it answers, its computed priority and rank (1 first).

    `basis` says where no rule stands behind it: it is `kept` by the analysts although its rule no longer fires, or is
    their `own`, with their `argument`. `includes` are those it absorbs: they fired too, are not listed beside it, and
    their gaps are among its own. `weight` is the sum over its gaps of size in points times share of the area's weight.
    """

    advice: Advice
    observed: tuple[Observed, ...]
    gaps: tuple[Gap, ...]
    priority: Priority
    reason: PriorityReason
    weight: float
    rank: int = 0
    includes: tuple[Recommendation, ...] = ()
    basis: Basis = "rule"
    argument: str = ""


def recommendations_of(instrument: Instrument, scorecard: Scorecard, gaps: Sequence[Gap]) -> tuple[Recommendation, ...]:
    """The recommendations whose rule is true, ranked, those that another one includes under it.

    First the strategic ones, then the others that close gaps, then those that close data gaps; among each by
    priority, then by the weight of the gaps they answer.
    """
    return listed(instrument, fired_of(instrument, scorecard, gaps), gaps)


def fired_of(instrument: Instrument, scorecard: Scorecard, gaps: Sequence[Gap]) -> dict[str, Recommendation]:
    """Every recommendation whose rule is true, by code in the questionnaire's order; none includes another yet."""
    return {
        advice.code: standing_alone(instrument, advice, scorecard, gaps, observed)
        for advice in instrument.recommendations
        if (observed := observed_by(instrument, advice, scorecard)) is not None
    }


def standing_alone(
    instrument: Instrument,
    advice: Advice,
    scorecard: Scorecard,
    gaps: Sequence[Gap],
    observed: tuple[Observed, ...] = (),
) -> Recommendation:
    """An advice with the gaps it answers and the priority that follows from them."""
    return _recommendation(instrument, advice, observed, _gaps_under(instrument, advice, scorecard, gaps))


def listed(
    instrument: Instrument,
    found: Mapping[str, Recommendation],
    gaps: Sequence[Gap],
    merged: Mapping[str, str] | None = None,
) -> tuple[Recommendation, ...]:
    """Recommendations by code as a ranked list, those that belong to another one under it.

    `merged` gives the host of those that were merged by hand, before what an author's `absorbs` says.
    """
    above = _above(found, merged or {})
    under: dict[str, list[Recommendation]] = {}
    for code in above:
        under.setdefault(_topmost(code, above), []).append(found[code])
    whole = [_including(instrument, one, under.get(code, ()), gaps) for code, one in found.items() if code not in above]
    return tuple(replace(one, rank=rank) for rank, one in enumerate(_in_order(whole), start=1))


def _above(found: Mapping[str, Recommendation], merged: Mapping[str, str]) -> dict[str, str]:
    """What each recommendation belongs to; a merger by hand stands against what would close a circle with it."""
    above = {code: one.advice.code for one in found.values() for code in one.advice.absorbs if code in found}
    for code, host in merged.items():
        if code in found and host in found:
            above.pop(code, None)
            if _topmost(host, above) == code:
                del above[host]
            above[code] = host
    return above


def _topmost(code: str, above: Mapping[str, str]) -> str:
    while code in above:
        code = above[code]
    return code


def with_included(recommendations: Iterable[Recommendation]) -> Iterator[Recommendation]:
    """Every recommendation that fired: each of the list, and after it those that it includes."""
    for recommendation in recommendations:
        yield recommendation
        yield from recommendation.includes


def _in_order(recommendations: Iterable[Recommendation]) -> list[Recommendation]:
    def place(one: Recommendation) -> tuple[bool, bool, int, float, str]:
        return one.advice.kind == "data", not one.advice.strategic, ORDER[one.priority], -one.weight, one.advice.code

    return sorted(recommendations, key=place)


def _recommendation(
    instrument: Instrument, advice: Advice, observed: tuple[Observed, ...], gaps: tuple[Gap, ...]
) -> Recommendation:
    priority, reason = _priority(instrument, advice, gaps)
    weight = math.fsum(gap.size * gap.importance for gap in gaps)
    return Recommendation(advice, observed, gaps, priority, reason, weight)


def _including(
    instrument: Instrument, one: Recommendation, included: Sequence[Recommendation], gaps: Sequence[Gap]
) -> Recommendation:
    """A recommendation that answers the gaps of those it includes beside its own, with the priority that follows."""
    if not included:
        return one
    answered = {gap for other in (one, *included) for gap in other.gaps}
    joined = _recommendation(instrument, one.advice, one.observed, tuple(gap for gap in gaps if gap in answered))
    if one.reason.decided:
        joined = replace(joined, priority=one.priority, reason=one.reason)
    return replace(joined, includes=tuple(_in_order(included)), basis=one.basis, argument=one.argument)


def _gaps_under(instrument: Instrument, advice: Advice, scorecard: Scorecard, gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """The gaps of the indicators a recommendation rests on, directly or through an item or a series.

    What closes a data gap answers none: its indicators wait to be judged.
    """
    if advice.kind == "data":
        return ()
    indicators = set()
    for code in advice.rests_on:
        node = scorecard.nodes.get(code)
        if code in instrument.indicator_of:
            indicators.add(code)
        elif node is not None and node.parent in instrument.indicator_of:
            indicators.add(node.parent)
    return tuple(gap for gap in gaps if gap.code in indicators)


def _priority(instrument: Instrument, advice: Advice, gaps: Sequence[Gap]) -> tuple[Priority, PriorityReason]:
    """Points for severity (by its place in the questionnaire's list), one more if weighty, one less if laborious.

    Without a measured gap the author's default stands.
    """
    if not gaps:
        return advice.priority, PriorityReason("", important=False, effort=advice.effort, default=True)
    places: Mapping[str, int] = {severity.code: place for place, severity in enumerate(instrument.severities)}
    worst = max(gaps, key=lambda gap: (gap.size, gap.importance))
    important = reaches(worst.importance, IMPORTANT_SHARE)
    points = places.get(worst.severity, 0) + int(important) + EFFORT_POINTS[advice.effort]
    priority: Priority = "high" if points >= HIGH_FROM else "medium" if points >= MEDIUM_FROM else "low"
    return priority, PriorityReason(worst.severity, important, advice.effort, default=False, indicator=worst.code)
