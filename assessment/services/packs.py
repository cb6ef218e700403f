"""Packs for institutions without a line: letter and questionnaire to take away, answers read back once signed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from sqlmodel import Session

from assessment.authoring.pack_answers import PackReading, read_pack
from assessment.documents.letters import Letter, letter_of
from assessment.documents.pack import render_pack_xlsx
from assessment.errors import NotAllowed
from assessment.language import CatalogueVoice
from assessment.methodology.applicability import is_put_to
from assessment.methodology.pack import instructions, pack_of
from assessment.methodology.paper import sheet
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.services import entry
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.invitations import written_to
from assessment.services.links import LinkMaker
from assessment.services.register import line_of
from assessment.services.report_issue import before_issue
from assessment.services.reporting import in_language
from assessment.services.saving import PACK, Writer
from assessment.services.sittings import Sitting, check_open

DATED = (1980, 1, 1, 0, 0, 0)
FILES = {"letter": "letter.pdf", "docx": "questionnaire.docx", "xlsx": "questionnaire.xlsx"}
Outcome = Literal["new", "same", "changed"]


@dataclass(frozen=True)
class ReadBack:
    """One answer of the workbook beside what is stored."""

    row: int
    question: str
    stored: Answer | None
    given: Answer
    outcome: Outcome


def letter_to(
    session: Session, assessment: AssessmentView, respondent_id: str, *, links: LinkMaker, now: datetime
) -> Letter:
    """The invitation as a letter, ready to be printed; the link in it is issued where there was none.

    Raises:
        NotFound: there is no such respondent, or they came by the open link.
    """
    line = line_of(session, assessment, respondent_id)
    said = written_to(session, assessment, line, "invitation", links)
    session.commit()
    return letter_of(said.invitation, said.voice, now.astimezone(ZoneInfo(assessment.time_zone)).date())


def questionnaires_of(sitting: Sitting, voice: CatalogueVoice, *, notice: str = "") -> tuple[bytes, bytes]:
    """The questionnaire of one respondent as DOCX and as XLSX; both carry the response's identity."""
    from assessment.documents.paper_docx import render_paper_docx  # a web server need not hold what writes it

    instrument = in_language(sitting.instrument, voice)
    person = sitting.respondent
    page = sheet(instrument, voice, group=person.group, role=person.role, notice=notice)
    printed = replace(
        page,
        instructions=(*page.instructions, instructions(voice)[-1]),
        identity=f"{page.identity} · {sitting.response_id}",
    )
    return render_paper_docx(printed), render_pack_xlsx(pack_of(instrument, page, sitting.response_id, voice))


def packed(letter: bytes, questionnaires: tuple[bytes, bytes]) -> bytes:
    """Letter and questionnaires as one ZIP file that says nothing of when it was made."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in zip(FILES.values(), (letter, *questionnaires), strict=True):
            archive.writestr(zipfile.ZipInfo(name, DATED), file, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def look_into(sitting: Sitting, content: bytes, voice: CatalogueVoice) -> tuple[PackReading, list[ReadBack]]:
    """What a workbook that came back would bring, row by row; nothing is stored.

    Raises:
        InvalidInput: the file cannot be read, or is another respondent's.
    """
    person = sitting.respondent
    reading = read_pack(content, sitting.instrument, sitting.response_id, person.group, voice)
    for question in list(reading.answers):
        if not is_put_to(sitting.instrument.question_of[question], person.group, person.role):
            del reading.answers[question]
    return reading, [_beside(sitting.answers, reading, question) for question in reading.answers]


def take_in(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    sitting: Sitting,
    content: bytes,
    *,
    signed: bool,
    voice: CatalogueVoice,
    now: datetime,
) -> int:
    """Keep and send what was looked at, in the name of the analyst; how many answers there were.

    The signature stands for the clearance of whoever clears for the institution.

    Raises:
        NotAllowed: nothing was signed, the response was sent, the assessment has not begun, or the report is issued.
        InvalidInput: the file cannot be read, or is another respondent's.
    """
    if not signed:
        raise NotAllowed(N_("Take in the answers only once you hold a signed copy."))
    check_open(sitting, now)
    reading, _ = look_into(sitting, content, voice)
    attributes: Mapping[str, str] = {**sitting.attributes, **reading.attributes}
    writer = Writer(client=PACK, seen=sitting.revision)
    with before_issue(session, assessment.id) as steps:
        kept = entry.keep(
            steps, access, sitting, reading.answers, writer, attributes=attributes, sources={}, way="paper", now=now
        )
        cleared = replace(kept.sitting, has_head=False)
        entry.send(steps, cleared, attribution=reading.attribution, quotable=reading.quotable, now=now)
    return len(reading.answers)


def _beside(stored: Mapping[str, Answer], reading: PackReading, question: str) -> ReadBack:
    before, given = stored.get(question), reading.answers[question]
    outcome: Outcome = "new" if before is None else "same" if before == given else "changed"
    return ReadBack(reading.rows[question], question, before, given, outcome)
