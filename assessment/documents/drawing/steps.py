"""Named bands as steps: as many are filled as the row has reached, with no figure between them."""

from __future__ import annotations

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import LINE_HEIGHT, SMALL, TONES, TRACK, Canvas
from assessment.documents.drawing.lettering import wrapped
from assessment.methodology.report.model import Bar, Chart

ROW = 25.0
THICK = 14.0
BETWEEN = 3.0


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw the names of the steps above and a row of boxes for each bar."""
    scale = frame.scale_of(chart, values_beside=True)
    count = max(len(chart.legend), 1)
    step = (scale.right - scale.left + BETWEEN) / count
    _names(canvas, chart.legend, scale.left, step)
    for bar in chart.bars:
        height = frame.row_height(bar, ROW)
        middle = canvas.height + height / 2
        frame.label(canvas, bar, middle)
        _boxes(canvas, bar, scale.left, middle, step, count)
        canvas.paragraph(
            scale.right + 8,
            middle,
            bar.texts[0] if bar.texts else "",
            room=frame.VALUE_ROOM[1],
            class_="soft" if _is_unknown(bar) else "ink",
            bold=not _is_unknown(bar),
        )
        canvas.height += height
    canvas.height += 2


def _is_unknown(bar: Bar) -> bool:
    return not bar.values or bar.values[0] is None


def _names(canvas: Canvas, names: tuple[str, ...], left: float, step: float) -> None:
    lines = max((len(wrapped(name, SMALL, step - 6)) for name in names), default=0)
    tall = lines * SMALL * LINE_HEIGHT + 6
    for place, name in enumerate(names):
        canvas.paragraph(
            left + place * step + (step - BETWEEN) / 2,
            canvas.height + tall / 2,
            name,
            room=step - 6,
            anchor="middle",
            size=SMALL,
            class_="soft",
        )
    canvas.height += tall


def _boxes(canvas: Canvas, bar: Bar, left: float, middle: float, step: float, count: int) -> None:
    filled = 0 if _is_unknown(bar) else int(bar.values[0] or 0)
    for place in range(count):
        x, y = left + place * step, middle - THICK / 2
        if _is_unknown(bar):
            canvas.rect(x, y, step - BETWEEN, THICK, fill=TONES["unknown"], class_="missing", dashed=True)
        elif place < filled:
            canvas.rect(x, y, step - BETWEEN, THICK, fill=TONES[bar.tone], class_=f"tone-{bar.tone or 'plain'}")
        else:
            canvas.rect(x, y, step - BETWEEN, THICK, fill=TRACK, class_="track")
