"""Many respondents to one value per question: the means of groups that are real, claims, decisions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assessment.methodology.aggregation import reaches
from assessment.methodology.instrument import Group, Instrument, Item
from assessment.methodology.normalisation import score_of_value
from assessment.methodology.responses import State, Value
from assessment.methodology.tally import GroupTally
from assessment.methodology.weighing import group_weight

QuestionReason = Literal["not_applicable", "contested", "no_value"]

DECIDED = frozenset({"fact", "figure"})
AVERAGED = frozenset({"perception", "experience"})
FEWEST_PERSONS = 5
"""Of fewer persons or firms nothing is told (rule 19)."""


@dataclass(frozen=True)
class Confirmation:
    """An analyst's decision on a fact: the value that counts (`not_applicable` takes the question out).

    `as_of` is an ISO date of full or reduced precision: `2019-11-02`, `2019-11` or `2019`.
    """

    question: str
    value: Value
    source: str
    as_of: str = ""
    link: str = ""
    person: str = ""
    scope: str = ""


NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class ClaimCount:
    """One value claimed of a fact, and by whom: a stakeholder group or a published tracker.

    `includes` are values that the claim covers without telling them apart from its own.
    """

    value: Value
    source: str
    voices: int
    includes: frozenset[Value] = frozenset()


@dataclass(frozen=True)
class GroupResult:
    """A group's part in a question. `mean` is its score 0..100; it enters the score only when it qualifies."""

    group: str
    tally: GroupTally
    mean: float | None
    qualifies: bool
    own_performance: bool = False

    @property
    def counts(self) -> bool:
        """Whether this group's mean is part of the question's value."""
        return self.qualifies and self.mean is not None and not self.own_performance


@dataclass(frozen=True)
class QuestionResult:
    """A question consolidated: its score 0..100 or the reason for none, and everything it rests on."""

    question: str
    kind: str
    score: float | None
    reason: QuestionReason | None
    groups: tuple[GroupResult, ...] = ()
    claims: tuple[ClaimCount, ...] = ()
    confirmation: Confirmation | None = None
    provisional: bool = False
    value: Value | None = None
    applies: bool = True

    @property
    def asked(self) -> int:
        """Respondents who were asked, over all groups."""
        return sum(result.tally.asked for result in self.groups)

    def share_of(self, state: State) -> float | None:
        """Share 0..100 of those asked who gave this state, by their weights; None when nobody was asked."""
        behind = [result.tally.behind for result in self.groups]
        asked = math.fsum(one.asked for one in behind)
        return 100 * math.fsum(one.states.get(state, 0) for one in behind) / asked if asked else None

    def group_result(self, group: str) -> GroupResult | None:
        """The part of one group, if it was asked."""
        return next((result for result in self.groups if result.group == group), None)


def is_real(group: Group, voices: int, register: int | None) -> bool:
    """Whether enough of a group answered (rule 8): the minimum number, or the share of a known register."""
    if voices >= group.minimum:
        return True
    return bool(register) and voices > 0 and reaches(voices / (register or 1), group.share)


def consolidated(
    instrument: Instrument,
    question: str,
    tallies: Mapping[str, GroupTally],
    *,
    register: Mapping[str, int],
    claims: Sequence[ClaimCount] = (),
    confirmation: Confirmation | None = None,
) -> QuestionResult:
    """One question's value from what was counted, claimed and confirmed.

    `register` maps a group to its number of known institutions, firms or persons; `claims` are those of published
    trackers, added to the respondents' own.
    """
    item = instrument.question_of[question]
    groups = tuple(
        _group_result(instrument, item, instrument.group_of[code], tallies[code], register.get(code))
        for code in instrument.group_of
        if code in tallies
    )
    if item.kind in DECIDED:
        return _decided(instrument, item, question, groups, claims, confirmation)
    return _averaged(instrument, item, question, _none_alone(instrument, groups), register)


