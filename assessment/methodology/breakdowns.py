"""Tables of answers that may be published: by question and group, and among persons and firms by role and attribute.

Nothing of fewer than five persons or firms stands in any table, nor follows from the difference of two: where a
category is too small it is merged with the next larger ones (complementary suppression), and a table is left out that
would tell of few when set against another.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assessment.methodology.crossing import tells_of_few
from assessment.methodology.disclosure import FEWEST_PERSONS, pooled
from assessment.methodology.instrument import Group, Instrument, Item
from assessment.methodology.release import Entry, Sent, entries_of
from assessment.methodology.responses import STATES

MERGED = "merged"
ASKED, UNANSWERED, MEAN, MEDIAN = "asked", "unanswered", "mean", "median"
ROLE = "role"
MEASURED = frozenset({"number", "percentage"})
LISTED = frozenset({"single", "multiple", "agreement", "law_status", "grid"})


@dataclass(frozen=True)
class Cell:
    """One figure: of a group, or of a category of it (`trait` and `category` empty: the whole group).

    `answer` is an option's code, a state, `asked`, or `mean` and `median` of numbers. `share` 0..100 is of those asked
    for states, and of those who answered for options.
    """

    question: str
    group: str
    trait: str
    category: str
    answer: str
    number: float
    share: float | None = None


@dataclass(frozen=True)
class _Told:
    """What one response says on one question."""

    place: int
    voice: str
    traits: Mapping[str, str]
    entry: Entry
    is_protected: bool = True


def tables_of(
    instrument: Instrument, sent: Iterable[Sent], hidden: Mapping[str, Collection[str]] = MappingProxyType({})
) -> Iterator[Cell]:
    """The cells of every question and group that may be shown, in the questionnaire's order.

    `hidden` are groups by question that have no table, because others would follow from it and the score.
    """
    by_group: dict[str, list[tuple[Sent, Mapping[str, Entry]]]] = defaultdict(list)
    for one in sent:
        by_group[one.response.respondent.group].append((one, entries_of(instrument, one)))
    for question, item in instrument.question_of.items():
        for group in instrument.groups:
            told = [
                _Told(
                    1 << place,
                    one.response.respondent.voice,
                    {ROLE: one.response.respondent.role, **one.attributes},
                    entries[question],
                )
                for place, (one, entries) in enumerate(by_group[group.code])
                if entries[question].state != "not_asked"
            ]
            if told and group.code not in hidden.get(question, ()) and _may_show(group, told):
                yield from _of_group(instrument, question, item, group, told)


def _may_show(group: Group, told: Sequence[_Told]) -> bool:
    """Where as many were asked as protect persons, or make a group of institutions real, and as many or none answered.

    A group of institutions that is real by its share of the register alone stands in reports only.
    """
    fewest = FEWEST_PERSONS if group.counts == "persons" else group.minimum
    answered = {one.voice for one in told if one.entry.state == "answered"}
    return len({one.voice for one in told}) >= fewest and not 0 < len(answered) < fewest


def _of_group(instrument: Instrument, question: str, item: Item, group: Group, told: Sequence[_Told]) -> Iterator[Cell]:
    yield Cell(question, group.code, "", "", ASKED, len(told))
    states = Counter(one.entry.state for one in told)
    for state in (*STATES, UNANSWERED):
        number = states[state]  # type: ignore[index]
        yield Cell(question, group.code, "", "", state, number, 100 * number / len(told))
    answered = [one for one in told if one.entry.state == "answered"]
    for answer, figure, share in _distribution(instrument, item, answered):
        yield Cell(question, group.code, "", "", answer, figure, share)
    if group.counts == "persons":
        for trait, category, members in _parts(instrument, group, answered):
            for answer, figure, share in _distribution(instrument, item, members):
                yield Cell(question, group.code, trait, category, answer, figure, share)


def _parts(instrument: Instrument, group: Group, answered: Sequence[_Told]) -> Iterator[tuple[str, str, list[_Told]]]:
    """Those who answered by trait and category; a table that tells of few beside an earlier one is left out."""
    accepted: list[list[list[_Told]]] = []
    roles = [ROLE] if group.roles else []
    for trait in [*roles, *(one.code for one in instrument.attributes if group.code in one.groups)]:
        table = list(_categories(trait, answered))
        cells = [members for _, members in table]
        if not any(tells_of_few(cells, other) for other in accepted):
            accepted.append(cells)
            yield from ((trait, category, members) for category, members in table)


def _categories(trait: str, answered: Sequence[_Told]) -> Iterator[tuple[str, list[_Told]]]:
    """Those who answered by category; small ones are merged, and a merger of all tells nothing new."""
    members: dict[str, list[_Told]] = defaultdict(list)
    for one in answered:
        members[one.traits.get(trait, "")].append(one)
    merged = pooled({category: len({one.voice for one in them}) for category, them in members.items()})
    together = [one for category in sorted(merged) for one in members[category]]
    if len(merged) == len(members):
        return
    for category in sorted(members.keys() - merged):
        yield category or UNANSWERED, members[category]
    if together:
        yield MERGED, together


def _distribution(
    instrument: Instrument, item: Item, answered: Sequence[_Told]
) -> Iterator[tuple[str, float, float | None]]:
    if not answered:
        return
    values = [one.entry.value for one in answered]
    if item.type in LISTED:
        chosen = Counter(code for value in values for code in (value if isinstance(value, tuple) else (value,)))
        for option in instrument.options_of(item):
            yield option.code, chosen[option.code], 100 * chosen[option.code] / len(answered)
    elif item.type in MEASURED:
        numbers = [value for value in values if isinstance(value, float)]
        yield MEAN, math.fsum(numbers) / len(numbers), None
        yield MEDIAN, statistics.median(numbers), None
