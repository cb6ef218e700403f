"""Entering answers for others: one by one by keyboard, or a batch of paper from a spreadsheet after a look at it."""

from __future__ import annotations

import base64
import io
from collections.abc import Collection

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from assessment.authoring.paper_answers import PaperReading, columns_of, read_paper
from assessment.documents.data.tables import printed
from assessment.documents.spreadsheet import Table, xlsx_of
from assessment.errors import InvalidInput, NotFound
from assessment.methodology.codebook import codebook
from assessment.methodology.voice import N_
from assessment.methodology.wording import ATTRIBUTIONS
from assessment.services import batches
from assessment.services import entry as services
from assessment.services.report_issue import issued_on
from assessment.services.reporting import in_language
from assessment.services.sittings import Sitting
from assessment.web import fieldwork_saving as saving
from assessment.web.access import access, assessment
from assessment.web.context import now, parts, perform, session, voice
from assessment.web.entry_form import EntryForm
from assessment.web.note_form import speakers_of

blueprint = Blueprint("entry", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_FILE = 250_000  # bytes: what was looked at comes back with the page
LOOKED_AT_FOR = 4 * 3600  # seconds between looking at a file and confirming it
FAULTS_SHOWN = 300
UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.get("/assessments/<name>/entry")
def choose(name: str) -> ResponseReturnValue:
    """For whom answers are to be entered, or which file is to be read."""
    return _choice()


@blueprint.post("/assessments/<name>/entry")
def begin(name: str) -> ResponseReturnValue:
    """Add somebody whose answers are entered for them."""
    group, _, role = request.form.get("speakers", "").partition("/")
    way = next((one for one in services.WAYS if one == request.form.get("way")), None)
    if way is None:
        raise InvalidInput(N_("Choose one of the values that are offered."))
    response_id = perform(
        services.begin,
        access(),
        assessment(),
        way=way,
        group=group,
        role=role,
        institution=request.form.get("institution", ""),
        language=request.form.get("language", ""),
        now=now(),
    )
    return redirect(url_for("entry.enter", name=name, response_id=response_id))


@blueprint.get("/assessments/<name>/entry/<response_id>")
def enter(name: str, response_id: str) -> ResponseReturnValue:
    """One line a question, in the order of the paper."""
    sitting, sources = _entry(response_id)
    return _lines(sitting, EntryForm(sitting, in_language(sitting.instrument, voice()), voice(), sources))


@blueprint.post("/assessments/<name>/entry/<response_id>")
def save(name: str, response_id: str) -> ResponseReturnValue:
    """Keep what was typed, and send it if asked to; with an error nothing is stored.

    What the respondent or somebody else answered since the page was opened is asked about and never overwritten.
    """
    sitting, sources = _entry(response_id)
    form = EntryForm(sitting, in_language(sitting.instrument, voice()), voice(), sources, request.form)
    writer = saving.writer_of_page(sitting, request.form)
    if form.errors:
        return _lines(sitting, form, seen=writer.seen), UNPROCESSABLE
    way = request.form.get("way", "")
    saved = perform(
        services.keep, access(), sitting, form.answers, writer,
        attributes=form.attributes, sources=form.coded, way=way, now=now(),
    )  # fmt: skip
    if saved.disputed:
        return _disputed(response_id, form, saved.disputed), CONFLICT
    if "send" not in request.form:
        flash(voice().say("The answers were stored."))
        return redirect(url_for("entry.enter", name=name, response_id=response_id))
    attribution = request.form.get("attribution", "")
    perform(services.send, saved.sitting, attribution=attribution, quotable="quotable" in request.form, now=now())
    flash(voice().say("The answers were sent."))
    return redirect(url_for("entry.choose", name=name))


@blueprint.get("/assessments/<name>/entry/template.xlsx")
def template(name: str) -> ResponseReturnValue:
    """An empty table for answers from paper, with the codes that may be typed."""
    instrument = in_language(assessment().instrument, voice())
    table = Table(voice().say("Answers"), columns_of(instrument), [])
    codes = printed(codebook(instrument, voice()), voice())
    content = io.BytesIO(xlsx_of(table, codes, direction=voice().direction))
    return send_file(content, XLSX, as_attachment=True, download_name=f"{name}-paper-answers.xlsx")


@blueprint.post("/assessments/<name>/entry/look")
def look(name: str) -> ResponseReturnValue:
    """Show what a file would bring. Nothing is stored: the file goes with the page, signed."""
    sent = request.files.get("file")
    content = sent.read(LARGEST_FILE + 1) if sent else b""
    try:
        reading = _read(content)
    except InvalidInput as problem:
        return _choice(voice().say(str(problem)), sent.filename or "" if sent else ""), UNPROCESSABLE
    known = {one.row for one in batches.known_among(session(), assessment(), reading.submissions)}
    return render_template(
        "staff/entry_preview.html",
        assessment=assessment(),
        instrument=in_language(assessment().instrument, voice()),
        reading=reading,
        known=known,
        faults_shown=FAULTS_SHOWN,
        carried=_signed().dumps([assessment().id, base64.b64encode(content).decode()]),
    )


@blueprint.post("/assessments/<name>/entry/take-in")
def take_in(name: str) -> ResponseReturnValue:
    """Take in the file that was looked at, all of it or nothing."""
    try:
        assessment_id, carried = _signed().loads(request.form.get("carried", ""), max_age=LOOKED_AT_FOR)
    except BadData:
        raise InvalidInput(N_("This preview is too old. Choose the file again.")) from None
    if assessment_id != assessment().id:
        raise NotFound(N_("There is no such assessment."))
    submissions = _read(base64.b64decode(carried)).submissions
    taken, _ = perform(batches.take_in, assessment(), submissions, now=now(), origin="paper", author=access().user_id)
    flash(voice().count("One response was taken in.", "{number} responses were taken in.", taken))
    return redirect(url_for("respondents.respondents", name=name))


def _choice(problem: str = "", file: str = "") -> str:
    """The page with both ways; `problem` says why a file cannot be read."""
    speakers = speakers_of(in_language(assessment().instrument, voice()), voice())
    roles = {group.code for group in assessment().instrument.groups if group.roles}
    offered = {code: label for code, label in speakers.items() if code and code not in roles}
    return render_template(
        "staff/entry_choice.html",
        assessment=assessment(),
        ways=services.WAYS,
        speakers=offered,
        has_ended=assessment().has_ended(now()),
        is_issued=issued_on(session(), assessment()) is not None,
        problem=problem,
        file=file,
    )


def _entry(response_id: str) -> tuple[Sitting, dict[str, str]]:
    return services.entry_of(session(), access(), assessment(), response_id, now())


def _read(content: bytes) -> PaperReading:
    if not content:
        raise InvalidInput(N_("Choose a file first."))
    if len(content) > LARGEST_FILE:
        raise InvalidInput(N_("This file is too large: at most 250 kB are read at once. Split it into several files."))
    return read_paper(content, assessment().instrument, assessment().languages, voice())


def _signed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(parts().settings.secret, salt="paper answers that were looked at")


def _disputed(response_id: str, sent: EntryForm, disputed: Collection[str]) -> str:
    """What stands now, with what was typed where somebody else has answered otherwise."""
    sitting, sources = _entry(response_id)
    form = EntryForm(sitting, sent.instrument, voice(), sources)
    for question in disputed:
        dispute = saving.dispute_over(sitting, question, sent.answers[question], voice())
        form.dispute(question, request.form.get(question, ""), voice().row([dispute.sentence, dispute.other]))
    return _lines(sitting, form)


def _lines(sitting: Sitting, form: EntryForm, *, seen: int | None = None) -> str:
    """The page; `seen` is the revision that was on the screen, else it is the present one."""
    institutions = sitting.instrument.group_of[sitting.respondent.group].counts == "institutions"
    return render_template(
        "staff/entry.html",
        assessment=assessment(),
        sitting=sitting,
        form=form,
        client=saving.new_client(),
        revision=sitting.revision if seen is None else seen,
        ways=services.WAYS,
        group=form.instrument.group_of[sitting.respondent.group].label,
        attributions=ATTRIBUTIONS if institutions else {},
    )
