"""The constraints and conditions of a foreign form as limits and conditions of ours."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.authoring.xlsform.xpath import SELF, understood
from assessment.errors import ExpressionError
from assessment.methodology.expressions import Expression, Literal, Name, Operation

MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def limits_in(constraint: str, *, whole: bool) -> dict[str, float]:
    """`minimum` and `maximum` of a number from a constraint such as `. >= 0 and . < 10`; `whole` for integers.

    Raises:
        ExpressionError: it says something else than a smallest and a largest value.
    """
    limits: dict[str, float] = {}
    for sign, value in _bounds(understood(constraint, {}).expression):
        if sign in ("<", ">"):
            if not whole:
                raise ExpressionError(f"a limit is itself permitted here: write {sign}= and the last such value", 1)
            sign, value = (">=", value + 1) if sign == ">" else ("<=", value - 1)
        key = {">=": "minimum", "<=": "maximum"}.get(sign)
        if key is None:
            raise ExpressionError(f"{sign} has no counterpart: only a smallest and a largest value have", 1)
        strictest = max if key == "minimum" else min
        limits[key] = strictest(limits.get(key, value), value)
    return limits


def _bounds(expression: Expression) -> Iterator[tuple[str, float]]:
    match expression:
        case Operation("and", operands):
            for operand in operands:
                yield from _bounds(operand)
        case Operation(sign, (Name("."), limit)) if (number := _number(limit)) is not None:
            yield sign, number
        case Operation(sign, (limit, Name("."))) if sign in MIRRORED and (number := _number(limit)) is not None:
            yield MIRRORED[sign], number
        case _:
            raise ExpressionError(f"only limits of a number have a counterpart, such as {SELF} >= 0", 1)


def _number(expression: Expression) -> float | None:
    match expression:
        case Literal(float(number)):
            return number
        case Operation("neg", (Literal(float(number)),)):
            return -number
    return None
