"""Groups compared on a common scale: one dot a group, told apart by shape as well as colour."""

from __future__ import annotations

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import SMALL, Canvas
from assessment.documents.drawing.lettering import width
from assessment.methodology.report.model import Bar, Chart

ROW = 32.0


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw the legend, the rows and their dots; a value is written above its dot where there is room."""
    frame.legend(canvas, chart.legend, draw=lambda place, x, y: frame.mark(canvas, place, x, y, 4.6))
    scale = frame.scale_of(chart, values_beside=False)
    canvas.height += frame.target_room(chart)
    top = canvas.height
    tall = [frame.row_height(bar, ROW) for bar in chart.bars]
    canvas.height = top + sum(tall)
    foot = canvas.height
    frame.ticks(canvas, chart, scale, top)
    frame.target(canvas, chart, scale, top, foot)
    for bar, middle in frame.rows(canvas, chart.bars, tall, top):
        _row(canvas, bar, scale, middle + 3)


def _row(canvas: Canvas, bar: Bar, scale: frame.Scale, middle: float) -> None:
    canvas.line((scale.left, middle), (scale.right, middle))
    placed = sorted((scale.at(value), place) for place, value in enumerate(bar.values) if value is not None)
    if len(placed) > 1:
        canvas.line((placed[0][0], middle), (placed[-1][0], middle), class_="axis", width=1.6)
    free_from = float("-inf")
    for x, place in placed:
        frame.mark(canvas, place, x, middle)
        text = bar.texts[place] if place < len(bar.texts) else ""
        half = width(text, SMALL - 1) / 2
        if text and x - half >= free_from:
            canvas.text(x, middle - 8, text, anchor="middle", size=SMALL - 1, class_="soft")
            free_from = x + half + 3
