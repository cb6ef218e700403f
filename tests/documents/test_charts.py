"""Charts: the same picture for eyes, for screen readers, and for both directions of writing."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pypdfium2
import pytest

from assessment.documents import charts
from assessment.documents.charts import svg
from assessment.documents.drawing.canvas import Direction
from assessment.documents.drawing.lettering import width, wrapped
from assessment.documents.pdf import print_html
from assessment.documents.word.pictures import pictures
from assessment.methodology.report.model import Bar, Chart, Words
from tests.documents import sample_charts as sample
from tests.documents import sample_texts as texts

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words(*texts.WORDS["en"])
KINDS = {
    "steps": sample.steps_chart,
    "bars": sample.bars_chart,
    "stacked": sample.stacked_chart,
    "dots": sample.dots_chart,
    "spans": sample.spans_chart,
    "days": sample.days_chart,
    "tornado": sample.tornado_chart,
    "boxes": sample.boxes_chart,
    "panels": sample.panels_chart,
}


def _drawn(chart: Chart, direction: Direction = "ltr") -> ElementTree.Element:
    return ElementTree.fromstring(svg(chart, direction=direction, words=WORDS))  # noqa: S314 (our own drawing)


def _texts(root: ElementTree.Element) -> list[str]:
    return [found.text or "" for found in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_an_image_with_a_text_alternative_and_its_figures_in_words(kind: str) -> None:
    root = _drawn(KINDS[kind]("en"))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title", "").startswith("Figure. ")
    in_words = root.findtext(f"{SVG}desc", "")
    assert all(bar.label in in_words and bar.texts[0] in in_words for bar in KINDS[kind]("en").bars)


@pytest.mark.parametrize("kind", KINDS)
def test_the_stamp_is_drawn_inside_the_picture(kind: str) -> None:
    assert "Demonstration: synthetic responses" in _texts(_drawn(KINDS[kind]("en")))


def test_a_chart_without_stamp_draws_none() -> None:
    assert "Demonstration: synthetic responses" not in _texts(_drawn(sample.steps_chart("en", stamp="")))


@pytest.mark.parametrize("kind", KINDS)
def test_everything_lies_within_the_sheet_in_both_directions(kind: str) -> None:
    directions: dict[str, Direction] = {"en": "ltr", "ar": "rtl"}
    for language, direction in directions.items():
        root = _drawn(KINDS[kind](language), direction)
        height = float(root.get("viewBox", "").split()[3])
        for box in root.iter(f"{SVG}rect"):
            assert 0 <= float(box.get("x", "")) <= 640 - float(box.get("width", "")) + 0.1
            assert float(box.get("y", "")) + float(box.get("height", "")) <= height


def test_a_right_to_left_chart_is_the_mirror_image() -> None:
    chart = sample.bars_chart("en")
    left, right = _boxes(chart, "ltr"), _boxes(chart, "rtl")
    assert [(round(640 - x - width), width) for x, width in left] == [(round(x), width) for x, width in right]


def _boxes(chart: Chart, direction: Direction) -> list[tuple[float, float]]:
    boxes = _drawn(chart, direction).iter(f"{SVG}rect")
    return [(float(box.get("x", "")), float(box.get("width", ""))) for box in boxes]


def test_a_list_in_chinese_may_break_after_its_wide_signs():
    assert [width(line, 9.5) < 160 for line in wrapped("4；6；7；8；9；10；11；12；13；14；15", 9.5, 160)] == [
        True,
        True,
    ]


def test_a_long_label_is_broken_into_lines_that_leave_the_scale_free() -> None:
    lines = wrapped("Public decisions on the digital economy rest on figures that everyone may look up " * 4, 11.5, 196)
    assert len(lines) == 5
    assert lines[-1].endswith("…")
    assert all(width(line, 11.5) <= 196 for line in lines)


def test_zero_is_drawn_and_unknown_is_not() -> None:
    """S2: a value that is not known has an empty broken frame instead of a bar of no length."""
    rows = (Bar("None at all", (0.0,), ("0",)), Bar("Not known", (None,), ("insufficient data",)))
    boxes = list(_drawn(Chart("bars", "c", "a", rows)).iter(f"{SVG}rect"))
    assert [box.get("class") for box in boxes] == ["track", "tone-plain", "missing"]
    assert boxes[-1].get("fill") == "none"


def test_markup_in_a_label_is_text() -> None:
    """X1, X5."""
    payload = "<script>alert(1)</script>"
    chart = replace(sample.bars_chart("en"), alternative=payload, bars=(Bar(payload, (5.0,), (payload,)),))
    markup = svg(chart, direction="ltr", words=WORDS)
    assert "<script" not in markup
    assert "&lt;script&gt;" in markup


def test_a_chart_brings_no_style_script_or_id_of_its_own() -> None:
    for kind in KINDS.values():
        markup = svg(kind("en"), direction="ltr", words=WORDS)
        assert not re.search(r"<[^>]+ (style|id|href|on\w+)=|<style", markup)


def test_charts_become_pictures_for_word_in_their_own_size() -> None:
    drawn = [charts.drawing(kind("fr"), direction="ltr", words=WORDS) for kind in KINDS.values()]
    made = pictures(drawn)
    assert [picture[:4] for picture in made] == [b"\x89PNG"] * len(KINDS)


def test_arabic_in_a_chart_is_joined_and_runs_from_right_to_left() -> None:
    """Compares the pixels of an SVG text with the same word as a paragraph, which WeasyPrint shapes rightly.

    Fails when the wrapper in `pdf_child` no longer works.
    """
    assert _difference("المدفوعات") < 0.02


def test_latin_in_a_chart_looks_like_latin_in_a_paragraph() -> None:
    assert _difference("Payments") < 0.02


def _difference(word: str) -> float:
    """The share of pixels in which the word in SVG differs from the word in HTML, of those that bear ink."""
    head = "<html lang=en><title>-</title><style>@page { size: 300px 100px; margin: 0 } body { margin: 0 }</style>"
    in_svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" width="300" height="100">'
        f'<text x="20" y="60" font-size="40" font-family="Noto Sans, Noto Sans Arabic">{word}</text></svg>'
    )
    in_html = (
        '<p style="position: absolute; margin: 0; left: 20px; top: 10px; white-space: nowrap; '
        f'font: 40px Noto Sans, Noto Sans Arabic">{word}</p>'
    )
    first, second = (_ink(print_html(head + body)) for body in (in_svg, in_html))
    return len(first ^ second) / len(first | second)


def _ink(pdf: bytes) -> set[tuple[int, int]]:
    """The dark pixels of the first page, counted from the corner of the ink."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=1).to_pil().convert("L")
    box = picture.point(lambda level: 255 if level < 128 else 0).getbbox()
    cut = picture.crop(box)
    return {(x, y) for x in range(cut.width) for y in range(cut.height) if cut.getpixel((x, y)) < 128}


def test_a_tornado_draws_what_lowers_to_one_side_of_its_middle_and_what_raises_to_the_other():
    root = _drawn(sample.tornado_chart("en"))
    middle = float(next(line.get("x1", "") for line in root.iter(f"{SVG}line") if line.get("class") == "axis"))
    lower, higher = (
        [box for box in root.iter(f"{SVG}rect") if box.get("class") == name and float(box.get("y", "")) > 20]
        for name in ("series-1", "series-2")
    )
    assert (len(lower), len(higher)) == (5, 4)
    assert all(float(box.get("x", "")) + float(box.get("width", "")) <= middle + 0.1 for box in lower)
    assert all(float(box.get("x", "")) >= middle - 0.1 for box in higher)
