"""Texts made safe for paper: what no file format can carry is taken out."""

from __future__ import annotations

import re

# Control characters, lone surrogates and non-characters: XML 1.0 forbids them, and a printer cannot show them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# French sets a space that does not break before a colon; Chinese has a colon of its own.
COLONS = {"fr": "\u00a0: ", "zh": "："}


def printable(text: str) -> str:
    """`text` without the characters that XML, and so SVG, DOCX and PDF metadata, cannot hold."""
    return UNPRINTABLE.sub("", text)


def labelled(label: str, language: str) -> str:
    """A label ready to stand before its text: `Source: `, in French `Source : `."""
    return label + COLONS.get(language.split("_")[0].split("-")[0], ": ")
