"""The stakeholder register: looking at a file before it is taken in, correcting contacts, handing out letters."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from assessment.authoring.register_cells import CONSENTS, LEGAL_BASES, OUTCOMES, Person
from assessment.documents.invitations import short_text
from assessment.documents.spreadsheet import Table, csv_of, xlsx_of
from assessment.errors import InvalidInput, NotFound
from assessment.methodology.voice import N_
from assessment.services import handouts
from assessment.services import register as services
from assessment.services.invitations import written_to
from assessment.services.issuing import issue_missing, replaced_link
from assessment.services.reporting import in_language
from assessment.web.access import access, assessment
from assessment.web.contact_form import person_sent
from assessment.web.context import language, languages_among, link_maker, now, parts, perform, session, voice

blueprint = Blueprint("register", __name__)
LINES_A_PAGE = 100
FAULTS_SHOWN = 200
ROWS_SHOWN = 200
LOOKED_AT_FOR = 4 * 3600  # seconds between looking at a file and confirming it
UNPROCESSABLE = 422
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/assessments/<name>/register")
def register(name: str) -> ResponseReturnValue:
    """Everybody in the register and how far they are, and what can be done with them."""
    return _page()


@blueprint.get("/assessments/<name>/register/template.<kind>")
def template(name: str, kind: str) -> ResponseReturnValue:
    """An empty register to fill in."""
    empty, choices = handouts.register_template(assessment(), voice(), now())
    return _file((empty, choices), kind, f"{name}-register-template")


@blueprint.get("/assessments/<name>/register/people.<kind>")
def export(name: str, kind: str) -> ResponseReturnValue:
    """The register as a file that can be taken in again."""
    table = handouts.register_table(session(), access(), assessment(), voice(), now())
    return _file((table,), kind, f"{name}-register")


@blueprint.post("/assessments/<name>/register/look")
def look(name: str) -> ResponseReturnValue:
    """Show what a file would bring. Nothing is stored: what can be taken in goes with the page, signed."""
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    try:
        if not content:
            raise InvalidInput(N_("Choose a file first."))
        preview = services.preview_of(session(), assessment(), content, voice(), now())
    except InvalidInput as problem:
        return _page(voice().say(str(problem)), sent.filename or "" if sent else ""), UNPROCESSABLE
    people = [person.model_dump(mode="json", exclude_defaults=True) for person in preview.new.values()]
    return render_template(
        "staff/register_preview.html",
        assessment=assessment(),
        instrument=in_language(assessment().instrument, voice()),
        preview=preview,
        faults_shown=FAULTS_SHOWN,
        rows_shown=ROWS_SHOWN,
        people_sealed=_sealed().dumps([assessment().id, people]),
    )


@blueprint.post("/assessments/<name>/register/take-in")
def take_in(name: str) -> ResponseReturnValue:
    """Take in what was looked at."""
    try:
        assessment_id, people = _sealed().loads(request.form.get("people", ""), max_age=LOOKED_AT_FOR)
    except BadData:
        raise InvalidInput(N_("This preview is too old. Choose the file again.")) from None
    if assessment_id != assessment().id:
        raise NotFound(N_("There is no such assessment."))
    added = perform(
        services.add_people,
        access(),
        assessment(),
        [Person.model_validate(one) for one in people],
        links=link_maker(),
        now=now(),
    )
    flash(voice().count("{number} person was added.", "{number} people were added.", added))
    return redirect(url_for("register.register", name=name))


@blueprint.get("/assessments/<name>/register/<respondent_id>")
def contact(name: str, respondent_id: str) -> ResponseReturnValue:
    """One person: how they are reached, their link (made the first time it is asked for), a text to paste."""
    return _contact(services.line_of(session(), assessment(), respondent_id))


@blueprint.post("/assessments/<name>/register/<respondent_id>")
def save_contact(name: str, respondent_id: str) -> ResponseReturnValue:
    """Correct how a person is reached."""
    line = services.line_of(session(), assessment(), respondent_id)
    person, faults = person_sent(request.form, line.person, services.rules_of(assessment(), voice(), now()))
    if faults:
        return _contact(line, person, faults), UNPROCESSABLE
    unsubscribed = "unsubscribed" in request.form
    perform(services.change_contact, access(), assessment(), line, person, unsubscribed=unsubscribed, now=now())
    flash(voice().say(N_("The contact was changed.")))
    return redirect(url_for("register.contact", name=name, respondent_id=respondent_id))


@blueprint.post("/assessments/<name>/register/<respondent_id>/link")
def renew_link(name: str, respondent_id: str) -> ResponseReturnValue:
    """Revoke a person's link and code, and make new ones."""
    line = services.line_of(session(), assessment(), respondent_id)
    perform(_renewed, line.respondent_id)
    flash(voice().say(N_("There is a new link. The old one and its code do not work any more.")))
    return redirect(url_for("register.contact", name=name, respondent_id=respondent_id))


