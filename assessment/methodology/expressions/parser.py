"""From the text of a condition to its tree, with the column and the cure of every mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from assessment.errors import ExpressionError
from assessment.methodology.expressions.tree import (
    COMPARISONS,
    FUNCTIONS,
    MAXIMUM_DEPTH,
    RULE_FUNCTIONS,
    Expression,
    Literal,
    Name,
    Operation,
    within_limits,
)

MAXIMUM_LENGTH = 1_000
MAXIMUM_NUMBER = 1e15
KEYWORDS = frozenset({"and", "or", "not", "in"})
CURES = {  # what authors write who know another language
    "==": "write = once",
    "<>": "write !=",
    "&&": "write and",
    "||": "write or",
    '"': "put codes in single quotes: 'live'",
    "‘": "use the straight quote '",
    "’": "use the straight quote '",
    "“": "put codes in single quotes: 'live'",
    "!": "write not",
    "[": "write a list in round brackets: in ('a', 'b')",
}
TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]))"
    r"|(?P<text>'[^'\n]*')"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*(?:\.[a-z0-9][a-z0-9_]*)?)"
    r"|(?P<wrong>==|<>|&&|\|\||!(?!=))"
    r"|(?P<sign>!=|<=|>=|[=<>()+\-*/,])",
    re.ASCII,
)


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    column: int


def parse(text: str) -> Expression:
    """The tree of a condition; raises ExpressionError with the column and the cure."""
    if len(text) > MAXIMUM_LENGTH:
        raise ExpressionError(f"too long: at most {MAXIMUM_LENGTH:,} characters", MAXIMUM_LENGTH + 1)
    return within_limits(_Parser(_tokens(text)).whole())


def _tokens(text: str) -> list[Token]:
    tokens = []
    position = 0
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None or found.lastgroup == "wrong":
            raise _stray(text, position, found.group() if found else text[position])
        kind = str(found.lastgroup)
        if kind == "name" and found.group() in KEYWORDS:
            kind = "keyword"
        if kind != "space":
            tokens.append(Token(kind, found.group(), position + 1))
        position = found.end()
    return [*tokens, Token("end", "", len(text) + 1)]


def _stray(text: str, position: int, sign: str) -> ExpressionError:
    if sign == "'":
        return ExpressionError("a quote is opened here and never closed", position + 1)
    if sign.isdigit():
        word = re.match(r"[\w.]+", text[position:])
        return ExpressionError(f"{word.group() if word else sign} is neither a number nor a name", position + 1)
    cure = CURES.get(sign)
    return ExpressionError(f"{sign} is not understood" + (f": {cure}" if cure else ""), position + 1)


class _Parser:
    """Recursive descent, one method a level of precedence, loosest first."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.position = 0
        self.depth = 0

    def whole(self) -> Expression:
        if self.token.kind == "end":
            raise ExpressionError("the condition is empty", 1)
        expression = self.disjunction()
        if self.token.kind != "end":
            raise self.unexpected("the condition should end here, or go on with and, or, or a comparison")
        return expression

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def take(self, *texts: str) -> Token | None:
        """The present token, consumed, if it is one of these signs or keywords."""
        token = self.token
        if token.kind not in ("sign", "keyword") or token.text not in texts:
            return None
        self.position += 1
        return token

    def expect(self, sign: str) -> None:
        if not self.take(sign):
            raise self.unexpected(f"{sign} is missing here")

    def unexpected(self, expectation: str) -> ExpressionError:
        token = self.token
        if token.text.lower() in KEYWORDS and token.kind == "name":
            return ExpressionError(f"write {token.text.lower()} in small letters", token.column)
        found = f"found {token.text}" if token.text else "the condition ends"
        return ExpressionError(f"{expectation}; {found}", token.column)

    def nested(self, level: Callable[[], Expression]) -> Expression:
        """One level deeper, so that a thousand brackets end in a message and not in a stack overflow."""
        self.depth += 1
        if self.depth > MAXIMUM_DEPTH:
            raise ExpressionError(f"nested too deeply: at most {MAXIMUM_DEPTH} levels", self.token.column)
        expression = level()
        self.depth -= 1
        return expression

    def disjunction(self) -> Expression:
        return self.joined("or", self.conjunction)

    def conjunction(self) -> Expression:
        return self.joined("and", self.negation)

    def joined(self, keyword: str, level: Callable[[], Expression]) -> Expression:
        column = self.token.column
        operands = [level()]
        while self.take(keyword):
            operands.append(level())
        return operands[0] if len(operands) == 1 else Operation(keyword, tuple(operands), column)

    def negation(self) -> Expression:
        if sign := self.take("not"):
            return Operation("not", (self.nested(self.negation),), sign.column)
        return self.comparison()

    def comparison(self) -> Expression:
        left = self.sum()
        if sign := self.take(*COMPARISONS):
            left = Operation(sign.text, (left, self.sum()), sign.column)
        elif sign := self.take("in"):
            left = Operation("in", (left, self.collection()), sign.column)
        elif self.token.text == "not" and self.tokens[self.position + 1].text == "in":
            raise ExpressionError("write not in front: not x in y", self.token.column)
        if self.token.kind == "sign" and self.token.text in COMPARISONS:
            raise ExpressionError("compare two things at a time and join with and", self.token.column)
        return left

    def collection(self) -> Expression:
        """What stands right of `in`: a multiple-choice item, or values in brackets."""
        start = self.token
        if not self.take("("):
            return self.sum()
        values = [self.nested(self.sum)]
        while self.take(","):
            values.append(self.nested(self.sum))
        self.expect(")")
        if len(values) == 1 and not isinstance(values[0], Literal):
            return values[0]
        for value in values:
            if not isinstance(value, Literal):
                raise ExpressionError("a list holds values only: codes in quotes or numbers", value.column)
        return Operation("list", tuple(values), start.column)

    def sum(self) -> Expression:
        return self.chained(("+", "-"), self.product)

    def product(self) -> Expression:
        return self.chained(("*", "/"), self.signed)

    def chained(self, signs: tuple[str, ...], level: Callable[[], Expression]) -> Expression:
        left = level()
        while sign := self.take(*signs):
            left = Operation(sign.text, (left, level()), sign.column)
        return left

    def signed(self) -> Expression:
        if sign := self.take("-"):
            return Operation("neg", (self.nested(self.signed),), sign.column)
        return self.primary()

    def primary(self) -> Expression:
        token = self.token
        if self.take("("):
            expression = self.nested(self.disjunction)
            self.expect(")")
            return expression
        if token.kind not in ("number", "text", "name"):
            raise self.unexpected("a name or a value is missing here")
        self.position += 1
        if token.kind == "number":
            return _number(token)
        if token.kind == "text":
            return Literal(token.text[1:-1], column=token.column)
        if self.token.kind == "sign" and self.token.text == "(":
            return self.call(token)
        return Name(token.text, token.column)

    def call(self, name: Token) -> Expression:
        self.expect("(")
        arguments: list[Expression] = []
        if not self.take(")"):
            arguments.append(self.nested(self.disjunction))
            while self.take(","):
                arguments.append(self.nested(self.disjunction))
            self.expect(")")
        if name.text == "date":
            return _date(arguments, name.column)
        _check_call(name, len(arguments))
        return Operation(name.text, tuple(arguments), name.column)


