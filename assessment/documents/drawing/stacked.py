"""Shares of a whole, one bar a row, in the order of the legend."""

from __future__ import annotations

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import SMALL, TONES, Canvas, Ink
from assessment.documents.drawing.lettering import width
from assessment.methodology.report.model import Bar, Chart

ROW = 27.0
THICK = 17.0

Colours = tuple[tuple[str, Ink], ...]


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw the legend and the bars; a share is named inside its part wherever the text fits."""
    colours = frame.ramp(max([len(chart.legend), *(len(bar.values) for bar in chart.bars)], default=1))
    frame.legend(
        canvas,
        chart.legend,
        draw=lambda place, x, y: frame.swatch(canvas, x, y, colours[place][0], f"share-{place + 1}"),
    )
    scale = frame.scale_of(chart, values_beside=False)
    above = canvas.height
    tall = [frame.row_height(bar, ROW) for bar in chart.bars]
    canvas.height += sum(tall)
    frame.ticks(canvas, chart, scale, above)
    for bar, middle in frame.rows(canvas, chart.bars, tall, above):
        _parts(canvas, bar, scale, middle, colours)


def _parts(canvas: Canvas, bar: Bar, scale: frame.Scale, middle: float, colours: Colours) -> None:
    known = [value for value in bar.values if value is not None]
    if not known:
        _empty(canvas, bar, scale, middle)
        return
    before = 0.0
    for place, value in enumerate(bar.values):
        if not value:
            continue
        left, right = scale.at(before), scale.at(before + value)
        canvas.rect(
            left,
            middle - THICK / 2,
            max(right - left - 0.8, 0.4),
            THICK,
            fill=colours[place][0],
            class_=f"share-{place + 1}",
        )
        text = bar.texts[place] if place < len(bar.texts) else ""
        if width(text, SMALL) + 6 <= right - left:
            canvas.text(
                (left + right) / 2,
                middle + 3.4,
                text,
                anchor="middle",
                size=SMALL,
                class_=colours[place][1],
            )
        before += value


def _empty(canvas: Canvas, bar: Bar, scale: frame.Scale, middle: float) -> None:
    wide = scale.right - scale.left
    canvas.rect(scale.left, middle - THICK / 2, wide, THICK, fill=TONES["unknown"], class_="missing", dashed=True)
    canvas.text(
        scale.left + wide / 2,
        middle + 3.4,
        bar.texts[0] if bar.texts else "",
        anchor="middle",
        size=SMALL,
        class_="soft",
    )
