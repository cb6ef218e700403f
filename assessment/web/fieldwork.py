"""Answering: a respondent's pages behind a secret link, complete without a script.

The secret in the address is the only key, so these pages set no cookie, and what is sent to them needs no token
against forgery: whoever can forge the address holds the key already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import InvalidInput
from assessment.language import offered_languages
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.methodology.wording import ATTRIBUTIONS
from assessment.services import fieldwork as services
from assessment.services.register import is_unopened, note_opening
from assessment.services.reporting import in_language
from assessment.services.saving import Saved, Writer, save
from assessment.services.sittings import Sitting, check_open
from assessment.services.team import may_have_team, sitting_for
from assessment.web import fieldwork_pages as pages
from assessment.web import fieldwork_saving as saving
from assessment.web import fieldwork_welcome as first_pages
from assessment.web.beside import beside_questions
from assessment.web.blank_pages import TEMPLATE, filled_page
from assessment.web.context import now, perform, public_url_for, session, speak, voice
from assessment.web.fieldwork_frame import local_time
from assessment.web.fieldwork_plan import edition_of
from assessment.web.protection import protection_of
from assessment.web.questionnaire_form import PageForm
from assessment.web.questionnaire_pages import CHOICE, Page
from assessment.web.receipt_page import something_back

blueprint = Blueprint("fieldwork", __name__)
STAY_OPEN = ("fieldwork.receipt", "fieldwork.choose_language", "fieldwork.save_answer")
"""What is not led to the receipt after sending: scripts are told in words that their answers come too late."""


@blueprint.before_request
def open_sitting() -> ResponseReturnValue | None:
    """Find the respondent behind the secret; after sending, only the receipt is left."""
    arguments = request.view_args or {}
    if "secret" not in arguments:
        return None
    find_sitting(arguments["secret"])
    finished = sitting().state == "submitted" or not sitting().open_now
    if finished and request.endpoint not in STAY_OPEN and not _is_script():
        return redirect(url_for("fieldwork.receipt", secret=arguments["secret"]))
    return None


def find_sitting(secret: str) -> None:
    """Let this request answer for the respondent behind the secret, or for a colleague, in their language."""
    found = sitting_for(session(), secret, now())
    speak(found.language)
    told = in_language(found.instrument, voice())
    g.sitting = found if told is found.instrument else replace(found, instrument=told)


@blueprint.app_context_processor
def _answering() -> dict[str, Any]:
    """Who answers, whether as one of a team, and what tells kept copies of their pages from newer ones."""
    if "sitting" not in g:
        return {}
    return {"edition": edition_of(g.sitting), "sitting": g.sitting, "answers_in_team": may_have_team(g.sitting)}


def sitting() -> Sitting:
    """The respondent's questionnaire."""
    return cast(Sitting, g.sitting)


@blueprint.get("/s/<secret>/")
def welcome(secret: str) -> ResponseReturnValue:
    """Who asks, how long it takes, what becomes of the answers, and who the respondent is."""
    if request.method == "GET" and not sitting().colleague and is_unopened(session(), sitting().respondent_id):
        perform(note_opening, sitting().respondent_id, now())
    return _welcome(secret)


@blueprint.post("/s/<secret>/profile")
def save_profile(secret: str) -> ResponseReturnValue:
    """Keep the role and attributes, then begin."""
    profile = first_pages.profile_of(sitting(), request.form)
    if first_pages.lacks_role(sitting(), profile):
        return _welcome(secret, entered=profile, problem=N_("Choose what describes you best")), 422
    kept = perform(
        services.set_profile,
        sitting(),
        role=profile.role,
        attributes=profile.attributes,
        institution=profile.institution,
        now=now(),
    )
    g.sitting = replace(kept, instrument=sitting().instrument)
    return redirect(pages.way_in(sitting(), secret, voice()))


@blueprint.post("/s/<secret>/language")
def choose_language(secret: str) -> ResponseReturnValue:
    """Go on in another language of the assessment."""
    _speak_from_now_on(request.form.get("language", ""))
    return redirect(url_for("fieldwork.welcome", secret=secret))


@blueprint.get("/s/<secret>/<code>")
def page(secret: str, code: str) -> ResponseReturnValue:
    """One page of questions."""
    return page_of_questions(sitting(), secret, pages.page_of(sitting(), code, voice()))


@blueprint.post("/s/<secret>/<code>")
def save_page(secret: str, code: str) -> ResponseReturnValue:
    """Store the page and go where the button leads; a page with an error stores nothing and loses nothing.

    What was answered elsewhere since the page was opened is asked about; everything else on the page is stored.
    """
    form = PageForm(sitting(), pages.page_of(sitting(), code, voice()).items, voice())
    complete = form.read_sent(request.form)
    disputed: tuple[str, ...] = ()
    if complete:
        stands = saving.let_stand(request.form)
        given = {question: answer for question, answer in form.given().items() if question not in stands}
        disputed = _kept(given, saving.writer_of_page(sitting(), request.form)).disputed
    if "language" in request.form:
        _speak_from_now_on(request.form["language"])
    if complete and not disputed:
        return redirect(pages.next_address(sitting(), secret, code, request.form, voice()))
    shown = pages.page_of(sitting(), code, voice())
    form = PageForm(sitting(), shown.items, voice())
    form.read_sent(request.form)
    for question in disputed:
        form.dispute(question, saving.dispute_over(sitting(), question, form.given()[question], voice()))
    return _questions(sitting(), secret, shown, form), 409 if disputed else 422


@blueprint.get(f"/s/<secret>/{CHOICE}")
def modules(secret: str) -> ResponseReturnValue:
    """The choice of further topics, for those who go on by choice."""
    return choice_of_modules(sitting(), secret, pages.page_of(sitting(), CHOICE, voice()))


