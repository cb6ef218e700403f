"""What assessments have in common: the gaps found most often and what became of advice, counted across countries.

A count says of how many: `judged` are the assessments that measured an indicator by the method of the newest version
and could judge it, `known` those whose questionnaire holds a recommendation. The Trade and Development Board asked for
such a synthesis (document TD/B/EDE/1, recommendation 8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.methodology.comparability import standings_of
from assessment.methodology.followup import Status
from assessment.methodology.gaps import Gap, severity_of
from assessment.methodology.instrument import Advice, Instrument
from assessment.methodology.portfolio import newest
from assessment.methodology.scoring import Scorecard


@dataclass(frozen=True)
class Finding:
    """What one assessment found: its scores and gaps, the codes of advice that fired, and the state of each action.

    `actions` are pairs of the recommendation adopted (empty for an action of the country's own) and the status.
    """

    name: str
    instrument: Instrument
    scorecard: Scorecard
    gaps: tuple[Gap, ...]
    proposed: frozenset[str]
    actions: tuple[tuple[str, Status], ...] = ()


@dataclass(frozen=True)
class GapCount:
    """In how many of the assessments that judged an indicator it has a gap, by severity of the newest version."""

    indicator: str
    area: str
    judged: int
    by_severity: Mapping[str, int]

    @property
    def found(self) -> int:
        """The assessments with a gap."""
        return sum(self.by_severity.values())


@dataclass(frozen=True)
class AreaCount:
    """The gaps of an area by severity over all assessments, and how many indicators were judged in them.

    `assessments` are those with at least one of these gaps.
    """

    area: str
    judged: int
    by_severity: Mapping[str, int]
    assessments: int

    @property
    def found(self) -> int:
        """The gaps of all assessments together."""
        return sum(self.by_severity.values())


@dataclass(frozen=True)
class AdviceCount:
    """In how many assessments a recommendation was proposed, adopted (and not dropped since), and carried out."""

    advice: Advice
    known: int
    proposed: int
    adopted: int
    completed: int


@dataclass(frozen=True)
class Synthesis:
    """Counts over `total` assessments, the most frequent first; areas in the questionnaire's order."""

    instrument: Instrument
    total: int
    areas: tuple[AreaCount, ...]
    gaps: tuple[GapCount, ...]
    advice: tuple[AdviceCount, ...]


def synthesis_of(findings: Sequence[Finding]) -> Synthesis | None:
    """The synthesis of assessments made with versions of one questionnaire, or None without any."""
    if not findings:
        return None
    instrument = newest(one.instrument for one in findings)
    comparable = {one.instrument.identity: _comparable(one.instrument, instrument) for one in findings}
    judging = {code: _judging(code, findings, comparable) for code in instrument.indicator_of}
    gaps = [
        _gap_count(instrument, area.code, indicator.code, judging[indicator.code])
        for area in instrument.areas
        for indicator in area.indicators
    ]
    advice = [_advice_count(one, findings) for one in instrument.recommendations]
    places = {severity.code: place for place, severity in enumerate(instrument.severities)}

    def gravity(count: GapCount) -> tuple[int, int, str]:
        weight = sum(number * places.get(severity, 0) for severity, number in count.by_severity.items())
        return -count.found, -weight, count.indicator

    return Synthesis(
        instrument,
        len(findings),
        tuple(_area_count(area.code, gaps, judging) for area in instrument.areas),
        tuple(sorted((count for count in gaps if count.found), key=gravity)),
        tuple(
            sorted(
                (count for count in advice if count.proposed or count.adopted),
                key=lambda count: (-count.proposed, -count.adopted, count.advice.code),
            )
        ),
    )


def _comparable(old: Instrument, new: Instrument) -> frozenset[str]:
    """The indicators that a version measures as the newest one does."""
    if old.identity == new.identity:
        return frozenset(new.indicator_of)
    found = (standing for standing in standings_of(old, new) if standing.kind == "indicator")
    return frozenset(standing.code for standing in found if standing.is_comparable)


def _judging(code: str, findings: Sequence[Finding], comparable: Mapping[str, frozenset[str]]) -> tuple[Finding, ...]:
    """The assessments that measured an indicator as the newest version does, and could judge it."""
    return tuple(
        one
        for one in findings
        if code in comparable[one.instrument.identity] and one.scorecard.score_of(code) is not None
    )


def _gap_count(instrument: Instrument, area: str, code: str, judging: Sequence[Finding]) -> GapCount:
    severities = (severity_of(instrument, gap.size) for one in judging for gap in one.gaps if gap.code == code)
    by_severity = Counter(severity.code if severity else "" for severity in severities)
    return GapCount(code, area, len(judging), dict(by_severity))


def _area_count(area: str, gaps: Sequence[GapCount], judging: Mapping[str, Sequence[Finding]]) -> AreaCount:
    own = [count for count in gaps if count.area == area]
    by_severity: Counter[str] = Counter()
    for count in own:
        by_severity.update(count.by_severity)
    concerned = {
        one.name
        for count in own
        for one in judging[count.indicator]
        if any(gap.code == count.indicator for gap in one.gaps)
    }
    return AreaCount(area, sum(count.judged for count in own), dict(by_severity), len(concerned))


def _advice_count(advice: Advice, findings: Sequence[Finding]) -> AdviceCount:
    known = [one for one in findings if any(other.code == advice.code for other in one.instrument.recommendations)]
    states = [{status for code, status in one.actions if code == advice.code} for one in known]
    return AdviceCount(
        advice,
        len(known),
        sum(advice.code in one.proposed for one in known),
        sum(bool(found - {"dropped"}) for found in states),
        sum("completed" in found for found in states),
    )
