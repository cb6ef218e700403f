"""Blocks of a report as a screen shows them: the same words and numbers, with charts as pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from assessment.language import CatalogueVoice
from assessment.methodology.report.model import Block, Bullets, Chart, Paragraph, Table
from assessment.web.results import drawn

KINDS: dict[type[Block], str] = {Paragraph: "paragraph", Bullets: "bullets", Table: "table", Chart: "chart"}


@dataclass(frozen=True)
class Piece:
    """One block of the report as a screen shows it: `kind` tells which; a chart comes with its picture."""

    kind: str
    block: Block
    picture: Markup | None


def pieces_of(blocks: Iterable[Block], voice: CatalogueVoice) -> tuple[Piece, ...]:
    """Blocks ready for `staff/pieces.html`."""
    return tuple(
        Piece(KINDS[type(block)], block, drawn(block, voice) if isinstance(block, Chart) else None) for block in blocks
    )
