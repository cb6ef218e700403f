"""The comparison with peers as the report says it, laid out for a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assessment.language import CatalogueVoice
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Chart, Paragraph, Section, Table
from assessment.methodology.report.peers import opening, peers_section
from assessment.web.results import drawn


@dataclass(frozen=True)
class AreaBeside:
    """One area: its pictures, each with its caption, and its tables."""

    label: str
    charts: Sequence[tuple[Chart, Markup]]
    tables: Sequence[Table]


@dataclass(frozen=True)
class PeersPage:
    """Who is compared, in a sentence, and the areas in which something can be."""

    opening: Sequence[str]
    areas: Sequence[AreaBeside]


def peers_page(edition: Edition, spoken: CatalogueVoice) -> PeersPage:
    """The same sentences, figures and pictures that stand in the report."""
    section, comparison = peers_section(edition), edition.material.beside
    told = opening(edition, comparison) if comparison is not None and comparison.countries else ()
    areas = [_area(one, spoken) for one in section.sections] if section else []
    return PeersPage([block.text for block in told if isinstance(block, Paragraph)], areas)


def _area(section: Section, spoken: CatalogueVoice) -> AreaBeside:
    return AreaBeside(
        section.heading,
        [(block, drawn(block, spoken)) for block in section.blocks if isinstance(block, Chart)],
        [block for block in section.blocks if isinstance(block, Table)],
    )
