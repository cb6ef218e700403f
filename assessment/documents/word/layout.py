"""Pages of the Word report: paper, heads and feet, cover, numbered lists, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from assessment.documents.text import printable
from assessment.documents.word.styles import ALERT, BRAND
from assessment.documents.word.tables import TableWriter
from assessment.documents.word.xml import element, field
from assessment.methodology.report.model import Report

A4 = (210.0, 297.0)
COVER_HEIGHT = 118.0


@dataclass(frozen=True)
class Page:
    """A page set-up: A4 upright or turned; lengths in millimetres."""

    landscape: bool

    @property
    def width(self) -> float:
        """The width of the paper."""
        return A4[1] if self.landscape else A4[0]

    @property
    def margin(self) -> float:
        """The space at the sides."""
        return 18.0 if self.landscape else 22.0

    @property
    def room(self) -> float:
        """The width left for the text."""
        return self.width - 2 * self.margin


def describe(document: Document, report: Report) -> None:
    """Write title, subject, language and keywords into the file; the notice stands in each that is shown."""
    notice = f" ({report.notice})" if report.notice else ""
    core = document.core_properties
    core.title = printable(f"{report.cover.place} – {report.cover.title}{notice}")[:255]
    core.subject = printable(report.cover.subtitle)[:255]
    core.author = printable(report.cover.kicker)[:255]
    core.keywords = printable(", ".join(filter(None, (*report.keywords, report.notice))))[:255]
    core.comments = printable("; ".join(f"{name}: {value}" for name, value in sorted(report.identity.items())))[:255]
    core.category = printable(report.notice)[:255]
    core.language = report.language.replace("_", "-")
    core.last_modified_by = ""


def set_page(section: Any, page: Page, report: Report, *, with_cover: bool = False) -> None:
    """Set paper and margins, and the head and foot of every page of a Word section."""
    tall = A4[0] if page.landscape else A4[1]
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(tall)
    section.left_margin = section.right_margin = Mm(page.margin)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.header_distance, section.footer_distance = Mm(12), Mm(11)
    section.different_first_page_header_footer = with_cover
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _head(section.header.paragraphs[0], page, report)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field(foot, "PAGE", "1")
    if with_cover:
        notice = section.first_page_header.paragraphs[0]
        notice.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _notice(notice, report)


def _head(paragraph: Any, page: Page, report: Report) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(page.room), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(printable(report.running_head) + "\t")
    _notice(paragraph, report)


def _notice(paragraph: Any, report: Report) -> None:
    run = paragraph.add_run(printable(report.notice))
    run.bold, run.font.color.rgb = True, RGBColor.from_string(ALERT)


def mirror(section: Any) -> None:
    """Make a Word section run from right to left."""
    section._sectPr.insert_element_before(element("bidi"), "w:rtlGutter", "w:docGrid", "w:printerSettings")


def cover(document: Document, tables: TableWriter, report: Report, page: Page) -> None:
    """The first page, and the imprint on the next."""
    cell = tables.box(width=page.room, colour=BRAND)
    row = cell._tc.getparent()
    row.get_or_add_trPr().append(element("trHeight", val=str(round(COVER_HEIGHT * 56.7)), hRule="atLeast"))
    cell.paragraphs[0].style = "Cover Kicker"
    cell.paragraphs[0].add_run(printable(report.cover.kicker))
    cell.add_paragraph(printable(report.cover.place), style="Cover Place")
    document.add_paragraph(printable(report.cover.title), style="Title")
    document.add_paragraph(printable(report.cover.subtitle), style="Subtitle")
    document.add_paragraph(printable(report.cover.date), style="Cover Date")
    for place, line in enumerate(report.cover.imprint):
        paragraph = document.add_paragraph(printable(line), style="Imprint")
        paragraph.paragraph_format.page_break_before = place == 0


def new_list(document: Document) -> str:
    """A numbering that begins at 1 with the format of the style List Number; its id."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    used = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
    pattern = next(number for number in numbering.num_lst if str(number.numId) == used)
    made = numbering.add_num(pattern.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return str(made.numId)


def number_by(paragraph: Any, numbering: str) -> None:
    """Count `paragraph` in the list `numbering`."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = int(numbering)
