"""Publishing: ask for a report as a file, and make it in the background."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlmodel import Session

from assessment import jobs
from assessment.documents.pdf import render_pdf
from assessment.errors import AssessmentError, DocumentError, InvalidInput, NotAllowed, NotFound
from assessment.language import COMPLETE, voice_for
from assessment.methodology.report.model import Report
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.analysis import check_results_shown
from assessment.services.assessments import AssessmentView, assessment_by_id
from assessment.services.reporting import report_of
from assessment.storage import renderings as storage
from assessment.storage.database import Database
from assessment.storage.tables.analysis import Format, RenderingState
from assessment.storage.tables.base import new_id
from assessment.storage.tables.fieldwork import ResultsShown

JOB = "perform_rendering"
GIVEN_UP_AFTER = timedelta(hours=1)
DISCLOSES_NO_MORE_THAN: Mapping[ResultsShown, tuple[ResultsShown, ...]] = {
    "bands": ("bands", "published"),
    "published": ("published",),
}
"""By the way of showing results that a document was made under: the ways under which everybody may read it."""
FAULT = N_("The report could not be made because of a fault on our side. It was recorded.")
LOST = N_("The report was not finished in time. Ask for it again.")


@dataclass(frozen=True)
class RenderingView:
    """A report asked for: `file` lies in the documents folder once the state is done; `problem` when it failed."""

    id: str
    assessment_id: str
    language: str
    format: Format
    state: RenderingState
    problem: str | None
    file_name: str | None
    requested_by: str
    requested_at: datetime
    finished_at: datetime | None
    results_shown: ResultsShown | None

    def may_be_read_by(self, access: Access, assessment: AssessmentView) -> bool:
        """Whether the document tells the person no more than the assessment shows them now (rule 11).

        One made while results were shown in another way is for analysts; levels alone may be told once scores are.
        """
        if access.may(assessment.country, "analyst"):
            return True
        return assessment.results_shown in DISCLOSES_NO_MORE_THAN.get(self.results_shown or "internal", ())

    def path(self, folder: Path) -> Path | None:
        """Where the file lies in the documents folder, once it is there."""
        return folder / self.id / self.file_name if self.file_name else None


def request_rendering(
    session: Session, access: Access, assessment: AssessmentView, *, language: str, format: Format, now: datetime
) -> str:
    """Have a report made; returns the rendering's identity. The same one still under way is not begun twice.

    Raises:
        NotAllowed: the person has no role in the country, or may not see the results.
        InvalidInput: no report is made in that language or format.
    """
    if not access.may(assessment.country, "analyst", "focal_point", "viewer"):
        raise NotAllowed(N_("Your role in this country does not include this."))
    check_results_shown(assessment, access)
    if language not in COMPLETE:
        raise InvalidInput(N_("There is no report in this language."))
    if format not in get_args(Format):
        raise InvalidInput(N_("Choose PDF or DOCX."))
    under_way = storage.rendering_under_way(
        session, assessment.id, language=language, format=format, since=now - GIVEN_UP_AFTER
    )
    if under_way is not None:
        return under_way
    rendering_id = new_id()
    storage.add_rendering(
        session,
        {
            "id": rendering_id,
            "assessment_id": assessment.id,
            "language": language,
            "format": format,
            "state": "queued",
            "requested_by": access.name,
            "requested_at": now,
        },
    )
    jobs.enqueue(session, JOB, {"rendering_id": rendering_id})
    session.commit()
    return rendering_id


def rendering_of(session: Session, access: Access, rendering_id: str) -> RenderingView:
    """A rendering.

    Raises:
        NotFound: there is none in the person's countries.
    """
    row = storage.rendering_seen(session, rendering_id, access.countries)
    if row is None:
        raise NotFound(N_("There is no such report."))
    return _view(row)


def renderings_of(session: Session, access: Access, assessment: AssessmentView) -> list[RenderingView]:
    """The renderings of an assessment that the person may read or waits for, the newest first."""
    views = (_view(row) for row in storage.renderings_of(session, assessment.id))
    return [one for one in views if one.state != "done" or one.may_be_read_by(access, assessment)]


def perform_rendering(database: Database, rendering_id: str, *, folder: Path, clock: Callable[[], datetime]) -> None:
    """Make the report's file: the background job. No transaction is open while the document is rendered.

    Whatever goes wrong is kept with the rendering as a sentence; doing it again makes the same file anew.

    Raises:
        NotFound: there is no such rendering.
    """
    _change(database, rendering_id, state="running", problem=None, file_name=None, finished_at=None)
    try:
        name, shown = _made(database, rendering_id, folder / rendering_id, clock())
        outcome = {"state": "done", "file_name": name, "results_shown": shown}
    except NotFound:
        raise
    except DocumentError as fault:
        logging.getLogger(__name__).error("The report %s could not be made: %s", rendering_id, fault)
        outcome = {"state": "failed", "problem": fault.sentence}
    except AssessmentError as fault:
        outcome = {"state": "failed", "problem": str(fault)}
    except Exception:
        logging.getLogger(__name__).exception("The report %s could not be made", rendering_id)
        outcome = {"state": "failed", "problem": FAULT}
    _change(database, rendering_id, finished_at=clock(), **outcome)


def give_up_on_lost(session: Session, now: datetime) -> int:
    """Mark what was asked for long ago and never finished as failed, so that a person can ask again; how many."""
    lost = storage.fail_unfinished(session, before=now - GIVEN_UP_AFTER, now=now, problem=LOST)
    session.commit()
    return lost


def file_name_of(assessment: AssessmentView, language: str, format: str, day: date | None = None) -> str:
    """`SEN-2026-1-fr-2026-11-22.pdf`; a demonstration says in its name that its answers are synthetic."""
    parts = [assessment.name, language, day.isoformat() if day else ""]
    if assessment.demonstration:
        parts.append("demonstration-synthetic")
    return "-".join(part for part in parts if part) + f".{format}"


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)


def _change(database: Database, rendering_id: str, **values: object) -> None:
    with database.writing() as session:
        storage.change_rendering(session, rendering_id, **values)
        session.commit()


def _made(database: Database, rendering_id: str, folder: Path, now: datetime) -> tuple[str, ResultsShown]:
    """Render the report into the folder; returns the file's name and the way of showing results it keeps to."""
    with database.reading() as session:
        row = storage.rendering_row(session, rendering_id)
        if row is None:
            raise NotFound(N_("There is no such report."))
        assessment = assessment_by_id(session, row.assessment_id)
        report = report_of(session, assessment, voice_for(row.language), now)
    today = now.astimezone(ZoneInfo(assessment.time_zone)).date()
    name = file_name_of(assessment, row.language, row.format, today)
    write_whole(folder / name, _rendered(report, row.format))
    return name, assessment.results_shown


def _rendered(report: Report, kind: str) -> bytes:
    if kind == "pdf":
        return render_pdf(report)
    from assessment.documents.docx import render_docx  # a web server need not hold what writes it

    return render_docx(report)


def _view(row: Row[Any]) -> RenderingView:
    return RenderingView(**row._mapping)
