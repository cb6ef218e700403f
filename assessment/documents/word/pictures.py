"""Charts as pictures for Word, which shows no SVG: printed by the same sealed child as the PDF, then drawn as PNG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment.documents.charts import Drawing
from assessment.documents.pdf import print_html

if TYPE_CHECKING:
    import pypdfium2

PIXELS_PER_POINT = 3.0  # a chart over the width of the page comes out at about 220 dots an inch
PDFIUM = Lock()  # the library may be used by one thread at a time

PAGE = Markup("@page p{0} {{ size: {1}px {2}px; margin: 0 }} .p{0} {{ page: p{0} }}")
SHEET = Markup('<div class="p{0}">{1}</div>')


def pictures(drawings: Sequence[Drawing]) -> list[bytes]:
    """One PNG a drawing, in the same order; raises `DocumentError` as `print_html` does."""
    if not drawings:
        return []
    rules = Markup(" ").join(
        PAGE.format(place, drawing.width, round(drawing.height + 1, 1)) for place, drawing in enumerate(drawings)
    )
    sheets = Markup("").join(SHEET.format(place, drawing.markup) for place, drawing in enumerate(drawings))
    page = Markup(
        '<html lang="en"><title>-</title><style>html, body {{ margin: 0 }} svg {{ display: block; width: 640px }} '
        "{0}</style><body>{1}</body></html>"
    ).format(rules, sheets)
    return _drawn(print_html(page))


def _drawn(pdf: bytes) -> list[bytes]:
    import pypdfium2  # loaded where a document is made, so that web workers stay small

    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return [_png(page) for page in document]


def _png(page: pypdfium2.PdfPage) -> bytes:
    target = io.BytesIO()
    page.render(scale=PIXELS_PER_POINT).to_pil().quantize(colors=128).save(target, "PNG", optimize=False)
    return target.getvalue()
