"""Rules over scores: which recommendations fire, why, with what priority and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assessment.methodology.expressions import evaluate, parse
from assessment.methodology.gaps import Gap
from assessment.methodology.instrument import Advice, Instrument
from assessment.methodology.scoring import Scorecard

Priority = Literal["high", "medium", "low"]
IMPORTANT_SHARE = 0.2
EFFORT_POINTS = {"low": 0, "medium": 0, "high": -1}
HIGH_FROM, MEDIUM_FROM = 3, 2

Observation = str | float | bool | None


@dataclass(frozen=True)
class Observed:
    """One thing a rule looked at: the function, the codes it was asked about, and what it found."""

    function: str
    codes: tuple[str, ...]
    found: Observation


@dataclass(frozen=True)
class PriorityReason:
    """Why a priority is what it is: the worst gap's severity, whether it weighs much, and the effort."""

    severity: str
    important: bool
    effort: str
    default: bool


@dataclass(frozen=True)
class Recommendation:
    """Advice whose rule fired: what was observed, the gaps it answers, its computed priority and rank (1 first)."""

    advice: Advice
    observed: tuple[Observed, ...]
    gaps: tuple[Gap, ...]
    priority: Priority
    reason: PriorityReason
    weight: float
    rank: int = 0


def rule_functions(scorecard: Scorecard) -> dict[str, Callable[..., Observation]]:
    """What rules may ask of a scorecard; every one answers None (missing) where there is nothing to say.

    score(code) 0..100; value(question) option code or number of a decided fact; dont_know(question) share 0..100 of
    those asked; group_score(question, group) 0..100 where the group qualifies; difference(question, group, group)
    in points, first minus second; coverage(code) 0..1; known(code) whether there is a score.
    """

    def value(question: str) -> Observation:
        result = scorecard.questions.get(question)
        found = result.value if result else None
        return found if isinstance(found, str | float) else None

    def dont_know(question: str) -> Observation:
        result = scorecard.questions.get(question)
        return result.share_of("dont_know") if result else None

    def group_score(question: str, group: str) -> float | None:
        result = scorecard.questions.get(question)
        part = result.group_result(group) if result else None
        return part.mean if part and part.counts else None

    def difference(question: str, first: str, second: str) -> Observation:
        one, other = group_score(question, first), group_score(question, second)
        return None if one is None or other is None else one - other

    def coverage(code: str) -> Observation:
        node = scorecard.nodes.get(code)
        return node.coverage if node and node.applies else None

    def known(code: str) -> Observation:
        node = scorecard.nodes.get(code)
        return node.score is not None if node and node.applies else None

    return {
        "score": scorecard.score_of,
        "value": value,
        "dont_know": dont_know,
        "group_score": group_score,
        "difference": difference,
        "coverage": coverage,
        "known": known,
    }


def recommendations_of(instrument: Instrument, scorecard: Scorecard, gaps: Sequence[Gap]) -> tuple[Recommendation, ...]:
    """The recommendations whose rule is true, ranked: by priority, then by the weight of the gaps they answer.

    A rule that ends missing does not fire (rule 3). Data recommendations follow those that close a gap.
    """
    fired = [
        recommendation
        for advice in instrument.recommendations
        if (recommendation := _fired(instrument, advice, scorecard, gaps)) is not None
    ]
    order = {"high": 0, "medium": 1, "low": 2}
    ranked = sorted(
        fired,
        key=lambda r: (r.advice.kind == "data", order[r.priority], -r.weight, r.advice.code),
    )
    return tuple(
        Recommendation(r.advice, r.observed, r.gaps, r.priority, r.reason, r.weight, rank)
        for rank, r in enumerate(ranked, start=1)
    )


def _fired(instrument: Instrument, advice: Advice, scorecard: Scorecard, gaps: Sequence[Gap]) -> Recommendation | None:
    seen: list[Observed] = []
    functions = {name: _recorded(name, function, seen) for name, function in rule_functions(scorecard).items()}
    if evaluate(parse(advice.when), {}, functions) is not True:
        return None
    answered = _gaps_under(instrument, advice, scorecard, gaps)
    priority, reason = _priority(instrument, advice, answered)
    weight = sum(gap.size * gap.importance for gap in answered)
    return Recommendation(advice, tuple(dict.fromkeys(seen)), answered, priority, reason, weight)


def _recorded(name: str, function: Callable[..., Observation], seen: list[Observed]) -> Callable[..., Observation]:
    def recorded(*codes: str) -> Observation:
        found = function(*codes)
        seen.append(Observed(name, codes, found))
        return found

    return recorded


def _gaps_under(instrument: Instrument, advice: Advice, scorecard: Scorecard, gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """The gaps of the indicators a recommendation rests on, directly or through an item or a series."""
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
    important = worst.importance >= IMPORTANT_SHARE
    points = places.get(worst.severity, 0) + int(important) + EFFORT_POINTS[advice.effort]
    priority: Priority = "high" if points >= HIGH_FROM else "medium" if points >= MEDIUM_FROM else "low"
    return priority, PriorityReason(worst.severity, important, advice.effort, default=False)
