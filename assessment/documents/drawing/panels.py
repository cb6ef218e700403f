"""Small multiples: one little picture for each bar of the chart, all on the same scale, to be compared by shape."""

from __future__ import annotations

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import LINE_HEIGHT, SMALL, TONES, TRACK, WIDTH, Canvas
from assessment.documents.drawing.lettering import wrapped
from assessment.methodology.report.model import Bar, Chart

ABREAST = 3
BETWEEN = 26.0
ROOM = (WIDTH - (ABREAST - 1) * BETWEEN) / ABREAST
TALL = 54.0
BELOW = 34.0
SLIM = 0.72


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw the legend, then the panels in rows of three; a value that is not known is an empty broken column."""
    _names(canvas, chart.legend)
    for first in range(0, len(chart.bars), ABREAST):
        abreast = chart.bars[first : first + ABREAST]
        lines = max(len(wrapped(bar.label, SMALL + 1, ROOM)) for bar in abreast)
        head = lines * (SMALL + 1) * LINE_HEIGHT + 8
        foot = canvas.height + head + TALL
        for place, bar in enumerate(abreast):
            left = place * (ROOM + BETWEEN)
            canvas.paragraph(left, canvas.height + head / 2, bar.label, room=ROOM, size=SMALL + 1, bold=True)
            _panel(canvas, chart, bar, left, foot)
        canvas.height = foot + BELOW


def _names(canvas: Canvas, names: tuple[str, ...]) -> None:
    """What the columns stand for, in two columns of text."""
    half = WIDTH / 2
    for first in range(0, len(names), 2):
        tall = max(len(wrapped(name, SMALL, half - 12)) for name in names[first : first + 2]) * SMALL * LINE_HEIGHT + 4
        for place, name in enumerate(names[first : first + 2]):
            middle = canvas.height + tall / 2
            canvas.paragraph(place * half, middle, name, room=half - 12, size=SMALL, class_="soft")
        canvas.height += tall
    canvas.height += 8


def _panel(canvas: Canvas, chart: Chart, bar: Bar, left: float, foot: float) -> None:
    step = ROOM / max(len(bar.values), 1)
    thick = step * SLIM
    scale = frame.Scale(0, TALL, chart.maximum)
    for place, value in enumerate(bar.values):
        x = left + place * step
        if value is None:
            canvas.rect(x, foot - TALL, thick, TALL, fill=TONES["unknown"], class_="missing", dashed=True)
        else:
            canvas.rect(x, foot - TALL, thick, TALL, fill=TRACK, class_="track")
            tall = scale.at(value)
            canvas.rect(x, foot - tall, thick, tall, fill=TONES[bar.tone], class_=f"tone-{bar.tone or 'plain'}")
        if place < len(chart.ticks):
            canvas.text(x + thick / 2, foot + 13, chart.ticks[place][1], anchor="middle", size=SMALL, class_="soft")
    canvas.line((left, foot), (left + ROOM - (step - thick), foot), class_="axis")