@blueprint.post(f"/s/<secret>/{CHOICE}")
def save_modules(secret: str) -> ResponseReturnValue:
    """Keep the choice and go where the button leads; who only leaves the page has not chosen yet."""
    chosen = request.form.getlist("module")
    decides = "back" not in request.form and "language" not in request.form
    if decides or set(chosen) != set(sitting().modules or ()):
        g.sitting = perform(services.choose_modules, sitting(), chosen, now=now())
    if _is_script():
        return jsonify(saving.told_of_modules(sitting()))
    if "language" in request.form:
        _speak_from_now_on(request.form["language"])
    return redirect(pages.next_address(sitting(), secret, CHOICE, request.form, voice()))


@blueprint.post("/s/<secret>/answers")
def save_answer(secret: str) -> ResponseReturnValue:
    """Store one question as a script sends it, or say what stands in the way; told only after the commit."""
    check_open(sitting(), now())
    sent = saving.sent_by_script(sitting())
    pages.check_assigned(sitting(), sent.item, voice())
    form = PageForm(sitting(), [sent.item], voice())
    if not form.read_sent(sent.fields):
        return jsonify(problems=dict(form.errors())), 422
    given = form.given().get(sent.question)
    saved = _kept({sent.question: given}, sent.writer)
    if saved.disputed:
        return jsonify(saving.dispute_told_to_script(saved, sent, given, voice())), 409
    return jsonify(saving.told_to_script(saved, sent, local_time(sitting(), now(), voice()), voice()))


def _kept(given: Mapping[str, Answer | None], writer: Writer) -> Saved:
    """Keep answers; the respondent's questionnaire is then as it was kept."""
    saved = perform(save, sitting(), given, replace(writer, author=sitting().author), now=now())
    g.sitting = saved.sitting
    return saved


@blueprint.get("/s/<secret>/review")
def review(secret: str) -> ResponseReturnValue:
    """Every answer, and what is missing."""
    return _review(secret)


@blueprint.post("/s/<secret>/submit")
def submit(secret: str) -> ResponseReturnValue:
    """Send the response once the respondent has confirmed; sending twice is harmless."""
    if "confirmed" not in request.form:
        return _review(secret, problem=N_("Tick the box to confirm, then send")), 422
    chosen = request.form.get("attribution")
    perform(
        services.submit,
        sitting(),
        attribution=next((code for code in ATTRIBUTIONS if code == chosen), "hidden"),
        quotable="quotable" in request.form,
        acknowledged_as=request.form.get("acknowledged_as"),
        now=now(),
    )
    if sitting().origin == "anonymous":
        return redirect(url_for("rights.ended", how="sent", language=sitting().language))
    return redirect(url_for("fieldwork.receipt", secret=secret))


@blueprint.get("/s/<secret>/receipt")
def receipt(secret: str) -> ResponseReturnValue:
    """What was sent and when, or that the questionnaire is closed."""
    if sitting().state != "submitted" and sitting().open_now:
        return redirect(url_for("fieldwork.review", secret=secret))
    return render_template(
        "fieldwork/receipt.html",
        secret=secret,
        page=first_pages.receipt_page(sitting(), voice(), now()),
        back=something_back(session(), sitting(), voice(), now()),
    )


def _review(secret: str, *, problem: str = "") -> str:
    return render_template(
        "fieldwork/review.html",
        secret=secret,
        attributions=ATTRIBUTIONS,
        page=pages.review_page(sitting(), voice(), problem=problem),
        anonymous=sitting().origin == "anonymous",
        acknowledged_as=request.form.get("acknowledged_as", ""),
    )


def page_of_questions(shown_to: Sitting, secret: str, shown: Page) -> str:
    """A page filled with what is stored."""
    form = PageForm(shown_to, shown.items, voice())
    form.read_stored()
    return _questions(shown_to, secret, shown, form)


def choice_of_modules(shown_to: Sitting, secret: str, shown: Page) -> str:
    """The page on which further topics are chosen."""
    content = pages.choice_page(shown_to, shown, voice())
    return render_template("fieldwork/modules.html", secret=secret, page=content)


def _questions(shown_to: Sitting, secret: str, shown: Page, form: PageForm) -> str:
    content = pages.question_page(shown_to, shown, voice())
    beside = beside_questions(shown_to, shown.items, voice())
    told = {"secret": secret, "client": saving.new_client(), "revision": shown_to.revision}
    if form.summary():
        return render_template(TEMPLATE, page=content, form=form, beside=beside, **told)
    return filled_page(
        content,
        form,
        voice(),
        instrument=shown_to.instrument,
        shares=(may_have_team(sitting()), sitting().colleague is not None),
        beside=beside,
        told={**told, "edition": edition_of(sitting())},
    )


def _is_script() -> bool:
    """Whether a script asks, which reads JSON, and not a browser on its own."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def _welcome(secret: str, *, entered: first_pages.Profile | None = None, problem: str = "") -> str:
    page = first_pages.welcome_page(
        sitting(),
        voice(),
        way_in=pages.way_in(sitting(), secret, voice()),
        own_link=public_url_for("fieldwork.welcome", secret=secret),
        entered=entered,
        problem=problem,
    )
    return render_template(
        "fieldwork/welcome.html",
        secret=secret,
        page=page,
        anonymous=sitting().origin == "anonymous",
        protection=protection_of(sitting().assessment),
    )


def _speak_from_now_on(code: str) -> None:
    if code not in sitting().assessment.languages or code not in offered_languages():
        raise InvalidInput(N_("This questionnaire is not offered in that language."))
    perform(services.set_language, sitting(), code)
    speak(code)
