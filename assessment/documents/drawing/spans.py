"""Stretches of time, one row each: from its first day to its last, with today as the broken line."""

from __future__ import annotations

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import TONES, TRACK, Canvas
from assessment.methodology.report.model import Bar, Chart

ROW = 25.0
THICK = 13.0
NARROWEST = 4.0


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw a track a row and the stretch on it; a row that nobody has planned has the empty track alone."""
    scale = frame.scale_of(chart, values_beside=False)
    canvas.height += frame.target_room(chart)
    top = canvas.height
    tall = [frame.row_height(bar, ROW) for bar in chart.bars]
    canvas.height = top + sum(tall)
    foot = canvas.height
    frame.ticks(canvas, chart, scale, top)
    for bar, middle in frame.rows(canvas, chart.bars, tall, top):
        _row(canvas, bar, scale, middle)
    frame.target(canvas, chart, scale, top, foot)


def _row(canvas: Canvas, bar: Bar, scale: frame.Scale, middle: float) -> None:
    top = middle - THICK / 2
    canvas.rect(scale.left, top, scale.right - scale.left, THICK, fill=TRACK, class_="track")
    if bar.low is None or bar.high is None:
        return
    left, right = scale.at(bar.low), scale.at(bar.high)
    wide = max(right - left, NARROWEST)
    canvas.rect(left, top, wide, THICK, fill=TONES[bar.tone], class_=f"tone-{bar.tone or 'plain'}")
