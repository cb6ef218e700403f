"""A second opinion on exported conditions: XPath as forms evaluate it, where every answer is a text, empty or not."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date

TOKEN = re.compile(r"\s*(?:\$\{([^}]+)\}|('[^']*')|([0-9.]+)|([A-Za-z-]+)|(!=|<=|>=|[=<>()+*,-]))")
Result = str | float | bool


def evaluated(text: str, values: Mapping[str, str]) -> Result:
    """The value of an expression; what `values` lacks is empty, as for a question that is not relevant."""
    machine = _Machine(text, values)
    result = machine.disjunction()
    assert machine.position == len(machine.tokens), f"{text}: left over from {machine.tokens[machine.position :]}"
    return result


def number(value: Result) -> float:
    if isinstance(value, str):
        return float(value) if re.fullmatch(r"\s*-?[0-9.]+(e-?[0-9]+)?\s*", value) else math.nan
    return float(value)


def text(value: Result) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"


def truth(value: Result) -> bool:
    return bool(value) and value == value


def rounded(value: float) -> float:
    return value if math.isnan(value) else float(math.floor(value + 0.5))


FUNCTIONS: Mapping[str, Callable[..., Result]] = {
    "true": lambda: True,
    "false": lambda: False,
    "not": lambda value: not truth(value),
    "selected": lambda several, one: text(one) in text(several).split(),
    "count-selected": lambda several: float(len(text(several).split())),
    "number": number,
    "round": lambda value: rounded(number(value)),
    "if": lambda condition, yes, no: yes if truth(condition) else no,
    "concat": lambda *parts: "".join(map(text, parts)),
    "min": lambda *values: min(map(number, values)),
    "max": lambda *values: max(map(number, values)),
    "string-length": lambda value: float(len(text(value))),
    "decimal-date-time": lambda value: float(date.fromisoformat(text(value)).toordinal()) if value else math.nan,
}


class _Machine:
    """Evaluates while it reads, level by level."""

    def __init__(self, expression: str, values: Mapping[str, str]) -> None:
        self.tokens = [next(part for part in found.groups() if part) for found in TOKEN.finditer(expression)]
        self.kinds = [found.lastindex for found in TOKEN.finditer(expression)]
        self.values = values
        self.position = 0

    def take(self, *words: str) -> str:
        at = self.position
        if at < len(self.tokens) and self.kinds[at] in (4, 5) and self.tokens[at] in words:
            self.position += 1
            return self.tokens[at]
        return ""

    def disjunction(self) -> Result:
        result = self.conjunction()
        while self.take("or"):
            other = self.conjunction()
            result = truth(result) or truth(other)
        return result

    def conjunction(self) -> Result:
        result = self.comparison()
        while self.take("and"):
            other = self.comparison()
            result = truth(result) and truth(other)
        return result

    def comparison(self) -> Result:
        left = self.sum()
        sign = self.take("=", "!=", "<", "<=", ">", ">=")
        if not sign:
            return left
        right = self.sum()
        if sign in ("=", "!=") and isinstance(left, str) and isinstance(right, str):
            return (left == right) is (sign == "=")
        a, b = number(left), number(right)
        return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]

    def sum(self) -> Result:
        result = self.product()
        while sign := self.take("+", "-"):
            other = number(self.product())
            result = number(result) + (other if sign == "+" else -other)
        return result

    def product(self) -> Result:
        result = self.primary()
        while sign := self.take("*", "div"):
            other = number(self.primary())
            result = number(result) * other if sign == "*" else _quotient(number(result), other)
        return result

    def primary(self) -> Result:
        kind, token = self.kinds[self.position], self.tokens[self.position]
        self.position += 1
        if kind == 1:
            return self.values.get(token, "")
        if kind == 2:
            return token[1:-1]
        if kind == 3:
            return float(token)
        if token == "(":
            return self.closed(self.disjunction())
        if token == "-":
            return -number(self.primary())
        assert self.take("("), f"{token} is no function call"
        arguments = []
        while not self.take(")"):
            arguments.append(self.disjunction())
            self.take(",")
        return FUNCTIONS[token](*arguments)

    def closed(self, value: Result) -> Result:
        assert self.take(")")
        return value


def _quotient(dividend: float, divisor: float) -> float:
    return dividend / divisor if divisor else math.nan
