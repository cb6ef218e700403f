"""Names of a foreign form as codes of ours: kept where they can be, else made valid, and the author is told."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

ITEM = re.compile(r"[A-Z][A-Z0-9]*_[0-9]{2,3}[a-z]?")
AREA = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
OPTION = re.compile(r"[a-z0-9][a-z0-9_]*")
SCALE = re.compile(r"[a-z][a-z0-9_]*")
LONGEST_AREA = 8


@dataclass
class Codes:
    """The codes given so far; `notes` says which names became others."""

    notes: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def area(self, name: str, place: str) -> str:
        """A group's name in capitals."""
        letters = re.sub(r"[^A-Z0-9]+", "", _plain(name).upper()).lstrip("0123456789") or "AREA"
        return self._given(name, name if AREA.fullmatch(name) else letters[:LONGEST_AREA], place)

    def item(self, name: str, area: str, place: str) -> str:
        """A question's name, or the next number of its area."""
        if ITEM.fullmatch(name) and name not in self.taken:
            return self._given(name, name, place)
        stem = area.replace("-", "")
        number = next(n for n in range(1, 1_000) if f"{stem}_{n:02}" not in self.taken)
        return self._given(name, f"{stem}_{number:02}", place)

    def option(self, name: str, used: set[str], place: str) -> str:
        """A choice's name in small letters."""
        return self._told(name, _unique(_small(name) or "option", used, "_"), place)

    def scale(self, name: str, used: set[str], place: str) -> str:
        """A list's name in small letters."""
        small = _small(name)
        code = small if SCALE.fullmatch(small) else f"list_{small}".rstrip("_")
        return self._told(name, _unique(code, used, "_"), place)

    def _given(self, name: str, code: str, place: str) -> str:
        code = _unique(code, self.taken, "")
        self.taken.add(code)
        return self._told(name, code, place)

    def _told(self, name: str, code: str, place: str) -> str:
        if code != name:
            self.notes.append(f"{place}: {name} is now {code}")
        return code


def _unique(code: str, used: set[str], joint: str) -> str:
    if code not in used:
        return code
    return next(new for n in range(2, len(used) + 3) if (new := f"{code}{joint}{n}") not in used)


def _small(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", _plain(name).lower()).strip("_")


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
