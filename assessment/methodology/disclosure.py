"""Which results may be shown at all: nothing of fewer than five persons or firms (rule 19)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from assessment.methodology.consolidation import AVERAGED, GroupResult, QuestionResult
from assessment.methodology.consolidation import FEWEST_PERSONS as FEWEST_PERSONS
from assessment.methodology.instrument import Group, Instrument
from assessment.methodology.tally import GroupTally


def may_show(group: Group, voices: int) -> bool:
    """Whether a result of so many voices of a group may be shown: institutions always, persons from five."""
    return group.counts == "institutions" or voices >= FEWEST_PERSONS


def hides_a_group(instrument: Instrument, results: Iterable[QuestionResult]) -> bool:
    """Whether a group that counts in one of these questions may not be shown.

    Its mean would follow from what happens to their values when the means of other groups weigh otherwise.
    """
    return any(
        not may_show(instrument.group_of[part.group], part.tally.voices)
        for result in results
        for part in result.groups
        if part.counts
    )


def shown_groups(instrument: Instrument, result: QuestionResult) -> tuple[GroupResult, ...]:
    """The groups of a question that are real, answered, and may be shown.

    Totals beside them are to be made of these groups alone (`shown_tally`), so that no hidden group follows by
    subtraction. Nor does one follow from the score, which is a mean over all groups that count: where one of few
    counts, others that count are hidden with it, until at least two groups and five voices are.
    """
    hidden = hidden_together(instrument, result)
    return tuple(
        part
        for part in result.groups
        if part.qualifies
        and part.tally.answered
        and part.group not in hidden
        and may_show(instrument.group_of[part.group], part.tally.voices)
    )


def hidden_together(instrument: Instrument, result: QuestionResult) -> frozenset[str]:
    """The groups whose answers stay out together, so that none of few follows from the score and the others' answers.

    None where every group that counts may be shown.
    """
    if result.kind not in AVERAGED:
        return frozenset()
    counting = {part.group: part.tally.voices for part in result.groups if part.counts}
    few = [group for group, voices in counting.items() if not may_show(instrument.group_of[group], voices)]
    return pooled(counting, few)


def shown_tally(instrument: Instrument, result: QuestionResult) -> Mapping[str, GroupTally]:
    """Counts by group for distributions and don't-know rates: groups asked in numbers that protect persons."""
    return {
        part.group: part.tally
        for part in result.groups
        if part.tally.asked and may_show(instrument.group_of[part.group], part.tally.asked)
    }


def pooled(counts: Mapping[str, int], protected: Collection[str] | None = None) -> frozenset[str]:
    """The codes to be merged so that none stands for fewer than five, nor follows by subtraction from the rest.

    `counts` are persons or firms by code. The smallest are merged until at least two codes and five persons stand
    together; where there are not as many at all, every code is. `protected` are the codes that may not stand alone
    while they are small: all of them unless said otherwise.
    """
    small = {code for code, number in counts.items() if 0 < number < FEWEST_PERSONS}
    merged = small if protected is None else small & set(protected)
    if not merged:
        return frozenset()
    for code in sorted(counts.keys() - merged, key=lambda code: (counts[code], code)):
        if len(merged) > 1 and sum(counts[one] for one in merged) >= FEWEST_PERSONS:
            break
        if counts[code]:
            merged.add(code)
    return frozenset(merged)
