"""Gaps of every kind in one list: to target, peers and the last round, law and practice, group and group."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.methodology.aggregation import reaches
from assessment.methodology.consolidation_view import disagreements, practice_gaps
from assessment.methodology.gaps import importance_of, severity_of
from assessment.methodology.instrument import GapKind, Instrument
from assessment.methodology.peers import Beside
from assessment.methodology.report.edition import Edition
from assessment.methodology.rounds import RoundChange
from assessment.methodology.voice import N_
from assessment.methodology.weighing import weights_of

GAP_KINDS: Mapping[GapKind, str] = {
    "target": N_("Against the target"),
    "peers": N_("Against peers"),
    "last_round": N_("Since the last round"),
    "practice": N_("Law against practice"),
    "groups": N_("Group against group"),
}


@dataclass(frozen=True)
class Shortfall:
    """One gap: `code` is the indicator, question or series on which it lies, and opens to the evidence.

    `size` in points of 0..100; `importance` is the share 0..1 of its area's weight that rests on the code. `practice`
    is the question on a law's practice; `groups` are the two that differ, the more favourable first.
    """

    kind: GapKind
    code: str
    area: str
    size: float
    severity: str
    importance: float
    provisional: bool = False
    practice: str = ""
    groups: tuple[str, ...] = ()


def shortfalls_of(edition: Edition) -> tuple[Shortfall, ...]:
    """Every gap of every kind: by severity, then by size times importance, each at full precision.

    Peers and the last round enter where the edition's material has them.
    """
    material = edition.material
    found = [
        *_against_target(edition),
        *_behind_peers(edition, material.beside.lines if material.beside else ()),
        *_since_the_last_round(edition, material.since.rounds.changes if material.since else ()),
        *_behind_the_law(edition),
        *_between_groups(edition),
    ]
    places = {severity.code: place for place, severity in enumerate(edition.instrument.severities)}
    return tuple(
        sorted(found, key=lambda one: (-places.get(one.severity, -1), -one.size * one.importance, -one.size, one.code))
    )


def importance_in_area(instrument: Instrument, code: str) -> float:
    """The share 0..1 of an area's weight that rests on an indicator, a question or a series; 0 where none does."""
    shares = []
    for area in instrument.areas:
        for indicator in area.indicators:
            if indicator.code == code:
                return importance_of(area, indicator)
            weights = weights_of(indicator)
            if total := math.fsum(weights.values()):
                shares.append(importance_of(area, indicator) * weights.get(code, 0.0) / total)
    return math.fsum(shares)


def _against_target(edition: Edition) -> Iterator[Shortfall]:
    for gap in edition.material.gaps:
        yield Shortfall("target", gap.code, gap.area, gap.size, gap.severity, gap.importance, gap.provisional)


def _behind_peers(edition: Edition, beside: Iterable[Beside]) -> Iterator[Shortfall]:
    """Series on which the country lies below the peers' median, both placed on the series' own scale."""
    for one in beside:
        own = edition.scorecard.desk[one.series].score
        if own is not None and one.middle is not None and not reaches(own, one.middle):
            yield from _measured(edition, "peers", one.series, one.middle - own)


def _since_the_last_round(edition: Edition, changes: Iterable[RoundChange]) -> Iterator[Shortfall]:
    """Indicators that fell since the last round, on what both rounds measured alike."""
    for one in changes:
        if not one.is_area and one.difference is not None and not reaches(one.difference, 0.0):
            yield from _measured(edition, "last_round", one.code, -one.difference)


def _behind_the_law(edition: Edition) -> Iterator[Shortfall]:
    for one in practice_gaps(edition, edition.instrument.areas):
        law = one.law.result.question
        yield from _measured(edition, "practice", law, one.gap or 0.0, practice=one.practice)


def _between_groups(edition: Edition) -> Iterator[Shortfall]:
    """Questions on which shares of favourable answers lie apart: of each the widest of the differences to look at."""
    widest: dict[str, tuple[float, tuple[str, str]]] = {}
    for one in disagreements(edition, edition.instrument.areas):
        groups = (one.first, one.second) if one.size > 0 else (one.second, one.first)
        widest[one.question] = max(widest.get(one.question, (0.0, groups)), (abs(one.size), groups))
    for question, (size, groups) in widest.items():
        yield from _measured(edition, "groups", question, size, groups=groups)


def _measured(
    edition: Edition, kind: GapKind, code: str, size: float, *, practice: str = "", groups: Sequence[str] = ()
) -> Iterator[Shortfall]:
    instrument = edition.instrument
    area = _area_of(instrument, code)
    severity = severity_of(instrument, size, kind)
    importance = importance_in_area(instrument, code)
    yield Shortfall(
        kind, code, area, size, severity.code if severity else "", importance, practice=practice, groups=tuple(groups)
    )


def _area_of(instrument: Instrument, code: str) -> str:
    if code in instrument.question_of:
        return instrument.area_of_item[instrument.question_of[code].code].code
    return next(
        (
            area.code
            for area in instrument.areas
            for indicator in area.indicators
            if code == indicator.code or any(code == one.code for one in indicator.measures)
        ),
        "",
    )
