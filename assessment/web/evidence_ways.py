"""Where else a code counts: its gap, its range, its place among other countries, and the advice that rests on it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from assessment.methodology.recommendations import with_included
from assessment.methodology.report.edition import Edition
from assessment.web.openings import opened_at


@dataclass(frozen=True)
class Way:
    """A page on which a code counts as well, and what the page is called."""

    label: str
    address: str


def ways_on(edition: Edition, code: str) -> tuple[Way, ...]:
    """The pages that say more of an area, an indicator, a question or a series."""
    name, node = edition.facts.name, edition.scorecard.nodes.get(code)
    ways = []
    if node is not None and node.kind in ("area", "indicator") and node.score is not None:
        ways.append(Way(edition.say("How far the results hold"), url_for("robustness.robustness", name=name)))
    if edition.scorecard.score_of(code) is not None:
        ways.append(Way(edition.say("Gaps"), url_for("gaps.gaps", name=name)))
    if code in edition.instrument.series_of:
        ways.append(Way(edition.say("Beside other countries"), url_for("peers.peers", name=name)))
    resting = (one.advice for one in with_included(edition.material.recommendations) if code in one.advice.rests_on)
    ways += [
        Way(edition.say("{code}: {action}", code=advice.code, action=advice.action), opened_at(advice.code))
        for advice in resting
    ]
    return tuple(ways)
