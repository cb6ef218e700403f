"""Horizontal bars, one row each: a score, a share, a price, with a range and a target where there are any."""

from __future__ import annotations

from assessment.documents.drawing import frame
from assessment.documents.drawing.canvas import TONES, TRACK, Canvas
from assessment.documents.drawing.lettering import width
from assessment.methodology.report.model import Bar, Chart

ROW = 25.0
THICK = 13.0
THIN = 8.0


def draw(canvas: Canvas, chart: Chart) -> None:
    """Draw every row with its bar or, where the value is not known, an empty broken frame."""
    several = len(chart.legend) > 1
    if several:
        frame.legend(
            canvas,
            chart.legend,
            draw=lambda place, x, y: frame.swatch(canvas, x, y, frame.series_colour(place), f"series-{place + 1}"),
        )
    scale = frame.scale_of(chart, values_beside=True)
    canvas.height += frame.target_room(chart)
    top = canvas.height
    tall = [frame.row_height(bar, _least(bar)) for bar in chart.bars]
    canvas.height = top + sum(tall)
    foot = canvas.height
    frame.ticks(canvas, chart, scale, top)
    for bar, middle in frame.rows(canvas, chart.bars, tall, top):
        _row(canvas, bar, scale, middle, several=several)
    frame.target(canvas, chart, scale, top, foot)


def _least(bar: Bar) -> float:
    return max(ROW, len(bar.values) * (THIN + 2) + 8)


def _row(canvas: Canvas, bar: Bar, scale: frame.Scale, middle: float, *, several: bool) -> None:
    thick = THIN if several else THICK
    top = middle - len(bar.values) * (thick + 2) / 2 + 1
    for place, value in enumerate(bar.values):
        y = top + place * (thick + 2)
        if value is None:
            canvas.rect(
                scale.left,
                y,
                scale.right - scale.left,
                thick,
                fill=TONES["unknown"],
                class_="missing",
                dashed=True,
            )
        else:
            canvas.rect(scale.left, y, scale.right - scale.left, thick, fill=TRACK, class_="track")
            fill = frame.series_colour(place) if several else TONES[bar.tone]
            class_ = f"series-{place + 1}" if several else f"tone-{bar.tone or 'plain'}"
            canvas.rect(scale.left, y, scale.at(value) - scale.left, thick, fill=fill, class_=class_)
        _value(canvas, bar, place, value, scale, y + thick / 2)
    _range(canvas, bar, scale, middle)


def _value(canvas: Canvas, bar: Bar, place: int, value: float | None, scale: frame.Scale, middle: float) -> None:
    if place < len(bar.texts):
        size = 9.0 if len(bar.values) > 1 else 11.5
        canvas.paragraph(
            scale.right + 8,
            middle,
            bar.texts[place],
            room=max(frame.VALUE_ROOM[1], width(bar.texts[place].split(" ")[0], size)),
            size=size,
            class_="soft" if value is None else "ink",
            bold=value is not None and len(bar.values) == 1,
        )


def _range(canvas: Canvas, bar: Bar, scale: frame.Scale, middle: float) -> None:
    if bar.low is None or bar.high is None:
        return
    low, high = scale.at(bar.low), scale.at(bar.high)
    canvas.line((low, middle), (high, middle), class_="range", width=1.3)
    for end in (low, high):
        canvas.line((end, middle - 4), (end, middle + 4), class_="range", width=1.3)
