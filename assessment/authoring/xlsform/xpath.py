"""The part of XPath that simple forms use, as our conditions: comparisons, and, or, not, selected, count-selected.

XPath takes an empty answer for a text, so that `${x} != 'no'` and `not(${x} = 'no')` hold while nothing is answered;
with us they are missing. `doubts` says where that makes a difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assessment.errors import ExpressionError
from assessment.methodology.expressions import Expression, Literal, Name, Operation, names_in

SELF = "."
MAXIMUM_LENGTH = 2_000
MAXIMUM_DEPTH = 20
TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<reference>\$\{\s*(?P<inside>[^${}\s]+)\s*\})"
    r"|(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
    r"|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<self>\.(?![.0-9]))"
    r"|(?P<name>[A-Za-z_][\w.-]*)"
    r"|(?P<sign>!=|<=|>=|[=<>()+*,-])",
    re.ASCII,
)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
SIGN_OF = {"div": "/", "+": "+", "-": "-", "*": "*"}


@dataclass(frozen=True)
class Question:
    """What a reference may name: our code, and our codes of its choices by theirs; `multiple` if several are chosen."""

    code: str
    choices: Mapping[str, str] = field(default_factory=dict)
    multiple: bool = False


class Understood(NamedTuple):
    """A condition in our language, and where its meaning differs while something is empty."""

    expression: Expression
    doubts: tuple[str, ...]


def understood(text: str, questions: Mapping[str, Question]) -> Understood:
    """An XPath condition as ours.

    Raises:
        ExpressionError: something in it has no counterpart; the sentence says what.
    """
    if len(text) > MAXIMUM_LENGTH:
        raise ExpressionError(f"too long: at most {MAXIMUM_LENGTH:,} characters", MAXIMUM_LENGTH + 1)
    parser = _Parser(list(_tokens(text)), questions)
    expression = parser.whole()
    sure = _answered_in(expression)
    return Understood(expression, tuple(code for code in dict.fromkeys(_doubts(expression)) if code not in sure))


def _answered_in(expression: Expression) -> frozenset[str]:
    """The codes of questions that are answered whenever the whole holds."""
    match expression:
        case Operation("and", operands):
            return frozenset().union(*map(_answered_in, operands))
        case Operation("answered" | "=" | "in"):
            return names_in(expression)
    return frozenset()


def _doubts(expression: Expression) -> Iterator[str]:
    """The codes of questions whose being empty makes a part true in XPath and missing with us."""
    if not isinstance(expression, Operation):
        return
    match expression:
        case Operation("not", (Operation("answered", _),)):
            return
        case Operation("not" | "!="):
            yield from sorted(names_in(expression) - {SELF})
        case Operation(_, operands):
            for operand in operands:
                yield from _doubts(operand)


class Token(NamedTuple):
    kind: str
    text: str
    column: int


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None:
            raise ExpressionError(f"{text[position]!r} has no counterpart in a condition", position + 1)
        kind = str(found.lastgroup)
        if kind != "space":
            inside = found.group("inside")
            yield Token("reference" if inside else kind, inside or found.group(), position + 1)
        position = found.end()
    yield Token("end", "", len(text) + 1)


class _Parser:
    """Recursive descent, one method a level of precedence, loosest first."""

    def __init__(self, tokens: list[Token], questions: Mapping[str, Question]) -> None:
        self.tokens = tokens
        self.questions = questions
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def take(self, *texts: str) -> Token | None:
        token = self.token
        if token.kind not in ("sign", "name") or token.text not in texts:
            return None
        self.position += 1
        return token

    def expect(self, sign: str) -> None:
        if not self.take(sign):
            raise self.unexpected()

    def unexpected(self) -> ExpressionError:
        found = self.token.text or "the end"
        return ExpressionError(f"{found} is not expected here, or has no counterpart", self.token.column)

    def whole(self) -> Expression:
        expression = self.disjunction()
        if self.token.kind != "end":
            raise self.unexpected()
        return expression

    def disjunction(self) -> Expression:
        return self.joined("or", self.conjunction)

    def conjunction(self) -> Expression:
        return self.joined("and", self.comparison)

    def joined(self, keyword: str, level: Callable[[], Expression]) -> Expression:
        operands = [level()]
        while self.take(keyword):
            operands.append(level())
        return operands[0] if len(operands) == 1 else Operation(keyword, tuple(operands))

    def nested(self, level: Callable[[], Expression]) -> Expression:
        """One level deeper, so that a thousand brackets end in a message and not in a stack overflow."""
        self.depth += 1
        if self.depth > MAXIMUM_DEPTH:
            raise ExpressionError(f"nested too deeply: at most {MAXIMUM_DEPTH} levels", self.token.column)
        expression = level()
        self.depth -= 1
        return expression

    def comparison(self) -> Expression:
        left = self.sum()
        if sign := self.take(*COMPARISONS):
            return self.compared(sign, left, self.sum())
        return left

    def compared(self, sign: Token, left: Expression, right: Expression) -> Expression:
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Name) and other == Literal("") and sign.text in ("=", "!="):
                answered = Operation("answered", (one,))
                return answered if sign.text == "!=" else Operation("not", (answered,))
        for one in (left, right):
            if isinstance(one, Name) and self.is_multiple(one):
                raise ExpressionError("a question with several answers is asked with selected()", sign.column)
        pair = (self.in_our_codes(left, right), self.in_our_codes(right, left))
        return Operation(sign.text, pair)

    def is_multiple(self, name: Name) -> bool:
        return any(question.multiple for question in self.questions.values() if question.code == name.code)

    def in_our_codes(self, value: Expression, beside: Expression) -> Expression:
        """A choice's name beside a reference to its question becomes the option's code."""
        if isinstance(value, Literal) and isinstance(value.value, str) and isinstance(beside, Name):
            choices = next((one.choices for one in self.questions.values() if one.code == beside.code), {})
            return Literal(choices.get(value.value, value.value), value.is_date)
        if isinstance(value, Literal) and isinstance(value.value, float) and isinstance(beside, Name):
            choices = next((one.choices for one in self.questions.values() if one.code == beside.code), {})
            return Literal(choices[f"{value.value:g}"]) if f"{value.value:g}" in choices else value
        return value

    def sum(self) -> Expression:
        return self.chained(("+", "-"), self.product)

    def product(self) -> Expression:
        return self.chained(("*", "div"), self.primary)

    def chained(self, signs: tuple[str, ...], level: Callable[[], Expression]) -> Expression:
        left = level()
        while sign := self.take(*signs):
            left = Operation(SIGN_OF[sign.text], (left, level()))
        return left

    def primary(self) -> Expression:
        token = self.token
        if self.take("("):
            inner = self.nested(self.disjunction)
            self.expect(")")
            return inner
        if self.take("-"):
            return Operation("neg", (self.nested(self.primary),))
        self.position += 1
        match token.kind:
            case "reference":
                return self.reference(token)
            case "self":
                return Name(SELF)
            case "number":
                return Literal(float(token.text))
            case "text":
                return Literal(token.text[1:-1])
            case "name" if self.token.text == "(":
                return self.call(token)
        self.position -= 1
        raise self.unexpected()

    def reference(self, token: Token) -> Name:
        if token.text not in self.questions:
            raise ExpressionError(f"${{{token.text}}} is no question before this one that was taken in", token.column)
        return Name(self.questions[token.text].code)

    def call(self, function: Token) -> Expression:
        self.expect("(")
        arguments = []
        if self.token.text != ")":
            arguments.append(self.nested(self.disjunction))
            while self.take(","):
                arguments.append(self.nested(self.disjunction))
        self.expect(")")
        return self.called(function, arguments)

    def called(self, function: Token, arguments: list[Expression]) -> Expression:
        match function.text, arguments:
            case "not", [operand]:
                return Operation("not", (operand,))
            case "selected", [Name() as name, Literal(str()) as code]:
                operator = "in" if self.is_multiple(name) else "="
                ours = self.in_our_codes(code, name)
                return Operation(operator, (ours, name) if operator == "in" else (name, ours))
            case "count-selected", [Name() as name]:
                return Operation("count", (name,))
            case "date", [Literal(str(iso))]:
                return _date(iso, function.column)
            case "string-length", [Name() as name]:
                raise ExpressionError(f"the length of {name.code} cannot be asked: compare with ''", function.column)
        raise ExpressionError(f"{function.text}() has no counterpart in a condition", function.column)


def _date(iso: str, column: int) -> Literal:
    try:
        return Literal(date.fromisoformat(iso).isoformat(), is_date=True)
    except ValueError:
        raise ExpressionError(f"there is no day {iso}", column) from None
