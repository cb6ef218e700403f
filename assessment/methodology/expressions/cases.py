"""The few values of a name that tell the outcomes of conditions apart, so that every outcome can be tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, combinations, pairwise

from assessment.methodology.expressions.checks import Kind
from assessment.methodology.expressions.evaluation import Value
from assessment.methodology.expressions.tree import (
    COMPARISONS,
    RULE_FUNCTIONS,
    Expression,
    Literal,
    Name,
    Operation,
    nodes_of,
)

MOST_IN_A_SET = 8
ANY_TEXT = "…"


@dataclass(frozen=True)
class Cases:
    """Values of one name or rule function; `complete` if any other value has the outcome of one of them."""

    values: tuple[Value | None, ...]
    complete: bool = True


@dataclass
class Uses:
    """What conditions compare a name or rule function with; `freely` if with more than literals."""

    literals: list[str | float] = field(default_factory=list)
    freely: bool = False
    counted: bool = False


def is_leaf(expression: Expression) -> bool:
    """Whether an expression is looked up, not calculated: a name, or a function of a rule."""
    return isinstance(expression, Name) or (isinstance(expression, Operation) and expression.operator in RULE_FUNCTIONS)


def uses_in(conditions: Iterable[Expression]) -> dict[Expression, Uses]:
    """How the names and rule functions of conditions are used, in the order in which they first stand there."""
    uses: dict[Expression, Uses] = {}
    for condition in conditions:
        for node in nodes_of(condition):
            if is_leaf(node):
                uses.setdefault(node, Uses())
            elif isinstance(node, Operation):
                _note(node, uses)
    return uses


def _note(node: Operation, uses: dict[Expression, Uses]) -> None:
    leaves = [operand for operand in node.operands if is_leaf(operand)]
    compares = node.operator in COMPARISONS or node.operator == "in"
    literals = [part.value for operand in node.operands for part in nodes_of(operand) if isinstance(part, Literal)]
    for leaf in leaves:
        use = uses.setdefault(leaf, Uses())
        if node.operator == "count":
            use.counted = True
        elif compares and len(leaves) == 1 and all(_is_constant(part) for part in node.operands if part != leaf):
            use.literals += literals
        elif node.operator not in ("answered", "and", "or", "not"):
            use.freely = True


def _is_constant(expression: Expression) -> bool:
    return isinstance(expression, Literal) or (isinstance(expression, Operation) and expression.operator == "list")


def cases_of(kind: Kind, use: Uses, low: float | None = None, high: float | None = None) -> Cases:
    """The values to try of a name of this kind, used like this; `low` and `high` are the ends of its numbers.

    Missing is always among them, as the last.
    """
    if kind.name == "boolean":
        return Cases((True, False, None))
    if kind.name == "number":
        numbers = [one for one in use.literals if isinstance(one, float)]
        return Cases((*_numbers(numbers, low, high), None), not use.freely)
    texts = [one for one in use.literals if isinstance(one, str)]
    if kind.name == "date":
        return Cases((*_dates(texts), None), not use.freely)
    if kind.name == "text":
        return Cases((*dict.fromkeys([*texts, ANY_TEXT]), None), not use.freely)
    codes = kind.codes if use.freely or use.counted else _told_apart(kind.codes, texts)
    if kind.name == "multiple":
        return _sets(codes)
    return Cases((*codes, None))


def _told_apart(codes: Sequence[str], named: Sequence[str]) -> tuple[str, ...]:
    """The codes that are named, and one that stands for all others."""
    others = [code for code in codes if code not in named]
    return (*(code for code in codes if code in named), *others[:1])


def _sets(codes: Sequence[str]) -> Cases:
    if len(codes) > MOST_IN_A_SET:
        return Cases((tuple(codes), *((code,) for code in codes), None), complete=False)
    sets = chain.from_iterable(combinations(codes, size) for size in range(len(codes), 0, -1))
    return Cases((*sets, None))


def _numbers(named: Sequence[float], low: float | None, high: float | None) -> list[float]:
    """The numbers named, one between every two of them, and one before and after, as far as they are possible."""
    points = sorted({*named, *(end for end in (low, high) if end is not None)}) or [0.0]
    between = [(one + other) / 2 for one, other in pairwise(points)]
    every = sorted({points[0] - 1, *points, *between, points[-1] + 1})
    return [point for point in every if (low is None or point >= low) and (high is None or point <= high)]


def _dates(named: Sequence[str]) -> list[str]:
    after = [(date.fromisoformat(one) + timedelta(days=1)).isoformat() for one in named if one < date.max.isoformat()]
    return sorted({date.min.isoformat(), *named, *after, date.max.isoformat()})
