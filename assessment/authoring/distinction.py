"""Options that nothing tells apart: they score the same, and no condition, rule or claim speaks of one alone.

Options of a multiple choice that score add up, so each of them counts; several that score nothing do not. Where the
report alone is to show the difference, `distinct` says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from assessment.authoring.findings import Finding, items_of
from assessment.methodology.expressions import Expression, Literal, Name, Operation, nodes_of, parse
from assessment.methodology.instrument import CHOICE_TYPES, Instrument, Item, Option

Mentions = Mapping[tuple[str, str], set[object]]


def undistinguished_options(instrument: Instrument) -> Iterator[Finding]:
    """Options of scored items and of the scales they use that could as well be one."""
    mentions = _mentions(instrument)
    scored = [(place, item) for place, item in items_of(instrument) if _is_scored_choice(item)]
    for place, item in scored:
        if item.options and not item.distinct:
            for same in _alike(item.options, [item], mentions):
                yield (*place, "options"), _cure(same)
    for index, scale in enumerate(instrument.scales):
        users = [item for _, item in scored if not item.options and (item.scale or item.type) == scale.code]
        if users and not scale.distinct:
            for same in _alike(scale.options, users, mentions):
                yield ("scales", index, "options"), _cure(same)


def _is_scored_choice(item: Item) -> bool:
    return item.kind != "context" and item.type in CHOICE_TYPES | {"grid"}


def _cure(codes: list[str]) -> str:
    return f"no score or rule tells {' and '.join(codes)} apart: make them one, or say in `distinct` why they differ"


def _alike(options: Iterable[Option], items: list[Item], mentions: Mentions) -> Iterator[list[str]]:
    alike: dict[object, list[str]] = defaultdict(list)
    for option in options:
        adds_up = items[0].type == "multiple" and option.score
        named = frozenset().union(*(mentions.get((item.code, option.code), set()) for item in items))
        alike[option.code if adds_up else (option.score, named)].append(option.code)
    return (codes for codes in alike.values() if len(codes) > 1)


def _mentions(instrument: Instrument) -> Mentions:
    """Where each option of each item is spoken of: the comparisons and claims, by item and option code."""
    mentions: dict[tuple[str, str], set[object]] = defaultdict(set)
    conditions = [item.when for item in instrument.item_of.values() if item.when]
    rules = [advice.when for advice in instrument.recommendations]
    for number, condition in enumerate([*conditions, *rules]):
        for node in nodes_of(parse(condition)):
            if isinstance(node, Operation):
                for question, option in _compared(node):
                    mentions[question.partition(".")[0], option].add((number, node))
    for claim in instrument.claims:
        for value, option in claim.values.items():
            mentions[claim.item, option].add((claim.series, value))
    return mentions


def _compared(node: Operation) -> Iterator[tuple[str, str]]:
    """The questions that a comparison or membership speaks of, each with every option named there."""
    questions = [code for operand in node.operands if (code := _question(operand))]
    options = [str(one.value) for operand in node.operands for one in _listed(operand) if isinstance(one, Literal)]
    return ((question, option) for question in questions for option in options)


def _listed(expression: Expression) -> tuple[Expression, ...]:
    return expression.operands if isinstance(expression, Operation) and expression.operator == "list" else (expression,)


def _question(expression: Expression) -> str | None:
    match expression:
        case Name(code) | Operation("value", (Literal(str(code)),)):
            return code
    return None
