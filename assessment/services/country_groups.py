"""Country groups on a day: who belongs to the least developed countries, or to a regional body, and who did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from assessment.authoring.country_groups import COUNTRY_GROUPS, Membership, members_on, read_memberships
from assessment.language.countries import region_of_group
from assessment.methodology.voice import N_, Voice
from assessment.services.assessments import AssessmentView

COUNTRY_GROUPS_FILE = Path(__file__).parents[2] / "questionnaires" / COUNTRY_GROUPS

GROUPS = {
    "ACP": N_("African, Caribbean and Pacific States"),
    "LDC": N_("Least developed countries"),
    "LLDC": N_("Landlocked developing countries"),
    "SIDS": N_("Small island developing States"),
}


def reference_day(assessment: AssessmentView) -> date:
    """The day on which groups count for an assessment: the first of its reference year, whenever it is looked at."""
    return date(assessment.reference_year, 1, 1)


def groups_of(country: str, day: date) -> frozenset[str]:
    """The country groups that a country belongs to on a day, such as `LDC` or `SIDS`."""
    return frozenset(one.group for one in _memberships() if one.country == country and one.holds_on(day))


def group_name(group: str, voice: Voice) -> str:
    """What a country group is called; its code where nobody knows more."""
    region = region_of_group(group)
    return voice.country(region) if region else voice.say(GROUPS.get(group, group))


@lru_cache(32)
def members_of_groups(day: date) -> Mapping[str, frozenset[str]]:
    """The members of every country group on a day."""
    return members_on(_memberships(), day)


@cache
def _memberships() -> tuple[Membership, ...]:
    return tuple(read_memberships(COUNTRY_GROUPS_FILE))
