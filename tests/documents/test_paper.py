"""The questionnaire on paper as PDF and DOCX."""

from __future__ import annotations

import io

import docx
import pytest
from pypdf import PdfReader

from assessment.documents.paper import render_paper_html, render_paper_pdf
from assessment.documents.paper_docx import render_paper_docx
from assessment.language import voice_for
from assessment.methodology.paper import Sheet, sheet
from tests.builders import a_questionnaire


@pytest.fixture(scope="module")
def paper() -> Sheet:
    return sheet(a_questionnaire(), voice_for("en"), group="PUB", notice="Demonstration")


@pytest.fixture(scope="module")
def arabic() -> Sheet:
    return sheet(a_questionnaire(), voice_for("ar"), group="PUB")


def docx_text(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_pdf_holds_every_question_with_its_boxes_and_codes(paper):
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(render_paper_pdf(paper))).pages)
    for said in ("Are you paid online?", "PAY_01", "Which laws are in force?", "in_force", "Demonstration"):
        assert said in text


def test_the_docx_holds_the_same(paper):
    text = docx_text(render_paper_docx(paper))
    for question in (question for part in paper.parts for question in part.questions):
        assert question.text in text
        assert all(box.label in text for box in (*question.boxes, *question.rows))


def test_arabic_runs_from_right_to_left_in_both(arabic):
    assert '<html lang="ar" dir="rtl">' in render_paper_html(arabic)
    document = docx.Document(io.BytesIO(render_paper_docx(arabic)))
    assert all(
        paragraph._p.pPr.find(f"{{{paragraph._p.nsmap['w']}}}bidi") is not None for paragraph in document.paragraphs
    )


def test_markup_in_a_question_is_printed_as_it_was_written():
    """X6."""
    payload = "<script>alert(1)</script>"
    areas = a_questionnaire().model_dump(mode="json")["areas"]
    areas[0]["items"][0]["text"] = payload
    page = render_paper_html(sheet(a_questionnaire(areas=areas), voice_for("en"), group="BIZ"))
    assert "&lt;script&gt;alert(1)" in page
    assert payload not in page
