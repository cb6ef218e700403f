"""Items that nobody can come to: their condition never holds, or never for some of those they are put to."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.authoring.findings import Finding, items_of
from assessment.authoring.yaml_source import Place
from assessment.methodology.applicability import is_put_to
from assessment.methodology.instrument import Instrument, Item
from assessment.methodology.paths import can_be_asked


def unreachable_items(instrument: Instrument) -> Iterator[Finding]:
    """Conditions that hold for nobody, or for nobody of a group or named role to which the item is put."""
    for place, item in items_of(instrument):
        reached = {
            (group, role): can_be_asked(instrument, item, group, role)
            for group in item.groups
            for role in [role.code for role in instrument.group_of[group].roles] or [""]
            if is_put_to(item, group, role)
        }
        if any(reached.values()):
            yield from _unreached(place, item, reached)
        elif item.when is not None and reached:
            yield (*place, "when"), "is never true, whatever is answered: correct it, or take the item out"
        else:
            yield (*place, "roles"), "names nobody: give at least one role of a group, or leave it out"


def _unreached(place: Place, item: Item, reached: dict[tuple[str, str], bool]) -> Iterator[Finding]:
    for index, group in enumerate(item.groups):
        if not any(is_reached for (one, _), is_reached in reached.items() if one == group):
            yield (*place, "groups", index), f"nobody of {group} can come to this item: take {group} out"
            continue
        for n, role in enumerate(item.roles.get(group, ())):
            if not reached.get((group, role), True):
                yield (*place, "roles", group, n), f"`when` is never true for {role}: take it out, or correct `when`"
