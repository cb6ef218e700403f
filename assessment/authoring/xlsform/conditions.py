"""Our three-valued conditions as XPath, which knows only true and false and takes an empty answer for a text.

Each condition becomes two XPath expressions: when it holds, and when it fails. Both are false where it is missing,
so that `not` swaps them and nothing is shown for want of an answer. `group` and `role` may be known beforehand;
what they decide is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from assessment.errors import ExpressionError
from assessment.methodology.expressions import Expression, Literal, Name, Operation, evaluate
from assessment.methodology.expressions.checks import Kind
from assessment.methodology.expressions.tree import COMPARISONS

COMPLEMENT = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
PLACES = "1000000000"
"""Our numbers are compared at nine decimal places; what was calculated is rounded to them."""


@dataclass(frozen=True)
class XPath:
    """A condition in XPath; `loose` if it must stand in brackets beside `and`, `parts` if it is joined by `and`."""

    text: str
    loose: bool = False
    parts: tuple[XPath, ...] = field(default=(), compare=False)


ALWAYS, NEVER = XPath("true()"), XPath("false()")


def all_of(*parts: XPath) -> XPath:
    """Each of them, with what is decided already left out."""
    if NEVER in parts:
        return NEVER
    each = [inner for part in parts for inner in part.parts or (part,)]
    wanted = [part for part in dict.fromkeys(each) if part != ALWAYS]
    if len(wanted) < 2:
        return wanted[0] if wanted else ALWAYS
    text = " and ".join(f"({part.text})" if part.loose else part.text for part in wanted)
    return XPath(text, parts=tuple(wanted))


def any_of(*parts: XPath) -> XPath:
    """At least one of them."""
    if ALWAYS in parts:
        return ALWAYS
    wanted = [part for part in dict.fromkeys(parts) if part != NEVER]
    if len(wanted) < 2:
        return wanted[0] if wanted else NEVER
    return XPath(" or ".join(part.text for part in wanted), loose=True)


def negated(part: XPath) -> XPath:
    """Not that."""
    if part in (ALWAYS, NEVER):
        return NEVER if part == ALWAYS else ALWAYS
    return XPath(f"not({part.text})")


class Verdict(NamedTuple):
    """When a condition holds and when it fails; where neither is true it is missing."""

    holds: XPath
    fails: XPath

    @property
    def known(self) -> XPath:
        return any_of(self.holds, self.fails)


@dataclass(frozen=True)
class Operand:
    """A value in XPath and when there is one; `reserved` are the non-answers that stand among its choices."""

    value: str
    known: XPath
    kind: Kind
    reserved: tuple[str, ...] = ()
    calculated: bool = False


def asked_operand(name: str, kind: Kind, reserved: tuple[str, ...] = ()) -> Operand:
    """What a question of the form holds: known unless it is empty or one of the reserved choices."""
    value = f"${{{name}}}"
    if kind.name == "multiple":
        states = [XPath(f"not(selected({value}, '{state}'))") for state in reserved]
    else:
        states = [XPath(f"{value} != '{state}'") for state in reserved]
    return Operand(value, all_of(XPath(f"{value} != ''"), *states), kind, reserved)


@dataclass(frozen=True)
class Translator:
    """Knows each name: an operand of the form, or a code decided beforehand; what it lacks is not asked."""

    names: Mapping[str, Operand | str]

    def verdict(self, expression: Expression) -> Verdict:
        """When a condition holds and fails.

        Raises:
            ExpressionError: XLSForm has no counterpart for a part of it.
        """
        match expression:
            case Operation("and", operands):
                verdicts = [self.verdict(one) for one in operands]
                return Verdict(all_of(*(one.holds for one in verdicts)), any_of(*(one.fails for one in verdicts)))
            case Operation("or", operands):
                verdicts = [self.verdict(one) for one in operands]
                return Verdict(any_of(*(one.holds for one in verdicts)), all_of(*(one.fails for one in verdicts)))
            case Operation("not", (operand,)):
                holds, fails = self.verdict(operand)
                return Verdict(fails, holds)
            case Operation("answered", (operand,)):
                known = self.operand(operand).known
                return Verdict(known, negated(known))
            case Operation("coalesce", operands):
                return self.first_verdict([self.verdict(one) for one in operands])
            case Operation("in", (member, collection)):
                return self.membership(member, collection)
            case Operation(operator, (left, right)) if operator in COMPARISONS:
                return self.comparison(operator, left, right)
        raise ExpressionError("this is no condition", expression.column)

    def first_verdict(self, verdicts: list[Verdict]) -> Verdict:
        first, *others = verdicts
        if not others:
            return first
        rest = self.first_verdict(others)
        unknown = negated(first.known)
        return Verdict(
            any_of(first.holds, all_of(unknown, rest.holds)), any_of(first.fails, all_of(unknown, rest.fails))
        )

    def comparison(self, operator: str, left: Expression, right: Expression) -> Verdict:
        fixed = [one if isinstance(one, Literal) else self.decided(one) for one in (left, right)]
        if fixed[0] is not None and fixed[1] is not None:
            outcome = evaluate(Operation(operator, (fixed[0], fixed[1])), {})
            return Verdict(*(ALWAYS if outcome is wanted else NEVER for wanted in (True, False)))
        a, b = self.operand(left), self.operand(right)
        known = all_of(a.known, b.known)
        one, other = _sides(a, b)
        holds = XPath(f"{one} {operator} {other}")
        certain = operator == "=" and (_implies(a, fixed[1]) or _implies(b, fixed[0]))
        guarded = holds if certain and known != NEVER else all_of(known, holds)
        return Verdict(guarded, all_of(known, XPath(f"{one} {COMPLEMENT[operator]} {other}")))

    def decided(self, expression: Expression) -> Literal | None:
        """The value of a name that is known beforehand."""
        value = self.names.get(expression.code) if isinstance(expression, Name) else None
        return Literal(value) if isinstance(value, str) else None

    def membership(self, member: Expression, collection: Expression) -> Verdict:
        if isinstance(collection, Operation) and collection.operator == "list":
            verdicts = [self.comparison("=", member, one) for one in collection.operands]
            return Verdict(any_of(*(one.holds for one in verdicts)), all_of(*(one.fails for one in verdicts)))
        one, several = self.operand(member), self.operand(collection)
        known = all_of(one.known, several.known)
        holds = XPath(f"selected({several.value}, {one.value})")
        certain = isinstance(member, Literal) and member.value not in several.reserved and known != NEVER
        return Verdict(holds if certain else all_of(known, holds), all_of(known, negated(holds)))

    def operand(self, expression: Expression) -> Operand:
        match expression:
            case Literal(str(text), is_date):
                return Operand(f"'{text}'", ALWAYS, Kind("date" if is_date else "text"))
            case Literal(float(number)):
                return Operand(_written(number), ALWAYS, Kind("number"))
            case Name(code):
                named = self.names.get(code)
                if isinstance(named, str):
                    return Operand(f"'{named}'", ALWAYS, Kind("text"))
                return named or Operand("''", NEVER, Kind("unknown"))
            case Operation(operator, operands) if operator in CALCULATIONS:
                return CALCULATIONS[operator]([self.operand(one) for one in operands])
        raise ExpressionError("XLSForm has no counterpart for this", expression.column)


def _implies(operand: Operand, literal: Literal | None) -> bool:
    """Whether to equal this code is to be answered."""
    return (
        operand.kind.name == "choice"
        and literal is not None
        and isinstance(literal.value, str)
        and literal.value != ""
        and literal.value not in operand.reserved
    )


def _sides(a: Operand, b: Operand) -> tuple[str, str]:
    """The two sides of a comparison as XPath compares them rightly: dates by their day, numbers as numbers."""
    if "date" in (a.kind.name, b.kind.name):
        return f"decimal-date-time({a.value})", f"decimal-date-time({b.value})"
    if a.calculated or b.calculated:
        return f"round(({a.value}) * {PLACES})", f"round(({b.value}) * {PLACES})"
    if a.kind.name == "number" and a.value.startswith("$") and b.value.startswith("$"):
        return f"number({a.value})", f"number({b.value})"
    return a.value, b.value


def _written(number: float) -> str:
    """A number as XPath writes it: never with an exponent."""
    return format(Decimal(repr(number)).normalize(), "f")


def _calculation(pattern: Callable[[list[str]], str]) -> Callable[[list[Operand]], Operand]:
    """A calculation: known when all its operands are."""

    def calculate(operands: list[Operand]) -> Operand:
        known = all_of(*(one.known for one in operands))
        return Operand(pattern([one.value for one in operands]), known, Kind("number"), calculated=True)

    return calculate


def _joined(sign: str) -> Callable[[list[Operand]], Operand]:
    return _calculation(lambda values: f"({f' {sign} '.join(values)})")


def _called(function: str) -> Callable[[list[Operand]], Operand]:
    return _calculation(lambda values: f"{function}({', '.join(values)})")


def _quotient(operands: list[Operand]) -> Operand:
    """A division, which is missing by zero."""
    quotient = _joined("div")(operands)
    divisor = XPath(f"round(({operands[1].value}) * {PLACES}) != 0")
    return replace(quotient, known=all_of(quotient.known, divisor))


def _first_known(operands: list[Operand]) -> Operand:
    first, *others = operands
    if not others or first.known == ALWAYS:
        return first
    rest = _first_known(others)
    if first.known == NEVER:
        return rest
    return Operand(
        f"if({first.known.text}, {first.value}, {rest.value})",
        any_of(first.known, rest.known),
        first.kind,
        calculated=first.kind.name == "number",
    )


def _count(operands: list[Operand]) -> Operand:
    (chosen,) = operands
    return Operand(f"count-selected({chosen.value})", chosen.known, Kind("number"))


CALCULATIONS: Mapping[str, Callable[[list[Operand]], Operand]] = {
    "+": _joined("+"),
    "-": _joined("-"),
    "*": _joined("*"),
    "/": _quotient,
    "neg": _calculation(lambda values: f"(0 - {values[0]})"),
    "min": _called("min"),
    "max": _called("max"),
    "avg": _calculation(lambda values: f"(({' + '.join(values)}) div {len(values)})"),
    "round": _calculation(lambda values: f"round(round(({values[0]}) * {PLACES}) div {PLACES})"),
    "coalesce": _first_known,
    "count": _count,
}
