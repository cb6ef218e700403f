"""What a file of published figures would bring, made ready for its template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from assessment.authoring.register_lines import CellFault
from assessment.language import CatalogueVoice
from assessment.methodology.voice import decimals_of
from assessment.services.desk_imports import Change, Preview

SHOWN = 200


@dataclass(frozen=True)
class Line:
    """A figure by country, series and year, with the values before and after as they are written."""

    country: str
    series: str
    year: int
    old: str
    new: str


@dataclass(frozen=True)
class Listed:
    """Lines of one kind: those shown, and how many there are."""

    lines: Sequence[Line]
    total: int


@dataclass(frozen=True)
class DeskPreview:
    """The preview: figures by what becomes of them, and what could not be used.

    `unmatched` pairs a name as written with the name of the country that comes nearest.
    """

    preview: Preview
    added: Listed
    changed: Listed
    dropped: Listed
    implausible: Listed
    unmatched: Sequence[tuple[str, str]]
    groups: Sequence[str]
    passed_over: Sequence[str]
    faults: Sequence[CellFault]
    most: int = SHOWN


def desk_preview(preview: Preview, voice: CatalogueVoice) -> DeskPreview:
    """The page of a preview in one language."""
    found, reading = preview.comparison, preview.reading
    beyond = (Change(*key, None, reading.figures[key].figure.value) for key in sorted(reading.implausible))
    return DeskPreview(
        preview,
        _listed(found.added, len(found.added), voice),
        _listed(found.changed, len(found.changed), voice),
        _listed(found.dropped, len(found.dropped), voice),
        _listed(beyond, len(reading.implausible), voice),
        [(name, voice.country(near) if near else "") for name, near in islice(reading.unmatched.items(), SHOWN)],
        sorted(reading.groups)[:SHOWN],
        sorted(reading.passed_over)[:SHOWN],
        reading.faults[:SHOWN],
    )


def _listed(changes: Iterable[Change], total: int, voice: CatalogueVoice) -> Listed:
    shown = [
        Line(voice.country(one.country), one.series, one.year, _written(one.old, voice), _written(one.new, voice))
        for one in islice(changes, SHOWN)
    ]
    return Listed(shown, total)


def _written(value: float | None, voice: CatalogueVoice) -> str:
    return "–" if value is None else voice.number(value, min(decimals_of(value), 5))
