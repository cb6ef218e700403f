"""Checks of single items: who is asked, what may be answered, how an answer is scored."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.authoring.findings import Finding, items_of, unknown
from assessment.authoring.scale_checks import scale_findings
from assessment.authoring.yaml_source import Place
from assessment.methodology.consolidation import AVERAGED
from assessment.methodology.instrument import CHOICE_TYPES, NUMBER_TYPES, Instrument, Item, Option

FEWEST_OPTIONS = 2
SCORED_TYPES = CHOICE_TYPES | (NUMBER_TYPES - {"money"}) | {"grid"}
WORDS = frozenset({"group", "role", "and", "or", "not", "in"})


def item_findings(instrument: Instrument) -> Iterator[Finding]:
    """The faults of every item, attribute and scale."""
    for index, attribute in enumerate(instrument.attributes):
        if attribute.code in WORDS:
            yield ("attributes", index, "code"), f"{attribute.code} is a word of conditions: give it another code"
        for n, group in enumerate(attribute.groups):
            yield from unknown(("attributes", index, "groups", n), group, instrument.group_of, "the group")
    for index, scale in enumerate(instrument.scales):
        yield from _score_findings(("scales", index, "options"), scale.options, lowest=0)
    yield from _module_findings(instrument)
    for place, item in items_of(instrument):
        yield from _respondent_findings(place, item, instrument)
        yield from _membership_findings((*place, "module"), item, instrument)
        yield from _option_findings(place, item, instrument)
        yield from _number_findings(place, item)
        if item.type != "multiple" and any(option.exclusive for option in item.options):
            yield (*place, "options"), "`exclusive` is for questions of type multiple: take it out"
        if item.kind != "context" and item.type not in SCORED_TYPES:
            yield (*place, "kind"), f"an answer of type {item.type} has no score: make the item kind context"


def _module_findings(instrument: Instrument) -> Iterator[Finding]:
    for index, module in enumerate(instrument.modules):
        held = [item for item in instrument.item_of.values() if item.module == module.code]
        if not held:
            yield ("modules", index), f"holds no item: give some `module: {module.code}`, or take it out"
        for n, group in enumerate(module.groups):
            place: Place = ("modules", index, "groups", n)
            yield from unknown(place, group, instrument.group_of, "the group")
            if held and group in instrument.group_of and not any(group in item.groups for item in held):
                yield place, f"no item of the module is put to {group}: take {group} out"


def _membership_findings(place: Place, item: Item, instrument: Instrument) -> Iterator[Finding]:
    if item.module is None:
        return
    yield from unknown(place, item.module, instrument.module_of, "the module")
    groups = [group for module in instrument.modules if module.code == item.module for group in module.groups]
    if groups and set(groups).isdisjoint(item.groups):
        yield place, f"{item.module} is for {', '.join(groups)}, who are not asked: take it out"


def _respondent_findings(place: Place, item: Item, instrument: Instrument) -> Iterator[Finding]:
    for key in ("groups", "own_performance_of"):
        for index, code in enumerate(getattr(item, key)):
            yield from unknown((*place, key, index), code, instrument.group_of, "the group")
    for code in item.own_performance_of:
        if code not in item.groups:
            yield (*place, "own_performance_of"), f"{code} is not asked: name it among the groups or take it out"
    if item.group_weighting and item.kind not in AVERAGED:
        yield (*place, "group_weighting"), f"answers of kind {item.kind} are not averaged over groups: take it out"
    yield from _role_findings((*place, "roles"), item, instrument)


def _role_findings(place: Place, item: Item, instrument: Instrument) -> Iterator[Finding]:
    for code, roles in item.roles.items():
        here = (*place, code)
        if code not in item.groups:
            yield here, f"{code} is not among the groups of the item: add it there or take its roles out"
        elif code in instrument.group_of:
            known = [role.code for role in instrument.group_of[code].roles]
            for index, role in enumerate(roles):
                yield from unknown((*here, index), role, known, f"in group {code} the role")


def _option_findings(place: Place, item: Item, instrument: Instrument) -> Iterator[Finding]:
    has_options = item.type in CHOICE_TYPES or item.type == "grid"
    if item.scale and has_options:
        yield from unknown((*place, "scale"), item.scale, instrument.scale_of, "the scale")
        if item.options:
            yield (*place, "scale"), "the item has options of its own: keep either scale or options"
    for key in ("scale", "options"):
        if getattr(item, key) and not has_options:
            yield (*place, key), f"an item of type {item.type} has no {key}: take it out or change the type"
    if has_options and not item.scale and len(instrument.options_of(item)) < FEWEST_OPTIONS:
        yield (*place, "options"), f"needs at least {FEWEST_OPTIONS}, or a scale"
    if item.type == "grid" and not item.rows:
        yield (*place, "rows"), "a grid needs at least 1 row"
    if item.type != "grid" and item.rows:
        yield (*place, "rows"), f"only a grid has rows: take them out or change the type {item.type} to grid"
    lowest = -100 if item.type == "multiple" else 0
    yield from _score_findings((*place, "options"), item.options, lowest)


def _score_findings(place: Place, options: tuple[Option, ...], lowest: int) -> Iterator[Finding]:
    for index, option in enumerate(options):
        if option.score is not None and not lowest <= option.score <= 100:
            yield (*place, index, "score"), f"must lie between {lowest} and 100, not {option.score:g}"


def _number_findings(place: Place, item: Item) -> Iterator[Finding]:
    if item.type not in NUMBER_TYPES:
        for key in ("minimum", "maximum", "goalposts", "steps"):
            if getattr(item, key) not in (None, ()):
                yield (*place, key), f"an item of type {item.type} has no {key}: take it out or change the type"
        return
    if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        yield (*place, "minimum"), f"must not be more than the maximum, {item.maximum:g}"
    yield from scale_findings(place, item)
