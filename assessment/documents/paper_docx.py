"""The questionnaire on paper as a Word document, which an institution can fill in, correct or send by e-mail."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from assessment.documents.text import printable
from assessment.documents.word.styles import ALERT, SOFT, dress
from assessment.documents.word.xml import border, element, field, turn_to_right
from assessment.methodology.paper import Blank, Box, PaperPart, PaperQuestion, Sheet

MARGIN, ROOM = 20.0, 170.0
TICK = "☐"
LINE = "_"
LENGTH_OF = {"small": 8, "medium": 22}
WHOLE_LINE = 78


def render_paper_docx(sheet: Sheet) -> bytes:
    """The sheet as DOCX: headings, boxes as characters, tables for grids."""
    target = io.BytesIO()
    _Writer(sheet).document().save(target)
    return target.getvalue()


class _Writer:
    """Writes one sheet from top to bottom."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.docx = docx.Document()

    def document(self) -> Any:
        dress(self.docx, self.sheet.language)
        self._page()
        self._head()
        for part in self.sheet.parts:
            self._part(part)
        self._line(self.sheet.identity, "Note")
        if self.sheet.direction == "rtl":
            for root in (self.docx.element.body, self.docx.sections[0].header._element):
                turn_to_right(root)
        return self.docx

    def _page(self) -> None:
        section = self.docx.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(MARGIN)
        section.top_margin = section.bottom_margin = Mm(18)
        core = self.docx.core_properties
        core.title = printable(f"{self.sheet.title} – {self.sheet.audience}")[:255]
        core.language, core.comments = self.sheet.language.replace("_", "-"), self.sheet.identity
        core.author = core.last_modified_by = ""
        head = section.header.paragraphs[0]
        head.style = "Header"
        head.add_run(printable(f"{self.sheet.title} – {self.sheet.audience}"))
        if self.sheet.notice:
            head.add_run(f" – {printable(self.sheet.notice)}").font.color.rgb = RGBColor.from_string(ALERT)
        foot = section.footer.paragraphs[0]
        foot.style, foot.alignment = "Footer", WD_ALIGN_PARAGRAPH.RIGHT
        field(foot, "PAGE", "1")

    def _head(self) -> None:
        self._line(self.sheet.title, "Heading 1")
        self._line(self.sheet.audience, "Lead")
        table = self._table(len(self.sheet.fields))
        for cell, name in zip(table.add_row().cells, self.sheet.fields, strict=True):
            cell.paragraphs[0].style = "Note"
            cell.paragraphs[0].add_run(printable(name))
            cell.add_paragraph()
            for side in ("top", "bottom"):
                border(cell, side, colour=SOFT, eighths=4)
        for instruction in self.sheet.instructions:
            self._line(instruction, "List Bullet")

    def _part(self, part: PaperPart) -> None:
        self._line(part.heading, "Heading 2")
        if part.introduction:
            self._line(part.introduction, "Note")
        for question in part.questions:
            self._question(question)

    def _question(self, question: PaperQuestion) -> None:
        paragraph = self._line(f"{question.number}  {question.text} ", "Callout Title")
        self._code(paragraph, question.code)
        for text in (question.only_if, question.hint, self.sheet.several if question.manner == "several" else ""):
            if text:
                self._line(text, "Note").paragraph_format.keep_with_next = True
        if question.manner == "grid":
            self._grid(question)
            return
        self._boxes(question.boxes)
        self._blanks(question.blanks)
        self._boxes(question.states)

    def _boxes(self, boxes: Iterable[Box]) -> None:
        for box in boxes:
            paragraph = self._line(f"{TICK} {box.label} ", "Table Text")
            paragraph.paragraph_format.left_indent = Mm(6)
            self._code(paragraph, box.code)

    def _blanks(self, blanks: Iterable[Blank]) -> None:
        inline = []
        for blank in blanks:
            if isinstance(blank.size, int):
                for _ in range(blank.size):
                    self._line(LINE * WHOLE_LINE, "Table Text")
            else:
                inline.append(f"{blank.label} {LINE * LENGTH_OF[blank.size]} {blank.unit}".strip())
        if inline:
            self._line("   ".join(inline), "Table Text").paragraph_format.left_indent = Mm(6)

    def _grid(self, question: PaperQuestion) -> None:
        columns = (*question.boxes, *question.states)
        table = self._table(1 + len(columns), first=ROOM * 0.4)
        head = table.add_row()
        head._tr.get_or_add_trPr().append(element("tblHeader"))
        for cell, box in zip(head.cells[1:], columns, strict=True):
            cell.paragraphs[0].style = "Table Text Small"
            cell.paragraphs[0].add_run(f"{printable(box.label)} ")
            self._code(cell.paragraphs[0], box.code)
        for row in question.rows:
            line = table.add_row()
            line._tr.get_or_add_trPr().append(element("cantSplit"))
            line.cells[0].paragraphs[0].style = "Table Text"
            line.cells[0].paragraphs[0].add_run(f"{printable(row.label)} ")
            self._code(line.cells[0].paragraphs[0], row.code)
            for cell in line.cells[1:]:
                cell.paragraphs[0].style = "Table Text"
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
                cell.paragraphs[0].add_run(TICK)
        self._line("", "Note")

    def _table(self, columns: int, first: float = 0.0) -> Any:
        table = self.docx.add_table(rows=0, cols=columns, style="Report Table")
        table.autofit = False
        rest = (ROOM - first) / (columns - 1 if first else columns)
        for place, column in enumerate(table.columns):
            column.width = Mm(first if first and place == 0 else rest)
        return table

    def _line(self, text: str, style: str) -> Any:
        return self.docx.add_paragraph(printable(text), style=style)

    def _code(self, paragraph: Any, code: str) -> None:
        run = paragraph.add_run(code)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(6.5), False, RGBColor.from_string(SOFT)
