"""Recommendations that never fire, and rules that compare with figures that no result can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from assessment.authoring.findings import Finding
from assessment.authoring.yaml_source import Place
from assessment.methodology.consolidation import DECIDED
from assessment.methodology.expressions import Expression, Kind, Literal, Operation, Value, evaluate, nodes_of, parse
from assessment.methodology.expressions.cases import Cases, Uses, cases_of, uses_in
from assessment.methodology.expressions.tree import COMPARISONS
from assessment.methodology.instrument import ROOT, Instrument
from assessment.methodology.responses import limits_of

MOST_OUTCOMES = 20_000
POINTS = (0.0, 100.0)
DIFFERENCES = (-100.0, 100.0)
ENDS = {
    "score": POINTS,
    "dont_know": POINTS,
    "group_score": POINTS,
    "difference": DIFFERENCES,
    "law_gap": DIFFERENCES,
    "coverage": (0.0, 1.0),
}


def unreachable_advice(instrument: Instrument) -> Iterator[Finding]:
    """Rules that no results make true, and thresholds beyond what a function can give."""
    for index, advice in enumerate(instrument.recommendations):
        rule = parse(advice.when)
        place: Place = ("recommendations", index, "when")
        beyond = [finding for node in nodes_of(rule) for finding in _threshold_beyond(place, node)]
        yield from beyond
        if not beyond and not _can_fire(instrument, rule):
            yield place, "is never true, whatever the results: correct it, or take the recommendation out"


def _threshold_beyond(place: Place, node: Expression) -> Iterator[Finding]:
    if not isinstance(node, Operation) or node.operator not in COMPARISONS:
        return
    for call, threshold in (node.operands, node.operands[::-1]):
        if isinstance(call, Operation) and call.operator in ENDS and isinstance(threshold, Literal):
            low, high = ENDS[call.operator]
            if isinstance(threshold.value, float) and not low <= threshold.value <= high:
                cure = f"column {threshold.column}: {call.operator}() lies between {low:g} and {high:g}"
                yield place, f"{cure}, never at {threshold.value:g}"


def _can_fire(instrument: Instrument, rule: Expression) -> bool:
    """Whether some results make a rule true; where not all can be tried, it is taken to be so."""
    uses = {call: use for call, use in uses_in([rule]).items() if isinstance(call, Operation)}
    cases = {call: _cases(instrument, call, use) for call, use in uses.items() if not _follows(instrument, call, uses)}
    for tried, values in enumerate(product(*(one.values for one in cases.values()))):
        results = dict(zip(cases, values, strict=True))
        if tried == MOST_OUTCOMES or _holds(instrument, rule, {**results, **_followed(instrument, uses, results)}):
            return True
    return not all(one.complete for one in cases.values())


def _cases(instrument: Instrument, call: Operation, use: Uses) -> Cases:
    code = _code(call)
    if code == ROOT and not instrument.overall and call.operator in ("score", "known"):
        return Cases((False,) if call.operator == "known" else (None,))
    if call.operator == "known":
        return Cases((True, False, None))
    if call.operator == "score" and (scores := _scores_of_choice(instrument, code)):
        return Cases((*scores, None))
    if call.operator != "value":
        return cases_of(Kind("number"), use, *ENDS[call.operator])
    item = instrument.question_of[code]
    kind = instrument.kind_of(item)
    every_code = Uses(use.literals, freely=True) if kind.codes else use  # each may have a score of its own
    return cases_of(kind, every_code, *limits_of(item))


def _scores_of_choice(instrument: Instrument, code: str) -> tuple[float, ...]:
    """The few scores that a fact of one choice can have; empty for anything that is averaged or measured."""
    item = instrument.question_of.get(code)
    if item is None or item.kind not in DECIDED or item.type == "multiple":
        return ()
    return tuple({option.score for option in instrument.options_of(item) if option.score is not None})


def _follows(instrument: Instrument, call: Operation, uses: Mapping[Operation, Uses]) -> Operation | None:
    """The other call whose result decides this one's: the state of a law its score, a score whether it is known."""
    value, score = (Operation(name, call.operands) for name in ("value", "score"))
    if call.operator in ("score", "known") and value in uses and _is_choice(instrument, call):
        return value
    return score if call.operator == "known" and score in uses else None


def _is_choice(instrument: Instrument, call: Operation) -> bool:
    return bool(instrument.kind_of(instrument.question_of[_code(call)]).codes)


def _followed(
    instrument: Instrument, uses: Mapping[Operation, Uses], results: Mapping[Operation, Value | None]
) -> dict[Operation, Value | None]:
    followed: dict[Operation, Value | None] = {}
    for call in uses:
        decisive = _follows(instrument, call, uses)
        if decisive is not None:
            score = results[decisive]
            if decisive.operator == "value":
                options = instrument.options_of(instrument.question_of[_code(call)])
                score = next((option.score for option in options if option.code == score), None)
            followed[call] = score if call.operator == "score" else score is not None
    return followed


def _holds(instrument: Instrument, rule: Expression, results: Mapping[Operation, Value | None]) -> bool:
    found = {(call.operator, *_codes(call)): value for call, value in results.items()}
    functions = {name: lambda *codes, name=name: found[name, *codes] for name, *_ in found}
    return evaluate(rule, {}, functions) is True


def _codes(call: Operation) -> tuple[str, ...]:
    return tuple(str(operand.value) for operand in call.operands if isinstance(operand, Literal))


def _code(call: Operation) -> str:
    return _codes(call)[0]
