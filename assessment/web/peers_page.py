"""The comparison with peers as the report says it, laid out for a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from assessment.language import CatalogueVoice
from assessment.methodology.peers import Beside, PeerComparison
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Chart, Paragraph, Section, Table
from assessment.methodology.report.peers import dated, opening, peers_section
from assessment.web.results import drawn


@dataclass(frozen=True)
class AreaBeside:
    """One area: its pictures, each with its caption, its tables, and by series what each country has."""

    label: str
    charts: Sequence[tuple[Chart, Markup]]
    tables: Sequence[Table]
    each: Sequence[tuple[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True)
class PeersPage:
    """Who is compared, in a sentence, and the areas in which something can be."""

    opening: Sequence[str]
    areas: Sequence[AreaBeside]


def peers_page(edition: Edition, comparison: PeerComparison, spoken: CatalogueVoice) -> PeersPage:
    """The same sentences, figures and pictures that stand in the report, and the figures of each country."""
    whole = Edition(replace(edition.material, beside=comparison), spoken)
    section = peers_section(whole)
    told = opening(whole, comparison) if comparison.countries else ()
    areas = [_area(whole, one, spoken) for one in section.sections] if section else []
    return PeersPage([block.text for block in told if isinstance(block, Paragraph)], areas)


def _area(edition: Edition, section: Section, spoken: CatalogueVoice) -> AreaBeside:
    tables = [block for block in section.blocks if isinstance(block, Table)]
    shown = {row.cells[0].evidence for table in tables for row in table.rows}
    beside = edition.material.beside
    lines = [line for line in beside.lines if line.series in shown] if beside else []
    return AreaBeside(
        section.heading,
        [(block, drawn(block, spoken)) for block in section.blocks if isinstance(block, Chart)],
        tables,
        [(edition.label(line.series), _figures_of(edition, line)) for line in lines],
    )


def _figures_of(edition: Edition, line: Beside) -> list[tuple[str, str]]:
    """Every other country with its figure and year, in the order of their names."""
    series = edition.instrument.series_of[line.series]
    told = [(edition.voice.country(code), dated(edition, series, result)) for code, result in line.others.items()]
    return sorted(told, key=lambda entry: entry[0].casefold())
