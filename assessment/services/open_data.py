"""Data files of an assessment: gather what was sent, decide what may leave to whom, and lay it out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from assessment.authoring.digests import method_digest
from assessment.documents.data.columns import Column, columns_of
from assessment.documents.data.lines import json_lines
from assessment.documents.data.spss import spss_csv, spss_syntax
from assessment.documents.data.tables import described, long, published, wide
from assessment.documents.spreadsheet import Table, csv_of, xlsx_of
from assessment.errors import NotAllowed, NotFound
from assessment.language import CatalogueVoice
from assessment.methodology.breakdowns import tables_of
from assessment.methodology.codebook import codebook
from assessment.methodology.disclosure import hidden_together
from assessment.methodology.instrument import Instrument
from assessment.methodology.open_release import released_to_everybody
from assessment.methodology.release import AUDIENCES, Audience, Release, Sent, released_to_analysts
from assessment.methodology.voice import N_
from assessment.services import audit
from assessment.services.accounts import Access
from assessment.services.analysis import Collection, collection_of, findings_of
from assessment.services.assessments import AssessmentView
from assessment.services.report_issue import is_issued_while_held, issued_on
from assessment.services.reporting import in_language
from assessment.services.sampling import Units, units_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
ABOUT = {
    "analysis": (
        N_("For analysts of the country only. Links and contacts are left out; do not pass it on."),
        N_("Institutions stand under a pseudonym unless they chose to be named."),
    ),
    "open": (
        N_("For everybody. Publish it only if the country agrees."),
        N_("Institutions that chose to stay hidden are left out, as are groups of fewer than five persons or firms."),
        N_("Roles and attributes of fewer than five persons or firms are withheld together with the next larger ones."),
        N_("Withheld are texts, sensitive questions, and what would follow by subtraction from published tables."),
        N_("Numbers that fewer than five persons or firms gave are means of five or more of them."),
    ),
}
NOT_SETTLED = N_(
    "Open data are made once the report is issued. Until then answers come and go: two releases could be compared "
    "to tell whose they were."
)
ALWAYS = (
    N_("Every question has a column for its value and one for its state: a state is never a value."),
    N_("Columns hold codes; the code book tells what they mean."),
    N_("Answers to questions that a respondent was not asked in the end count as not asked."),
    N_("A text that a spreadsheet program might calculate begins with an apostrophe in CSV files."),
    N_("Tables show nothing of fewer than five persons or firms: small categories are merged."),
)


@dataclass(frozen=True)
class DataFile:
    """A file to be handed out."""

    name: str
    mimetype: str
    content: bytes


@dataclass(frozen=True)
class Material:
    """What every file is laid out from, in one language."""

    assessment: AssessmentView
    instrument: Instrument
    voice: CatalogueVoice
    sent: tuple[Sent, ...]
    release: Release
    made_at: datetime
    hidden: Mapping[str, frozenset[str]]

    @property
    def columns(self) -> list[Column]:
        """The columns with one row a respondent."""
        return columns_of(self.instrument, self.voice, self.release.audience)

    @property
    def name(self) -> str:
        """`SEN-2026-1-open-fr`; a demonstration says in its name that its answers are synthetic."""
        parts = [self.assessment.name, self.release.audience, self.voice.language]
        return "-".join([*parts, "demonstration-synthetic"] if self.assessment.demonstration else parts)


def check_may_export(session: Session, access: Access, assessment: AssessmentView, audience: str) -> None:
    """Refuse data to whom they are not given, and open data while further answers could be told apart by comparison.

    Raises:
        NotAllowed: the person is no analyst of the country, or the report is not issued.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst of this country may export responses."))
    if audience == "open" and issued_on(session, assessment) is None:
        raise NotAllowed(NOT_SETTLED)


def data_file(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    audience: Audience,
    kind: str,
    voice: CatalogueVoice,
    now: datetime,
) -> DataFile:
    """One data file (`kind` is a key of `FILES`), with texts in the voice's language.

    Raises:
        NotAllowed: see `check_may_export`.
        NotFound: there is no such kind of file.
    """
    check_may_export(session, access, assessment, audience)
    if kind not in FILES or audience not in AUDIENCES:
        raise NotFound(N_("There is no such document, or it is not ready."))
    sent = sent_of(assessment, collection_of(session, assessment), units_of(session, assessment))
    instrument = in_language(assessment.instrument, voice)
    hidden = _hidden_beside_scores(session, assessment) if audience == "open" else {}
    release = (
        released_to_everybody(instrument, sent, hidden)
        if audience == "open"
        else released_to_analysts(instrument, sent)
    )
    material = Material(assessment, instrument, voice, sent, release, now, hidden)
    suffix, mimetype, make = FILES[kind]
    return DataFile(f"{material.name}-{suffix}", mimetype, make(material))


