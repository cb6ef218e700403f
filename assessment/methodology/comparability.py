"""Which scores of two versions of a questionnaire can be compared: those of nodes whose method did not change.

The method of a node is everything that decides its value from the same evidence: of a question who is asked, under
which conditions, the answers and their scores; of a series its scale; of a node above its parts, their relative
weights, how they are averaged, and when too little is known. A node is comparable when its own method and that of all
below it are the same. Wording is no method, but where a question was reworded the reader is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessment.methodology.consolidation import AVERAGED
from assessment.methodology.expressions import names_in, parse, to_json
from assessment.methodology.instrument import ROOT, Area, Goalposts, Indicator, Instrument, Item, Series
from assessment.methodology.scoring import NodeKind, NodeScore, Scorecard
from assessment.methodology.sufficiency import coverage_needed, groups_needed
from assessment.methodology.voice import N_
from assessment.methodology.weighing import weights_of

Reason = Literal[
    "added", "removed", "question", "options", "scores", "goalposts", "routing", "respondents", "claims", "age",
    "ratio", "parts", "weights", "aggregation", "coverage", "below",
]  # fmt: skip
PLACES = 9
IMPLIES: dict[Reason, Reason] = {"parts": "weights", "options": "scores"}
REASONS: dict[Reason, str] = {
    "added": N_("It is new."),
    "removed": N_("It is no longer part of the questionnaire."),
    "question": N_("It is another kind of question, or other values can be answered."),
    "options": N_("It has other options."),
    "scores": N_("Its options score differently."),
    "goalposts": N_("Its goalposts differ."),
    "routing": N_("It is asked under other conditions."),
    "respondents": N_("Others are asked, or count differently."),
    "claims": N_("Other published trackers speak of it."),
    "age": N_("Its figures may be of another age."),
    "ratio": N_("It is set in relation to another figure."),
    "parts": N_("It has other parts."),
    "weights": N_("Its parts have other weights."),
    "aggregation": N_("Its parts are averaged in another way."),
    "coverage": N_("Other rules say when too little is known."),
    "below": N_("The method of some of its parts changed."),
}


@dataclass(frozen=True)
class Standing:
    """Whether a node means the same in both versions: comparable without `reasons`.

    `below` names the parts whose method changed, `reworded` says that the text of a question at or below it changed.
    """

    code: str
    kind: NodeKind
    label: str
    reasons: tuple[Reason, ...] = ()
    below: tuple[str, ...] = ()
    reworded: bool = False

    @property
    def is_comparable(self) -> bool:
        """Whether the same evidence gives the same value in both versions."""
        return not self.reasons


@dataclass(frozen=True)
class Change:
    """A comparable node with what it scored before and now, either None where it had no score."""

    standing: Standing
    old: NodeScore
    new: NodeScore

    @property
    def difference(self) -> float | None:
        """New minus old in points, or None without both scores."""
        return None if self.old.score is None or self.new.score is None else self.new.score - self.old.score


@dataclass(frozen=True)
class Comparison:
    """Two assessments side by side: the nodes that can be compared, and the rest with the reasons why not."""

    changes: tuple[Change, ...]
    rest: tuple[Standing, ...]


@dataclass(frozen=True)
class _Node:
    """A node's own method by aspect, its wording, and the codes below it."""

    code: str
    kind: NodeKind
    label: str
    method: Mapping[Reason, Any]
    wording: Any = None
    below: tuple[str, ...] = ()


def compare(
    old_instrument: Instrument, old_scorecard: Scorecard, new_instrument: Instrument, new_scorecard: Scorecard
) -> Comparison:
    """Two scorecards on the nodes whose method is the same in both instruments, in the order of the new one."""
    standings = standings_of(old_instrument, new_instrument)
    changes = tuple(
        Change(standing, old_scorecard.nodes[standing.code], new_scorecard.nodes[standing.code])
        for standing in standings
        if standing.is_comparable
    )
    return Comparison(changes, tuple(standing for standing in standings if not standing.is_comparable))


def standings_of(old: Instrument, new: Instrument) -> tuple[Standing, ...]:
    """Every node of either version, from the root down in the order of the new one, then what was removed."""
    before, after = _nodes_of(old), _nodes_of(new)
    found: dict[str, Standing] = {}
    for code, node in reversed(after.items()):  # what is below a node comes after it
        old_node = before.get(code)
        found[code] = _standing(old_node, node, found) if old_node else _alone(node, "added")
    removed = (_alone(node, "removed") for code, node in before.items() if code not in after)
    return (*(found[code] for code in after), *removed)


def _alone(node: _Node, reason: Reason) -> Standing:
    return Standing(node.code, node.kind, node.label, (reason,))


def _standing(old: _Node, new: _Node, below: Mapping[str, Standing]) -> Standing:
    own = [aspect for aspect in new.method if old.method.get(aspect) != new.method[aspect]]
    implied = {IMPLIES[aspect] for aspect in own if aspect in IMPLIES}
    changed = tuple(code for code in new.below if code in old.below and not below[code].is_comparable)
    reasons = [aspect for aspect in own if aspect not in implied] + (["below"] if changed else [])
    reworded = old.wording != new.wording or any(below[code].reworded for code in new.below)
    return Standing(new.code, new.kind, new.label, tuple(reasons), changed, reworded)


