"""A condition as a tree, and the same tree as JSON: `["=", ["item", "PAY_02"], "live"]`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from assessment.errors import ExpressionError

MAXIMUM_DEPTH = 20
MAXIMUM_NODES = 200

COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
ARITHMETIC = frozenset({"+", "-", "*", "/"})
FUNCTIONS = {  # the fewest and the most arguments of each; None is any number
    "answered": (1, 1),
    "count": (1, 1),
    "coalesce": (1, None),
    "min": (1, None),
    "max": (1, None),
    "avg": (1, None),
    "round": (1, 1),
}
RULE_FUNCTIONS = {
    "score": 1,
    "value": 1,
    "dont_know": 1,
    "group_score": 2,
    "difference": 3,
    "law_gap": 1,
    "coverage": 1,
    "known": 1,
}

Json: TypeAlias = str | float | int | list["Json"]


@dataclass(frozen=True)
class Literal:
    """A number, or a text in quotes; a date is its ISO text with `is_date`."""

    value: str | float
    is_date: bool = False
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Name:
    """An item, a row of a grid, an attribute, `group` or `role`, by its code."""

    code: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Operation:
    """An operator or function with its operands; `neg` is the minus sign, `list` the brackets after `in`."""

    operator: str
    operands: tuple[Expression, ...]
    column: int = field(default=1, compare=False)


Expression: TypeAlias = Literal | Name | Operation


def within_limits(expression: Expression) -> Expression:
    """The same expression, if it is neither too deep nor too large; raises ExpressionError otherwise."""
    layer: tuple[Expression, ...] = (expression,)
    nodes = depth = 0
    while layer:
        nodes += len(layer)
        depth += 1
        if depth > MAXIMUM_DEPTH:
            raise ExpressionError(f"nested too deeply: at most {MAXIMUM_DEPTH} levels", layer[0].column)
        if nodes > MAXIMUM_NODES:
            raise ExpressionError(f"too long: at most {MAXIMUM_NODES} names, values and operators", 1)
        layer = tuple(part for parent in layer if isinstance(parent, Operation) for part in parent.operands)
    return expression


def to_json(expression: Expression) -> Json:
    """The tree as nested lists: operator first, names as `["item", code]`, dates as `["date", iso]`."""
    match expression:
        case Literal(str(iso), True):
            return ["date", iso]
        case Literal(float(number)) if number.is_integer():
            return int(number)
        case Literal(value):
            return value
        case Name(code):
            return ["item", code]
        case Operation(operator, operands):
            return [operator, *map(to_json, operands)]


def from_json(tree: Json) -> Expression:
    """The expression that `to_json` wrote; raises ExpressionError for any other tree."""
    return within_limits(_from_json(tree, 1))


def _from_json(tree: Json, depth: int) -> Expression:
    match tree:
        case str():
            return Literal(tree)
        case float() | int() if not isinstance(tree, bool):
            return Literal(float(tree))
        case ["item", str(code)]:
            return Name(code)
        case ["date", str(iso)]:
            return Literal(iso, is_date=True)
        case [str(operator), *operands] if _is_known(operator, len(operands)) and depth < MAXIMUM_DEPTH:
            return Operation(operator, tuple(_from_json(operand, depth + 1) for operand in operands))
    raise ExpressionError("this is not the tree of a condition", 1)


def _is_known(operator: str, operands: int) -> bool:
    if operator in FUNCTIONS:
        fewest, most = FUNCTIONS[operator]
        return operands >= fewest and (most is None or operands <= most)
    if operator in RULE_FUNCTIONS:
        return operands == RULE_FUNCTIONS[operator]
    if operator in ("not", "neg"):
        return operands == 1
    if operator in ("and", "or", "list"):
        return operands >= 1
    return operands == 2 and (operator in COMPARISONS or operator in ARITHMETIC or operator == "in")


def nodes_of(expression: Expression) -> Iterator[Expression]:
    """The expression and every part of it, outermost first."""
    yield expression
    if isinstance(expression, Operation):
        for operand in expression.operands:
            yield from nodes_of(operand)


def names_in(expression: Expression) -> frozenset[str]:
    """The codes of items, rows and attributes that a condition reads."""
    return frozenset(node.code for node in nodes_of(expression) if isinstance(node, Name))


def codes_in(expression: Expression) -> frozenset[str]:
    """The quoted codes given to rule functions: nodes, items and groups."""
    return frozenset(
        str(operand.value)
        for node in nodes_of(expression)
        if isinstance(node, Operation) and node.operator in RULE_FUNCTIONS
        for operand in node.operands
        if isinstance(operand, Literal)
    )
