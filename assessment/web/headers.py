"""What every answer of the server carries: security headers, caching, compression."""

from __future__ import annotations

import gzip

import brotli
from flask import Flask, Response, request

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

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers.extend(HEADERS)
        if secure:
            response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response

    app.after_request(_without_page)
    app.after_request(_compress)


def _without_page(response: Response) -> Response:
    """A redirection needs no page: browsers never show it, and the library writes it in English."""
    if "Location" in response.headers:
        response.set_data(b"")
    return response


def _compress(response: Response) -> Response:
    encoded = response.direct_passthrough or "Content-Encoding" in response.headers
    if encoded or response.mimetype not in COMPRESSED:
        return response
    response.vary.add("Accept-Encoding")
    content = response.get_data()
    if len(content) < WORTH_COMPRESSING:
        return response
    if request.accept_encodings.quality("br"):
        response.set_data(brotli.compress(content, mode=brotli.MODE_TEXT, quality=4))
        response.headers["Content-Encoding"] = "br"
    elif request.accept_encodings.quality("gzip"):
        response.set_data(gzip.compress(content, 1, mtime=0))  # browsers take Brotli wherever the line is safe
        response.headers["Content-Encoding"] = "gzip"
    return response
