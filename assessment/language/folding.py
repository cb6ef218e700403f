"""Folding: what a text is for whoever searches it, without case, accents, and ways of writing the same letter.

Compatibility decomposition and case folding as the Unicode Standard defines them (UAX 15; chapter 3.13), marks left
out; of Arabic also the tatweel and the forms of alef, yeh, teh marbuta and kaf that writers exchange freely, and digits
of other scripts. Nothing is cut into words, so that Chinese is found as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST_WORDS = 8
AROUND = 70
LIKE = {
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه",
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-", "‑": "-",
}  # fmt: skip
"""Letters and signs that stand for another one and do not decompose to it."""
LEFT_OUT = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Cn"})
"""Unicode's categories of marks, of what is not seen, and of what stands for nothing."""
TATWEEL = "ـ"
BREAKS = frozenset(" \n\t\r")


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, and whether it is what was looked for."""

    text: str
    found: bool = False


def folded(text: str) -> str:
    """The text as it is compared: two ways to write the same are one; runs of spaces are one space."""
    return " ".join("".join(map(_sign, text)).split())


def sought(query: str) -> tuple[str, ...]:
    """The words of a query, folded, each once; all of them must occur. At most eight: the rest is left out."""
    return tuple(dict.fromkeys(folded(query).split()))[:MOST_WORDS]


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether every word occurs somewhere in the text, which is folded already."""
    return all(word in text for word in words)


def passage(text: str, words: Sequence[str], around: int = AROUND) -> tuple[Piece, ...]:
    """The text from a little before the first word that occurs to a little after it, with every occurrence marked.

    `around` is in characters. Where nothing occurs, it is the beginning of the text. What was left out at either end
    is an ellipsis.
    """
    seen, place = _with_places(text)
    marked = [
        (place[match.start()], _end(text, place, match.end()))
        for match in (_pattern(tuple(words)).finditer(seen) if words else ())
    ]
    start, end = marked[0] if marked else (0, 0)
    first, last = _word_edge(text, max(0, start - around)), min(len(text), end + 2 * around)
    pieces = [Piece("… ")] if first else []
    for begins, ends in (pair for pair in marked if pair[0] < last):
        if begins > first:
            pieces.append(Piece(text[first:begins]))
        pieces.append(Piece(text[begins:ends], found=True))
        first = ends
    pieces.append(Piece(text[first:last] + (" …" if last < len(text) else "")))
    return tuple(piece for piece in pieces if piece.text)


@lru_cache(16_384)
def _sign(sign: str) -> str:
    """One character as it is compared: nothing, itself, another one or several."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(LIKE.get(part, _digit(part)) for part in parts if _is_kept(part))


def _is_kept(sign: str) -> bool:
    return sign in BREAKS or (sign != TATWEEL and unicodedata.category(sign) not in LEFT_OUT)


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _with_places(text: str) -> tuple[str, list[int]]:
    """The text folded sign by sign, and for each sign of that the place in the text it comes from."""
    signs, places, after_break = [], [], False
    for place, sign in enumerate(text):
        for part in _sign(sign):
            if part.isspace() and after_break:
                continue
            after_break = part.isspace()
            signs.append(" " if after_break else part)
            places.append(place)
    return "".join(signs), places


def _end(text: str, place: list[int], end: int) -> int:
    """Where in the text a match ends: behind the marks and invisible signs that belong to its last letter."""
    after = place[end - 1] + 1
    while after < len(text) and not _sign(text[after]):
        after += 1
    return after


def _word_edge(text: str, place: int) -> int:
    """The beginning of the word at a place, unless it is far away, as in writing without spaces."""
    edge = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1
    return edge if place and place - edge < AROUND // 3 else place


@lru_cache(256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words, the longest first."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
