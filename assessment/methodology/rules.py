"""What rules of recommendations may ask of a scorecard, and a record of what they found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assessment.methodology.expressions import Expression, Literal, Operation, evaluate, parse
from assessment.methodology.instrument import Advice, Instrument
from assessment.methodology.scoring import Scorecard

Observation = str | float | bool | None


@dataclass(frozen=True)
class Observed:
    """One thing a rule looked at: the function, the codes it was asked about, and what it found."""

    function: str
    codes: tuple[str, ...]
    found: Observation


def observed_by(instrument: Instrument, advice: Advice, scorecard: Scorecard) -> tuple[Observed, ...] | None:
    """All that the rule of an advice looked at, each thing once, or None where it does not fire.

    A rule that ends missing does not fire (rule 3).
    """
    seen: list[Observed] = []
    functions = {
        name: _recorded(name, function, seen) for name, function in rule_functions(instrument, scorecard).items()
    }
    if evaluate(rule_of(advice), {}, functions) is not True:
        return None
    return tuple(dict.fromkeys(seen))


def decisive_of(
    instrument: Instrument, advice: Advice, scorecard: Scorecard, observed: Iterable[Observed]
) -> tuple[Observed, ...]:
    """Of all that a rule looked at, what belongs to the alternatives that came out true."""
    functions = rule_functions(instrument, scorecard)
    calls = {
        call
        for alternative in _alternatives(rule_of(advice))
        if evaluate(alternative, {}, functions) is True
        for call in _calls(alternative)
    }
    return tuple(one for one in observed if (one.function, one.codes) in calls)


def rule_of(advice: Advice) -> Expression:
    """The rule of an advice as a tree."""
    return _parsed(advice.when)


_parsed = lru_cache(maxsize=1024)(parse)


def rule_functions(instrument: Instrument, scorecard: Scorecard) -> dict[str, Callable[..., Observation]]:
    """What rules may ask of a scorecard; every one answers None (missing) where there is nothing to say.

    score(code) 0..100; value(question) option code or number of a decided fact; dont_know(question) share 0..100 of
    those asked; group_score(question, group) 0..100 where the group qualifies; difference(question, group, group)
    in points, first minus second; law_gap(question) in points, by which the state of a law exceeds its practice;
    coverage(code) 0..1; known(code) whether there is a score.
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
        return _apart(group_score(question, first), group_score(question, second))

    def law_gap(question: str) -> Observation:
        practice = instrument.question_of[question].practice
        return _apart(_score_of(scorecard, question), _score_of(scorecard, practice or ""))

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
        "law_gap": law_gap,
        "coverage": coverage,
        "known": known,
    }


def _alternatives(rule: Expression) -> Iterator[Expression]:
    if isinstance(rule, Operation) and rule.operator == "or":
        for operand in rule.operands:
            yield from _alternatives(operand)
    else:
        yield rule


def _calls(expression: Expression) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not isinstance(expression, Operation):
        return
    if expression.operands and all(isinstance(operand, Literal) for operand in expression.operands):
        yield expression.operator, tuple(str(o.value) for o in expression.operands if isinstance(o, Literal))
    for operand in expression.operands:
        yield from _calls(operand)


def _score_of(scorecard: Scorecard, question: str) -> float | None:
    result = scorecard.questions.get(question)
    return result.score if result else None


def _apart(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _recorded(name: str, function: Callable[..., Observation], seen: list[Observed]) -> Callable[..., Observation]:
    def recorded(*codes: str) -> Observation:
        found = function(*codes)
        seen.append(Observed(name, codes, found))
        return found

    return recorded