@blueprint.post("/assessments/<name>/register/letters")
def letters(name: str) -> ResponseReturnValue:
    """Letters with QR codes, a page each, to those ticked, else to all who have not answered."""
    chosen = frozenset(request.form.getlist("respondent"))
    perform(issue_missing, link_maker(), assessment().id)
    printed = handouts.letters_pdf(session(), access(), assessment(), chosen, links=link_maker(), now=now())
    return send_file(io.BytesIO(printed), "application/pdf", as_attachment=True, download_name=f"{name}-letters.pdf")


@blueprint.post("/assessments/<name>/register/merge")
def merge(name: str) -> ResponseReturnValue:
    """Names, addresses, links and codes for a mail merge."""
    chosen = frozenset(request.form.getlist("respondent"))
    perform(issue_missing, link_maker(), assessment().id)
    table = handouts.merge_table(session(), access(), assessment(), chosen, voice(), links=link_maker())
    return _file((table,), "xlsx", f"{name}-mail-merge")


def _page(problem: str = "", file: str = "") -> str:
    """The register; `problem` says why a file cannot be read."""
    lines = services.register_of(session(), assessment())
    group = request.args.get("group", "")
    shown = [line for line in lines if not group or line.person.group == group]
    start = max(0, request.args.get("start", 0, type=int))
    end = start + LINES_A_PAGE
    return render_template(
        "staff/register.html",
        assessment=assessment(),
        instrument=in_language(assessment().instrument, voice()),
        lines=shown[start:end],
        total=len(shown),
        group=group,
        course=services.COURSE,
        earlier=max(0, start - LINES_A_PAGE) if start else None,
        later=end if end < len(shown) else None,
        problem=problem,
        file=file,
    )


def _contact(line: services.RegisterLine, person: Person | None = None, faults: Any = None) -> str:
    said = perform(_written, line)
    return render_template(
        "staff/contact.html",
        assessment=assessment(),
        instrument=in_language(assessment().instrument, voice()),
        line=line,
        person=person or line.person,
        faults=faults or {},
        languages=[(one.code, one.name) for one in languages_among(assessment().languages)],
        consents=[(code, voice().say(label)) for code, label in CONSENTS.items()],
        legal_bases=[("", "–"), *((code, voice().say(label)) for code, label in LEGAL_BASES.items())],
        outcomes=[("", "–"), *((code, voice().say(label)) for code, label in OUTCOMES.items())],
        course=services.COURSE,
        invitation=said.invitation,
        spoken=said.voice,
        text=short_text(said.invitation, said.voice),
    )


def _written(writing: Any, line: services.RegisterLine) -> Any:
    said = written_to(writing, assessment(), line, "invitation", link_maker())
    writing.commit()
    return said


def _renewed(writing: Any, respondent_id: str) -> None:
    replaced_link(writing, link_maker(), respondent_id)
    writing.commit()


def _file(tables: tuple[Table, ...], kind: str, name: str) -> Response:
    if kind == "xlsx":
        content, mimetype = xlsx_of(*tables, direction=language().direction), XLSX
    elif kind == "csv":
        content, mimetype = csv_of(tables[0]), "text/csv; charset=utf-8"
    else:
        raise NotFound(N_("There is no such file."))
    return send_file(io.BytesIO(content), mimetype, as_attachment=True, download_name=f"{name}.{kind}")


def _sealed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(parts().settings.secret, salt="people looked at before they are taken in")
