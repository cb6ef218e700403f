"""Charts as SVG drawn on the server, the same on screens and on paper.

Each chart carries its text alternative (`<title>`), its figures in words (`<desc>`) and its stamp. Classes for
screens: `ink soft track grid axis target range missing`, `tone-…` and `series-1` upwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from assessment.documents.drawing import bars, boxes, days, dots, frame, matrix, panels, spans, stacked, steps, tornado
from assessment.documents.drawing.canvas import WIDTH, Canvas, Direction
from assessment.methodology.report.model import Bar, Chart, Words

DRAW: dict[str, Callable[[Canvas, Chart], None]] = {
    "bars": bars.draw,
    "steps": steps.draw,
    "stacked": stacked.draw,
    "dots": dots.draw,
    "spans": spans.draw,
    "days": days.draw,
    "panels": panels.draw,
    "boxes": boxes.draw,
    "tornado": tornado.draw,
    "matrix": matrix.draw,
}


@dataclass(frozen=True)
class Drawing:
    """A finished chart: its markup, and its width and height in the units of its view box."""

    markup: Markup
    width: float
    height: float


def svg(chart: Chart, *, direction: Direction, words: Words) -> Markup:
    """The chart as one `<svg role="img">` element without ids, to be placed anywhere in a page."""
    return drawing(chart, direction=direction, words=words).markup


def drawing(chart: Chart, *, direction: Direction, words: Words) -> Drawing:
    """The chart with its size, for a document that must reserve the room."""
    canvas = Canvas(direction)
    DRAW[chart.kind](canvas, chart)
    frame.stamp(canvas, chart.stamp)
    markup = canvas.markup(
        title=f"{words.figure}. {chart.alternative or chart.caption}",
        description=_in_words(chart),
        class_=f"chart chart-{chart.kind}",
    )
    return Drawing(markup, WIDTH, canvas.height)


def _in_words(chart: Chart) -> str:
    """The figures row by row, for those who cannot see the picture."""
    rows = [" · ".join((bar.label, *_values(bar, chart.legend))) for bar in chart.bars]
    return "\n".join(filter(None, (*rows, chart.target_label, chart.stamp)))


def _values(bar: Bar, legend: tuple[str, ...]) -> list[str]:
    if len(bar.texts) == len(legend) and len(legend) > 1:
        return [f"{name} {_on_one_line(text)}" for name, text in zip(legend, bar.texts, strict=True) if text]
    return list(bar.texts)


def _on_one_line(text: str) -> str:
    return " – ".join(text.split("\n"))
