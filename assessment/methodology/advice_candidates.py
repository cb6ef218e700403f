"""Every recommendation that rules or analysts bring forward, weighed, and the list that a report takes from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assessment.methodology.advice_decisions import Standing, Standings, in_given_order, own_advice, reworded
from assessment.methodology.gaps import Gap
from assessment.methodology.instrument import Advice, Instrument
from assessment.methodology.recommendations import Priority, Recommendation, fired_of, listed, standing_alone
from assessment.methodology.rules import decisive_of
from assessment.methodology.scoring import Scorecard


@dataclass(frozen=True)
class Candidate:
    """A recommendation with where it stands.

    `original` is its author's wording, none for one of the analysts' own; `computed` the priority that follows from
    the results, whatever the analysts set. `holds`: its rule fires, or it needs none. `has_moved`: what the rule rests
    on is no longer what was decided on. `grounds` is the digest of what the rule finds now, empty where it does not
    fire.
    """

    recommendation: Recommendation
    standing: Standing
    original: Advice | None
    computed: Priority
    holds: bool
    grounds: str

    @property
    def code(self) -> str:
        """Its code, the same in all languages."""
        return self.recommendation.advice.code

    @property
    def has_moved(self) -> bool:
        """Whether a decision was taken on other findings than today's."""
        return self.holds and self.standing.grounds not in ("", self.grounds)

    @property
    def is_told(self) -> bool:
        """Whether the report tells it: rejected ones vanish from there."""
        return self.standing.state != "rejected"


def candidates_of(
    instrument: Instrument, scorecard: Scorecard, gaps: Sequence[Gap], *, standings: Standings, language: str
) -> tuple[Candidate, ...]:
    """Whatever fired, whatever was decided on, and what the analysts added, each by itself, in the reader's language.

    The instrument's texts are in that language already. What nobody decided on and no longer fires is not among
    them; what was decided on stays.
    """
    return tuple(_Bench(instrument, scorecard, gaps, standings, language).candidates())


def decided_of(
    instrument: Instrument, gaps: Sequence[Gap], candidates: Sequence[Candidate], standings: Standings
) -> tuple[Recommendation, ...]:
    """The list that a report shows: without what was rejected, mergers made, in the order given to it."""
    found = {one.code: one.recommendation for one in candidates if one.is_told}
    merged = {one.code: one.standing.host for one in candidates if one.standing.state == "merged"}
    ranked = {one.advice.code: one for one in listed(instrument, found, gaps, merged)}
    order = in_given_order(list(ranked), standings.places)
    return tuple(replace(ranked[code], rank=rank) for rank, code in enumerate(order, start=1))


def grounds_of(instrument: Instrument, scorecard: Scorecard, recommendation: Recommendation) -> str:
    """SHA-256 of what made a rule true, to the digit that documents show, and of the priority that follows."""
    found = [
        [one.function, one.codes, round(one.found, 1) if isinstance(one.found, float) else one.found]
        for one in decisive_of(instrument, recommendation.advice, scorecard, recommendation.observed)
    ]
    return hashlib.sha256(json.dumps([found, recommendation.priority]).encode()).hexdigest()


@dataclass(frozen=True)
class _Bench:
    """What candidates are made of."""

    instrument: Instrument
    scorecard: Scorecard
    gaps: Sequence[Gap]
    standings: Standings
    language: str

    def candidates(self) -> Iterator[Candidate]:
        fired = fired_of(self.instrument, self.scorecard, self.gaps)
        for advice in self.instrument.recommendations:
            standing = self.standings.of(advice.code)
            if advice.code in fired or advice.code in self.standings.hosts or standing.state != "proposed":
                yield self._by_rule(advice, fired.get(advice.code), standing)
        yield from (self._own(standing) for standing in self.standings.by_code.values() if standing.own)

    def _by_rule(self, advice: Advice, fired: Recommendation | None, standing: Standing) -> Candidate:
        computed = fired or replace(self._alone(advice), basis="kept")
        grounds = grounds_of(self.instrument, self.scorecard, fired) if fired else ""
        worded = reworded(advice, standing, self.language, self.instrument.language)
        told = _planned(computed, worded, standing)
        return Candidate(told, standing, advice, computed.priority, fired is not None, grounds)

    def _own(self, standing: Standing) -> Candidate:
        advice = own_advice(standing, self.language, self.instrument.language)
        alone = replace(self._alone(advice), basis="own", argument=standing.reason)
        return Candidate(_planned(alone, advice, standing), standing, None, alone.priority, holds=True, grounds="")

    def _alone(self, advice: Advice) -> Recommendation:
        return standing_alone(self.instrument, advice, self.scorecard, self.gaps)


def _planned(computed: Recommendation, advice: Advice, standing: Standing) -> Recommendation:
    """A computed recommendation with the words and the priority that were decided on."""
    if "priority" not in standing.plan:
        return replace(computed, advice=advice)
    return replace(computed, advice=advice, priority=advice.priority, reason=replace(computed.reason, decided=True))
