"""The report as a page: complete, linked, and safe whatever stands in its texts."""

import re

from assessment.documents.html import article, render_html
from assessment.methodology.report.model import (
    Bullets,
    Callout,
    Cell,
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quote,
    Quotes,
    Row,
    Table,
)
from tests.documents.sample import sample_report
from tests.documents.small import small_report


def test_the_page_needs_no_other_file() -> None:
    page = render_html(sample_report("en"))
    assert page.startswith("<!DOCTYPE html>")
    assert not re.search(r'(src|href)="(?!#)', page)
    assert "<script" not in page


def test_the_page_names_its_language_and_direction() -> None:
    assert '<html lang="ar" dir="rtl">' in render_html(sample_report("ar"))


def test_every_figure_with_evidence_leads_to_the_address_given() -> None:
    blocks = (
        Paragraph("A.", evidence="PAY-1"),
        Bullets((Paragraph("B.", evidence="PAY-2"),)),
        KeyFigures((KeyFigure("71 %", "coverage", evidence="PAY-3"),)),
        Table("T", (Column("C"),), (Row((Cell("D", evidence="PAY-4"),)),)),
    )
    page = render_html(small_report(*blocks), evidence_url=lambda code: f"/evidence/{code}?a=1&b=2")
    for code in ("PAY-1", "PAY-2", "PAY-3", "PAY-4"):
        assert f'href="/evidence/{code}?a=1&amp;b=2"' in page


def test_without_addresses_evidence_leads_to_its_row_only_where_there_is_one() -> None:
    table = Table("T", (Column("C"),), (Row((Cell("row"),), anchor="PAY-1"),))
    page = render_html(small_report(Paragraph("A.", evidence="PAY-1"), Paragraph("B.", evidence="PAY-9"), table))
    assert 'href="#node-PAY-1"' in page
    assert "PAY-9" not in page


def test_no_id_stands_twice_and_every_inner_link_has_its_place() -> None:
    page = render_html(sample_report("en"))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_figures_and_tables_are_numbered_in_reading_order() -> None:
    page = render_html(sample_report("en"))
    for word in ("Figure", "Table"):
        numbers = [int(number) for number in re.findall(rf'caption-number">{word} (\d+)\.', page)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_markup_in_any_text_is_escaped() -> None:
    """X1."""
    payload = '"><script>alert(1)</script>'
    blocks = (
        Paragraph(payload, evidence=payload),
        Callout(payload, payload),
        Quotes((Quote(payload, payload),)),
        KeyFigures((KeyFigure(payload, payload, payload),), title=payload),
        Table(payload, (Column(payload, "chip"),), (Row((Cell(payload, "good"),), anchor=payload),), payload, payload),
    )
    page = render_html(small_report(*blocks), evidence_url=lambda code: code)
    assert "<script" not in page


def test_a_french_label_has_its_space_before_the_colon() -> None:
    table = Table("T", (Column("C"),), (Row((Cell("x"),)),), source="Banque mondiale")
    assert "Source\u00a0: " in render_html(small_report(table, language="fr"))
    assert "Source: " in render_html(small_report(table, language="en"))


def test_the_content_alone_carries_no_inline_style() -> None:
    assert " style=" not in article(sample_report("en"))
