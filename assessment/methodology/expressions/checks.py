"""Static checks of a condition against what its author may name: every fault with its column and the cure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal as OneOf

from assessment.methodology.expressions.tree import (
    ARITHMETIC,
    COMPARISONS,
    RULE_FUNCTIONS,
    Expression,
    Literal,
    Name,
    Operation,
)

KindName = OneOf["choice", "multiple", "number", "date", "text", "boolean", "unknown"]
WORDS: dict[KindName, str] = {
    "choice": "a choice",
    "multiple": "a multiple choice",
    "number": "a number",
    "date": "a date",
    "text": "a text",
    "boolean": "a condition",
    "unknown": "unknown",
}
SHOWN_AT_MOST = 12


@dataclass(frozen=True)
class Kind:
    """What sort of value a name or function has; `codes` are the options of a choice."""

    name: KindName
    codes: tuple[str, ...] = ()


NUMBER, DATE, TEXT, BOOLEAN, UNKNOWN = (
    Kind("number"),
    Kind("date"),
    Kind("text"),
    Kind("boolean"),
    Kind("unknown"),
)


@dataclass(frozen=True)
class Codes:
    """The codes that one argument of a rule function may be, and the word for them: `indicator`."""

    word: str
    permitted: frozenset[str]


@dataclass(frozen=True)
class Signature:
    """The arguments of a rule function and its kind of result, by the first code where `results` has it."""

    arguments: tuple[Codes, ...]
    result: Kind
    results: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """What a condition may use; `unavailable` says of other existing names why they may not be used here."""

    names: Mapping[str, Kind] = field(default_factory=dict)
    functions: Mapping[str, Signature] = field(default_factory=dict)
    unavailable: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """A mistake in a condition: the 1-based column where it stands and a sentence with the cure."""

    column: int
    message: str


def check(condition: Expression, vocabulary: Vocabulary) -> list[Fault]:
    """Every fault of a condition, in the order of columns; an empty list means that it can be evaluated."""
    checker = _Checker(vocabulary)
    checker.expect(condition, ("boolean",), "a condition must be true or false: compare it with something")
    return sorted(set(checker.faults), key=lambda fault: (fault.column, fault.message))


class _Checker:
    """Infers the kind of every part, bottom up, and gathers faults on the way."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.faults: list[Fault] = []

    def fault(self, expression: Expression, message: str) -> Kind:
        self.faults.append(Fault(expression.column, message))
        return UNKNOWN

    def expect(self, expression: Expression, kinds: tuple[KindName, ...], cure: str) -> Kind:
        kind = self.kind_of(expression)
        if kind.name not in (*kinds, "unknown"):
            return self.fault(expression, f"{_shown(expression)} is {WORDS[kind.name]}: {cure}")
        return kind

    def kind_of(self, expression: Expression) -> Kind:
        match expression:
            case Literal(str(), True):
                return DATE
            case Literal(str()):
                return TEXT
            case Literal():
                return NUMBER
            case Name():
                return self.kind_of_name(expression)
            case Operation(operator) if operator in RULE_FUNCTIONS:
                return self.kind_of_rule_function(expression)
            case Operation(operator) if operator in COMPARISONS:
                return self.comparison(expression)
            case Operation():
                return self.kind_of_operation(expression)

    def kind_of_name(self, name: Name) -> Kind:
        if name.code in self.vocabulary.names:
            return self.vocabulary.names[name.code]
        if name.code in self.vocabulary.unavailable:
            return self.fault(name, f"{name.code} {self.vocabulary.unavailable[name.code]}")
        if not self.vocabulary.names:
            return self.fault(name, f"rules use functions, such as score('PAY') or value('PAY_02'), not {name.code}")
        near = get_close_matches(name.code, self.vocabulary.names, 1)
        return self.fault(name, f"{name.code} is unknown" + (f": did you mean {near[0]}?" if near else ""))

    def kind_of_rule_function(self, call: Operation) -> Kind:
        signature = self.vocabulary.functions.get(call.operator)
        if signature is None:
            return self.fault(call, f"{call.operator}() belongs to the rules of recommendations, not here")
        faults = len(self.faults)
        for argument, codes in zip(call.operands, signature.arguments, strict=True):
            self.code(argument, codes)
        if len(self.faults) > faults:
            return UNKNOWN
        first = call.operands[0]
        return signature.results.get(str(first.value), signature.result) if isinstance(first, Literal) else UNKNOWN

    def code(self, argument: Expression, codes: Codes) -> None:
        if not isinstance(argument, Literal) or not isinstance(argument.value, str):
            self.fault(argument, f"give the code of the {codes.word} in single quotes")
        elif argument.value not in codes.permitted:
            self.fault(argument, f"'{argument.value}' is no {codes.word}{_advice(argument.value, codes.permitted)}")

    def kind_of_operation(self, operation: Operation) -> Kind:
        match operation.operator:
            case "and" | "or" | "not":
                for operand in operation.operands:
                    self.expect(operand, ("boolean",), f"{operation.operator} joins conditions; compare it first")
                return BOOLEAN
            case "in":
                return self.membership(*operation.operands)
            case "answered":
                return self.answered(operation.operands[0])
            case "count":
                self.expect(operation.operands[0], ("multiple",), "count needs a multiple choice")
                return NUMBER
            case "coalesce":
                return self.coalesced(operation)
            case operator:
                sign = "-" if operator == "neg" else operator
                verb = "calculates with" if operator in ARITHMETIC or operator == "neg" else "needs"
                for operand in operation.operands:
                    self.expect(operand, ("number",), f"{sign} {verb} numbers")
                return NUMBER

    def answered(self, operand: Expression) -> Kind:
        if not isinstance(operand, Name):
            self.fault(operand, "answered needs the code of an item or attribute")
        else:
            self.kind_of_name(operand)
        return BOOLEAN

    def coalesced(self, operation: Operation) -> Kind:
        kinds = [self.kind_of(operand) for operand in operation.operands]
        first = next((kind for kind in kinds if kind.codes), kinds[0])
        for operand, kind in zip(operation.operands, kinds, strict=True):
            if not _are_comparable(first, kind):
                self.fault(operand, f"coalesce mixes {WORDS[first.name]} and {WORDS[kind.name]}")
        return Kind(first.name, tuple(dict.fromkeys(code for kind in kinds for code in kind.codes)))

    def membership(self, member: Expression, collection: Expression) -> Kind:
        kind = self.kind_of(member)
        if kind.name in ("multiple", "boolean"):
            cure = "write 'code' in it" if kind.name == "multiple" else "in needs a value on its left"
            self.fault(member, f"{_shown(member)} is {WORDS[kind.name]}: {cure}")
        elif isinstance(collection, Operation) and collection.operator == "list":
            for value in collection.operands:
                self.compatible(member, kind, value, self.kind_of(value))
        else:
            cure = "in needs a multiple choice or a list in round brackets on its right"
            codes = self.expect(collection, ("multiple",), cure)
            self.compatible(member, kind, collection, Kind("choice", codes.codes) if codes != UNKNOWN else UNKNOWN)
        return BOOLEAN

    def comparison(self, comparison: Operation) -> Kind:
        left, right = comparison.operands
        kinds = self.kind_of(left), self.kind_of(right)
        for operand, kind in zip((left, right), kinds, strict=True):
            if kind.name == "multiple":
                self.fault(operand, f"{_shown(operand)} is a multiple choice: write 'code' in {_shown(operand)}")
                return BOOLEAN
            if kind.name == "boolean":
                self.fault(operand, f"{comparison.operator} compares values: join conditions with and, or, not")
                return BOOLEAN
        if comparison.operator not in ("=", "!="):
            for operand, kind in zip((left, right), kinds, strict=True):
                if kind.name not in ("number", "date", "unknown"):
                    cure = f"{comparison.operator} orders numbers or dates; use =, != or in"
                    self.fault(operand, f"{_shown(operand)} is {WORDS[kind.name]}: {cure}")
                    return BOOLEAN
        self.compatible(left, kinds[0], right, kinds[1])
        return BOOLEAN

    def compatible(self, left: Expression, left_kind: Kind, right: Expression, right_kind: Kind) -> None:
        """Two sides of a comparison are of one kind, and a quoted code is an option of the other side."""
        if not _are_comparable(left_kind, right_kind):
            mixed = f"{WORDS[left_kind.name]} cannot be compared with {WORDS[right_kind.name]}"
            self.fault(right, mixed + _cure_of_number(left_kind, right))
            return
        for literal, kind in ((left, right_kind), (right, left_kind)):
            if kind.name == "choice" and isinstance(literal, Literal) and literal.value not in kind.codes:
                other = left if literal is right else right
                permitted = ", ".join(f"'{code}'" for code in kind.codes)
                self.fault(literal, f"'{literal.value}' is no option of {_shown(other)}; there are {permitted}")


def _are_comparable(left: Kind, right: Kind) -> bool:
    names = {left.name, right.name}
    return len(names) == 1 or "unknown" in names or names == {"choice", "text"}


def _cure_of_number(kind: Kind, operand: Expression) -> str:
    if kind.name == "choice" and isinstance(operand, Literal) and isinstance(operand.value, float):
        return f": option codes stand in quotes, '{operand.value:g}'"
    return ""


def _advice(code: str, permitted: frozenset[str]) -> str:
    near = get_close_matches(code, sorted(permitted), 1)
    if near:
        return f": did you mean '{near[0]}'?"
    shown = sorted(permitted)[:SHOWN_AT_MOST]
    more = " …" if len(permitted) > len(shown) else ""
    return f"; there are {', '.join(shown)}{more}" if shown else ""


def _shown(expression: Expression) -> str:
    match expression:
        case Name(code):
            return code
        case Literal(str(text)):
            return f"'{text}'"
        case Literal(number):
            return f"{number:g}"
        case Operation(operator):
            return "this" if not operator.isalpha() or operator == "neg" else f"{operator}(…)"
