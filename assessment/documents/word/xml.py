"""The few elements of a Word file that python-docx has no words for."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

# The schema fixes the order of properties: these may only stand after the one that is put in.
AFTER_BIDI = (
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
AFTER_RTL = "cs em lang eastAsianLayout specVanish oMath"
AFTER_SHADING = "noWrap tcMar textDirection tcFitText vAlign hideMark"
AFTER_BORDERS = "shd noWrap tcMar textDirection tcFitText vAlign hideMark"
AFTER_BIDI_VISUAL = (
    "tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook"
)


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """A new element `w:tag` with attributes in the same name space."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), value)
    for child in children:
        made.append(child)
    return made


def put_before(parent: Any, child: Any, successors: str) -> None:
    """Put `child` into its place by the schema, replacing one of the same name."""
    for present in parent.findall(child.tag):
        parent.remove(present)
    parent.insert_element_before(child, *(f"w:{name}" for name in successors.split()))


def bookmark_name(code: str) -> str:
    """`code` as Word allows a bookmark to be called: letters, digits and low lines, at most 40."""
    return ("n_" + re.sub(r"[^A-Za-z0-9_]", "_", code))[:40]


class Bookmarks:
    """Numbers the bookmarks of a document; each name is set once."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._names: set[str] = set()

    def mark(self, paragraph: Paragraph, name: str) -> None:
        """Make `paragraph` the place that links to `name` lead to."""
        if name in self._names:
            return
        self._names.add(name)
        number = str(next(self._numbers))
        start = element("bookmarkStart", id=number, name=name)
        properties = paragraph._p.pPr
        paragraph._p.insert(0 if properties is None else 1, start)
        paragraph._p.append(element("bookmarkEnd", id=number))


def link(paragraph: Paragraph, text: str, bookmark: str) -> Run:
    """Append `text` as a link to a bookmark of the same document."""
    run = paragraph.add_run(text)
    hyperlink = element("hyperlink", anchor=bookmark, history="1")
    run._r.addprevious(hyperlink)
    hyperlink.append(run._r)
    return run


def field(paragraph: Paragraph, instruction: str, shown: str) -> Run:
    """Append a field with the result that stands until the field is updated."""
    paragraph._p.append(_mark("begin"))
    paragraph._p.append(_instruction(instruction))
    paragraph._p.append(_mark("separate"))
    run = paragraph.add_run(shown)
    paragraph._p.append(_mark("end"))
    return run


def open_field(paragraph: Paragraph, instruction: str) -> None:
    """Begin a field whose result goes on over the next paragraphs; marked to be updated when the file is opened."""
    place = 0 if paragraph._p.pPr is None else 1
    for made in (_mark("separate"), _instruction(instruction), _mark("begin", dirty=True)):
        paragraph._p.insert(place, made)


def close_field(paragraph: Paragraph) -> None:
    """End the field that `open_field` began."""
    paragraph._p.append(_mark("end"))


def _mark(kind: str, *, dirty: bool = False) -> Any:
    mark = element("fldChar", fldCharType=kind, **({"dirty": "true"} if dirty else {}))
    return element("r", mark)


def _instruction(text: str) -> Any:
    instruction = element("instrText")
    instruction.text = f" {text} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", instruction)


def shade(cell: Any, colour: str) -> None:
    """Give a table cell a background, `colour` as six hexadecimal digits."""
    put_before(cell._tc.get_or_add_tcPr(), element("shd", val="clear", color="auto", fill=colour), AFTER_SHADING)


def border(cell: Any, side: str, *, colour: str, eighths: int) -> None:
    """Give a table cell one border line, its width in eighths of a point."""
    line = element(side, val="single", sz=str(eighths), space="0", color=colour)
    put_before(cell._tc.get_or_add_tcPr(), element("tcBorders", line), AFTER_BORDERS)


def turn_to_right(root: Any) -> None:
    """Set the three flags of right-to-left writing on every paragraph, run and table below `root`."""
    for paragraph in root.iter(qn("w:p")):
        put_before(paragraph.get_or_add_pPr(), element("bidi"), AFTER_BIDI)
    for run in root.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        complex_script(properties)
        put_before(properties, element("rtl"), AFTER_RTL)
    for table in root.iter(qn("w:tbl")):
        put_before(table.tblPr, element("bidiVisual"), AFTER_BIDI_VISUAL)


def complex_script(properties: Any) -> None:
    """Say weight, slope and size again for Arabic and its like, for which Word keeps settings of their own."""
    for plain in ("b", "i", "sz"):
        for present in properties.findall(qn(f"w:{plain}Cs")):
            properties.remove(present)
        found = properties.find(qn(f"w:{plain}"))
        if found is not None:
            value = found.get(qn("w:val"))
            found.addnext(element(f"{plain}Cs", **({} if value is None else {"val": value})))
