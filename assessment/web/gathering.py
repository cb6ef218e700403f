"""What several screens of many countries share: the choice in the address, and how country groups are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from assessment.services import country_groups
from assessment.services.accounts import Access
from assessment.services.portfolio import Choice, Gathering, gather
from assessment.services.reporting import in_language
from assessment.web.context import now, session, voice


def gathered(access: Access) -> Gathering:
    """The assessments that the address asks for, as country groups stand today."""
    choice = Choice(request.args.get("of", ""), request.args.get("group", ""))
    return gather(session(), access, choice, now().date())


def group_name(group: str) -> str:
    """What a country group is called in the reader's language."""
    return country_groups.group_name(group, voice())


def named_pools(gathering: Gathering) -> Mapping[str, str]:
    """The questionnaires to choose from, with how many countries stand behind each."""
    named = {}
    for name, pool in gathering.pools.items():
        values = {"title": in_language(pool.instrument, voice()).title, "number": voice().number(pool.countries)}
        invented = voice().say("{title}, demonstration ({number})", **values)
        named[name] = invented if pool.demonstration else voice().say("{title} ({number})", **values)
    return named


def named_groups(gathering: Gathering) -> Mapping[str, str]:
    """The groups to choose from, with how many of the countries belong to each."""
    return {
        group: voice().say("{group} ({number})", group=group_name(group), number=voice().number(number))
        for group, number in gathering.groups.items()
    }
