"""Three-valued evaluation: a tree becomes nested closures once and is then run for each respondent.

Every definition here has its twin in `assessment/web/static/expressions.js`; `tests/vectors/expressions.json`
holds both to the same results. Numbers are IEEE doubles in both, so they agree to the last bit.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
from math import floor, isfinite
from sys import float_info
from typing import TypeAlias

from assessment.errors import ExpressionError
from assessment.methodology.expressions.tree import (
    RULE_FUNCTIONS,
    Expression,
    Json,
    Literal,
    Name,
    Operation,
    from_json,
)

Value: TypeAlias = bool | float | int | str | date | Set[str] | Sequence[str]
Names: TypeAlias = Mapping[str, Value | None]
Functions: TypeAlias = Mapping[str, Callable[..., Value | None]]
Evaluation: TypeAlias = Callable[[Names], Value | None]

COLLECTIONS = (tuple, list, Set)
EXACT_FROM = 1e6  # beyond it a double has no more than nine decimal places


def evaluate(condition: Expression | Json, names: Names, functions: Functions | None = None) -> Value | None:
    """The value of a condition (a tree or its JSON) for one respondent or scorecard; None is missing.

    `names` gives the value of items, attributes, `group` and `role`; what it lacks is missing. `functions`
    gives the rule functions (`score`, `value`, …), called with the quoted codes. A date comes as ISO text.
    """
    tree = condition if isinstance(condition, (Literal, Name, Operation)) else from_json(condition)
    return compiled(tree)(names) if functions is None else _closure(tree, functions)(names)


@lru_cache(maxsize=4096)
def compiled(condition: Expression) -> Evaluation:
    """A function from names to the value of the condition; the same condition is compiled once."""
    return _closure(condition, {})


def _closure(expression: Expression, functions: Functions) -> Evaluation:
    match expression:
        case Literal(value):
            return lambda names: value
        case Name(code):
            return lambda names: _plain(names.get(code))
        case Operation("list", operands):
            values = tuple(operand.value for operand in operands if isinstance(operand, Literal))
            return lambda names: values  # type: ignore[return-value]  # a list stands only to the right of `in`
        case Operation(name, operands, column) if name in RULE_FUNCTIONS:
            if name not in functions:
                raise ExpressionError(f"{name}() belongs to the rules of recommendations, not here", column)
            codes = [operand.value for operand in operands if isinstance(operand, Literal)]
            function = functions[name]
            return lambda names: _plain(function(*codes))
        case Operation(name, operands):
            return OPERATIONS[name]([_closure(operand, functions) for operand in operands])


def _plain(value: Value | None) -> Value | None:
    """A value as the language knows it: blank texts, empty sets and numbers without end are missing."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (str, *COLLECTIONS)):
        return value if value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if abs(value) <= float_info.max else None
    return value


def _number(value: Value | None) -> float | None:
    return value if isinstance(value, float) else None


def quantised(number: float) -> float:
    """A number at nine decimal places, so that 0.1 + 0.2 equals 0.3."""
    return floor(number * 1e9 + 0.5) / 1e9 if abs(number) < EXACT_FROM else number


def _comparison(
    holds: Callable[[float | str, float | str], bool],
) -> Callable[[list[Evaluation]], Evaluation]:
    def compile_comparison(operands: list[Evaluation]) -> Evaluation:
        left, right = operands

        def compare(names: Names) -> bool | None:
            a, b = left(names), right(names)
            if isinstance(a, float) and isinstance(b, float):
                return holds(quantised(a), quantised(b))
            if isinstance(a, str) and isinstance(b, str):
                return holds(a, b)
            return None

        return compare

    return compile_comparison


def _membership(operands: list[Evaluation]) -> Evaluation:
    left, right = operands

    def contains(names: Names) -> bool | None:
        member, collection = left(names), right(names)
        if not isinstance(collection, COLLECTIONS) or not isinstance(member, (str, float)):
            return None
        if isinstance(member, str):
            return member in collection
        return any(isinstance(one, float) and quantised(one) == quantised(member) for one in collection)

    return contains


def _decided_by(decisive: bool) -> Callable[[list[Evaluation]], Evaluation]:
    """`and` is decided by one false, `or` by one true; otherwise a missing operand leaves it missing."""

    def compile_connective(operands: list[Evaluation]) -> Evaluation:
        def connect(names: Names) -> bool | None:
            result: bool | None = not decisive
            for operand in operands:
                value = operand(names)
                if value is decisive:
                    return decisive
                if value is not (not decisive):
                    result = None
            return result

        return connect

    return compile_connective


def _negation(operands: list[Evaluation]) -> Evaluation:
    (operand,) = operands

    def negate(names: Names) -> bool | None:
        value = operand(names)
        return not value if isinstance(value, bool) else None

    return negate


def _calculation(calculate: Callable[..., float]) -> Callable[[list[Evaluation]], Evaluation]:
    """Arithmetic over numbers; missing with an operand missing, by zero, or past what a number can hold."""

    def compile_calculation(operands: list[Evaluation]) -> Evaluation:
        def result(names: Names) -> float | None:
            numbers = [number for operand in operands if (number := _number(operand(names))) is not None]
            if len(numbers) < len(operands):
                return None
            try:
                value = calculate(*numbers)
            except (OverflowError, ZeroDivisionError):
                return None
            return value if isfinite(value) else None

        return result

    return compile_calculation


def _quotient(dividend: float, divisor: float) -> float:
    return dividend / (divisor if quantised(divisor) else 0.0)


def _total(*numbers: float) -> float:
    total = 0.0  # built-in sum() compensates since Python 3.12; the browser does not
    for number in numbers:
        total += number
    return total


def _answered(operands: list[Evaluation]) -> Evaluation:
    (operand,) = operands
    return lambda names: operand(names) is not None


def _count(operands: list[Evaluation]) -> Evaluation:
    (operand,) = operands

    def count(names: Names) -> float | None:
        chosen = operand(names)
        return float(len(chosen)) if isinstance(chosen, COLLECTIONS) else None

    return count


def _coalesce(operands: list[Evaluation]) -> Evaluation:
    def first(names: Names) -> Value | None:
        return next((value for operand in operands if (value := operand(names)) is not None), None)

    return first


OPERATIONS: dict[str, Callable[[list[Evaluation]], Evaluation]] = {
    "=": _comparison(operator.eq),
    "!=": _comparison(operator.ne),
    "<": _comparison(operator.lt),
    "<=": _comparison(operator.le),
    ">": _comparison(operator.gt),
    ">=": _comparison(operator.ge),
    "in": _membership,
    "and": _decided_by(False),
    "or": _decided_by(True),
    "not": _negation,
    "+": _calculation(operator.add),
    "-": _calculation(operator.sub),
    "*": _calculation(operator.mul),
    "/": _calculation(_quotient),
    "neg": _calculation(operator.neg),
    "min": _calculation(lambda *numbers: min(numbers)),
    "max": _calculation(lambda *numbers: max(numbers)),
    "avg": _calculation(lambda *numbers: _total(*numbers) / len(numbers)),
    "round": _calculation(lambda number: float(floor(quantised(number) + 0.5))),
    "answered": _answered,
    "count": _count,
    "coalesce": _coalesce,
}
