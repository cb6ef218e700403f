"""Style sheets and scripts at addresses that change with their content, compressed once, kept for a year."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import brotli
from flask import Blueprint, Response, abort, request, url_for

from assessment.documents.html import stylesheet
from assessment.web.headers import A_YEAR, takes

FOLDER = Path(__file__).with_name("static")
CHARTS = files("assessment.documents") / "templates" / "report" / "chart.css"
MIMETYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
BUNDLES = {  # fewer requests on a poor line
    "fieldwork.js": ("expressions.js", "fieldwork.js"),
    "offline.js": ("kept.js", "offline.js"),
}

blueprint = Blueprint("assets", __name__)
_addresses: dict[tuple[str, str], str] = {}
"""By where a proxy serves us, and the name."""


@dataclass(frozen=True)
class Asset:
    """One file as it is sent: plain, and in the two compressed forms."""

    mimetype: str
    plain: bytes
    gzipped: bytes
    brotlied: bytes


@cache
def assets() -> dict[str, Asset]:
    """Every asset by its name."""
    contents = {path.name: _content(path.name) for path in sorted(FOLDER.iterdir()) if path.suffix in MIMETYPES}
    contents["report.css"] = stylesheet("screen").encode()
    contents["staff.css"] += CHARTS.read_bytes()
    return {
        name: Asset(
            MIMETYPES[Path(name).suffix],
            content,
            gzip.compress(content, 9, mtime=0),
            brotli.compress(content, mode=brotli.MODE_TEXT),
        )
        for name, content in contents.items()
    }


@cache
def asset_digest(name: str) -> str:
    """A short digest of an asset's content."""
    return hashlib.sha256(assets()[name].plain).hexdigest()[:12]


def asset_url(name: str) -> str:
    """The address of an asset in its present content."""
    key = request.script_root, name
    if key not in _addresses:
        _addresses[key] = url_for("assets.asset", digest=asset_digest(name), name=name)
    return _addresses[key]


@blueprint.get("/static/<digest>/<name>")
def asset(digest: str, name: str) -> Response:
    """One asset; an address of older content is unknown rather than wrong."""
    if name not in assets() or digest != asset_digest(name):
        abort(404)
    found = assets()[name]
    if takes("br"):
        response = Response(found.brotlied, mimetype=found.mimetype, headers={"Content-Encoding": "br"})
    elif takes("gzip"):
        response = Response(found.gzipped, mimetype=found.mimetype, headers={"Content-Encoding": "gzip"})
    else:
        response = Response(found.plain, mimetype=found.mimetype)
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def _content(name: str) -> bytes:
    parts = BUNDLES.get(name, (name,))
    content = b"\n".join((FOLDER / part).read_bytes() for part in parts)
    return _without_comments(content) if name.endswith(".js") else content


def _without_comments(script: bytes) -> bytes:
    """A script without its lines of comment and its margins: a fifth less on a poor line."""
    lines = (line.strip() for line in script.splitlines())
    return b"\n".join(line for line in lines if line and not line.startswith(b"//"))
