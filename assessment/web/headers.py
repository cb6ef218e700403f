"""What every answer of the server carries: security headers, caching, compression."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import brotli
from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

EXTENSION = "etready-headers"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
A_YEAR = 31_536_000
WORTH_COMPRESSING = 600
COMPRESSED = {"text/html", "application/json"}


def install(app: Flask, *, secure: bool) -> None:
    """Add the headers to every response; `secure` also tells browsers to insist on HTTPS."""

    app.extensions[EXTENSION] = list(
        (HEADERS | ({"Strict-Transport-Security": f"max-age={A_YEAR}"} if secure else {})).items()
    )
    app.after_request(_finish)


def protecting(app: Flask, start_response: StartResponse) -> StartResponse:
    """What begins an answer, after this with the headers that all of them carry."""
    always: list[tuple[str, str]] = app.extensions[EXTENSION]

    def start(status: str, headers: list[tuple[str, str]], *fault: Any) -> Callable[[bytes], object]:
        return start_response(status, headers + always, *fault)

    return cast("StartResponse", start)


def _finish(response: Response) -> Response:
    """Let nothing be kept that does not say so; a redirection needs no page, which the library writes in English."""
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    if "Location" in response.headers:
        response.set_data(b"")
        return response
    return _compress(response)


def takes(encoding: str) -> bool:
    """Whether the browser reads a compression."""
    return _is_among(request.headers.get("Accept-Encoding", ""), encoding)


@lru_cache
def _is_among(asked: str, encoding: str) -> bool:
    return parse_accept_header(asked, Accept).quality(encoding) > 0


def _compress(response: Response) -> Response:
    encoded = response.direct_passthrough or "Content-Encoding" in response.headers
    if encoded or response.mimetype not in COMPRESSED:
        return response
    response.vary.add("Accept-Encoding")
    content = response.get_data()
    if len(content) < WORTH_COMPRESSING:
        return response
    if takes("br"):
        response.set_data(brotli.compress(content, mode=brotli.MODE_TEXT, quality=4))
        response.headers["Content-Encoding"] = "br"
    elif takes("gzip"):
        response.set_data(gzip.compress(content, 1, mtime=0))  # browsers take Brotli wherever the line is safe
        response.headers["Content-Encoding"] = "gzip"
    return response
