"""The questionnaire on paper as PDF: boxes to tick, lines to write on, codes for the person who types it in."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from assessment.documents.html import environment
from assessment.documents.pdf import DEFAULT, Limits, print_html
from assessment.methodology.paper import Sheet


def render_paper_html(sheet: Sheet) -> str:
    """The page that the PDF is printed from; it needs no other file."""
    style = (files("assessment.documents") / "templates" / "paper" / "paper.css").read_text("utf-8")
    template = environment().get_template("paper/paper.html")
    return template.render(sheet=sheet, style=Markup(style))  # noqa: S704 (a file of ours)


def render_paper_pdf(sheet: Sheet, *, limits: Limits = DEFAULT) -> bytes:
    """The sheet as a tagged PDF; raises `DocumentError` as `print_html` does."""
    return print_html(render_paper_html(sheet), limits=limits)
