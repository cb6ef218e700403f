"""The consolidation view: what to look at first, and every question with its answers by group."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assessment.methodology.report.edition import Edition
from assessment.methodology.slices import breakdowns_of
from assessment.services.audit import record_sight
from assessment.services.beside import evidence_beside
from assessment.services.confirmations import revisions_of
from assessment.services.consolidation import answers_to, asked_of
from assessment.services.entry import coded_answers
from assessment.services.library import attachable_to
from assessment.services.notes import KINDS
from assessment.services.reporting import in_language
from assessment.web.access import access, assessment, may_open
from assessment.web.consolidation_answers import Behind, answer_lines
from assessment.web.consolidation_item import item_page
from assessment.web.consolidation_page import consolidation_page
from assessment.web.context import now, perform, session, voice
from assessment.web.evidence_page import claim_lines, coded_lines
from assessment.web.fact_page import revision_lines
from assessment.web.results import drawn, edition_of

blueprint = Blueprint("consolidation", __name__)
LINES_A_PAGE = 100


@blueprint.get("/assessments/<name>/consolidation")
def consolidation(name: str) -> ResponseReturnValue:
    """Disagreements, contested facts, practice behind the law, what is not known; of all areas or of one."""
    edition, area = edition_of(assessment()), request.args.get("area", "")
    areas = [one for one in edition.instrument.areas if area in ("", one.code)]
    page = consolidation_page(edition, areas or edition.instrument.areas)
    return render_template(
        "staff/consolidation.html",
        assessment=assessment(),
        edition=edition,
        page=page,
        chart=drawn(page.chart, voice()) if page.chart else "",
        area=area,
    )


@blueprint.get("/assessments/<name>/consolidation/<question>")
def item(name: str, question: str) -> ResponseReturnValue:
    """One question: distribution, states, agreement, differences, breakdowns; for analysts also what lies behind."""
    edition = edition_of(assessment())
    asked = asked_of(session(), assessment(), question)
    breakdowns = breakdowns_of(assessment().instrument, edition.scorecard.questions[question], asked)
    page = item_page(edition, question, breakdowns)
    is_analyst = may_open("consolidation.answers")
    return render_template(
        "staff/consolidation_item.html",
        assessment=assessment(),
        edition=edition,
        page=page,
        chart=drawn(page.chart, voice()) if page.chart else "",
        behind=_behind(edition, question) if is_analyst else Behind(),
        beside=evidence_beside(session(), access(), assessment(), (question,)),
        kinds=KINDS,
        library=attachable_to(session(), access(), assessment(), question),
        is_analyst=is_analyst,
    )


@blueprint.get("/assessments/<name>/consolidation/<question>/answers")
def answers(name: str, question: str) -> ResponseReturnValue:
    """Every answer to a question, as its author chose to appear."""
    given = answers_to(session(), access(), assessment(), question)
    if any(one.institution for one in given.answers):
        perform(record_sight, assessment().id, now=now())
    instrument = in_language(assessment().instrument, voice())
    lines = answer_lines(instrument, question, given, voice())
    start = max(0, request.args.get("start", 0, type=int))
    return render_template(
        "staff/consolidation_answers.html",
        assessment=assessment(),
        edition=edition_of(assessment()),
        question=question,
        lines=lines[start : start + LINES_A_PAGE],
        left_out=given.left_out,
        later=start + LINES_A_PAGE if start + LINES_A_PAGE < len(lines) else None,
    )


def _behind(edition: Edition, question: str) -> Behind:
    return Behind(
        claims=claim_lines(edition, question),
        coded=coded_lines(edition, question, coded_answers(session(), assessment(), question)),
        history=revision_lines(edition, revisions_of(session(), access(), assessment(), question)),
    )
