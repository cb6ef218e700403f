"""What a page or a script sends to be kept, and what it is told in return."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from assessment.errors import InvalidInput, NotFound
from assessment.language import CatalogueVoice
from assessment.methodology.applicability import is_put_to
from assessment.methodology.instrument import Item
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.services.links import new_link
from assessment.services.saving import Saved, Writer
from assessment.services.sittings import Sitting
from assessment.web.answer_fields import Dispute
from assessment.web.answer_texts import answer_text
from assessment.web.questionnaire_form import PageForm, json_operand

CLIENT = re.compile(r"[\w-]{8,40}")
LAST_SEQUENCE = 2**53
STANDS = "~stands"
"""Behind a question: the respondent lets the other answer stand."""
DISPUTED = N_("Answered differently on another page or device since you opened this page")
UNUSABLE = N_("Go back, check what you entered and send it again.")


@dataclass(frozen=True)
class Sent:
    """One answer as a script sends it: the inputs of a question, and who sends them."""

    item: Item
    question: str
    fields: MultiDict[str, str]
    writer: Writer


def new_client() -> str:
    """A name for a page that is sent without a script, unlike any other's."""
    return new_link()[0]


def writer_of_page(sitting: Sitting, form: Mapping[str, str]) -> Writer:
    """Who sends a page, and what it had shown; one that does not say saw the present state."""
    client, seen = form.get("client", ""), form.get("revision", "")
    if CLIENT.fullmatch(client) and seen.isdecimal() and len(seen) < 10:
        return Writer(client, seen=int(seen))
    return Writer(new_client(), seen=sitting.revision)


def sent_by_script(sitting: Sitting) -> Sent:
    """`{"question": "PAY_01", "fields": [["PAY_01", "yes"]], "client": …, "sequence": 17, "revision": 4}`.

    Raises:
        InvalidInput: it has another shape.
        NotFound: there is no such question for this respondent.
    """
    match _json():
        case {
            "question": str(question),
            "fields": list(fields),
            "client": str(client),
            "sequence": int(sequence),
            "revision": int(seen),
        } if CLIENT.fullmatch(client) and 0 < sequence < LAST_SEQUENCE and 0 <= seen < LAST_SEQUENCE:
            writer = Writer(client, sequence, seen)
        case _:
            raise InvalidInput(UNUSABLE)
    item = sitting.instrument.question_of.get(question)
    if item is None or not is_put_to(item, sitting.respondent.group, sitting.respondent.role):
        raise NotFound(N_("There is no such question."))
    pairs = [tuple(pair) for pair in fields if isinstance(pair, list) and len(pair) == 2]
    texts = [(name, value) for name, value in pairs if isinstance(name, str) and isinstance(value, str)]
    return Sent(item, question, MultiDict(texts), writer)


def told_to_script(saved: Saved, sent: Sent, time: str, voice: CatalogueVoice) -> dict[str, Any]:
    """What a script is told once an answer is kept."""
    return {
        "saved": voice.say("Saved {time}", time=time),
        "value": json_operand(saved.sitting.answers.get(sent.question)),
        "revision": saved.sitting.revision,
    }


def told_of_modules(sitting: Sitting) -> dict[str, Any]:
    """What a script is told once a choice of modules is kept."""
    return {"revision": sitting.revision, "value": None}


def dispute_told_to_script(saved: Saved, sent: Sent, given: Answer | None, voice: CatalogueVoice) -> dict[str, Any]:
    """Both answers in words, the one that stands also as a page's inputs, and the two ways out."""
    form = PageForm(saved.sitting, [sent.item], voice)
    form.read_stored()
    dispute = dispute_over(saved.sitting, sent.question, given, voice)
    return {
        "problem": dispute.sentence,
        "keep": voice.say("Keep mine: {answer}", answer=dispute.mine),
        "take": voice.say("Take the other: {answer}", answer=dispute.other),
        "fields": form.inputs_of(sent.question),
        "value": json_operand(saved.sitting.answers.get(sent.question)),
        "revision": saved.sitting.revision,
    }


def dispute_over(sitting: Sitting, question: str, given: Answer | None, voice: CatalogueVoice) -> Dispute:
    """What was given and what stands, in words."""
    answers = (given, sitting.answers.get(question))
    item = sitting.instrument.question_of[question]
    mine, other = (
        answer_text(sitting.instrument, item, one, voice) if one else voice.say("Not answered") for one in answers
    )
    return Dispute(voice.say(DISPUTED), mine, other)


def let_stand(form: Mapping[str, str]) -> set[str]:
    """The questions in dispute for which the respondent takes the other answer."""
    return {name.removesuffix(STANDS) for name, value in form.items() if name.endswith(STANDS) and value}


def _json() -> object:
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None
