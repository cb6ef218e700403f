"""The PDF of a report: what readers, screen readers and libraries find in it."""

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from assessment.documents.pdf import Limits, print_html, render_pdf
from assessment.errors import DocumentError
from assessment.methodology.report.model import Callout, Cell, Column, Paragraph, Row, Table
from tests.documents.conftest import Page, Rendered
from tests.documents.sample_charts import bars_chart, steps_chart
from tests.documents.small import small_report


def _reader(content: bytes) -> Any:
    return PdfReader(io.BytesIO(content))


def _outline_titles(entries: list) -> list[str]:
    return [
        title for entry in entries for title in (_outline_titles(entry) if isinstance(entry, list) else [entry.title])
    ]


def _fonts(reader: Any) -> dict[str, bool]:
    """The fonts by name, and whether each is in the file."""
    found: dict[str, bool] = {}
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            description = inner["/FontDescriptor"].get_object()
            found[inner["/BaseFont"]] = any(f"/FontFile{kind}" in description for kind in ("", "2", "3"))
    return found


def _structure(element: Any) -> Iterator[Any]:
    """The elements of the structure tree below one of them."""
    for child in element.get("/K", ()):
        found = child.get_object()
        if isinstance(found, DictionaryObject):
            yield found
            yield from _structure(found)


def test_the_structure_is_tagged_and_names_its_language_and_title(pdf: Rendered) -> None:
    catalogue = _reader(pdf("ar")).trailer["/Root"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == "ar"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] is not None


def test_every_chart_has_a_text_alternative() -> None:
    reader = _reader(render_pdf(small_report(steps_chart("en"), bars_chart("en"))))
    elements = _structure(reader.trailer["/Root"]["/StructTreeRoot"])
    figures = [element for element in elements if element.get("/S") == "/Figure"]
    assert len(figures) == 2
    assert all(figure["/Alt"].startswith("Figure. ") for figure in figures)


def test_the_metadata_carry_title_keywords_and_the_notice(pdf: Rendered) -> None:
    information = _reader(pdf("en")).metadata
    assert "Samoa" in information["/Title"]
    assert "Demonstration: synthetic responses" in information["/Title"]
    assert "Demonstration: synthetic responses" in information["/Keywords"]
    assert information["/instrument"] == "etrade-rapid 2026.1"


def test_the_bookmarks_lead_to_every_listed_section(pdf: Rendered) -> None:
    titles = _outline_titles(_reader(pdf("en")).outline)
    assert "The country on one page" in titles
    assert "7 Access to financing" in titles
    assert "Scales" not in titles


@pytest.mark.parametrize("language", ["en", "ar"])
def test_all_fonts_are_noto_and_stand_in_the_file(pdf: Rendered, language: str) -> None:
    fonts = _fonts(_reader(pdf(language)))
    assert fonts
    assert all("Noto" in name for name in fonts), fonts
    assert all(fonts.values())


def test_the_notice_stands_on_every_page(pages: list[Page]) -> None:
    assert [page.number for page in pages if "Demonstration: synthetic" not in page.text] == []


def test_the_action_matrix_lies_on_landscape_pages_that_repeat_its_head(pages: list[Page]) -> None:
    wide = [page for page in pages if page.is_wide]
    assert len(wide) >= 2
    assert "STR-R00" in wide[0].text
    assert all("Expected result" in page.text for page in wide)


def test_the_contents_name_the_page_of_a_chapter(pages: list[Page]) -> None:
    place = next(page.number for page in pages[3:] if "7.1" in page.text and "Access to financing" in page.text)
    line = next(line for line in pages[2].text.splitlines() if "Access to financing" in line)
    assert line.endswith(str(place))


def test_evidence_leads_to_the_row_that_shows_it(pdf: Rendered) -> None:
    assert "node-PAY-1" in _reader(pdf("en")).named_destinations


def test_evidence_without_a_row_is_no_broken_link() -> None:
    content = render_pdf(small_report(Paragraph("A finding.", evidence="PAY-SWITCH")))
    assert not _reader(content).pages[-1].get("/Annots")


def test_no_page_but_a_chapters_last_is_less_than_a_third_full(pages: list[Page]) -> None:
    """Looks at the lowest text above the foot of every page that is followed by one of the same section."""
    for page, following in pairwise(pages[3:]):
        assert page.foot != following.foot or page.filled > 1 / 3, page.number


def test_the_same_report_gives_the_same_file() -> None:
    report = small_report(Paragraph("Once and again."), steps_chart("en"))
    assert render_pdf(report) == render_pdf(report)


def test_a_text_with_control_characters_is_printed_without_them() -> None:
    """D15."""
    content = render_pdf(small_report(Paragraph("be\x00fore\x0b and\ud800 af\x1bter")))
    assert "before and after" in _reader(content).pages[-1].extract_text()


def test_markup_in_a_text_is_shown_as_it_was_written() -> None:
    """X1, X6: in every kind of block that carries a respondent's or an author's words."""
    payload = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    table = Table(payload, (Column(payload),), (Row((Cell(payload),)),), note=payload)
    content = render_pdf(small_report(Paragraph(payload), Callout(payload, payload), table))
    text = "".join(_reader(content).pages[-1].extract_text().split())
    assert text.count("<script>alert(1)</script>") == 7


def test_a_document_that_takes_too_long_is_stopped() -> None:
    rows = "<tr><td>cell<td>cell" * 20_000
    with pytest.raises(DocumentError, match="not ready after 2 seconds"):
        print_html(f"<html lang=en><title>-</title><table>{rows}</table>", limits=Limits(seconds=2))


def test_a_document_that_needs_too_much_memory_is_refused_in_words() -> None:
    with pytest.raises(DocumentError, match="more than 60 MiB of memory"):
        print_html("<html lang=en><title>-</title><p>" + "word " * 50_000, limits=Limits(memory=60))
