"""Tables of the Word report: repeated head rows, rows kept whole, tones as text on a tint, links to evidence."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, RGBColor

from assessment.documents.columns import shares
from assessment.documents.text import printable
from assessment.documents.word.styles import ACCENT, INK, PALE, TONE_INK, TONE_PALE
from assessment.documents.word.xml import Bookmarks, bookmark_name, border, element, link, shade
from assessment.methodology.report.model import Cell, Column, KeyFigure, KeyFigures, Row, Table

POINTS = 72 / 25.4  # in a millimetre


class TableWriter:
    """Writes tables into a document; `anchors` are the codes that have a row of their own."""

    def __init__(self, document: Any, bookmarks: Bookmarks, anchors: frozenset[str]) -> None:
        self.document = document
        self.bookmarks = bookmarks
        self.anchors = anchors

    def write(self, table: Table, *, width: float, style: str) -> None:
        """Append `table` over `width` millimetres, its texts in the paragraph style `style`."""
        made = self._grid(len(table.columns), "Report Table")
        widths = _widths(shares(table, room=width * POINTS), width)
        _set_grid(made, widths)
        style_id = self.document.styles[style].style_id
        self._head(made, table.columns, widths, style_id)
        for row in table.rows:
            self._row(made, row, table.columns, widths, style_id)

    def strip(self, figures: KeyFigures, *, width: float) -> None:
        """Append key figures side by side."""
        made = self._grid(len(figures.items), "Normal Table")
        widths = _widths([1.0] * len(figures.items), width)
        _set_grid(made, widths)
        cells = made.add_row().cells
        for cell, figure, part in zip(cells, figures.items, widths, strict=True):
            cell.width = Mm(part)
            border(cell, "top", colour=TONE_INK.get(figure.tone, ACCENT), eighths=16)
            self._figure(cell, figure)

    def box(self, *, width: float, colour: str) -> Any:
        """Append a shaded box and return its one cell."""
        made = self._grid(1, "Normal Table")
        _set_grid(made, [width])
        cell = made.add_row().cells[0]
        cell.width = Mm(width)
        shade(cell, colour)
        return cell

    def _grid(self, columns: int, style: str) -> Any:
        made = self.document.add_table(rows=0, cols=columns, style=style)
        made.alignment = WD_TABLE_ALIGNMENT.LEFT
        made.autofit = False
        return made

    def _figure(self, cell: Any, figure: KeyFigure) -> None:
        value = cell.paragraphs[0]
        value.style = "Key Figure" if len(figure.value) <= 8 else "Key Figure Word"
        self._words(value, figure.value, figure.evidence)
        cell.add_paragraph(printable(figure.label), style="Key Label")
        if figure.note:
            cell.add_paragraph(printable(figure.note), style="Note")

    def _head(self, made: Any, columns: tuple[Column, ...], widths: list[float], style_id: str) -> None:
        row = made.add_row()
        row._tr.get_or_add_trPr().extend([element("cantSplit"), element("tblHeader")])
        for cell, column, width in zip(row.cells, columns, widths, strict=True):
            cell.width = Mm(width)
            _paragraph(cell, column, style_id).add_run(printable(column.heading)).bold = True

    def _row(self, made: Any, row: Row, columns: tuple[Column, ...], widths: list[float], style_id: str) -> None:
        line = made.add_row()
        line._tr.get_or_add_trPr().append(element("cantSplit"))
        if row.heading:
            self._heading(line, row, style_id)
        else:
            for cell, content, column, width in zip(line.cells, row.cells, columns, widths, strict=True):
                cell.width = Mm(width)
                self._cell(cell, content, column, style_id, here=row.anchor)
        if row.anchor:
            self.bookmarks.mark(line.cells[0].paragraphs[0], bookmark_name(row.anchor))

    def _heading(self, line: Any, row: Row, style_id: str) -> None:
        cells = line.cells
        whole = cells[0].merge(cells[-1])
        shade(whole, PALE)
        paragraph = whole.paragraphs[0]
        paragraph._p.style = style_id
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(printable(" · ".join(cell.text for cell in row.cells if cell.text))).bold = True

    def _cell(self, cell: Any, content: Cell, column: Column, style_id: str, *, here: str) -> None:
        """Write a cell; what would lead to its own row is no link."""
        evidence = content.evidence if content.evidence != here else ""
        for place, text in enumerate(content.text.split("\n")):
            paragraph = _paragraph(cell, column, style_id, again=place > 0)
            run = self._words(paragraph, text, evidence)
            if content.strong or column.kind == "chip":
                run.bold = True
            if column.kind == "chip" and content.tone:
                run.font.color.rgb = RGBColor.from_string(TONE_INK.get(content.tone, INK))
        if content.tone and content.text:
            shade(cell, TONE_PALE[content.tone])

    def _words(self, paragraph: Any, text: str, evidence: str) -> Any:
        if evidence in self.anchors and text:
            return link(paragraph, printable(text), bookmark_name(evidence))
        return paragraph.add_run(printable(text))


def _paragraph(cell: Any, column: Column, style_id: str, *, again: bool = False) -> Any:
    """A paragraph of a cell; its style goes in by id, because a look-up by name walks through all styles."""
    paragraph = cell.add_paragraph() if again else cell.paragraphs[0]
    paragraph._p.style = style_id
    if column.kind == "number":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def _widths(shares: list[float], width: float) -> list[float]:
    whole = sum(shares)
    return [width * share / whole for share in shares]


def _set_grid(made: Any, widths: list[float]) -> None:
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
