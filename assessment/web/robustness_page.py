"""What the page on robustness shows, made ready: the report's own blocks, and the area that was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from assessment.language import CatalogueVoice
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.effects import area_blocks, effect_blocks
from assessment.methodology.report.material import ReportMaterial
from assessment.methodology.report.model import Block, Bullets, Chart, Paragraph, Table
from assessment.methodology.report.reliability import reliability_blocks
from assessment.methodology.report.robustness import range_blocks
from assessment.web.results import drawn


@dataclass(frozen=True)
class Piece:
    """One block of the report as a screen shows it: `kind` tells which; a chart comes with its picture."""

    kind: str
    block: Block
    picture: Markup | None


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

    def pieces(blocks: tuple[Block, ...]) -> tuple[Piece, ...]:
        return tuple(
            Piece(KINDS[type(block)], block, drawn(block, voice) if isinstance(block, Chart) else None)
            for block in blocks
        )

    return RobustnessPage(
        pieces(range_blocks(edition)),
        areas,
        chosen,
        pieces(area_blocks(edition, chosen) if chosen else effect_blocks(edition)),
        pieces(reliability_blocks(edition)),
    )


KINDS: dict[type[Block], str] = {Paragraph: "paragraph", Bullets: "bullets", Table: "table", Chart: "chart"}
