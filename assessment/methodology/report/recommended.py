"""How recommendations stand in the report: area by area, each with what it includes."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.methodology.instrument import Area
from assessment.methodology.recommendations import Recommendation, with_included
from assessment.methodology.report.edition import Edition


def concerning(edition: Edition, area: Area) -> tuple[Recommendation, ...]:
    """Those of an area, and those of another one that include some of it, in their rank."""
    return tuple(
        one
        for one in edition.material.recommendations
        if any(other.advice.area == area.code for other in with_included([one]))
    )


def with_place(edition: Edition, area: Area) -> Iterator[tuple[Recommendation, str]]:
    """All that the findings on an area call for, each with the code of the recommendation that includes it, if any."""
    for one in concerning(edition, area):
        if one.advice.area == area.code:
            yield one, ""
        yield from ((other, one.advice.code) for other in one.includes if other.advice.area == area.code)


def told(edition: Edition, recommendation: Recommendation) -> str:
    """A recommendation as a list names it: code, action, proposed lead, and what it includes."""
    advice = recommendation.advice
    values = {"code": advice.code, "action": advice.action, "lead": advice.lead}
    named = (
        edition.say("{code}, strategic: {action} Proposed lead: {lead}.", **values)
        if advice.strategic
        else edition.say("{code}: {action} Proposed lead: {lead}.", **values)
    )
    if not recommendation.includes:
        return named
    codes = edition.voice.join(one.advice.code for one in recommendation.includes)
    included = edition.say("It includes {codes}.", codes=codes)
    return f"{named} {included}"
