"""One value among others', a row a series on its own scale: line from end to end, box of the middle half, median, dot.

The others' lowest and highest value are written below each row, since units differ from row to row.
"""

from __future__ import annotations

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import SMALL, TONES, WIDTH, Canvas
from assessment.documents.drawing.lettering import width
from assessment.methodology.report.model import Bar, Chart

ROW = 46.0
THICK = 14.0
OWN, MEDIAN, HALF, ENDS = range(4)
"""The places of the legend and of a bar's texts."""


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw the legend and the rows; a row without quartiles has no box."""
    frame.legend(canvas, chart.legend, draw=lambda place, x, y: _sign(canvas, place, x, y))
    canvas.height += 6
    for bar in chart.bars:
        height = frame.row_height(bar, ROW)
        frame.label(canvas, bar, canvas.height + height / 2)
        _row(canvas, bar, canvas.height + height / 2)
        canvas.height += height


def _sign(canvas: Canvas, place: int, x: float, y: float) -> None:
    if place == OWN:
        frame.mark(canvas, OWN, x, y, 4.6)
    elif place == MEDIAN:
        canvas.line((x, y - 6), (x, y + 6), class_="target", width=2.2)
    elif place == HALF:
        canvas.rect(x - 5.5, y - 4.5, 11, 9, fill=TONES["muted"], class_="tone-muted")
    else:
        canvas.line((x - 5.5, y), (x + 5.5, y), class_="axis", width=1.6)


def _row(canvas: Canvas, bar: Bar, middle: float) -> None:
    low, high = bar.low or 0.0, bar.high or 0.0
    scale = frame.Scale(frame.LABEL_ROOM + 2 * frame.GAP, WIDTH - 2 * frame.GAP, high - low)
    own, median, lower, upper, lowest, highest = (
        None if value is None else scale.at(value - low) for value in bar.values
    )
    canvas.line((scale.left, middle), (scale.right, middle))
    if lowest is not None and highest is not None:
        canvas.line((lowest, middle), (highest, middle), class_="axis", width=1.6)
        _beside(canvas, scale, (lowest + highest) / 2, middle + 17, bar.texts[ENDS])
    if lower is not None and upper is not None:
        canvas.rect(lower, middle - THICK / 2, max(upper - lower, 1), THICK, fill=TONES["muted"], class_="tone-muted")
    if median is not None:
        canvas.line((median, middle - THICK / 2 - 1), (median, middle + THICK / 2 + 1), class_="target", width=2.2)
    if own is not None:
        frame.mark(canvas, OWN, own, middle)
        _beside(canvas, scale, own, middle - 11, bar.texts[OWN], bold=True)


def _beside(canvas: Canvas, scale: frame.Scale, x: float, y: float, text: str, *, bold: bool = False) -> None:
    """A text above or below its place, kept within the row."""
    half = width(text, SMALL, bold=bold) / 2
    inside = min(max(x, scale.left - frame.GAP + half), scale.right + frame.GAP - half)
    canvas.text(inside, y, text, anchor="middle", size=SMALL, class_="ink" if bold else "soft", bold=bold)
