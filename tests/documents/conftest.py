"""The sample report rendered once for all tests of a run."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pypdfium2
import pytest

from assessment.documents.docx import render_docx
from assessment.documents.pdf import render_pdf
from tests.documents.sample import sample_report

Rendered = Callable[[str], bytes]


@dataclass(frozen=True)
class Page:
    """A printed page: its text, the section named in its foot, and how far down it is filled (0..1)."""

    number: int
    text: str
    foot: str
    filled: float
    is_wide: bool


@pytest.fixture(scope="session")
def pdf() -> Rendered:
    """The sample as PDF by language."""
    return cache(lambda language: render_pdf(sample_report(language)))


@pytest.fixture(scope="session")
def word() -> Rendered:
    """The sample as DOCX by language."""
    return cache(lambda language: render_docx(sample_report(language)))


@pytest.fixture(scope="session")
def pages(pdf: Rendered) -> list[Page]:
    """The pages of the English sample."""
    with pypdfium2.PdfDocument(pdf("en")) as document:
        return [_page(document[place], place + 1) for place in range(len(document))]


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    foot_line, head_line = height * 0.075, height * 0.9
    lowest = min(
        (
            bottom
            for left, bottom, right, top in (text.get_rect(place) for place in range(text.count_rects()))
            if bottom > foot_line
        ),
        default=head_line,
    )
    foot = text.get_text_bounded(0, 0, width * 0.7, foot_line).strip()
    filled = (head_line - lowest) / (head_line - foot_line)
    return Page(number, text.get_text_range(), foot, filled, width > height)
