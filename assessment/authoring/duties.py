"""What an item owes those who answer it, and a law its practice: the duties that no single key shows."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.authoring.findings import Finding, items_of
from assessment.methodology.burden import burdens_of
from assessment.methodology.consolidation import AVERAGED, DECIDED
from assessment.methodology.instrument import Instrument, Item


def duty_findings(instrument: Instrument) -> Iterator[Finding]:
    """Sensitive items that cannot be declined, laws without practice, opinions that no group gives weight."""
    for place, item in items_of(instrument):
        if item.sensitive and "prefer_not_to_say" not in item.allows:
            yield (*place, "allows"), "a sensitive item can always be declined: add prefer_not_to_say"
        if item.type == "law_status" and item.kind == "fact" and item.practice is None:
            yield place, "a law needs its practice: name in `practice` the question whether it works"
        practice = instrument.question_of.get(item.practice or "")
        if practice is not None and practice.kind in DECIDED:
            yield (*place, "practice"), f"{item.practice} is of kind {practice.kind}: ask those who live with the law"
        if item.kind in AVERAGED and not _weight_of_groups(instrument, item):
            yield (*place, "groups"), "the weights of these groups sum to 0, so it has never a score: ask another"


def _weight_of_groups(instrument: Instrument, item: Item) -> float:
    return sum(instrument.group_of[group].weight for group in item.groups if group not in item.own_performance_of)


def burden_findings(instrument: Instrument) -> Iterator[Finding]:
    """Roles that are asked nothing, or more questions than their group may be."""
    groups = list(instrument.group_of)
    for burden in burdens_of(instrument):
        index = groups.index(burden.group.code)
        roles = [role.code for role in burden.group.roles]
        place = ("groups", index, "roles", roles.index(burden.role)) if burden.role else ("groups", index)
        yield from ((place, fault) for fault in burden.faults)
