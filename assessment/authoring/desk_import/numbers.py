"""Numbers as publishers write them: with thousands separators, decimal commas, signs for footnotes."""

from __future__ import annotations

import math
import re
from functools import cache

MARKS = re.compile(r"(?P<number>.*?\d)(?:\s*(?:[*†‡§#⁰¹²³⁴⁵⁶⁷⁸⁹]|[a-z]\)?|\([a-z0-9]{1,2}\)|\[[a-z0-9]{1,2}\]))+")
MINUS = str.maketrans({"−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"})
LONGEST = 40


def number_of(text: str, *, decimal: str = ".", thousands: str = "", footnotes: bool = False) -> float | None:
    """The number that a text is, or None if it is none in this notation.

    A separator of thousands must stand before groups of three: `1,23` is no number, whatever it may mean. A per cent
    sign at the end is left out; with `footnotes`, marks such as `*`, `¹`, `(e)` are too.
    """
    written = text.translate(MINUS).strip()[:LONGEST]
    if footnotes and (marked := MARKS.fullmatch(written)):
        written = marked["number"]
    if not _notation(decimal, thousands).fullmatch(written):
        return None
    plain = written.removesuffix("%").strip().replace(thousands, "") if thousands else written.removesuffix("%").strip()
    value = float(plain.replace(decimal, "."))
    return value if math.isfinite(value) else None


@cache
def _notation(decimal: str, thousands: str) -> re.Pattern[str]:
    point, grouped = re.escape(decimal), rf"[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|" if thousands else ""
    return re.compile(rf"[-+]?(?:(?:{grouped}[0-9]+)(?:{point}[0-9]*)?|{point}[0-9]+)(?:[eE][-+]?[0-9]{{1,3}})? ?%?")
