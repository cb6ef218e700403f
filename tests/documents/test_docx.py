"""The Word document: opened again by another reader, with the structure that makes it editable."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from assessment.documents.docx import render_docx
from assessment.methodology.report.model import Bullets, Cell, Column, Paragraph, Row, Table
from tests.documents.conftest import Rendered
from tests.documents.small import small_report


def _opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def test_headings_have_real_styles_in_the_order_of_the_report(word: Rendered) -> None:
    headings = [found for found in _opened(word("en")).paragraphs if found.style.name.startswith("Heading")]
    assert headings[0].text == "The country on one page"
    assert sum(found.style.name == "Heading 1" for found in headings) == 13
    assert {found.style.name for found in headings} == {"Heading 1", "Heading 2"}


def test_the_head_of_every_captioned_table_is_repeated_and_its_rows_are_kept_whole(word: Rendered) -> None:
    tables = [table for table in _opened(word("en")).tables if table.style.name == "Report Table"]
    assert len(tables) == 18
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_contents_are_a_field_filled_with_links_to_the_headings(word: Rendered) -> None:
    body = _opened(word("en")).element.body
    instructions = [found.text for found in body.iter(qn("w:instrText"))]
    assert any(text.strip().startswith("TOC") for text in instructions)
    marks = {found.get(qn("w:name")) for found in body.iter(qn("w:bookmarkStart"))}
    targets = {found.get(qn("w:anchor")) for found in body.iter(qn("w:hyperlink"))}
    assert targets
    assert targets <= marks


def test_the_matrix_lies_on_a_landscape_page_between_upright_ones(word: Rendered) -> None:
    shapes = [section.page_width > section.page_height for section in _opened(word("en")).sections]
    assert shapes == [False, True, False]


def test_the_notice_stands_in_every_head_and_in_the_properties(word: Rendered) -> None:
    document = _opened(word("en"))
    notice = "Demonstration: synthetic responses"
    assert all(notice in section.header.paragraphs[0].text for section in document.sections)
    assert notice in document.sections[0].first_page_header.paragraphs[0].text
    assert notice in document.core_properties.title
    assert document.core_properties.language == "en"


def test_every_foot_numbers_its_page(word: Rendered) -> None:
    for section in _opened(word("en")).sections:
        assert any("PAGE" in found.text for found in section.footer._element.iter(qn("w:instrText")))


def test_charts_are_pictures_with_a_text_alternative(word: Rendered) -> None:
    pictures = _opened(word("en")).inline_shapes
    assert len(pictures) == 17
    assert all(picture._inline.docPr.get("descr") for picture in pictures)


def test_captions_are_counted_by_fields(word: Rendered) -> None:
    captions = [found for found in _opened(word("en")).paragraphs if found.style.name == "Caption"]
    numbered = [found for found in captions if found._p.findall(f".//{qn('w:instrText')}")]
    assert len(numbered) == 35
    assert numbered[0].text.startswith("Figure 1. ")


def test_each_numbered_list_begins_at_one() -> None:
    lists = [Bullets((Paragraph("one"), Paragraph("two")), numbered=True) for _ in range(2)]
    document = _opened(render_docx(small_report(*lists)))
    used = [found._p.pPr.numPr.numId.val for found in document.paragraphs if found.style.name == "List Number"]
    assert used[0] == used[1] != used[2] == used[3]


def test_arabic_paragraphs_runs_and_tables_run_from_right_to_left(word: Rendered) -> None:
    body = _opened(word("ar")).element.body
    assert all(found.pPr.find(qn("w:bidi")) is not None for found in body.iter(qn("w:p")))
    assert all(found.rPr.find(qn("w:rtl")) is not None for found in body.iter(qn("w:r")))
    assert all(found.tblPr.find(qn("w:bidiVisual")) is not None for found in body.iter(qn("w:tbl")))


def test_a_text_with_control_characters_gives_a_file_that_opens() -> None:
    """D15."""
    hostile = "be\x00fore\x0b and\ud800 af\x1bter"
    table = Table(hostile, (Column(hostile),), (Row((Cell(hostile),), anchor="A\x00"),), hostile, hostile)
    document = _opened(render_docx(small_report(Paragraph(hostile), table)))
    assert "before and after" in [found.text for found in document.paragraphs]


def test_markup_and_fields_in_a_text_are_only_text() -> None:
    """X1: no element and no field is made from what somebody wrote."""
    payload = '<w:fldSimple w:instr="INCLUDETEXT"/>{ INCLUDETEXT "c:\\\\boot.ini" }'
    document = _opened(render_docx(small_report(Paragraph(payload))))
    assert payload in [found.text for found in document.paragraphs]
    assert not document.element.body.findall(f".//{qn('w:fldSimple')}")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_in_the_file_points_outside(word: Rendered, language: str) -> None:
    with zipfile.ZipFile(io.BytesIO(word(language))) as package:
        relations = [package.read(name) for name in package.namelist() if name.endswith(".rels")]
    assert not any(b'TargetMode="External"' in relation for relation in relations)