def give_out(session: Session, assessment: AssessmentView, audience: str, made: DataFile, *, now: datetime) -> None:
    """Keep that a file leaves; with the first open data the issue of the report becomes final.

    Raises:
        NotAllowed: open data were made, and the issue was withdrawn meanwhile.
    """
    is_open = audience == "open"
    if is_open and not is_issued_while_held(session, assessment.id):
        raise NotAllowed(NOT_SETTLED)
    deed: audit.Deed = "open_data" if is_open else "export"
    digest = audit.digest_of(made.content)
    audit.record(session, deed, now=now, assessment_id=assessment.id, subject=made.name, digest=digest)
    session.commit()


def _hidden_beside_scores(session: Session, assessment: AssessmentView) -> dict[str, frozenset[str]]:
    """The groups by question from whose answers, beside the score, those of few would follow."""
    found = findings_of(session, assessment)
    return {code: hidden_together(found.instrument, result) for code, result in found.scorecard.questions.items()}


def sent_of(assessment: AssessmentView, collection: Collection, units: Units | None = None) -> tuple[Sent, ...]:
    """The responses that count, with how their authors appear and the local day of sending; of a sample its `units`.

    An institution whose name was erased is not named any more.
    """
    zone, drawn = ZoneInfo(assessment.time_zone), units or {}
    return tuple(
        Sent(
            source=row.response_id,
            response=collection.sent[row.response_id],
            attributes=row.attributes,
            attribution=row.attribution if row.institution or row.attribution == "hidden" else "type",
            origin=row.origin,
            language=row.language,
            sent_on=row.submitted_at.astimezone(zone).date() if row.submitted_at else None,
            design_weight=drawn[row.respondent_id].weight if row.respondent_id in drawn else None,
        )
        for row in collection.rows
        if row.response_id in collection.sent
    )


def _responses(material: Material) -> Table:
    return wide(material.columns, material.release.records, material.voice)


def _answers(material: Material) -> Table:
    return long(material.instrument, material.release.records, material.voice)


def _tables(material: Material) -> Table:
    return published(tables_of(material.instrument, material.sent, material.hidden), material.voice)


def _codebook(material: Material) -> Table:
    return described(codebook(material.instrument, material.voice), material.columns, material.voice)


def _about(material: Material) -> Table:
    """What the file is and what was withheld, one sentence a row."""
    assessment, voice = material.assessment, material.voice
    made_on = material.made_at.astimezone(ZoneInfo(assessment.time_zone)).date()
    rows = [
        (voice.say("Assessment"), f"{voice.country(assessment.country)}, {assessment.name}"),
        (voice.say("Questionnaire"), assessment.questionnaire),
        (voice.say("Method digest"), method_digest(assessment.instrument)),
        (voice.say("Made on"), voice.date(made_on)),
        (voice.say("Responses in the file"), voice.number(len(material.release.records))),
    ]
    if assessment.demonstration:
        rows.insert(0, (voice.say("Note"), voice.say("Demonstration: synthetic responses")))
    for group, number in material.release.left_out.items():
        label = material.instrument.group_of[group].label
        rows.append((voice.say("Responses left out: {group}", group=label), voice.number(number)))
    rows += [(voice.say("Note"), voice.say(sentence)) for sentence in (*ABOUT[material.release.audience], *ALWAYS)]
    return Table(voice.say("About this file"), (voice.say("What"), voice.say("Told")), rows)


def _workbook(material: Material) -> bytes:
    parts = (_about, _responses, _answers, _tables, _codebook)
    return xlsx_of(*(part(material) for part in parts), direction=material.voice.direction)


def _spss(material: Material) -> bytes:
    """The CSV with its syntax, code book and notes, in one archive that is the same whenever it is made."""
    table, name = _responses(material), f"{material.name}-responses"
    files = {
        f"{name}.csv": spss_csv(table),
        f"{name}.sps": spss_syntax(material.columns, table, f"{name}.csv"),
        f"{material.name}-codebook.csv": csv_of(_codebook(material)),
        f"{material.name}-about.csv": csv_of(_about(material)),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, held in files.items():
            archive.writestr(zipfile.ZipInfo(file, ZIP_TIME), held, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _lines(material: Material) -> bytes:
    return json_lines(material.instrument, material.release, material.assessment.country)


Maker = Callable[[Material], bytes]
FILES: dict[str, tuple[str, str, Maker]] = {
    "xlsx": ("data.xlsx", XLSX, _workbook),
    "csv": ("responses.csv", CSV, lambda material: csv_of(_responses(material))),
    "long": ("answers.csv", CSV, lambda material: csv_of(_answers(material))),
    "spss": ("spss.zip", "application/zip", _spss),
    "jsonl": ("responses.jsonl", "application/x-ndjson", _lines),
    "tables": ("tables.csv", CSV, lambda material: csv_of(_tables(material))),
    "codebook": ("codebook.csv", CSV, lambda material: csv_of(_codebook(material))),
    "about": ("about.csv", CSV, lambda material: csv_of(_about(material))),
}
"""The kinds of file: how their name ends, their media type, and what makes them."""
