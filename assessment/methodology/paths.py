"""Paths through a questionnaire, tried out without respondents: what can be asked at all, and how much of it at most.

Every combination of answers that conditions can tell apart is tried, as far as `MOST_STATES` reaches; beyond it
the answer is on the safe side and says that it is not exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from assessment.methodology.applicability import is_put_to, items_for
from assessment.methodology.expressions import Kind, Name, Value, names_in, parse
from assessment.methodology.expressions.cases import Cases, Uses, cases_of, uses_in
from assessment.methodology.expressions.evaluation import Evaluation
from assessment.methodology.instrument import Instrument, Item
from assessment.methodology.responses import Respondent, limits_of

MOST_STATES = 20_000
Names = dict[str, Value | None]


@dataclass(frozen=True)
class Most:
    """The largest number of questions on any path; not `exact` where it may be fewer."""

    questions: int
    exact: bool = True


@dataclass(frozen=True)
class _Step:
    """An item on the way: its condition, what being asked counts for, and the answers that lead to different paths."""

    item: Item
    condition: Evaluation | None
    reads: frozenset[str]
    counts: int
    cases: Mapping[str, Cases]


def most_asked(instrument: Instrument, respondent: Respondent) -> Most:
    """The most questions (rows of a grid count) a respondent of this group, role and modules can come to.

    Attributes and answers of `respondent` are not read: all are tried.
    """
    items = items_for(instrument, respondent)
    return _longest(instrument, respondent, items, {item.code: len(item.questions()) for item in items})


def can_be_asked(instrument: Instrument, item: Item, group: str, role: str) -> bool:
    """Whether some answers lead a respondent of the group and role to the item; where not all were tried, it can."""
    respondent = Respondent("", group, role)
    if not is_put_to(item, group, role):
        return False
    before = _read_by(instrument, item)
    items = [one for one in items_for(instrument, respondent) if one.code in before or one is item]
    longest = _longest(instrument, respondent, items, {item.code: 1})
    return longest.questions > 0


def _read_by(instrument: Instrument, item: Item) -> set[str]:
    """The items whose answers decide whether an item is asked, directly or through one another."""
    found: set[str] = set()
    waiting = [item]
    while waiting:
        for name in _reads(waiting.pop()):
            other = instrument.question_of.get(name)
            if other is not None and other.code not in found:
                found.add(other.code)
                waiting.append(other)
    return found


def _reads(item: Item) -> frozenset[str]:
    return names_in(parse(item.when)) if item.when else frozenset()


def _longest(instrument: Instrument, respondent: Respondent, items: Sequence[Item], counts: Mapping[str, int]) -> Most:
    uses = {
        leaf.code: use
        for leaf, use in uses_in(parse(item.when) for item in items if item.when).items()
        if isinstance(leaf, Name)
    }
    steps = [_step(instrument, item, counts.get(item.code, 0), uses) for item in items]
    told = _attribute_cases(instrument, respondent, uses)
    known: Names = {"group": respondent.group, "role": respondent.role or None}
    bound = sum(step.counts for step in steps)
    complete = all(cases.complete for step in steps for cases in step.cases.values())
    search = _Search()
    best = 0
    for values in product(*(cases.values for cases in told.values())):
        names = known | dict(zip(told, values, strict=True))
        best = max(best, sum(search.longest(part, names) for part in _parts(steps)))
        if best == bound or search.is_over:
            break
    exact = best == bound or (complete and not search.is_over)
    return Most(best if exact else bound, exact)


def _step(instrument: Instrument, item: Item, counts: int, uses: Mapping[str, Uses]) -> _Step:
    kind, limits = instrument.kind_of(item), limits_of(item)
    cases = {code: cases_of(kind, uses[code], *limits) for code in item.questions() if code in uses}
    return _Step(item, instrument.condition_of.get(item.code), _reads(item), counts, cases)


def _attribute_cases(instrument: Instrument, respondent: Respondent, uses: Mapping[str, Uses]) -> dict[str, Cases]:
    return {
        attribute.code: cases_of(
            Kind("choice", tuple(option.code for option in attribute.options)), uses[attribute.code]
        )
        for attribute in instrument.attributes
        if attribute.code in uses and respondent.group in attribute.groups
    }


def _parts(steps: Sequence[_Step]) -> list[list[_Step]]:
    """The steps in parts that do not read one another's answers, each in the order of the questionnaire."""
    part_of = list(range(len(steps)))
    for index, step in enumerate(steps):
        read = {part_of[n] for n, before in enumerate(steps[:index]) if not step.reads.isdisjoint(before.cases)}
        part_of = [index if part in read else part for part in part_of]
    return [[step for step, own in zip(steps, part_of, strict=True) if own == part] for part in dict.fromkeys(part_of)]


class _Search:
    """Tries every case once, remembering what follows from the answers that later conditions still read."""

    def __init__(self) -> None:
        self.states = 0

    @property
    def is_over(self) -> bool:
        """Whether there were more states than may be tried."""
        return self.states > MOST_STATES

    def longest(self, steps: Sequence[_Step], names: Names) -> int:
        """The most that the steps count for on any path, with these names known before."""
        later = [frozenset[str]().union(*(step.reads for step in steps[index:])) for index in range(len(steps) + 1)]
        seen: dict[tuple[int, tuple[Value | None, ...]], int] = {}

        def most_from(index: int, names: Names) -> int:
            if index == len(steps) or self.is_over:
                return 0
            key = (index, tuple(names.get(name) for name in sorted(later[index])))
            if key not in seen:
                self.states += 1
                seen[key] = counted(index, steps[index], names)
            return seen[key]

        def counted(index: int, step: _Step, names: Names) -> int:
            if step.condition is not None and step.condition(names) is not True:
                return most_from(index + 1, names | dict.fromkeys(step.cases))
            ways = product(*(cases.values for cases in step.cases.values()))
            longest = max(most_from(index + 1, names | dict(zip(step.cases, way, strict=True))) for way in ways)
            return step.counts + longest

        return most_from(0, names)
