"""Two things at once, such as importance and severity: a grid whose cells name by number what lies in them."""

from __future__ import annotations

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import LINE_HEIGHT, RAMP, SMALL, TEXT_SIZE, TRACK, WIDTH, Canvas
from assessment.documents.drawing.lettering import wrapped
from assessment.methodology.report.model import Bar, Chart

LEFT = frame.LABEL_ROOM - 56
PADDING = 6.0
LEAST = 34.0
SPACE = 2.0


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw the columns' names and a row for each bar; a cell is the darker, the further up and on it lies.

    Cells in which nothing lies stay pale.
    """
    wide = (WIDTH - LEFT) / max(len(chart.legend), 1)
    _heads(canvas, chart.legend, wide)
    steps = frame.ramp(len(chart.bars) + len(chart.legend) - 1)
    for row, bar in enumerate(chart.bars):
        height = _height(bar, wide)
        middle = canvas.height + height / 2
        canvas.paragraph(0, middle, bar.label, room=LEFT - PADDING)
        for column, text in enumerate(bar.texts):
            fill, ink = steps[len(chart.bars) - 1 - row + column] if text else (TRACK, "soft")
            class_ = f"share-{RAMP.index(fill) + 1}" if text else "track"
            x = LEFT + column * wide
            canvas.rect(x, canvas.height, wide - SPACE, height - SPACE, fill=fill, class_=class_)
            canvas.paragraph(
                x + (wide - SPACE) / 2, middle - SPACE / 2, text, room=wide - 2 * PADDING, anchor="middle", class_=ink
            )
        canvas.height += height


def _heads(canvas: Canvas, legend: tuple[str, ...], wide: float) -> None:
    lines = max((len(wrapped(name, SMALL, wide - PADDING)) for name in legend), default=1)
    height = lines * SMALL * LINE_HEIGHT + PADDING
    for column, name in enumerate(legend):
        middle = canvas.height + height / 2
        canvas.paragraph(
            LEFT + (column + 0.5) * wide, middle, name, room=wide - PADDING, anchor="middle", size=SMALL, class_="soft"
        )
    canvas.height += height


def _height(bar: Bar, wide: float) -> float:
    most = max((len(wrapped(text, TEXT_SIZE, wide - 2 * PADDING)) for text in bar.texts), default=1)
    named = len(wrapped(bar.label, TEXT_SIZE, LEFT - PADDING))
    return max(LEAST, max(most, named) * TEXT_SIZE * LINE_HEIGHT + 2 * PADDING)
