"""The report as a Word document that a ministry can edit: real styles, fields, repeated heads, pictures with texts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import docx
from docx.shared import Mm, Pt, RGBColor

from assessment.documents import charts
from assessment.documents.outline import Part, Placed, outline
from assessment.documents.text import labelled, printable
from assessment.documents.word import layout
from assessment.documents.word.pictures import pictures
from assessment.documents.word.styles import ACCENT, TONE_PALE, dress
from assessment.documents.word.tables import TableWriter
from assessment.documents.word.xml import (
    Bookmarks,
    bookmark_name,
    close_field,
    element,
    field,
    link,
    open_field,
    turn_to_right,
)
from assessment.methodology.report.model import (
    Bullets,
    Callout,
    Chart,
    KeyFigures,
    Paragraph,
    Quotes,
    Report,
    Table,
)

LISTED_LEVELS = 2


def render_docx(report: Report) -> bytes:
    """The report as DOCX; raises `DocumentError` when its charts cannot be drawn."""
    target = io.BytesIO()
    _Writer(report).document().save(target)
    return target.getvalue()


class _Writer:
    """Writes one report from front to back."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = report.words
        self.outline = outline(report)
        self.docx = docx.Document()
        self.bookmarks = Bookmarks()
        self.tables = TableWriter(self.docx, self.bookmarks, self.outline.anchors)
        self.page = layout.Page(landscape=False)
        self.at_top = True
        self.small = False

    def document(self) -> Any:
        dress(self.docx, self.report.language)
        layout.describe(self.docx, self.report)
        layout.set_page(self.docx.sections[0], self.page, self.report, with_cover=True)
        self._draw_charts()
        layout.cover(self.docx, self.tables, self.report, self.page)
        self._contents()
        for part in self.outline.parts:
            self._part(part)
        if self.report.direction == "rtl":
            self._turn()
        return self.docx

    def _draw_charts(self) -> None:
        found = list(_charts(self.outline.parts))
        drawn = [charts.drawing(chart, direction=self.report.direction, words=self.words) for chart in found]
        self.pictures = dict(zip((id(chart) for chart in found), pictures(drawn), strict=True))

    def _turn(self) -> None:
        turn_to_right(self.docx.element.body)
        for section in self.docx.sections:
            for part in (section.header, section.footer, section.first_page_header):
                turn_to_right(part._element)
            layout.mirror(section)

    def _contents(self) -> None:
        self.docx.add_paragraph(
            printable(self.words.contents), style="TOC Heading"
        ).paragraph_format.page_break_before = True
        entries = [self._entry(part) for part in _listed(self.outline.parts) if part.level <= LISTED_LEVELS]
        if entries:
            open_field(entries[0], f'TOC \\o "1-{LISTED_LEVELS}" \\h \\z \\u')
            close_field(entries[-1])
        self.at_top = False

    def _entry(self, part: Part) -> Any:
        paragraph = self.docx.add_paragraph(style=f"toc {part.level}")
        link(paragraph, printable(_title(part)), bookmark_name(part.id))
        return paragraph

    def _part(self, part: Part) -> None:
        starts_page = self._turn_page(part)
        if part.chapter and part.section.number:
            opener = self.docx.add_paragraph(printable(part.section.number), style="Chapter Number")
            opener.paragraph_format.page_break_before = starts_page
            starts_page = False
        heading = self.docx.add_paragraph(style=f"Heading {min(part.level, 4)}")
        heading.add_run(printable(part.section.heading if part.chapter else _title(part)))
        heading.paragraph_format.page_break_before = starts_page
        if not part.section.in_contents:
            properties = heading._p.get_or_add_pPr()
            properties.insert_element_before(element("outlineLvl", val="9"), "w:rPr", "w:sectPr")
        self.bookmarks.mark(heading, bookmark_name(part.id))
        was_small, self.small = self.small, self.small or part.section.layout in ("annex", "landscape")
        for placed in part.blocks:
            self._block(placed)
        for below in part.parts:
            self._part(below)
        self.small = was_small

    def _turn_page(self, part: Part) -> bool:
        """Begin a new Word section where the page turns; say whether the heading must start a page itself."""
        is_landscape = part.section.layout == "landscape" or (part.level > 1 and self.page.landscape)
        if is_landscape == self.page.landscape:
            return part.section.layout != "flow"
        self.page = layout.Page(landscape=is_landscape)
        layout.set_page(self.docx.add_section(), self.page, self.report)
        return False

    def _block(self, placed: Placed) -> None:
        WRITE[placed.kind](self, placed.block, placed.number)

    def paragraph(self, block: Paragraph, _number: int) -> None:
        self._traced(self.docx.add_paragraph(style="Lead" if block.lead else "Normal"), block)

    def _traced(self, paragraph: Any, content: Paragraph) -> None:
        if content.evidence in self.outline.anchors and content.text.startswith(content.evidence):
            link(paragraph, content.evidence, bookmark_name(content.evidence))
            paragraph.add_run(printable(content.text.removeprefix(content.evidence)))
            return
        paragraph.add_run(printable(content.text))
        self._traces(paragraph, (content.evidence,))

    def _traces(self, paragraph: Any, codes: Iterable[str]) -> None:
        for code in codes:
            if code in self.outline.anchors:
                paragraph.add_run(" ")
                run = link(paragraph, code, bookmark_name(code))
                run.font.size, run.font.color.rgb = Pt(7), RGBColor.from_string(ACCENT)

    def bullets(self, block: Bullets, _number: int) -> None:
        numbering = layout.new_list(self.docx) if block.numbered else None
        for item in block.items:
            paragraph = self.docx.add_paragraph(style="List Number" if block.numbered else "List Bullet")
            if numbering is not None:
                layout.number_by(paragraph, numbering)
            self._traced(paragraph, item)

    def key_figures(self, block: KeyFigures, _number: int) -> None:
        if block.title:
            self.docx.add_paragraph(printable(block.title), style="Caption")
        self.tables.strip(block, width=self.page.room)
        self._gap()

    def table(self, block: Table, number: int) -> None:
        if block.caption:
            self._caption(self.words.table, "Table", number, block.caption)
        self.tables.write(block, width=self.page.room, style="Table Text Small" if self.small else "Table Text")
        self._foot(block)

    def chart(self, block: Chart, number: int) -> None:
        self._caption(self.words.figure, "Figure", number, block.caption)
        paragraph = self.docx.add_paragraph(style="Picture")
        picture = paragraph.add_run().add_picture(
            io.BytesIO(self.pictures[id(block)]), width=Mm(min(self.page.room, 166))
        )
        properties = picture._inline.docPr
        properties.set("descr", printable(block.alternative or block.caption))
        properties.set("name", f"{self.words.figure} {number}")
        self._foot(block)

    def quotes(self, block: Quotes, _number: int) -> None:
        for quote in block.items:
            self.docx.add_paragraph(printable(quote.text), style="Quote")
            self.docx.add_paragraph(printable(quote.attribution), style="Quote Source")

    def callout(self, block: Callout, _number: int) -> None:
        cell = self.tables.box(width=self.page.room, colour=TONE_PALE[block.tone or "muted"])
        lines = [("Callout Title", block.title)] if block.title else []
        lines += [("Callout Text", line) for line in block.text.split("\n") if line]
        for place, (style, text) in enumerate(lines):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            paragraph.style = style
            paragraph.add_run(printable(text))
        self._gap()

    def _caption(self, word: str, sequence: str, number: int, text: str) -> None:
        paragraph = self.docx.add_paragraph(f"{printable(word)} ", style="Caption")
        field(paragraph, f"SEQ {sequence} \\* ARABIC", str(number))
        paragraph.add_run(f". {printable(text)}")

    def _foot(self, block: Table | Chart) -> None:
        last = None
        for word, text in ((self.words.note, block.note), (self.words.source, block.source)):
            if text:
                last = self.docx.add_paragraph(style="Note")
                last.add_run(labelled(word, self.report.language)).bold = True
                last.add_run(printable(text))
        if last is not None and isinstance(block, Chart):
            self._traces(last, block.evidence)
        if last is None:
            self._gap()
        else:
            last.paragraph_format.space_after = Pt(12)

    def _gap(self) -> None:
        """The paragraph without which Word would join two tables that follow each other."""
        self.docx.add_paragraph(style="Note")


WRITE: dict[str, Callable[[_Writer, Any, int], None]] = {
    "paragraph": _Writer.paragraph,
    "bullets": _Writer.bullets,
    "keyfigures": _Writer.key_figures,
    "table": _Writer.table,
    "chart": _Writer.chart,
    "quotes": _Writer.quotes,
    "callout": _Writer.callout,
}


def _title(part: Part) -> str:
    number = part.section.number
    return f"{number}\u2002{part.section.heading}" if number else part.section.heading


def _listed(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        if part.section.in_contents:
            yield part
            yield from _listed(part.parts)


def _charts(parts: tuple[Part, ...]) -> Iterator[Chart]:
    for part in parts:
        for placed in part.blocks:
            if isinstance(placed.block, Chart):
                yield placed.block
        yield from _charts(part.parts)