def _number(token: Token) -> Literal:
    number = float(token.text)
    if number > MAXIMUM_NUMBER:
        raise ExpressionError("the number is too large: at most fifteen digits", token.column)
    return Literal(number, column=token.column)


def _date(arguments: list[Expression], column: int) -> Literal:
    match arguments:
        case [Literal(str(iso))] if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", iso):
            try:
                return Literal(date.fromisoformat(iso).isoformat(), is_date=True, column=column)
            except ValueError:
                raise ExpressionError(f"there is no day {iso}", column) from None
    raise ExpressionError("write a date as date('2026-01-31')", column)


def _check_call(name: Token, arguments: int) -> None:
    functions = {**FUNCTIONS, **{rule: (number, number) for rule, number in RULE_FUNCTIONS.items()}}
    if name.text not in functions:
        near = get_close_matches(name.text.lower(), functions, 1)
        cure = f": did you mean {near[0]}?" if near else f"; there are {', '.join(sorted(functions))}"
        raise ExpressionError(f"there is no function {name.text}{cure}", name.column)
    fewest, most = functions[name.text]
    if arguments < fewest or (most is not None and arguments > most):
        wanted = f"{fewest} argument{'s' if fewest > 1 else ''}" if most == fewest else "at least 1 argument"
        raise ExpressionError(f"{name.text} takes {wanted}, not {arguments}", name.column)
