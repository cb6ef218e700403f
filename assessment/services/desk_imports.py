"""Imports of published figures: look at a file, compare it with what is held, take it in once it was confirmed.

An edition replaces what was held of the same country and series; years that it has no more go, and are told, unless
the person keeps them. Cells that could not be read, and values left out, leave what was held as it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.authoring.desk_data import CountryFigure
from assessment.authoring.desk_import.mapping import mapping_named
from assessment.authoring.desk_import.reading import Key, Reading, read_figures
from assessment.errors import Conflict, InvalidInput, NotAllowed
from assessment.methodology.desk import DeskFigure
from assessment.methodology.voice import N_, Voice
from assessment.services.accounts import Access
from assessment.services.texts import kept_name
from assessment.storage import desk as storage
from assessment.storage.tables import DeskImport
from assessment.storage.tables.accounts import EVERYWHERE

LONGEST_VINTAGE = 100
LONGEST_ORIGIN = 2_000
MOST_LISTED = 100
HEAD = ("file_name", "mapping", "checksum", "vintage", "unmatched", "held")
NO_EDITION = N_("Say which edition of the figures this is, such as the day on which the file was published.")
NO_FIGURES = N_("The file holds no figure that can be taken in.")
CHANGED_MEANWHILE = N_("Somebody else changed these figures since you looked at the file. Look at it again.")


@dataclass(frozen=True)
class Change:
    """A figure that an import adds (no `old` value), changes, or drops (no `new` one)."""

    country: str
    series: str
    year: int
    old: float | None
    new: float | None


@dataclass(frozen=True)
class Comparison:
    """An import beside what is held: `dropped` are years of countries and series that the edition has no more."""

    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    dropped: tuple[Change, ...]
    unchanged: int


@dataclass(frozen=True)
class Draft:
    """What would be taken in: the figures, those outside the range of their series apart (`implausible`).

    `unread` are the keys of cells that could not be read; `held` is the digest of what was held of the same countries
    and series when the file was looked at.
    """

    file_name: str
    mapping: str
    checksum: str
    vintage: str
    unmatched: int
    held: str
    figures: Mapping[Key, CountryFigure]
    implausible: frozenset[Key] = frozenset()
    unread: frozenset[Key] = frozenset()

    @property
    def untouched(self) -> frozenset[Key]:
        """What the file has and nobody takes in: it stays as it was held."""
        return self.implausible | self.unread

    def chosen(self, *, with_implausible: bool) -> dict[Key, CountryFigure]:
        """The figures to keep, with those outside the range of their series or without."""
        return {key: one for key, one in self.figures.items() if with_implausible or key not in self.implausible}


@dataclass(frozen=True)
class Preview:
    """A file looked at: what it would bring, what could not be read of it, and the last import of the same file."""

    draft: Draft
    reading: Reading
    comparison: Comparison
    earlier: Row[Any] | None


def preview_of(
    session: Session, access: Access, content: bytes, *, file_name: str, mapping: str, vintage: str, voice: Voice
) -> Preview:
    """Look at a file: nothing is stored. The edition is the one the file names, else the person's.

    Raises:
        NotAllowed: the person works for no country's figures but some.
        InvalidInput: the file or the mapping cannot be used, or nobody says which edition it is.
    """
    check_everywhere(access)
    reading = read_figures(content, mapping_named(mapping), voice)
    told = (vintage.strip() or reading.vintage)[:LONGEST_VINTAGE]
    if not told:
        raise InvalidInput(NO_EDITION)
    held = _held(session, reading.figures)
    draft = Draft(
        file_name=kept_name(file_name) or mapping,
        mapping=mapping,
        checksum=reading.checksum,
        vintage=told,
        unmatched=len(reading.unmatched),
        held=_digest(held),
        figures=reading.figures,
        implausible=frozenset(reading.implausible),
        unread=frozenset(reading.unread),
    )
    comparison = compared(held, draft.chosen(with_implausible=False), draft.untouched)
    return Preview(draft, reading, comparison, storage.import_of_file(session, reading.checksum))


def import_figures(
    session: Session,
    access: Access,
    draft: Draft,
    *,
    with_implausible: bool = False,
    keep_years: bool = False,
    now: datetime,
) -> Comparison:
    """Take in what was looked at; returns what it changed.

    `keep_years` keeps years that this edition has no more.

    Raises:
        NotAllowed: the person works for no country's figures but some.
        InvalidInput: there is nothing to take in.
        Conflict: what was held of the same series is no longer what the file was compared with.
    """
    check_everywhere(access)
    figures = draft.chosen(with_implausible=with_implausible)
    if not figures:
        raise InvalidInput(NO_FIGURES)
    storage.queue_for_figures(session)
    held = _held(session, draft.figures)
    if _digest(held) != draft.held:
        raise Conflict(CHANGED_MEANWHILE)
    found = compared(held, figures, draft.untouched)
    gone = () if keep_years else found.dropped
    rows = {
        key: {"value": one.figure.value, "source": one.figure.source, "licence": one.licence}
        for key, one in figures.items()
    }
    kept = _import_row(draft, figures, found, dropped=len(gone), person=access.name, now=now)
    storage.keep_import(session, kept, rows, [(one.country, one.series, one.year) for one in gone])
    session.commit()
    return Comparison(found.added, found.changed, tuple(gone), found.unchanged)


def imports_kept(session: Session, access: Access) -> list[Row[Any]]:
    """The newest imports, the newest first.

    Raises:
        NotAllowed: the person works for no country's figures but some.
    """
    check_everywhere(access)
    return storage.imports_kept(session, MOST_LISTED)


def compared(
    held: Mapping[Key, float], figures: Mapping[Key, CountryFigure], untouched: Collection[Key] = ()
) -> Comparison:
    """An edition beside what is held of its series; keys in `untouched` are neither in it nor missing from it."""
    pairs = {key[:2] for key in figures}
    news = {key: one.figure.value for key, one in figures.items()}
    gone = (key for key in held if key[:2] in pairs and key not in news and key not in untouched)
    added = (key for key in news if key not in held)
    changed = (key for key, value in news.items() if key in held and held[key] != value)
    more, other, less = (
        tuple(Change(*key, held.get(key), news.get(key)) for key in sorted(keys)) for keys in (added, changed, gone)
    )
    return Comparison(more, other, less, unchanged=len(news) - len(more) - len(other))


def plain_draft(draft: Draft) -> dict[str, Any]:
    """A draft as JSON can carry it through a page, origins written once."""
    origins: dict[tuple[str, str], int] = {}
    by_series: dict[str, dict[str, list[list[float]]]] = {}
    for (country, series, year), one in draft.figures.items():
        origin = origins.setdefault((one.figure.source, one.licence), len(origins))
        doubtful = int((country, series, year) in draft.implausible)
        cell = [year, one.figure.value, origin, doubtful]
        by_series.setdefault(series, {}).setdefault(country, []).append(cell)
    head = {name: getattr(draft, name) for name in HEAD}
    return {"head": head, "origins": list(origins), "figures": by_series, "unread": sorted(draft.unread)}


def draft_from(plain: Mapping[str, Any]) -> Draft:
    """The draft that `plain_draft` wrote."""
    figures: dict[Key, CountryFigure] = {}
    implausible: set[Key] = set()
    for series, countries in plain["figures"].items():
        for country, cells in countries.items():
            for year, value, origin, doubtful in cells:
                source, licence = plain["origins"][int(origin)]
                figures[country, series, int(year)] = CountryFigure(
                    country, DeskFigure(series, int(year), float(value), source), licence
                )
                if doubtful:
                    implausible.add((country, series, int(year)))
    unread = frozenset((country, series, year) for country, series, year in plain["unread"])
    return Draft(**plain["head"], figures=figures, implausible=frozenset(implausible), unread=unread)


def check_everywhere(access: Access) -> None:
    """Refuse who works for some countries only: figures of all of them are kept once, for everybody.

    Raises:
        NotAllowed: the person is no analyst or administrator everywhere.
    """
    if not access.may(EVERYWHERE, "analyst"):
        raise NotAllowed(N_("Only an analyst or administrator of all countries may take in published figures."))


def _held(session: Session, figures: Mapping[Key, CountryFigure]) -> dict[Key, float]:
    """What is held of the countries and series of an edition."""
    pairs = {key[:2] for key in figures}
    held = storage.held_values(session, {series for _, series in pairs})
    return {key: value for key, value in held.items() if key[:2] in pairs}


def _digest(held: Mapping[Key, float]) -> str:
    return hashlib.sha256(json.dumps(sorted(held.items())).encode()).hexdigest()


def _import_row(
    draft: Draft,
    figures: Mapping[Key, CountryFigure],
    found: Comparison,
    *,
    dropped: int,
    person: str,
    now: datetime,
) -> DeskImport:
    return DeskImport(
        file_name=draft.file_name,
        checksum=draft.checksum,
        mapping=draft.mapping,
        vintage=draft.vintage,
        source=_joined({one.figure.source for one in figures.values()}),
        licence=_joined({one.licence for one in figures.values()}),
        added=len(found.added),
        changed=len(found.changed),
        unchanged=found.unchanged,
        dropped=dropped,
        unmatched=draft.unmatched,
        imported_by=person,
        imported_at=now,
    )


def _joined(origins: Collection[str]) -> str:
    return " · ".join(sorted(origins))[:LONGEST_ORIGIN]
