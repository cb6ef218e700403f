"""An instrument kept as checked JSON beside its files, so that the next start need not read and check YAML again.

`.compiled.jsonl` has two lines: the seal, `{"sources", "content"}`, and the instrument. What is stale, damaged or of
another program counts as not there. Where the folder cannot be written nothing is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

import assessment.authoring
import assessment.methodology
from assessment.files import put_file
from assessment.methodology.instrument import Instrument

FILE = ".compiled.jsonl"


def digest_of(name: str, contents: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over a questionnaire's name, its files, and the program that judges them."""
    return _digest([(name, _program()), *contents])


def kept_instrument(directory: Path, sources: str) -> Instrument | None:
    """The instrument that was made of sources of this digest, if it is kept and whole."""
    try:
        seal, content = (directory / FILE).read_bytes().split(b"\n", 1)
        if seal != _seal(sources, content):
            return None
        return Instrument.model_validate_json(content, strict=True)
    except (OSError, ValueError):
        return None


def keep_instrument(directory: Path, sources: str, instrument: Instrument) -> None:
    """Keep what was made of the sources for the next start, where the folder can be written."""
    content = instrument.model_dump_json(exclude_unset=True).encode()
    with suppress(OSError):
        put_file(directory / FILE, _seal(sources, content) + b"\n" + content)


def _seal(sources: str, content: bytes) -> bytes:
    return json.dumps({"sources": sources, "content": hashlib.sha256(content).hexdigest()}).encode()


@cache
def _program() -> bytes:
    """A digest of the code that reads and checks questionnaires, so that nobody has to count its versions."""
    folders = [
        Path(folder) for package in (assessment.authoring, assessment.methodology) for folder in package.__path__
    ]
    files = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return _digest((path.name, path.read_bytes()) for path in files).encode()


def _digest(contents: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{len(name)} {name} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()
