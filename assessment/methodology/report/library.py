"""Documents of the library that findings rest on, as the list of sources names them."""

from __future__ import annotations

from assessment.methodology.places import area_of_places
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.material import CitedDocument
from assessment.methodology.report.model import Block, Cell, Column, Row, Table


def documents_table(edition: Edition) -> list[Block]:
    """A line for each document that may be named: what it is, its date and licence, what it tells of, its address."""
    documents = edition.material.documents
    if not documents:
        return []
    columns = (
        Column(edition.say("Area"), width=1.6),
        Column(edition.say("Document"), width=4.2),
        Column(edition.say("As of"), width=1.2),
        Column(edition.say("Licence"), width=1.4),
        Column(edition.say("Address"), width=3),
    )
    rows = tuple(_row(edition, document) for document in documents)
    return [Table(edition.say("Documents that findings rest on"), columns, rows)]


def _row(edition: Edition, document: CitedDocument) -> Row:
    area_of = area_of_places(edition.instrument)
    told = tuple(dict.fromkeys(area_of[code] for code in document.codes))
    return Row(
        (
            Cell(edition.voice.row(edition.instrument.area_of[area].short_label for area in told)),
            Cell(document.text, evidence=told[0]),
            Cell(edition.voice.as_of(document.dated) or "–"),
            Cell(document.licence or "–"),
            Cell(document.address or "–"),
        )
    )
