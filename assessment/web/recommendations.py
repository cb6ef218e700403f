"""Weighing recommendations: accept, write anew, merge, reject with a reason, add one's own, put them in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import Conflict, InvalidInput, NotFound
from assessment.language import voice_for
from assessment.methodology.voice import N_
from assessment.services import advice as services
from assessment.services.advice_bench import Bench, as_written, bench_of, standings_in
from assessment.services.beside import evidence_beside
from assessment.services.notes import KINDS
from assessment.services.reporting import in_language
from assessment.web import recommendation_pages as pages
from assessment.web.access import access, assessment
from assessment.web.context import now, perform, session, voice
from assessment.web.recommendation_form import AdviceForm, form_of, languages_to_write, own_form, seen_in
from assessment.web.results import edition_of

blueprint = Blueprint("weighing", __name__)
UNPROCESSABLE, CONFLICT = 422, 409
PLACE_OF = "place-"
DONE: Mapping[str, str] = {
    "accept": N_("The recommendation was accepted."),
    "reject": N_("The recommendation was rejected. It stays here, and the report leaves it out."),
    "merge": N_("The recommendation was merged."),
    "reopen": N_("The decision was taken back."),
}


@blueprint.get("/assessments/<name>/recommendations/weigh")
def weigh(name: str) -> ResponseReturnValue:
    """All that rules or analysts bring forward, in the report's order."""
    return _bench()


@blueprint.post("/assessments/<name>/recommendations/order")
def order(name: str) -> ResponseReturnValue:
    """Give recommendations other places."""
    try:
        sent = {key: text for key, text in request.form.items() if key.startswith(PLACE_OF)}
        wanted = {key.removeprefix(PLACE_OF): _place(text) for key, text in sent.items()}
        seen = seen_in(request.form.get("order_seen"))
        perform(services.order, access(), assessment(), wanted, seen=seen, now=now())
    except (InvalidInput, Conflict) as problem:
        return _bench(str(problem)), CONFLICT if isinstance(problem, Conflict) else UNPROCESSABLE
    flash(voice().say("The order was stored."))
    return redirect(url_for("weighing.weigh", name=name))


@blueprint.get("/assessments/<name>/recommendations/new")
def new(name: str) -> ResponseReturnValue:
    """An empty recommendation of the analysts' own."""
    return _new(own_form(in_language(assessment().instrument, voice()), voice().language))


@blueprint.post("/assessments/<name>/recommendations/new")
def add(name: str) -> ResponseReturnValue:
    """Keep a recommendation of the analysts' own."""
    form = own_form(in_language(assessment().instrument, voice()), voice().language, request.form)
    place = {"area": form.area.data or "", "indicator": form.indicator.data or ""}
    try:
        code = perform(services.add, access(), assessment(), form.draft(), **place, now=now())
    except (InvalidInput, Conflict) as problem:
        form.form_errors.append(voice().say(str(problem)))
        return _new(form), CONFLICT if isinstance(problem, Conflict) else UNPROCESSABLE
    flash(voice().say("The recommendation was added."))
    return redirect(url_for("weighing.candidate", name=name, code=code))


@blueprint.get("/assessments/<name>/recommendations/<code>")
def candidate(name: str, code: str) -> ResponseReturnValue:
    """One recommendation: its reason, its words beside its author's, and what was decided on it."""
    return _candidate(code)


@blueprint.post("/assessments/<name>/recommendations/<code>")
def edit(name: str, code: str) -> ResponseReturnValue:
    """Write a recommendation anew in one language."""
    form = AdviceForm(request.form)
    try:
        seen = seen_in(form.seen.data)
        perform(services.edit, access(), assessment(), code, form.draft(), seen=seen, now=now())
    except (InvalidInput, Conflict) as problem:
        form.form_errors.append(voice().say(str(problem)))
        return _candidate(code, form), CONFLICT if isinstance(problem, Conflict) else UNPROCESSABLE
    flash(voice().say("The recommendation was stored in these words."))
    return redirect(url_for("weighing.candidate", name=name, code=code, language=form.language.data))


@blueprint.post("/assessments/<name>/recommendations/<code>/<deed>")
def decide(name: str, code: str, deed: str) -> ResponseReturnValue:
    """Accept, reject or merge a recommendation, or take the decision back."""
    if deed not in DEEDS:
        raise NotFound(N_("There is no such decision."))
    sent = request.form
    given: dict[str, str] = {key: sent.get(key, "") for key in DEEDS[deed][1]}
    try:
        perform(DEEDS[deed][0], access(), assessment(), code, seen=seen_in(sent.get("seen")), now=now(), **given)
    except (InvalidInput, Conflict) as problem:
        refused = CONFLICT if isinstance(problem, Conflict) else UNPROCESSABLE
        return _candidate(code, problem=str(problem)), refused
    flash(voice().say(DONE[deed]))
    return redirect(url_for("weighing.weigh", name=name) + f"#{code}")


DEEDS: Mapping[str, tuple[Callable[..., None], tuple[str, ...]]] = {
    "accept": (services.accept, ()),
    "reject": (services.reject, ("reason",)),
    "merge": (services.merge, ("host", "reason")),
    "reopen": (services.reopen, ()),
}


def _place(text: str) -> int:
    if not (text.strip().isdecimal() and len(text.strip()) < 5):
        raise InvalidInput(N_("Give each place as a whole number, 1 for the first."))
    return int(text)


def _bench(problem: str = "") -> str:
    edition = edition_of(assessment())
    bench = bench_of(standings_in(session(), assessment()), edition.material, voice().language)
    area, state = request.args.get("area", ""), request.args.get("state", "")
    return render_template(
        "staff/weigh.html",
        assessment=assessment(),
        page=pages.bench_page(edition, bench, area=area, state=state),
        areas=edition.instrument.areas,
        area=area,
        state=state,
        problem=voice().say(problem) if problem else "",
    )


def _new(form: AdviceForm) -> str:
    return render_template("staff/own_advice.html", assessment=assessment(), form=form)


def _candidate(code: str, form: AdviceForm | None = None, problem: str = "") -> str:
    edition = edition_of(assessment())
    bench = bench_of(standings_in(session(), assessment()), edition.material, voice().language)
    standing = bench.candidate(code).standing
    written = languages_to_write(assessment().instrument, standing.wording)
    asked: Any = form.language.data if form else request.args.get("language")
    language = asked if asked in written else voice().language
    page = pages.weighed_page(edition, bench, code)
    return render_template(
        "staff/candidate.html",
        assessment=assessment(),
        edition=edition,
        page=page,
        beside=evidence_beside(session(), access(), assessment(), (one for one, _ in page.rests_on)),
        kinds=KINDS,
        form=form or _form(bench, code, language),
        written_in=language,
        languages=written,
        problem=voice().say(problem) if problem else "",
    )


def _form(bench: Bench, code: str, language: str) -> AdviceForm:
    """The form in a language, with what was written in it, else its author's words."""
    found = bench.candidate(code)
    instrument = in_language(assessment().instrument, voice_for(language))
    return form_of(
        as_written(instrument, found.standing, language),
        reason=found.standing.reason if found.standing.own else "",
        priority=found.recommendation.priority,
        seen=found.standing.revision,
        language=language,
    )
