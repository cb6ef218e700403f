"""Files and links that back something: a file is kept by its content outside the database, a link is never fetched."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlmodel import Session

from assessment.errors import InvalidInput, NotFound
from assessment.files import put_file
from assessment.methodology.voice import N_
from assessment.services.file_kinds import INVISIBLE, kind_of, safe_name
from assessment.storage import attachments as storage
from assessment.storage.database import Database

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_LINK = 2_000
LEFT_ALONE_FOR = timedelta(days=1)
"""A file that nobody names is not removed while it may still be on its way into the database."""
GONE = N_("There is no such file.")
TOO_LARGE = N_("This file is too large: choose one of at most 10 MB.")
LINK = re.compile(r"https?://[^\s\x00-\x1f\x7f<>\"\\^`{|}]+", re.IGNORECASE)


@dataclass(frozen=True)
class KeptFile:
    """A file by its content: `digest` is SHA-256, `size` in bytes, `kind` one of `MEDIA_TYPE_OF`, `name` safe."""

    digest: str
    size: int
    kind: str
    name: str


def checked_file(name: str, content: bytes) -> KeptFile:
    """What a file is, before anything of it is kept.

    Raises:
        InvalidInput: it is empty, too large or of another kind than is taken.
    """
    if not content:
        raise InvalidInput(N_("Choose a file first."))
    if len(content) > LARGEST_FILE:
        raise InvalidInput(TOO_LARGE)
    kind = kind_of(name, content)
    return KeptFile(hashlib.sha256(content).hexdigest(), len(content), kind, safe_name(name, kind))


def checked_link(link: str) -> str:
    """A web address as it is kept. It is not opened: neither now nor later does this server fetch it.

    Raises:
        InvalidInput: it is none.
    """
    address = link.strip()
    if any(unicodedata.category(sign) in INVISIBLE for sign in address):
        raise InvalidInput(N_("This address holds invisible signs. Type it, or copy it from the address bar again."))
    if len(address) > LONGEST_LINK or not _is_web_address(address):
        raise InvalidInput(N_("Enter a whole address that begins with https:// or http://"))
    return address


def keep(folder: Path, digest: str, content: bytes) -> None:
    """Put a content in its place, unless it is there."""
    place = _place(folder, digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        put_file(place, content)


def content_of(folder: Path, digest: str) -> bytes:
    """A content; empty for what is no file.

    Raises:
        NotFound: it is not there any more.
    """
    try:
        return _place(folder, digest).read_bytes() if digest else b""
    except FileNotFoundError:
        raise NotFound(GONE) from None


def forget_unused(session: Session, folder: Path, digests: Iterable[str]) -> None:
    """Remove those contents that back nothing any more."""
    in_use = storage.digests_in_use(session)
    for digest in digests:
        if digest and digest not in in_use:
            _place(folder, digest).unlink(missing_ok=True)


def forget_all_unused(database: Database, folder: Path, now: datetime) -> int:
    """The same of every content as a job of the night does it, for people erased meanwhile. Returns how many."""
    before = (now - LEFT_ALONE_FOR).timestamp()
    with database.reading() as session:
        in_use = storage.digests_in_use(session)
    unused = [file for file in folder.glob("??/*") if file.name not in in_use and file.stat().st_mtime < before]
    for file in unused:
        file.unlink(missing_ok=True)
    return len(unused)


def _place(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(LINK.fullmatch(address) and parts.hostname and parts.username is None)
