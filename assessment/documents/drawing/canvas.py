"""A sheet on which charts are drawn as SVG: mirrored for right-to-left languages, with one palette.

Colours are presentation attributes, so that a printer which reads no style sheet shows them; every element also
carries a class, so that a screen may restyle it (`templates/report/chart.css` does, for dark screens).
"""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup, escape

from assessment.documents.drawing.lettering import wrapped
from assessment.documents.text import printable
from assessment.methodology.report.model import Tone

WIDTH = 640.0
FONTS = "Noto Sans, Noto Sans Arabic, Noto Sans CJK SC, sans-serif"
TEXT_SIZE = 11.5
SMALL = 9.5
LINE_HEIGHT = 1.28

Direction = Literal["ltr", "rtl"]
Anchor = Literal["start", "middle", "end"]
Ink = Literal["ink", "soft", "on-dark", "on-light"]

INK: dict[Ink, str] = {"ink": "#1d2b36", "soft": "#55636e", "on-dark": "#ffffff", "on-light": "#1d2b36"}
LINES = {"grid": "#d5dce1", "axis": "#8b98a3", "target": "#1d2b36", "range": "#1d2b36"}
TONES: dict[Tone, str] = {
    "": "#1f5a8c",
    "good": "#1b7f79",
    "fair": "#7aa64b",
    "weak": "#d9902f",
    "poor": "#b5443c",
    "unknown": "#8b98a3",
    "muted": "#aab5bd",
}
TRACK = "#e9eef1"
SERIES = ("#123f5c", "#2a8c94", "#e0a548", "#a8513d", "#8fbf9f", "#75618f", "#8b98a3", "#cfd8dd")
RAMP = ("#dbe7ec", "#b3d0da", "#84b4c3", "#397a8f", "#2b6f89", "#123f5c")
LIGHT_STEPS = 3  # so many steps of the ramp are light enough for dark letters

Attribute = str | float | None


def element(tag: str, content: Markup | str = "", **attributes: Attribute) -> Markup:
    """One SVG element; attribute names use `_` for `-`, and attributes that are None are left out."""
    written = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), _number(value))
        for name, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(tag, written, content)


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"


class Canvas:
    """A sheet 640 units wide that grows downwards; `x` is always counted from the side where reading starts."""

    def __init__(self, direction: Direction) -> None:
        self.direction = direction
        self.height = 0.0
        self._parts: list[Markup] = []

    def _mirrored(self, x: float) -> float:
        return WIDTH - x if self.direction == "rtl" else x

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str,
        class_: str,
        dashed: bool = False,
    ) -> None:
        """A filled box, or with `dashed` an empty one with a broken edge: a value that is not known."""
        left = self._mirrored(x) - (width if self.direction == "rtl" else 0)
        self._parts.append(
            element(
                "rect",
                x=left,
                y=y,
                width=max(width, 0),
                height=height,
                class_=class_,
                fill="none" if dashed else fill,
                stroke=fill if dashed else None,
                stroke_width=0.8 if dashed else None,
                stroke_dasharray="3 2.5" if dashed else None,
            )
        )

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        class_: str = "grid",
        width: float = 0.8,
        dashes: str | None = None,
    ) -> None:
        """A straight line; its class names its colour."""
        self._parts.append(
            element(
                "line",
                x1=self._mirrored(start[0]),
                y1=start[1],
                x2=self._mirrored(end[0]),
                y2=end[1],
                class_=class_,
                stroke=LINES[class_],
                stroke_width=width,
                stroke_dasharray=dashes,
            )
        )

    def polygon(self, points: tuple[tuple[float, float], ...], *, fill: str, class_: str) -> None:
        """A filled shape with a thin light edge, so that shapes which overlap stay apart."""
        listed = " ".join(f"{_number(self._mirrored(x))},{_number(y)}" for x, y in points)
        self._parts.append(
            element("polygon", points=listed, class_=class_, fill=fill, stroke="#ffffff", stroke_width=0.8)
        )

    def circle(self, x: float, y: float, radius: float, *, fill: str, class_: str) -> None:
        """A filled circle with the same light edge as a polygon."""
        self._parts.append(
            element(
                "circle",
                cx=self._mirrored(x),
                cy=y,
                r=radius,
                class_=class_,
                fill=fill,
                stroke="#ffffff",
                stroke_width=0.8,
            )
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        anchor: Anchor = "start",
        size: float = TEXT_SIZE,
        class_: Ink = "ink",
        bold: bool = False,
    ) -> None:
        """One line of text on the baseline `y`; `start` is the right end of a right-to-left line."""
        self._parts.append(
            element(
                "text",
                printable(text),
                x=self._mirrored(x),
                y=y,
                text_anchor=anchor,
                font_size=size,
                font_weight="600" if bold else None,
                class_=class_,
                fill=INK[class_],
            )
        )

    def paragraph(
        self,
        x: float,
        middle: float,
        text: str,
        *,
        room: float,
        anchor: Anchor = "start",
        size: float = TEXT_SIZE,
        class_: Ink = "ink",
        bold: bool = False,
    ) -> None:
        """Text broken to `room` and centred on the height `middle`."""
        lines = wrapped(text, size, room)
        step = size * LINE_HEIGHT
        baseline = middle - step * (len(lines) - 1) / 2 + size * 0.36
        for place, line in enumerate(lines):
            self.text(x, baseline + place * step, line, anchor=anchor, size=size, class_=class_, bold=bold)

    def markup(self, *, title: str, description: str, class_: str) -> Markup:
        """The whole drawing with its text alternatives."""
        head = element("title", printable(title)) + element("desc", printable(description))
        height = round(self.height, 1)
        return element(
            "svg",
            head + Markup("").join(self._parts),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH:g} {height:g}",
            role="img",
            class_=escape(class_),
            direction=self.direction,
            font_family=FONTS,
        )
