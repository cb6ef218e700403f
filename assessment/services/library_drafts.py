"""A document of a library as a person enters it, checked before anything is kept; and as it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Row

from assessment.authoring.desk_data import is_as_of
from assessment.errors import InvalidInput
from assessment.language import offered_languages
from assessment.methodology.instrument import Instrument
from assessment.methodology.places import area_of_places
from assessment.methodology.voice import N_
from assessment.services.kept_files import checked_file, checked_link
from assessment.services.texts import kept_name, kept_text
from assessment.storage.tables.library import Release

RELEASES: dict[str, str] = {
    "internal": N_("For analysts only"),
    "cited": N_("Named in the report"),
    "quotable": N_("Named and quoted in the report"),
}
MOST_PLACES = 100
MOST_EXCERPTS = 100
LONGEST_PAGE = 60


@dataclass(frozen=True)
class Excerpt:
    """Words of a document, the page or section where they stand, the code they tell of; `quoted`: in the report."""

    code: str
    passage: str
    page: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class Upload:
    """A file as a person chose it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class DocumentDraft:
    """A document as a person enters it; `language` is empty for one that is not offered, `dated` a day, month or year.

    `licence` says by which licence or whose consent it is used; `places` are codes of `area_of_places`.
    """

    title: str
    citation: str = ""
    licence: str = ""
    language: str = ""
    dated: str = ""
    release: str = "cited"
    link: str = ""
    places: Sequence[str] = ()
    excerpts: Sequence[Excerpt] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """All that the document or one of its excerpts tells of, each once."""
        return tuple(dict.fromkeys([*self.places, *(excerpt.code for excerpt in self.excerpts)]))


@dataclass(frozen=True)
class DocumentView:
    """A document as it is kept, of a file with its `size` in bytes; `areas` are those it tells of."""

    id: str
    version_id: int
    draft: DocumentDraft
    areas: tuple[str, ...]
    name: str
    kind: str
    size: int
    digest: str
    added_by: str
    changed_at: datetime


@dataclass(frozen=True)
class CheckedDocument:
    """What is stored of a document: its columns, the area of each code it is attached to, its excerpts."""

    values: dict[str, Any]
    places: dict[str, str]
    excerpts: list[dict[str, Any]]


def checked(instrument: Instrument, draft: DocumentDraft) -> CheckedDocument:
    """What a draft comes to, without its file or link.

    Raises:
        InvalidInput: a field, an excerpt or a code cannot be kept.
    """
    return CheckedDocument(_values(draft), _places(instrument, draft), _excerpts(instrument, draft))


def checked_source(draft: DocumentDraft, upload: Upload | None) -> dict[str, Any]:
    """The columns of a file or of a link.

    Raises:
        InvalidInput: neither or both were given, or the one that was cannot be kept.
    """
    if upload is not None and draft.link.strip():
        raise InvalidInput(N_("Choose a file or enter an address, not both."))
    if upload is None:
        return {"digest": None, "size": 0, "kind": "", "name": "", "link": checked_link(draft.link)}
    file = checked_file(upload.name, upload.content)
    return {"digest": file.digest, "size": file.size, "kind": file.kind, "name": file.name, "link": None}


def view_of(row: Row[Any], places: Sequence[Row[Any]], excerpts: Sequence[Row[Any]]) -> DocumentView:
    """A document from its row, those of its places and those of its excerpts."""
    draft = DocumentDraft(
        title=row.title,
        citation=row.citation,
        licence=row.licence,
        language=row.language,
        dated=row.dated,
        release=row.release,
        link=row.link or "",
        places=tuple(place.code for place in places),
        excerpts=tuple(Excerpt(one.code, one.passage, one.page, one.quoted) for one in excerpts),
    )
    areas = tuple(dict.fromkeys([*(place.area for place in places), *(one.area for one in excerpts)]))
    kept = (row.name, row.kind, row.size, row.digest or "", row.added_by, row.changed_at)
    return DocumentView(row.id, row.version_id, draft, areas, *kept)


def _values(draft: DocumentDraft) -> dict[str, Any]:
    title, licence = kept_name(draft.title), kept_name(draft.licence)
    if not title:
        raise InvalidInput(N_("A document needs a title."))
    if draft.release not in get_args(Release) or draft.language not in ("", *offered_languages()):
        raise InvalidInput(N_("Choose one of the values that are offered."))
    if draft.dated and not is_as_of(draft.dated):
        raise InvalidInput(N_("Give the date as year, year-month or year-month-day."))
    if draft.release == "quotable" and not licence:
        raise InvalidInput(N_("To quote a document, say by which licence or whose consent."))
    return {
        "title": title,
        "citation": kept_text(draft.citation),
        "licence": licence,
        "language": draft.language,
        "dated": draft.dated,
        "release": draft.release,
    }


def _places(instrument: Instrument, draft: DocumentDraft) -> dict[str, str]:
    known = area_of_places(instrument)
    codes = tuple(dict.fromkeys(code for code in draft.places if code))
    if len(codes) > MOST_PLACES:
        raise InvalidInput(N_("Attach a document to at most 100 codes."))
    for code in codes:
        _check_code(known, code)
    return {code: known[code] for code in codes}


def _excerpts(instrument: Instrument, draft: DocumentDraft) -> list[dict[str, Any]]:
    known, kept = area_of_places(instrument), []
    if len(draft.excerpts) > MOST_EXCERPTS:
        raise InvalidInput(N_("Keep at most 100 excerpts of a document."))
    for excerpt in draft.excerpts:
        passage, page = kept_text(excerpt.passage), kept_name(excerpt.page)
        _check_code(known, excerpt.code)
        if not passage:
            raise InvalidInput(N_("Enter the words of every excerpt."))
        if len(page) > LONGEST_PAGE:
            raise InvalidInput(N_("Say in at most 60 characters where an excerpt stands."))
        if excerpt.quoted and draft.release != "quotable":
            raise InvalidInput(N_("Nothing can be quoted in the report unless the document may be quoted."))
        kept.append(
            {"code": excerpt.code, "area": known[excerpt.code], "page": page, "passage": passage}
            | {"quoted": excerpt.quoted}
        )
    return kept


def _check_code(known: dict[str, str], code: str) -> None:
    if code not in known:
        raise InvalidInput(N_("Choose codes of areas, indicators, questions or series of this questionnaire."))