def _nodes_of(instrument: Instrument) -> dict[str, _Node]:
    """All nodes of the tree by code, each before those below it."""
    nodes = [_root(instrument)]
    for area in instrument.areas:
        nodes.append(_area(instrument, area))
        for indicator in area.indicators:
            nodes.append(_indicator(instrument, indicator))
            nodes += [_question(instrument, measure.code) for measure in indicator.items]
            nodes += [_series(instrument.series_of[measure.code]) for measure in indicator.series]
    return {node.code: node for node in nodes}


def _root(instrument: Instrument) -> _Node:
    method = {
        **_parts(instrument),
        "aggregation": instrument.aggregation,
        "coverage": (instrument.overall, coverage_needed(instrument, instrument)),
    }
    return _Node(ROOT, "index", instrument.title, method, below=tuple(area.code for area in instrument.areas))


def _area(instrument: Instrument, area: Area) -> _Node:
    method = {
        **_parts(area),
        "aggregation": area.aggregation,
        "coverage": (instrument.basis, coverage_needed(instrument, area), groups_needed(instrument, area)),
    }
    return _Node(area.code, "area", area.label, method, below=tuple(one.code for one in area.indicators))


def _indicator(instrument: Instrument, indicator: Indicator) -> _Node:
    method = {
        **_parts(indicator),
        "aggregation": indicator.aggregation,
        "coverage": coverage_needed(instrument, indicator),
    }
    below = tuple(measure.code for measure in indicator.measures)
    return _Node(indicator.code, "indicator", indicator.label, method, below=below)


def _parts(node: Instrument | Area | Indicator) -> dict[Reason, Any]:
    """Which parts a node has and the share of each: weights 2 and 1 mean the same as 4 and 2."""
    weights = weights_of(node)
    total = sum(weights.values()) or 1.0
    shares = {code: round(weight / total, PLACES) for code, weight in weights.items()}
    return {"parts": frozenset(shares), "weights": {code: shares[code] for code in sorted(shares)}}


def _question(instrument: Instrument, code: str) -> _Node:
    item = instrument.question_of[code]
    row = next((row.text for row in item.rows if f"{item.code}.{row.code}" == code), None)
    options = instrument.options_of(item)
    method: dict[Reason, Any] = {
        "question": (item.kind, item.type, item.minimum, item.maximum, frozenset(item.allows)),
        "options": frozenset(option.code for option in options),
        "scores": {option.code: option.score for option in options},
        "goalposts": (item.direction, _ends(item.goalposts), item.steps),
        "routing": _routing(instrument, item),
        "respondents": _respondents(instrument, item),
        "claims": sorted(_claims(instrument, code), key=repr),
    }
    wording = (item.text, item.hint, row, item.unit, {option.code: option.label for option in options})
    return _Node(code, "item", row or item.text, method, wording)


def _series(series: Series) -> _Node:
    method: dict[Reason, Any] = {
        "goalposts": (
            series.direction,
            _ends(series.goalposts),
            series.steps,
            series.categories,
            series.sample,
        ),
        "age": series.maximum_age,
        "ratio": series.ratio_to,
    }
    return _Node(series.code, "series", series.name, method, series.unit)


def _ends(goalposts: Goalposts | None) -> tuple[float, float, bool] | None:
    return None if goalposts is None else (goalposts.low, goalposts.high, goalposts.logarithm)


def _routing(instrument: Instrument, item: Item) -> Any:
    """The condition of an item and everything that decides the answers it reads, down to what is asked of all."""
    module = instrument.module_of.get(item.module or "")
    chosen = (module.code, frozenset(module.groups)) if module else None
    if item.when is None:
        return chosen, None, ()
    condition = parse(item.when)
    read = tuple((name, _read(instrument, name)) for name in sorted(names_in(condition)))
    return chosen, to_json(condition), read


def _read(instrument: Instrument, name: str) -> Any:
    """What a condition's name may be, of whom it is known, and under which conditions."""
    item = instrument.question_of.get(name)
    if item is not None:
        options = frozenset(option.code for option in instrument.options_of(item))
        return item.type, options, _asked(item), _routing(instrument, item)
    for attribute in instrument.attributes:
        if attribute.code == name:
            return frozenset(attribute.groups), frozenset(option.code for option in attribute.options)
    return None


def _asked(item: Item) -> Any:
    return {group: frozenset(item.roles[group]) if group in item.roles else None for group in item.groups}


def _respondents(instrument: Instrument, item: Item) -> Any:
    """Who is asked; where answers are averaged also what each group weighs and when it is real."""
    if item.kind not in AVERAGED:
        return _asked(item)
    groups = [instrument.group_of[code] for code in sorted(item.groups)]
    real = [(group.code, group.weight, group.counts, group.minimum, group.share) for group in groups]
    weighting = item.group_weighting or instrument.group_weighting
    return (
        _asked(item),
        real,
        weighting,
        frozenset(item.own_performance_of),
        instrument.survey and instrument.survey.margins,
    )


def _claims(instrument: Instrument, code: str) -> Iterator[Any]:
    for claim in instrument.claims:
        series = instrument.series_of[claim.series]
        if claim.item == code:
            yield claim.model_dump(), series.maximum_age, series.ratio_to