def _none_alone(instrument: Instrument, groups: tuple[GroupResult, ...]) -> tuple[GroupResult, ...]:
    """The groups, of which those of persons or firms do not qualify where all that count make fewer than five together.

    The score would be the answers of a few (rule 19); beside others they count by their share of the register.
    """
    counting = [result for result in groups if result.counts]
    persons = all(instrument.group_of[result.group].counts == "persons" for result in counting)
    if not persons or sum(result.tally.voices for result in counting) >= FEWEST_PERSONS:
        return groups
    return tuple(replace(result, qualifies=False) if result.counts else result for result in groups)


def _group_result(
    instrument: Instrument, item: Item, group: Group, tally: GroupTally, register: int | None
) -> GroupResult:
    scored = [
        (weight, score)
        for value, weight in tally.behind.values.items()
        if (score := score_of_value(instrument, item, value)) is not None
    ]
    total = math.fsum(weight for weight, _ in scored)
    mean = math.fsum(weight * score for weight, score in scored) / total if total else None
    return GroupResult(
        group.code,
        tally,
        mean,
        qualifies=is_real(group, tally.voices, register),
        own_performance=item.kind in AVERAGED and group.code in item.own_performance_of,
    )


def _told_apart(claims: Sequence[ClaimCount]) -> set[Value]:
    """The values claimed; one that covers another that is claimed says nothing against it."""
    values = {claim.value for claim in claims}
    return {claim.value for claim in claims if not claim.includes & values}


def _nobody_concerned(groups: Sequence[GroupResult]) -> bool:
    """Whether everyone who was asked said "not applicable"."""
    asked = sum(result.tally.asked for result in groups)
    return asked > 0 and asked == sum(result.tally.states.get("not_applicable", 0) for result in groups)


def _averaged(
    instrument: Instrument,
    item: Item,
    question: str,
    groups: tuple[GroupResult, ...],
    register: Mapping[str, int],
) -> QuestionResult:
    if _nobody_concerned(groups):
        return QuestionResult(question, item.kind, None, "not_applicable", groups, applies=False)
    parts = [
        (_weight(instrument, item, result, register), result.mean)
        for result in groups
        if result.counts and result.mean is not None
    ]
    total = sum(weight for weight, _ in parts)
    if not total:
        return QuestionResult(question, item.kind, None, "no_value", groups)
    score = math.fsum(weight * mean for weight, mean in parts) / total
    return QuestionResult(question, item.kind, score, None, groups)


def _weight(instrument: Instrument, item: Item, result: GroupResult, register: Mapping[str, int]) -> float:
    group = instrument.group_of[result.group]
    return group_weight(instrument, item, group, result.tally.voices, register.get(result.group))


def _decided(
    instrument: Instrument,
    item: Item,
    question: str,
    groups: tuple[GroupResult, ...],
    trackers: Sequence[ClaimCount],
    confirmation: Confirmation | None,
) -> QuestionResult:
    claims = tuple(
        ClaimCount(value, result.group, count) for result in groups for value, count in result.tally.values.items()
    ) + tuple(trackers)
    if confirmation is not None and confirmation.value == NOT_APPLICABLE:
        return QuestionResult(question, item.kind, None, "not_applicable", groups, claims, confirmation, applies=False)
    if confirmation is None and not claims and _nobody_concerned(groups):
        return QuestionResult(question, item.kind, None, "not_applicable", groups, applies=False)
    values = _told_apart(claims)
    if confirmation is None and len(values) != 1:
        reason: QuestionReason = "contested" if values else "no_value"
        return QuestionResult(question, item.kind, None, reason, groups, claims)
    value = confirmation.value if confirmation else next(iter(values))
    score = score_of_value(instrument, item, value)
    return QuestionResult(
        question,
        item.kind,
        score,
        "no_value" if score is None else None,
        groups,
        claims,
        confirmation,
        provisional=confirmation is None,
        value=value,
    )
