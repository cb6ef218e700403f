"""A tree back as the text of a condition."""

from __future__ import annotations

from decimal import Decimal

from assessment.methodology.expressions.tree import COMPARISONS, Expression, Literal, Name, Operation

STRENGTH = {
    "or": 1,
    "and": 2,
    "not": 3,
    **dict.fromkeys((*COMPARISONS, "in"), 4),
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "neg": 7,
}
"""How tightly operators bind; a function, a name and a value bind tightest."""


def written(expression: Expression) -> str:
    """The condition as an author would write it; parsing it again gives the same tree."""
    match expression:
        case Literal(str(text), is_date):
            return f"date('{text}')" if is_date else f"'{text}'"
        case Literal(value):
            return f"{Decimal(repr(value)):f}".removesuffix(".0")
        case Name(code):
            return code
        case Operation():
            return _operation(expression)


def _operation(operation: Operation) -> str:
    operator, operands = operation.operator, operation.operands
    strength = STRENGTH.get(operator)
    if strength is None:
        return f"{operator if operator != 'list' else ''}({', '.join(map(written, operands))})"
    if operator in ("not", "neg"):
        return ("not " if operator == "not" else "-") + _within(operands[0], strength)
    if operator in ("and", "or"):
        return f" {operator} ".join(_within(operand, strength + 1) for operand in operands)
    left, right = operands
    return f"{_within(left, strength)} {operator} {_within(right, strength + 1)}"


def _within(operand: Expression, least: int) -> str:
    """An operand, in brackets where it binds less tightly than its place asks."""
    weakest = STRENGTH.get(operand.operator, 9) if isinstance(operand, Operation) else 9
    return f"({written(operand)})" if weakest < least else written(operand)
