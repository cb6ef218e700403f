"""The history of a response for the analyst: who changed which answer when, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.services.discussion import Author, Change, history_with_staff, sitting_of_response
from assessment.services.reporting import in_language
from assessment.web.access import access, assessment
from assessment.web.answer_texts import answer_text
from assessment.web.context import now, session, voice

blueprint = Blueprint("history", __name__)
LINES_A_PAGE = 100
WHO = {
    "coordinator": N_("Holder of the link"),
    "colleague": N_("{name}, colleague"),
    "staff": N_("{name}, staff"),
}


@dataclass(frozen=True)
class ChangeLine:
    """One change in words; a `late` one was made when respondents could not answer any more."""

    at: datetime
    who: str
    question: str
    text: str
    before: str
    after: str
    late: bool


@blueprint.get("/assessments/<name>/respondents/<response_id>/history")
def history(name: str, response_id: str) -> ResponseReturnValue:
    """Every change, the newest first, of all questions or of one."""
    sitting = sitting_of_response(session(), access(), assessment(), response_id, now())
    instrument, question = in_language(sitting.instrument, voice()), request.args.get("question", "")
    changes = [one for one in history_with_staff(session(), sitting) if question in ("", one.question)]
    start = max(0, request.args.get("start", 0, type=int))
    return render_template(
        "staff/history.html",
        assessment=assessment(),
        response_id=response_id,
        label=sitting.respondent.institution or instrument.group_of[sitting.respondent.group].label,
        lines=[_line(instrument, one) for one in changes[start : start + LINES_A_PAGE]],
        question=question,
        later=start + LINES_A_PAGE if start + LINES_A_PAGE < len(changes) else None,
    )


def _line(instrument: Instrument, change: Change) -> ChangeLine:
    before, after = (_said(instrument, change.question, answer) for answer in (change.before, change.after))
    text, late = instrument.question_of[change.question].text, assessment().has_ended(change.at)
    return ChangeLine(change.at, _who(change.author), change.question, text, before, after, late)


def _said(instrument: Instrument, question: str, answer: Answer | None) -> str:
    if answer is None:
        return voice().say("no answer")
    return answer_text(instrument, instrument.question_of[question], answer, voice())


def _who(author: Author) -> str:
    if author.who == "staff" and not author.name:
        return voice().say("Staff")
    return voice().say(WHO[author.who], name=author.name)
