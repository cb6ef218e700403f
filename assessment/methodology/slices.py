"""One question by role and attribute, such that nothing of fewer than five persons or firms follows from two tables.

Within a table small categories are merged with the next larger ones. A further table is withheld where its categories
and those of a table that stands already could be set against each other: where some of the one contain some of the
other but for one to four (complementary suppression: Hundepool et al., Statistical Disclosure Control, 2012,
chapter 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assessment.methodology.breakdowns import MERGED, ROLE
from assessment.methodology.consolidation import QuestionResult
from assessment.methodology.crossing import tells_of_few, voices_of
from assessment.methodology.disclosure import pooled, shown_groups
from assessment.methodology.instrument import NUMBER_TYPES, Group, Instrument
from assessment.methodology.release import Sent
from assessment.methodology.responses import Answer, Respondent
from assessment.methodology.tally import GroupTally, group_tally

SHOWN_BY_CONSENT = frozenset({"named", "type"})
"""How an institution may have chosen to appear, so that its answer may stand beside its role."""


@dataclass(frozen=True)
class Slice:
    """Those of a group who answered and share a role or an attribute's option.

    `category` is its code, `merged` for several together, or empty for those who did not tell.
    """

    category: str
    tally: GroupTally


@dataclass(frozen=True)
class Breakdown:
    """A group's answers by a trait: `role` or an attribute's code."""

    group: str
    trait: str
    slices: tuple[Slice, ...]


@dataclass(frozen=True)
class Breakdowns:
    """The tables of one question that may be shown, and the traits of each group by which none can be."""

    shown: tuple[Breakdown, ...]
    withheld: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Member:
    """One who answered; `place` is a bit of its own, by which sets of members are told apart."""

    place: int
    respondent: Respondent
    traits: Mapping[str, str]
    answer: Answer
    is_protected: bool

    @property
    def voice(self) -> str:
        """Whose answer it is."""
        return self.respondent.voice


def breakdowns_of(
    instrument: Instrument, result: QuestionResult, answers: Iterable[tuple[Sent, Answer | None]]
) -> Breakdowns:
    """A question's answers by role and by attribute, for each group that may be shown.

    `answers` are those of everybody who was asked this question on their path; None is unanswered. Institutions are
    broken down by role alone, and protected like persons where they chose not to be shown. A trait that all share
    breaks nothing down; texts and dates, of which only a number can be told, are not broken down either.
    """
    item = instrument.question_of[result.question]
    if item.type not in NUMBER_TYPES and not instrument.options_of(item):
        return Breakdowns((), ())
    answered = [(sent, answer) for sent, answer in answers if answer is not None and answer.state == "answered"]
    is_weighed = any(part.tally.weighed is not None for part in result.groups)
    shown, withheld = [], []
    for part in shown_groups(instrument, result):
        group = instrument.group_of[part.group]
        members = list(_members(group, answered))
        accepted: list[list[list[_Member]]] = []
        for trait in traits_of(instrument, group):
            table = _table(trait, members)
            cells = list(table.values())
            if len(cells) == 1 and MERGED not in table:
                continue
            if len(cells) < 2 or any(tells_of_few(cells, other) for other in accepted):
                withheld.append((group.code, trait))
                continue
            accepted.append(cells)
            slices = (Slice(category, _tally(cell, is_weighed=is_weighed)) for category, cell in table.items())
            shown.append(Breakdown(group.code, trait, tuple(slices)))
    return Breakdowns(tuple(shown), tuple(withheld))


def traits_of(instrument: Instrument, group: Group) -> tuple[str, ...]:
    """By what a group can be broken down: its roles, and of persons and firms the attributes they are asked for."""
    roles = (ROLE,) if group.roles else ()
    if group.counts == "institutions":
        return roles
    return (*roles, *(attribute.code for attribute in instrument.attributes if group.code in attribute.groups))


def _members(group: Group, answered: Iterable[tuple[Sent, Answer]]) -> Iterator[_Member]:
    own = ((sent, answer) for sent, answer in answered if sent.response.respondent.group == group.code)
    for number, (sent, answer) in enumerate(own):
        respondent = sent.response.respondent
        is_protected = group.counts == "persons" or sent.attribution not in SHOWN_BY_CONSENT
        yield _Member(1 << number, respondent, {ROLE: respondent.role, **sent.attributes}, answer, is_protected)


def _table(trait: str, members: Iterable[_Member]) -> dict[str, list[_Member]]:
    """Members by category, small categories merged."""
    by_category: dict[str, list[_Member]] = defaultdict(list)
    for member in members:
        by_category[member.traits.get(trait, "")].append(member)
    merged = pooled(
        {category: voices_of(cell) for category, cell in by_category.items()},
        [category for category, cell in by_category.items() if any(one.is_protected for one in cell)],
    )
    table = {category: by_category[category] for category in sorted(by_category.keys() - merged)}
    together = [one for category in sorted(merged) for one in by_category[category]]
    return {**table, MERGED: together} if together else table


def _tally(members: Iterable[_Member], *, is_weighed: bool) -> GroupTally:
    return group_tally(((member.respondent, member.answer) for member in members), is_weighed=is_weighed)
