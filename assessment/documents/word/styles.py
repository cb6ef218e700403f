"""The styles of the Word report: a ministry that changes a style changes the whole document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from assessment.documents.word.xml import complex_script, element

FONT = "Arial"  # on every desk that has Word, with Arabic; the PDF brings its own fonts
BRAND, ACCENT, INK, SOFT, ALERT, RULE = "123F5C", "2A8C94", "1D2B36", "55636E", "9A2F22", "C9D2D8"
PALE = "F1F5F7"
TONE_INK = {
    "good": "0F5A55",
    "fair": "3F6418",
    "weak": "7D4A05",
    "poor": "8C271F",
    "unknown": "4A5761",
    "muted": "4A5761",
}
TONE_PALE = {
    "good": "DCEFED",
    "fair": "E8F1DC",
    "weak": "FBECD3",
    "poor": "F8E0DC",
    "unknown": "E6EAED",
    "muted": "F1F5F7",
}


@dataclass(frozen=True)
class Look:
    """How a paragraph style looks: sizes and spaces in points."""

    size: float
    colour: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0.0
    after: float = 0.0
    line: float = 1.15
    keep_with_next: bool = False
    base: str = "Normal"


LOOKS: dict[str, Look] = {
    "Normal": Look(10, after=6, line=1.3, base=""),
    "Title": Look(22, BRAND, bold=True, before=28, after=8),
    "Subtitle": Look(12, SOFT, after=18),
    "Heading 1": Look(20, BRAND, before=0, after=14, keep_with_next=True),
    "Heading 2": Look(13, BRAND, bold=True, before=16, after=6, keep_with_next=True),
    "Heading 3": Look(11, BRAND, bold=True, before=12, after=4, keep_with_next=True),
    "Heading 4": Look(10, BRAND, bold=True, before=10, after=4, keep_with_next=True),
    "TOC Heading": Look(20, BRAND, after=14, keep_with_next=True),
    "toc 1": Look(10, BRAND, bold=True, before=5, after=1, line=1.1),
    "toc 2": Look(9, after=1, line=1.1),
    "Caption": Look(9, BRAND, bold=True, before=12, after=4, keep_with_next=True),
    "List Bullet": Look(10, after=3, line=1.3),
    "List Number": Look(10, after=3, line=1.3),
    "Quote": Look(10, italic=True, before=4, after=0, line=1.3, keep_with_next=True),
    "Quote Source": Look(8, SOFT, after=8),
    "Lead": Look(11.5, BRAND, after=9, line=1.3),
    "Picture": Look(10, after=0, line=1.0),
    "Note": Look(7.5, SOFT, before=3, after=2),
    "Table Text": Look(8, line=1.1, before=1.5, after=1.5),
    "Table Text Small": Look(7, line=1.05, before=1, after=1),
    "Key Figure": Look(17, BRAND, line=1.0, before=4, after=1),
    "Key Figure Word": Look(11.5, BRAND, bold=True, line=1.1, before=5, after=2),
    "Key Label": Look(8, bold=True, line=1.1),
    "Callout Title": Look(9.5, BRAND, bold=True, before=4, after=2, keep_with_next=True),
    "Callout Text": Look(9.5, before=2, after=4, line=1.25),
    "Chapter Number": Look(36, ACCENT, line=1.0, after=2, keep_with_next=True),
    "Cover Kicker": Look(11, "CFE3E6", before=14, after=130),
    "Cover Place": Look(40, "FFFFFF", line=1.0, after=10),
    "Cover Date": Look(11, BRAND, bold=True),
    "Imprint": Look(8, SOFT, after=4),
    "Header": Look(7.5, SOFT),
    "Footer": Look(8, SOFT),
}


def dress(document: Document, language: str) -> None:
    """Give every style its look and the document its language."""
    _defaults(document, language)
    for name, look in LOOKS.items():
        _dress_paragraph_style(document, _style(document, name), look)
    for level in (1, 2):
        shape = document.styles[f"toc {level}"].paragraph_format
        shape.left_indent = Cm(0.8 * (level - 1))
        shape.tab_stops.add_tab_stop(Mm(166), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    document.styles["Quote"].paragraph_format.left_indent = Cm(0.6)
    document.styles["Quote Source"].paragraph_format.left_indent = Cm(0.6)
    _table_style(document)
    settings = document.settings.element
    settings.insert_element_before(element("autoHyphenation", val="true"), "w:defaultTabStop", "w:compat")


def _style(document: Document, name: str) -> Any:
    if name in [style.name for style in document.styles]:
        return document.styles[name]
    return document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)


def _dress_paragraph_style(document: Document, style: Any, look: Look) -> None:
    if look.base:
        style.base_style = document.styles[look.base]
    style.hidden, style.quick_style = False, True
    font, shape = style.font, style.paragraph_format
    set_font(style.element.get_or_add_rPr())
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor.from_string(look.colour)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing, shape.keep_with_next = look.line, look.keep_with_next
    shape.widow_control = True
    for spaced in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spaced)
    complex_script(style.element.rPr)
    for inherited in ("w:pBdr", "w:tabs"):
        for present in style.element.pPr.findall(qn(inherited)):
            style.element.pPr.remove(present)


def set_font(properties: Any) -> None:
    """One family for all scripts, in place of the fonts of the theme."""
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    properties.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT))


def _defaults(document: Document, language: str) -> None:
    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    set_font(properties)
    for present in properties.findall(qn("w:lang")):
        properties.remove(present)
    tag = language.replace("_", "-")
    properties.append(element("lang", val=tag, eastAsia=tag, bidi=tag))


def _table_style(document: Document) -> None:
    """Thin rules between rows, stronger ones around the head and at the foot."""
    style = document.styles.add_style("Report Table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    strong = {"val": "single", "sz": "8", "space": "0", "color": BRAND}
    thin = {"val": "single", "sz": "4", "space": "0", "color": RULE}
    margins = element(
        "tblCellMar",
        element("left", w="70", type="dxa"),
        element("right", w="70", type="dxa"),
    )
    borders = element("tblBorders", element("top", **strong), element("bottom", **strong), element("insideH", **thin))
    head = element("tcPr", element("tcBorders", element("top", **strong), element("bottom", **strong)))
    first_row = element("tblStylePr", element("rPr", element("b"), element("color", val=BRAND)), head, type="firstRow")
    style.element.append(element("tblPr", borders, margins))
    style.element.append(first_row)
