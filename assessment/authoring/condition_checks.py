"""Checks of conditions of items and of rules of recommendations: what each may name, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.authoring.findings import Finding, items_of, unknown
from assessment.authoring.indicator_checks import uses_of
from assessment.authoring.yaml_source import Place
from assessment.errors import ExpressionError
from assessment.methodology.expressions import (
    Codes,
    Expression,
    Kind,
    Literal,
    Operation,
    Signature,
    Vocabulary,
    check,
    nodes_of,
    parse,
)
from assessment.methodology.instrument import ROOT, Advice, Instrument, Item

DATA_FUNCTIONS = frozenset({"known", "coverage", "dont_know"})


def condition_findings(instrument: Instrument) -> Iterator[Finding]:
    """Faults in the conditions of items, against what comes before each of them."""
    for place, item in items_of(instrument):
        if item.when is not None:
            yield from _faults((*place, "when"), item.when, item_vocabulary(instrument, item))


def rule_findings(instrument: Instrument, partners: frozenset[str] | None) -> Iterator[Finding]:
    """Faults in recommendations: their rules, and the codes they name."""
    vocabulary = rule_vocabulary(instrument)
    evidence = [*_nodes_of(instrument), *instrument.item_of, *instrument.question_of, *instrument.series_of]
    for index, advice in enumerate(instrument.recommendations):
        place: Place = ("recommendations", index)
        yield from unknown((*place, "area"), advice.area, instrument.area_of, "the area")
        for n, code in enumerate(advice.rests_on):
            yield from unknown((*place, "rests_on", n), code, evidence, "the code")
        if advice.baseline is not None:
            yield from unknown((*place, "baseline"), advice.baseline, evidence, "the code")
        if partners is not None:
            for n, code in enumerate(advice.partners):
                yield from unknown((*place, "partners", n), code, sorted(partners), "the partner")
        yield from _rule_findings((*place, "when"), advice, vocabulary, instrument)


def _rule_findings(place: Place, advice: Advice, vocabulary: Vocabulary, instrument: Instrument) -> Iterator[Finding]:
    faults = list(_faults(place, advice.when, vocabulary))
    yield from faults
    if faults:
        return
    rule = parse(advice.when)
    yield from _silent_groups(place, rule, instrument)
    functions = {node.operator for node in nodes_of(rule) if isinstance(node, Operation)}
    if advice.kind == "data" and not functions & DATA_FUNCTIONS:
        yield place, f"a recommendation of kind data asks what is missing: use {', '.join(sorted(DATA_FUNCTIONS))}"


def _faults(place: Place, condition: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    try:
        for fault in check(parse(condition), vocabulary):
            yield place, f"column {fault.column}: {fault.message}"
    except ExpressionError as error:
        yield place, f"column {error.column}: {error}"


def _silent_groups(place: Place, rule: Expression, instrument: Instrument) -> Iterator[Finding]:
    """A rule over the score of a group that is never asked, or judges its own work, would never fire."""
    for node in nodes_of(rule):
        if not isinstance(node, Operation) or node.operator not in ("group_score", "difference"):
            continue
        question, *groups = [str(operand.value) for operand in node.operands if isinstance(operand, Literal)]
        item = instrument.question_of[question]
        for group in groups:
            if group not in item.groups or group in item.own_performance_of:
                why = "is not asked" if group not in item.groups else "judges its own work in"
                yield place, f"column {node.column}: {group} {why} {question}, so this has never a value"


def item_vocabulary(instrument: Instrument, item: Item) -> Vocabulary:
    """What the condition of an item may name: earlier items put to a group of its own, attributes, group, role."""
    names = {"group": Kind("choice", item.groups), "role": Kind("choice", _roles_of(instrument, item))}
    unavailable = {grid.code: "is a grid: name one of its rows" for grid in instrument.item_of.values() if grid.rows}
    for attribute in instrument.attributes:
        if set(attribute.groups) & set(item.groups):
            names[attribute.code] = Kind("choice", tuple(option.code for option in attribute.options))
        else:
            unavailable[attribute.code] = f"is asked only of {', '.join(attribute.groups)}"
    order = list(instrument.item_of)
    for question, other in instrument.question_of.items():
        if order.index(other.code) >= order.index(item.code) or not _have_respondents_in_common(item, other):
            unavailable[question] = _why_unavailable(item, other, order)
        elif choosing := _who_may_pass_by(instrument, item, other):
            unavailable[question] = (
                f"is in the module {other.module}, which not everybody of {', '.join(choosing)} chooses: "
                "take this item into the module too, or that one out of it"
            )
        else:
            names[question] = instrument.kind_of(other)
    return Vocabulary(names=names, unavailable=unavailable)


def _why_unavailable(item: Item, other: Item, order: list[str]) -> str:
    if other.code == item.code:
        return "is this item itself: a condition reads earlier items"
    if order.index(other.code) > order.index(item.code):
        return "is asked later: a condition reads earlier items"
    if set(item.groups) & set(other.groups):
        return "is asked only of other roles: nobody is asked both"
    return f"is asked only of {', '.join(other.groups)}: nobody is asked both"


def _who_may_pass_by(instrument: Instrument, item: Item, other: Item) -> list[str]:
    """The groups that are asked an item whether or not they chose the module of the other."""
    module = instrument.module_of.get(other.module or "")
    if module is None or item.module == module.code:
        return []
    return [group for group in module.groups if group in item.groups and group in other.groups]


def _have_respondents_in_common(one: Item, other: Item) -> bool:
    """Whether some group, and some role in it, is asked both items."""
    return any(
        group not in one.roles or group not in other.roles or set(one.roles[group]) & set(other.roles[group])
        for group in set(one.groups) & set(other.groups)
    )


def _roles_of(instrument: Instrument, item: Item) -> tuple[str, ...]:
    groups = [instrument.group_of[code] for code in item.groups if code in instrument.group_of]
    every = {group.code: tuple(role.code for role in group.roles) for group in groups}
    return tuple(dict.fromkeys(role for code in every for role in item.roles.get(code, every[code])))


def rule_vocabulary(instrument: Instrument) -> Vocabulary:
    """The functions of recommendation rules with the codes that each may be given."""
    scored_items = [use.measure.code for use in uses_of(instrument, "items")]
    scored_series = [use.measure.code for use in uses_of(instrument, "series")]
    facts = {
        code: instrument.kind_of(item)
        for code, item in instrument.question_of.items()
        if item.kind in ("fact", "figure") and item.type != "multiple"
    }
    laws = [code for code, item in instrument.question_of.items() if item.practice]
    nodes = _nodes_of(instrument)
    questions = Codes("item", frozenset(instrument.question_of))
    groups = Codes("group", frozenset(instrument.group_of))
    scored = Codes("scored area, indicator, item or series", frozenset([*nodes, *scored_items, *scored_series]))
    number, boolean = Kind("number"), Kind("boolean")
    return Vocabulary(
        functions={
            "score": Signature((scored,), number),
            "value": Signature((Codes("fact or figure", frozenset(facts)),), number, facts),
            "dont_know": Signature((questions,), number),
            "group_score": Signature((questions, groups), number),
            "difference": Signature((questions, groups, groups), number),
            "law_gap": Signature((Codes("law whose practice is asked", frozenset(laws)),), number),
            "coverage": Signature((Codes("area or indicator", frozenset(nodes)),), number),
            "known": Signature((scored,), boolean),
        }
    )


def _nodes_of(instrument: Instrument) -> list[str]:
    return [ROOT, *instrument.area_of, *instrument.indicator_of]
