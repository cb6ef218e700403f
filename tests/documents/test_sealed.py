"""R1: nothing is fetched while a document is printed, whatever stands in it."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from assessment.documents.pdf import print_html, render_pdf
from assessment.errors import DocumentError
from assessment.methodology.report.model import Paragraph, Quote, Quotes
from tests.documents.small import small_report

REFERENCES = (
    '<img src="file:///etc/hostname">',
    '<img src="{address}/picture.png">',
    '<img src="http://169.254.169.254/latest/meta-data/">',
    '<img src="data:image/png;base64,iVBORw0KGgo=">',
    '<link rel="stylesheet" href="{address}/style.css">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<a rel="attachment" href="file:///etc/passwd">text</a>',
    '<style>@import "{address}/more.css";</style>',
    "<style>@font-face {{ font-family: x; src: url({address}/font.woff) }} p {{ font-family: x }}</style><p>x",
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}/in.svg" width="9" height="9"/></svg>',
    '<p style="background: url({address}/ground.png)">text</p>',
    '<object data="{address}/object.svg"></object>',
)


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback and the paths that were asked of it."""
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_reference_stops_the_printing_and_fetches_nothing(reference: str, listener: tuple[str, list[str]]) -> None:
    address, asked = listener
    page = f"<html lang=en><title>-</title><body>{reference.format(address=address)}"
    with pytest.raises(DocumentError, match="refers to something outside itself"):
        print_html(page)
    assert asked == []


def test_references_written_into_texts_are_only_texts(listener: tuple[str, list[str]]) -> None:
    address, asked = listener
    texts = [reference.format(address=address) for reference in REFERENCES]
    report = small_report(*(Paragraph(text) for text in texts), Quotes(tuple(Quote(text, text) for text in texts)))
    assert render_pdf(report).startswith(b"%PDF")
    assert asked == []
