"""A tornado: how far a result moves to either side, one choice a row, the largest on top."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import TRACK, Canvas
from assessment.methodology.report.model import Bar, Chart

ROW = 25.0
THICK = 13.0
NARROWEST = 1.5
BESIDE = 40.0


@dataclass(frozen=True)
class Sides(frame.Scale):
    """A scale that runs to both sides: 0 in its middle, `maximum` at either end."""

    def at(self, value: float) -> float:
        """The place of a change; changes beyond the ends lie on them."""
        share = min(max(value / self.maximum, -1.0), 1.0) if self.maximum else 0.0
        return (self.left + self.right) / 2 + share * (self.right - self.left) / 2


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw every change from the middle outwards, lower and higher in two colours, and the line of no change."""
    frame.legend(
        canvas,
        chart.legend,
        draw=lambda place, x, y: frame.swatch(canvas, x, y, frame.series_colour(place), f"series-{place + 1}"),
    )
    plain = frame.scale_of(chart, values_beside=True)
    scale = Sides(plain.left, plain.right - BESIDE, plain.maximum)
    top = canvas.height
    tall = [frame.row_height(bar, ROW) for bar in chart.bars]
    canvas.height = top + sum(tall)
    foot = canvas.height
    frame.ticks(canvas, chart, scale, top)
    for bar, middle in frame.rows(canvas, chart.bars, tall, top):
        _row(canvas, bar, scale, middle)
    canvas.line((scale.at(0), top), (scale.at(0), foot), class_="axis", width=1.1)


def _row(canvas: Canvas, bar: Bar, scale: Sides, middle: float) -> None:
    canvas.rect(scale.left, middle - THICK / 2, scale.right - scale.left, THICK, fill=TRACK, class_="track")
    for place, value in enumerate(bar.values):
        if value:
            start, end = sorted((scale.at(0), scale.at(value)))
            wide = max(end - start, NARROWEST)
            fill, class_ = frame.series_colour(place), f"series-{place + 1}"
            canvas.rect(start if value > 0 else end - wide, middle - THICK / 2, wide, THICK, fill=fill, class_=class_)
    for place, text in enumerate(filter(None, bar.texts)):
        canvas.text(scale.right + 8 + place * BESIDE, middle + 4, text, bold=True)
