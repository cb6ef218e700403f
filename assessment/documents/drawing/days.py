"""A number that grows from day to day, as a filled stair; the number aimed at as a broken line."""

from __future__ import annotations

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import SMALL, WIDTH, Canvas
from assessment.documents.drawing.lettering import width
from assessment.methodology.report.model import Chart

TALL = 170.0
BETWEEN_NAMES = 18.0
MARGIN = 14.0


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw the scale, the stair and the names of days that have room; a bar's `low` counts days from the first."""
    left = max((width(name, SMALL) for _, name in chart.ticks), default=0.0) + 8
    canvas.height += frame.target_room(chart) + 4
    foot = canvas.height + TALL
    for value, name in chart.ticks:
        y = _height(chart, value, foot)
        canvas.line((left, y), (WIDTH - MARGIN, y))
        canvas.text(left - 6, y + 3.4, name, anchor="end", size=SMALL, class_="soft")
    places = [(_place(chart, bar.low or 0, left), bar.values[0] or 0) for bar in chart.bars]
    _stair(canvas, chart, places, foot)
    _names(canvas, chart, [x for x, _ in places], left, foot)
    _target(canvas, chart, left, foot)
    canvas.height = foot + 22


def _place(chart: Chart, day: float, left: float) -> float:
    """Where a day begins; the last one ends at the end of the scale."""
    return left + (WIDTH - MARGIN - left) * day / ((chart.bars[-1].low or 0) + 1)


def _height(chart: Chart, value: float, foot: float) -> float:
    return foot - TALL * min(value / chart.maximum, 1.0)


def _stair(canvas: Canvas, chart: Chart, places: list[tuple[float, float]], foot: float) -> None:
    points, before = [(places[0][0], foot)], foot
    for x, value in places:
        y = _height(chart, value, foot)
        points += [(x, before), (x, y)]
        before = y
    end = WIDTH - MARGIN
    canvas.polygon((*points, (end, before), (end, foot)), fill=frame.series_colour(0), class_="series-1")


def _names(canvas: Canvas, chart: Chart, places: list[float], left: float, foot: float) -> None:
    """The first day and the last, and between them every day whose name has room."""
    last = WIDTH - MARGIN - width(chart.bars[-1].label, SMALL)
    canvas.text(WIDTH - MARGIN, foot + 15, chart.bars[-1].label, anchor="end", size=SMALL, class_="soft")
    free = left
    for bar, x in zip(chart.bars[:-1], places, strict=False):
        if x >= free and x + width(bar.label, SMALL) + BETWEEN_NAMES <= last:
            canvas.text(x, foot + 15, bar.label, size=SMALL, class_="soft")
            free = x + width(bar.label, SMALL) + BETWEEN_NAMES


def _target(canvas: Canvas, chart: Chart, left: float, foot: float) -> None:
    if chart.target is None:
        return
    y = _height(chart, chart.target, foot)
    canvas.line((left, y), (WIDTH - MARGIN, y), class_="target", width=1.1, dashes="4 2.5")
    canvas.text(WIDTH - MARGIN, y - 5, chart.target_label, anchor="end", size=SMALL, class_="soft")
