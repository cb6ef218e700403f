"""Which kind of file some bytes are, told from themselves and not from their name; and names safe to give out."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable

from assessment.errors import InvalidInput
from assessment.methodology.voice import N_

WORD, SHEET = "word/document.xml", "xl/workbook.xml"
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPE_OF = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "txt": "text/plain",
}
MOST_MEMBERS = 5_000
LONGEST_STEM = 100
OTHER_KIND = N_("Choose a file in one of these formats: PDF, PNG, JPEG, DOCX, XLSX, TXT.")
NOT_WHAT_IT_SAYS = N_("This file is not what its name says. Save it again in the format you need, then choose it.")
UNWELCOME = re.compile(r'[<>:"|?*\x00-\x1f]')
MARKUP = re.compile(r"\s*<\s*(!|\?|html|head|body|svg|script|iframe|math)", re.IGNORECASE)
BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode's categories of controls, of signs that turn the direction of writing, and of what stands for nothing."""


def kind_of(name: str, content: bytes) -> str:
    """The kind of a file, one of `MEDIA_TYPE_OF`: its name and its bytes must say the same.

    Raises:
        InvalidInput: it is of no such kind, or another than its name says.
    """
    _, dot, ending = name.strip().lower().rpartition(".")
    kind = "jpg" if ending == "jpeg" else ending
    if not dot or kind not in IS_OF_KIND:
        raise InvalidInput(OTHER_KIND)
    if not IS_OF_KIND[kind](content):
        raise InvalidInput(NOT_WHAT_IT_SAYS)
    return kind


def safe_name(name: str, kind: str) -> str:
    """A file's name without folders, invisible signs and what a file system forbids, ending as its kind does."""
    own = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in own if unicodedata.category(sign) not in INVISIBLE)
    stem = " ".join(UNWELCOME.sub("_", shown.rpartition(".")[0]).split()).strip(". ")[:LONGEST_STEM]
    return f"{stem or 'file'}.{kind}"


def _begins(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _holds(part: str) -> Callable[[bytes], bool]:
    """An Office document by its main part, without macros; nothing is unpacked."""

    def holds(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return False
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return content[:2] == b"PK" and len(names) <= MOST_MEMBERS and part in names and not has_macros

    return holds


def _is_text(content: bytes) -> bool:
    """Text without control characters that is no markup; of old encodings only ASCII can be judged."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16") if is_wide else content.decode("utf-8-sig", "replace")
    except UnicodeDecodeError:
        return False
    return not (BINARY.search(text) or MARKUP.match(text) or any(known(content) for known in KNOWN))


KNOWN = tuple(_begins(signature) for signature in (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04"))
IS_OF_KIND: dict[str, Callable[[bytes], bool]] = {
    "pdf": _begins(b"%PDF-"),
    "png": _begins(b"\x89PNG\r\n\x1a\n"),
    "jpg": _begins(b"\xff\xd8\xff"),
    "docx": _holds(WORD),
    "xlsx": _holds(SHEET),
    "txt": _is_text,
}
