"""Texts that people type into forms: without what no document can carry, and never longer than their place."""

from __future__ import annotations

import unicodedata

from assessment.errors import InvalidInput
from assessment.methodology.voice import N_

LONGEST_TEXT = 4_000
LONGEST_NAME = 200
LONGEST_NOTE = 50_000
LAYOUT = "\n\t"
NOT_TEXT = frozenset({"Cc", "Cs", "Cn"})
"""Unicode's categories of control characters, halves of pairs, and code points that stand for nothing."""


def kept_text(text: str) -> str:
    """A text as it is kept.

    Raises:
        InvalidInput: it has more than 4,000 characters.
    """
    if len(kept := _readable(text)) > LONGEST_TEXT:
        raise InvalidInput(N_("Enter a text of at most 4,000 characters."))
    return kept


def kept_note(text: str) -> str:
    """The text of a whole conversation as it is kept.

    Raises:
        InvalidInput: it has more than 50,000 characters.
    """
    if len(kept := _readable(text)) > LONGEST_NOTE:
        raise InvalidInput(N_("Enter a text of at most 50,000 characters."))
    return kept


def kept_name(name: str) -> str:
    """A name on one line, as it is kept.

    Raises:
        InvalidInput: it has more than 200 characters.
    """
    if len(kept := " ".join(_readable(name).split())) > LONGEST_NAME:
        raise InvalidInput(N_("Enter a name of at most 200 characters."))
    return kept


def _readable(text: str) -> str:
    signs = text.replace("\r\n", "\n")
    return "".join(sign for sign in signs if sign in LAYOUT or unicodedata.category(sign) not in NOT_TEXT).strip()
