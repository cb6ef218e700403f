"""Many assessments side by side: each area's score where it was measured by one method, nothing where it was not.

Versions of a questionnaire may differ. The newest one at hand sets the areas; of an assessment made with another
version only those areas stand beside it whose method is the same in both (`comparability`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment.methodology.comparability import Standing, standings_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.scoring import NodeScore, Scorecard


@dataclass(frozen=True)
class Measured:
    """One assessment that may stand beside others; `shows_scores` tells whether its figures may, or levels alone."""

    name: str
    country: str
    reference_year: int
    instrument: Instrument
    scorecard: Scorecard
    shows_scores: bool


@dataclass(frozen=True)
class Place:
    """An area of one assessment; `node` is None where its method is another, for the reasons in the version's `apart`.

    `score` is None where none is known or may be shown.
    """

    area: str
    node: NodeScore | None
    score: float | None


@dataclass(frozen=True)
class Line:
    """One assessment with a place for each area of the newest version."""

    measured: Measured
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Version:
    """An older version among the assessments, and the areas that it measured in another way."""

    identity: str
    apart: tuple[Standing, ...]


@dataclass(frozen=True)
class SideBySide:
    """Assessments under the areas of `instrument`, the newest version among them, with what is said of the others."""

    instrument: Instrument
    lines: tuple[Line, ...]
    versions: tuple[Version, ...]

    @property
    def shows_scores(self) -> bool:
        """Whether every assessment lets its figures be shown, so that they can be drawn on one scale."""
        return all(line.measured.shows_scores for line in self.lines)


def side_by_side(assessments: Sequence[Measured]) -> SideBySide | None:
    """The assessments in the order given, or None without any; all are made with versions of one questionnaire."""
    if not assessments:
        return None
    instrument = newest(one.instrument for one in assessments)
    apart = {one.instrument.identity: areas_apart(one.instrument, instrument) for one in assessments}
    lines = []
    for one in assessments:
        other = {standing.code for standing in apart[one.instrument.identity]}
        places = tuple(_place(one, area.code, is_apart=area.code in other) for area in instrument.areas)
        lines.append(Line(one, places))
    versions = tuple(Version(identity, apart[identity]) for identity in sorted(apart) if apart[identity])
    return SideBySide(instrument, tuple(lines), versions)


def newest(instruments: Iterable[Instrument]) -> Instrument:
    """The newest of several versions: 2026.10 is newer than 2026.9."""
    return max(instruments, key=lambda one: tuple(int(part) for part in one.version.split(".")))


def areas_apart(old: Instrument, new: Instrument) -> tuple[Standing, ...]:
    """The areas of the new version that the old one does not measure by the same method, with the reasons."""
    if old.identity == new.identity:
        return ()
    found = (standing for standing in standings_of(old, new) if standing.kind == "area")
    return tuple(standing for standing in found if standing.code in new.area_of and not standing.is_comparable)


def _place(measured: Measured, area: str, *, is_apart: bool) -> Place:
    node = None if is_apart else measured.scorecard.nodes[area]
    return Place(area, node, node.score if node is not None and measured.shows_scores else None)
