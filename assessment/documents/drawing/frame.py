"""What the charts have in common: the column of labels, the scale, the legend, the stamp."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assessment.documents.drawing.canvas import (
    LIGHT_STEPS,
    LINE_HEIGHT,
    RAMP,
    SERIES,
    SMALL,
    TEXT_SIZE,
    WIDTH,
    Canvas,
    Ink,
)
from assessment.documents.drawing.lettering import width, wrapped
from assessment.methodology.report.model import Bar, Chart

LABEL_ROOM = 196.0
GAP = 12.0
LEGEND_LINE = 19.0
VALUE_ROOM = (30.0, 150.0)


@dataclass(frozen=True)
class Scale:
    """The stretch of the sheet on which values lie: `left` stands for 0 and `right` for `maximum`."""

    left: float
    right: float
    maximum: float

    def at(self, value: float) -> float:
        """The place of a value; values beyond the ends lie on them."""
        share = min(max(value / self.maximum, 0.0), 1.0) if self.maximum else 0.0
        return self.left + share * (self.right - self.left)


def scale_of(chart: Chart, *, values_beside: bool) -> Scale:
    """The scale between the labels and, with `values_beside`, a column wide enough for the widest value."""
    widest = max((width(bar.texts[0], TEXT_SIZE, bold=True) for bar in chart.bars if bar.texts), default=0.0)
    beside = min(max(widest, VALUE_ROOM[0]), VALUE_ROOM[1]) + GAP if values_beside else GAP
    return Scale(LABEL_ROOM + GAP, WIDTH - beside, chart.maximum)


def row_height(bar: Bar, least: float) -> float:
    """How tall a row must be for its label."""
    return max(least, len(wrapped(bar.label, TEXT_SIZE, LABEL_ROOM)) * TEXT_SIZE * LINE_HEIGHT + 8)


def label(canvas: Canvas, bar: Bar, middle: float) -> None:
    """The name of a row, at the side where reading starts."""
    canvas.paragraph(0, middle, bar.label, room=LABEL_ROOM)


def rows(canvas: Canvas, bars: Sequence[Bar], tall: Sequence[float], top: float) -> Iterator[tuple[Bar, float]]:
    """Name one row under the other, from `top` down, each as `tall` as it needs: a row with its middle."""
    above = top
    for bar, height in zip(bars, tall, strict=True):
        label(canvas, bar, above + height / 2)
        yield bar, above + height / 2
        above += height


def series_colour(place: int) -> str:
    """The colour of a legend entry; the palette begins again after its last."""
    return SERIES[place % len(SERIES)]


def ramp(count: int) -> tuple[tuple[str, Ink], ...]:
    """`count` colours from light to dark, with the class of a text on each.

    One hue, because the order of a legend says nothing of good and bad; it can be told apart without colour.
    """
    last = len(RAMP) - 1
    places = [
        round(place * last / max(count - 1, 1)) if count <= len(RAMP) else place % len(RAMP) for place in range(count)
    ]
    return tuple((RAMP[place], "on-light" if place < LIGHT_STEPS else "on-dark") for place in places)


def mark(canvas: Canvas, place: int, x: float, y: float, radius: float = 5.0) -> None:
    """A dot whose shape, not only its colour, says which legend entry it is."""
    fill, class_ = series_colour(place), f"series-{place + 1}"
    corners = SHAPES[place % len(SHAPES)]
    if corners:
        canvas.polygon(tuple((x + dx * radius, y + dy * radius) for dx, dy in corners), fill=fill, class_=class_)
    else:
        canvas.circle(x, y, radius, fill=fill, class_=class_)


SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    ((0, -1.15), (1.15, 0.95), (-1.15, 0.95)),
    ((0, 1.15), (1.15, -0.95), (-1.15, -0.95)),
    ((-0.4, -1.1), (0.4, -1.1), (0.4, 1.1), (-0.4, 1.1)),
    ((-1.1, -0.4), (1.1, -0.4), (1.1, 0.4), (-1.1, 0.4)),
)


def legend(canvas: Canvas, entries: tuple[str, ...], *, draw: Callable[[int, float, float], None]) -> None:
    """The legend in reading order above the chart, over as many lines as it needs.

    `draw` puts the sign of an entry at a place whose middle it is told.
    """
    x, y = 0.0, canvas.height + LEGEND_LINE / 2
    for place, entry in enumerate(entries):
        needed = width(entry, SMALL) + 27
        if x and x + needed - 11 > WIDTH:
            x, y = 0.0, y + LEGEND_LINE
        draw(place, x + 5.5, y)
        canvas.text(x + 16, y + 3.6, entry, size=SMALL, class_="soft")
        x += needed
    canvas.height = y + LEGEND_LINE / 2 + 5


def swatch(canvas: Canvas, x: float, y: float, fill: str, class_: str) -> None:
    """The little square of a legend, its middle at `x` and `y`."""
    canvas.rect(x - 5.5, y - 5.5, 11, 11, fill=fill, class_=class_)


def ticks(canvas: Canvas, chart: Chart, scale: Scale, top: float) -> None:
    """The marks of the scale: thin lines from `top` to the foot of the chart and their names below."""
    foot = canvas.height
    for value, name in chart.ticks:
        x = scale.at(value)
        canvas.line((x, top), (x, foot + 3))
        canvas.text(x, foot + 14, name, anchor="middle", size=SMALL, class_="soft")
    canvas.height = foot + (20 if chart.ticks else 2)


def target_room(chart: Chart) -> float:
    """The height that the name of the target needs above the chart."""
    return 17.0 if chart.target is not None else 2.0


def target(canvas: Canvas, chart: Chart, scale: Scale, top: float, foot: float) -> None:
    """The level aimed at: a broken line through all rows, named above."""
    if chart.target is None:
        return
    x = scale.at(chart.target)
    canvas.line((x, top - 3), (x, foot), class_="target", width=1.1, dashes="4 2.5")
    half = width(chart.target_label, SMALL) / 2
    canvas.text(
        min(max(x, half), WIDTH - half),
        top - 7,
        chart.target_label,
        anchor="middle",
        size=SMALL,
        class_="soft",
    )


def stamp(canvas: Canvas, text: str) -> None:
    """The notice that belongs to the picture itself, so that a copied chart still carries it."""
    if text:
        canvas.height += 13
        canvas.text(WIDTH, canvas.height - 3, text, anchor="end", size=SMALL, class_="soft", bold=True)
