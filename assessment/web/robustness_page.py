"""What the page on robustness shows, made ready: the report's own blocks, and the area that was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.language import CatalogueVoice
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.effects import area_blocks, effect_blocks
from assessment.methodology.report.material import ReportMaterial
from assessment.methodology.report.reliability import reliability_blocks
from assessment.methodology.report.robustness import range_blocks
from assessment.web.pieces import Piece, pieces_of


@dataclass(frozen=True)
class RobustnessPage:
    """Ranges, effects and reliability; `areas` by code are those that can be chosen, `chosen` is one or none."""

    ranges: tuple[Piece, ...]
    areas: dict[str, str]
    chosen: str
    effects: tuple[Piece, ...]
    opinions: tuple[Piece, ...]


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
