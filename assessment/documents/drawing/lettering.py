"""How much room a text takes, estimated without a font, and where to break it."""

from __future__ import annotations

import unicodedata
from functools import cache

# Shares of the size for Noto Sans: blanks and thin strokes, slim letters, middling, broad; all others are 0.59.
SHARES = (
    (frozenset(" .,:;'’!|iIjl\u00a0\u202f"), 0.27),
    (frozenset("tfr()[]{}-/"), 0.4),
    (frozenset("scz"), 0.48),
    (frozenset("mwMW%@—…жмфшщыюЖМФШЩЫЮ"), 0.9),
)


BOLD = 1.08
"""How much wider a bold text is."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in the units of `size`, estimated for Noto Sans, rather too wide than too narrow."""
    return size * (BOLD if bold else 1) * sum(_share(character) for character in text)


@cache
def _share(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.0
    for characters, share in SHARES:
        if character in characters:
            return share
    return 0.66 if character.isupper() else 0.59


def wrapped(text: str, size: float, room: float, *, most: int = 5) -> list[str]:
    """`text` in lines no wider than `room`, at most `most` of them; what is left out is marked by an ellipsis."""
    lines: list[str] = [""]
    for word in _words(text):
        if lines[-1] and width(lines[-1] + word.rstrip(), size) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append(word)
        else:
            lines[-1] += word
    lines[-1] = lines[-1].rstrip()
    if len(lines) > most:
        return [*lines[: most - 1], _cut(lines[most - 1], size, room)]
    return lines


def _cut(line: str, size: float, room: float) -> str:
    """As much of `line` as leaves room for the ellipsis."""
    while line and width(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip(" ,;:") + "…"


def _words(text: str) -> list[str]:
    """Pieces between which a line may break: after a blank, and after every ideograph or sign as wide as one."""
    pieces: list[str] = [""]
    for character in text:
        pieces[-1] += character
        if character == " " or unicodedata.east_asian_width(character) in ("W", "F"):
            pieces.append("")
    return [piece for piece in pieces if piece]
