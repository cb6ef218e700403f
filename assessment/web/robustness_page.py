"""What the page on robustness shows, made ready: the report's own blocks, and the area that was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.language import CatalogueVoice
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.effects import area_blocks, effect_blocks
from assessment.methodology.report.material import ReportMaterial
from assessment.methodology.report.reliability import reliability_blocks
from assessment.methodology.report.robustness import range_blocks, span_said
from assessment.methodology.robustness.model import Range, Robustness
from assessment.web.pieces import Piece, pieces_of


@dataclass(frozen=True)
class RobustnessPage:
    """Ranges, effects and reliability; `areas` by code are those that can be chosen, `chosen` is one or none."""

    ranges: tuple[Piece, ...]
    areas: dict[str, str]
    chosen: str
    effects: tuple[Piece, ...]
    opinions: tuple[Piece, ...]


@dataclass(frozen=True)
class AreaRange:
    """How far an area's result holds: its range and the two parts of it, or the draws that give another level."""

    joint: str
    respondents: str
    method: str
    other_level: str


def area_ranges(edition: Edition, robustness: Robustness | None) -> dict[str, AreaRange]:
    """The areas for which something was drawn; ranges stay empty where only levels are shown (rules 11 and 12)."""
    drawn_ranges = robustness.ranges if robustness else {}
    return {
        area.code: _area_range(edition, drawn_ranges[area.code])
        for area in edition.instrument.areas
        if area.code in drawn_ranges
    }


def _area_range(edition: Edition, found: Range) -> AreaRange:
    other = edition.share(found.other_band)
    if not edition.shows_scores:
        return AreaRange("", "", "", other)
    joint, respondents, method = (span_said(edition, span) for span in (found.joint, found.respondents, found.method))
    return AreaRange(joint, respondents, method, other)


def robustness_page(material: ReportMaterial, voice: CatalogueVoice, area: str) -> RobustnessPage:
    """The page in the voice's language; an area that has no range is none."""
    edition = Edition(material, voice)
    ranges = material.robustness.ranges if material.robustness else {}
    areas = {one.code: one.label for one in edition.instrument.areas if one.code in ranges}
    chosen = area if area in areas else ""

    return RobustnessPage(
        pieces_of(range_blocks(edition), voice),
        areas,
        chosen,
        pieces_of(area_blocks(edition, chosen) if chosen else effect_blocks(edition), voice),
        pieces_of(reliability_blocks(edition), voice),
    )
