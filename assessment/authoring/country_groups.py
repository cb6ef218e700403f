"""Country groups with dates: who is a least developed country, or a member of a region, on a given day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessment.authoring.desk_data import unit_in
from assessment.authoring.tables import Line, lines_of

COUNTRY_GROUPS = "country_groups.csv"


@dataclass(frozen=True)
class Membership:
    """A country's time in a group: from its first to its last day, each None where it is open or not known."""

    country: str
    group: str
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the country is a member on that day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


def read_memberships(path: Path) -> list[Membership]:
    """The rows of a CSV with the columns country, group, valid_from, valid_to (source if there).

    A country that left a group and came back has a row for each time.

    Raises:
        InvalidInput: a cell cannot be used, or a membership ends before it begins.
    """
    return [_membership(line) for line in lines_of(path, ("country", "group", "valid_from", "valid_to"))]


def members_on(memberships: Iterable[Membership], day: date) -> Mapping[str, frozenset[str]]:
    """The members of every group on one day; a group without a member that day is there, and empty."""
    members: dict[str, set[str]] = {}
    for membership in memberships:
        group = members.setdefault(membership.group, set())
        if membership.holds_on(day):
            group.add(membership.country)
    return {group: frozenset(countries) for group, countries in members.items()}


def _membership(line: Line) -> Membership:
    first, last = _day(line, "valid_from"), _day(line, "valid_to")
    if first and last and last < first:
        raise line.fault("valid_to", f"{last} lies before {first}, the first day")
    return Membership(unit_in(line, "country"), line.needed("group"), first, last, line["source"])


def _day(line: Line, column: str) -> date | None:
    text = line[column]
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise line.fault(column, f"{text[:40]} is no day; write 2026-11-24, or nothing where it is open") from None
