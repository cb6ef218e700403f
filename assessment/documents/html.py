"""The report as one HTML page: the page that is read on a screen, and the page that the PDF is printed from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assessment.documents import charts
from assessment.documents.columns import shares
from assessment.documents.outline import Outline, outline
from assessment.documents.text import labelled, printable
from assessment.errors import NotFound
from assessment.methodology.report.model import Chart, Report
from assessment.methodology.voice import N_

Medium = Literal["screen", "print"]
STYLES: dict[Medium, tuple[str, ...]] = {
    "screen": ("report.css", "chart.css", "screen.css"),
    "print": ("report.css", "print.css"),
}
TEXT_WIDTH = 420.0  # points between the margins of an upright page, less what larger type takes on a screen
WIDE_TEXT_WIDTH = 739.0  # and of a landscape page
EvidenceUrl = Callable[[str], str]
PartUrl = Callable[[str], str]


def render_html(report: Report, *, evidence_url: EvidenceUrl | None = None) -> str:
    """The report as a complete page that needs no other file.

    `evidence_url` gives the address where what stands behind a code is opened; without it a figure links to the row
    of the report that shows it, or to the part that lists what it counts.
    """
    return _page(report, "screen", evidence_url)


def render_print_html(report: Report) -> str:
    """The same content laid out for paper, with links that stay inside the document."""
    return _page(report, "print", None)


def article(
    report: Report, *, evidence_url: EvidenceUrl | None = None, part: str = "", part_url: PartUrl | None = None
) -> Markup:
    """The content alone, to be placed in a page that brings `stylesheet("screen")` itself.

    With `part_url`, which gives the address of a part by its id, the report is spread over pages: this one holds
    the part, or without one the cover and the contents.

    Raises:
        NotFound: the report has no such part.
    """
    template = environment().get_template("report/article.html")
    context = _context(report, evidence_url)
    if part_url is not None:
        context |= _spread(outline(report), part, part_url)
    return Markup(template.render(context))  # noqa: S704 (escaped by the template)


@cache
def stylesheet(medium: Medium) -> str:
    """The style sheet of a medium, whole."""
    folder = files("assessment.documents") / "templates" / "report"
    return "\n".join((folder / name).read_text("utf-8") for name in STYLES[medium])


def _page(report: Report, medium: Medium, evidence_url: EvidenceUrl | None) -> str:
    template = environment().get_template("report/page.html")
    style = Markup(stylesheet(medium))  # noqa: S704 (a file of ours)
    return template.render(_context(report, evidence_url), style=style, medium=medium)


def _context(report: Report, evidence_url: EvidenceUrl | None) -> dict[str, object]:
    whole = outline(report)
    return {
        "report": report,
        "words": report.words,
        "outline": whole,
        "href": _links(whole, evidence_url),
        "drawn": lambda chart: _drawn(chart, report),
        "label": lambda word: labelled(word, report.language),
        "shares": lambda table, wide: shares(table, room=WIDE_TEXT_WIDTH if wide else TEXT_WIDTH),
        "first": _Once(),
        "shown": whole.parts,
        "front": True,
        "entry": lambda id_: f"#{id_}",
        "contents_url": "",
        "next": None,
    }


def _spread(whole: Outline, part: str, part_url: PartUrl) -> dict[str, object]:
    """What differs on one of several pages: the part shown, its neighbours, and where entries of the contents lead."""
    parts, ids = whole.parts, [one.id for one in whole.parts]
    if part and part not in ids:
        raise NotFound(N_("There is no such report."))
    place = ids.index(part) if part else -1
    return {
        "shown": parts[place : place + 1] if part else (),
        "front": not part,
        "entry": lambda id_: f"{part_url('-'.join(id_.split('-')[:2]))}#{id_}",
        "contents_url": part_url(""),
        "next": parts[place + 1] if place + 1 < len(parts) else None,
    }


def _drawn(chart: Chart, report: Report) -> Markup:
    return charts.svg(chart, direction=report.direction, words=report.words)


def _links(whole: Outline, evidence_url: EvidenceUrl | None) -> EvidenceUrl:
    """Where the evidence of a code is opened; an empty address where it cannot be."""
    if evidence_url is not None:
        return lambda code: evidence_url(code) if code else ""
    return lambda code: (
        f"#node-{code}" if code in whole.anchors else f"#{part}" if (part := whole.lists.get(code)) else ""
    )


class _Once:
    """Says of each anchor whether this is its first row: an id may stand only once in a page."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, anchor: str) -> bool:
        is_new = bool(anchor) and anchor not in self._seen
        self._seen.add(anchor)
        return is_new


@cache
def environment() -> Environment:
    """The templates of documents: everything escaped, nothing undefined, nothing unprintable."""
    return Environment(
        loader=PackageLoader("assessment.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return printable(value)
    return value
