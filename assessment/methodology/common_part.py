"""What two rounds have in common: questions and series of one method, and the groups that count in both.

A question that a newer version puts to more groups is still common for the groups that both put it to in the same
way. An indicator goes out whole where leaving a group out of one of its questions would tell what fewer than five
persons or firms answered, by the difference to its published score (rule 19).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessment.methodology.aggregation import reaches
from assessment.methodology.comparability import Standing, standings_of
from assessment.methodology.consolidation import AVERAGED, GroupResult
from assessment.methodology.disclosure import hides_a_group
from assessment.methodology.instrument import Area, Indicator, Instrument
from assessment.methodology.scoring import Scorecard
from assessment.methodology.sufficiency import coverage_needed
from assessment.methodology.weighing import weights_of

Missing = Literal["before", "now", "otherwise"]
LEAVES = frozenset({"item", "series"})


@dataclass(frozen=True)
class Side:
    """One of two rounds: its version, and its scores by itself."""

    instrument: Instrument
    scorecard: Scorecard

    def counting(self, question: str) -> Mapping[str, GroupResult]:
        """The groups that count in a question, none where the version does not ask it."""
        result = self.scorecard.questions.get(question)
        return {part.group: part for part in result.groups if part.counts} if result else {}


@dataclass(frozen=True)
class GroupApart:
    """A stakeholder group that is left out of some common `questions`.

    `missing` names the round in which it does not count, or says that it is asked or counts otherwise in the two.
    """

    group: str
    missing: Missing
    questions: int


@dataclass(frozen=True)
class CommonPart:
    """What can be compared: the newer instrument with nothing else, and the groups of each averaged question.

    `shares` is the part 0..1 of each area's and indicator's weight that is common, `too_small` those that keep less
    than they need and have no change. `apart` are questions and series measured otherwise in the two versions.
    """

    instrument: Instrument
    groups: Mapping[str, frozenset[str]]
    shares: Mapping[str, float]
    too_small: frozenset[str]
    apart: tuple[Standing, ...]
    groups_apart: tuple[GroupApart, ...]


def common_part_of(before: Side, now: Side) -> CommonPart:
    """The common part of two rounds made with versions of one questionnaire."""
    leaves = [one for one in standings_of(before.instrument, now.instrument) if one.kind in LEAVES]
    shared = {one.code: _shared_groups(before.instrument, now.instrument, one) for one in leaves}
    common = {code: groups for code, groups in shared.items() if groups is not None}
    left_out = list(_left_out(before, now, common))
    hidden = {code for code, *_ in left_out if any(_tells_of_few(side, code) for side in (before, now))}
    instrument, shares = _pruned(now.instrument, frozenset(common), hidden)
    measured = {measure.code for area in instrument.areas for one in area.indicators for measure in one.measures}
    groups = {
        code: groups & before.counting(code).keys() & now.counting(code).keys()
        for code, groups in common.items()
        if code in now.instrument.question_of and now.instrument.question_of[code].kind in AVERAGED
    }
    return CommonPart(
        instrument,
        groups,
        shares,
        frozenset(_too_small(now.instrument, shares)),
        tuple(one for one in leaves if shared[one.code] is None),
        _counted((part.group, missing) for code, missing, part in left_out if code in measured),
    )


def _shared_groups(old: Instrument, new: Instrument, standing: Standing) -> frozenset[str] | None:
    """The groups of which a question or series can be compared, None where it cannot be."""
    if standing.code in new.series_of:
        return frozenset() if standing.is_comparable else None
    if standing.is_comparable:
        return frozenset(new.question_of[standing.code].groups)
    if standing.reasons != ("respondents",) or old.survey != new.survey:
        return None
    before, now = (_asking(one, standing.code) for one in (old, new))
    return frozenset(group for group in before if before[group] == now.get(group)) or None


def _asking(instrument: Instrument, code: str) -> dict[str, Any]:
    """How each group is asked a question, and when it is real and what it weighs."""
    item = instrument.question_of[code]
    return {
        group.code: (
            frozenset(item.roles.get(group.code, ())),
            group.code in item.own_performance_of,
            (group.weight, group.counts, group.minimum, group.share),
        )
        for group in instrument.groups
        if group.code in item.groups
    }


def _left_out(
    before: Side, now: Side, common: Mapping[str, frozenset[str]]
) -> Iterable[tuple[str, Missing, GroupResult]]:
    """Each group that counts in a common question in one round and is not compared: question, why, part."""
    for code, shared in common.items():
        then, today = before.counting(code), now.counting(code)
        for group in sorted(then.keys() | today.keys()):
            if group in then and group in today:
                if group not in shared:
                    yield code, "otherwise", today[group]
            elif group in today:
                yield code, "before", today[group]
            else:
                yield code, "now", then[group]


def _tells_of_few(side: Side, question: str) -> bool:
    """Whether a group counts that may not be shown: left out itself, or told by what is left when another one is."""
    result = side.scorecard.questions.get(question)
    return result is not None and hides_a_group(side.instrument, (result,))


def _pruned(
    instrument: Instrument, common: frozenset[str], hidden: Iterable[str]
) -> tuple[Instrument, dict[str, float]]:
    """The instrument with the common measures alone, and what share of its weight each node keeps.

    Every question stays where it is asked, because conditions read it.
    """
    areas: list[Area] = []
    shares: dict[str, float] = {}
    protected = frozenset(hidden)
    for area in instrument.areas:
        kept = []
        for indicator in area.indicators:
            told = common if not protected & {measure.code for measure in indicator.items} else frozenset[str]()
            shares[indicator.code] = _share(indicator, told)
            if reaches(shares[indicator.code], coverage_needed(instrument, indicator)):
                kept.append(_with_measures(indicator, told))
        shares[area.code] = _share(area, frozenset(one.code for one in kept))
        areas.append(area.model_copy(update={"indicators": tuple(kept)}))
    values = {name: getattr(instrument, name) for name in Instrument.model_fields}
    return Instrument.model_construct(instrument.model_fields_set, **{**values, "areas": tuple(areas)}), shares


def _share(node: Area | Indicator, codes: frozenset[str]) -> float:
    """The share 0..1 of a node's weight that the parts with these codes carry."""
    weights = weights_of(node)
    total = math.fsum(weights.values())
    return math.fsum(weight for code, weight in weights.items() if code in codes) / total if total else 0.0


def _with_measures(indicator: Indicator, codes: frozenset[str]) -> Indicator:
    return indicator.model_copy(
        update={
            "items": tuple(one for one in indicator.items if one.code in codes),
            "series": tuple(one for one in indicator.series if one.code in codes),
        }
    )


def _too_small(instrument: Instrument, shares: Mapping[str, float]) -> Iterator[str]:
    """The areas and indicators that keep less of their weight than they need to be known."""
    for area in instrument.areas:
        nodes: tuple[Area | Indicator, ...] = (area, *area.indicators)
        for node in nodes:
            if not reaches(shares[node.code], coverage_needed(instrument, node)):
                yield node.code


def _counted(found: Iterable[tuple[str, Missing]]) -> tuple[GroupApart, ...]:
    counts: dict[tuple[str, Missing], int] = {}
    for one in found:
        counts[one] = counts.get(one, 0) + 1
    return tuple(GroupApart(group, missing, number) for (group, missing), number in sorted(counts.items()))
