"""Questionnaires as their authors look at them: on file or published, in any language, for any respondent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Row
from sqlmodel import Session

from assessment.authoring.digests import method_digest, text_digest
from assessment.authoring.loader import load
from assessment.errors import NotFound, QuestionnaireError
from assessment.language import CatalogueVoice, offered_languages
from assessment.language.texts import untranslated
from assessment.methodology.instrument import Instrument
from assessment.methodology.localisation import localised, texts_of
from assessment.methodology.voice import N_
from assessment.services.assessments import published_instrument
from assessment.storage import assessments as storage

Origin = Literal["file", "published"]
IDENTITY = re.compile(r"[a-z][a-z0-9-]*/[0-9]{1,4}(\.[0-9]+)?")


@dataclass(frozen=True)
class Listed:
    """A questionnaire version: whether it is on file, when it was published, whether the file differs from that.

    `problems` are the faults of the file, one line each; `title` is empty for a file that cannot be read.
    """

    identity: str
    title: str
    on_file: bool
    published_at: datetime | None
    differs: bool
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """A questionnaire in a language, with how many of its texts are `missing` in it and shown in their own."""

    instrument: Instrument
    missing: int


def listed_questionnaires(session: Session, folder: Path) -> tuple[Listed, ...]:
    """Every version in the folder of questionnaires and every published one, by name and version."""
    published = {f"{row.code}/{row.version}": row for row in storage.questionnaires(session)}
    on_file = {path.parent.relative_to(folder).as_posix() for path in folder.glob("*/*/questionnaire.yaml")}
    return tuple(
        _on_file(identity, folder, published.get(identity))
        if identity in on_file
        else _published(session, published[identity])
        for identity in sorted(on_file | published.keys())
    )


def questionnaire_of(session: Session, folder: Path, identity: str, origin: Origin) -> Instrument:
    """A questionnaire version from its files, or as it was published.

    Raises:
        NotFound: there is none.
        QuestionnaireError: its files have faults.
    """
    if not IDENTITY.fullmatch(identity):
        raise NotFound(N_("There is no such questionnaire."))
    if origin == "file" and (folder / identity).is_dir():
        return load(folder / identity)
    row = storage.questionnaire_named(session, *identity.split("/"))
    if row is None or origin == "file":
        raise NotFound(N_("There is no such questionnaire."))
    return published_instrument(session, row.id)


def marked_in_language(instrument: Instrument, voice: CatalogueVoice) -> Told:
    """A questionnaire in a language; a text without a current translation bears a mark that names the other one."""
    if voice.language == instrument.language:
        return Told(instrument, 0)
    contexts = [(f"{instrument.identity} {path}", text) for path, text in texts_of(instrument)]
    missing = untranslated(voice.language, contexts)
    offered = offered_languages()
    fallback = offered[voice.language].falls_back_to or instrument.language

    def told(context: str, text: str) -> str:
        said = voice.text(context, text)
        shown_in = fallback if said != text else instrument.language
        return f"{said} [{offered[shown_in].name}]" if context in missing else said

    return Told(localised(instrument, told), len(missing))


def _published(session: Session, row: Row[Any]) -> Listed:
    title = published_instrument(session, row.id).title
    return Listed(f"{row.code}/{row.version}", title, False, row.published_at, differs=False, problems=())


def _on_file(identity: str, folder: Path, published: Row[Any] | None) -> Listed:
    when = published.published_at if published else None
    try:
        instrument = load(folder / identity)
    except QuestionnaireError as fault:
        return Listed(identity, "", True, when, differs=published is not None, problems=tuple(fault.lines()))
    digests = (method_digest(instrument), text_digest(instrument))
    differs = published is not None and digests != (published.method_digest, published.text_digest)
    return Listed(identity, instrument.title, True, when, differs=differs, problems=())
