"""Two things at once, such as importance and severity: a grid whose cells count and name what lies in them."""

from __future__ import annotations

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import LINE_HEIGHT, RAMP, SMALL, TEXT_SIZE, TRACK, WIDTH, Canvas, Ink
from assessment.documents.drawing.lettering import wrapped
from assessment.methodology.report.model import Bar, Chart

LEFT = frame.LABEL_ROOM - 56
PADDING = 6.0
LEAST = 34.0
SPACE = 2.0


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw the columns' names and a row for each bar; a cell is the darker, the further up and on it lies.

    The first line of a cell stands out, further lines are smaller. Cells in which nothing lies stay pale.
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
            _cell(canvas, text, (x + (wide - SPACE) / 2, middle - SPACE / 2), room=wide - 2 * PADDING, ink=ink)
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


def _cell(canvas: Canvas, text: str, middle: tuple[float, float], *, room: float, ink: Ink) -> None:
    """The lines of a cell, one part under the other around its middle."""
    x, y = middle
    parts = _parts(text)
    y -= sum(_tall(part, size, room) for part, size in parts) / 2
    for place, (part, size) in enumerate(parts):
        tall = _tall(part, size, room)
        canvas.paragraph(
            x, y + tall / 2, part, room=room, anchor="middle", size=size, class_=ink, bold=len(parts) > 1 and not place
        )
        y += tall


def _parts(text: str) -> list[tuple[str, float]]:
    return [(part, SMALL if place else TEXT_SIZE) for place, part in enumerate(text.split("\n"))]


def _tall(text: str, size: float, room: float) -> float:
    return len(wrapped(text, size, room)) * size * LINE_HEIGHT


def _height(bar: Bar, wide: float) -> float:
    room = wide - 2 * PADDING
    most = max((sum(_tall(part, size, room) for part, size in _parts(text)) for text in bar.texts), default=0.0)
    return max(LEAST, max(most, _tall(bar.label, TEXT_SIZE, LEFT - PADDING)) + 2 * PADDING)
