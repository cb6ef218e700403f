"""What is kept of a respondent, made ready for the page that shows it and for the files that they take along."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

from flask import render_template

from assessment.documents.spreadsheet import Table, csv_of
from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Attribute
from assessment.methodology.responses import plain
from assessment.methodology.wording import ATTRIBUTIONS, STATE_LABELS
from assessment.services.given_besides import GivenBesides
from assessment.services.persons import PersonalValues
from assessment.services.sittings import Sitting
from assessment.web.fieldwork_frame import Frame, frame_of
from assessment.web.fieldwork_pages import Line, ReviewPage, review_page

ENDS = ("sent", "withdrawn")


@dataclass(frozen=True)
class RightsPage:
    """What is kept of a respondent, and what they may do now; `attributes` are pairs of label and value."""

    frame: Frame
    values: PersonalValues
    group: str
    role: str
    attributes: tuple[tuple[str, str], ...]
    attribution: str
    quotable: bool
    review: ReviewPage
    has_answers: bool
    is_anonymous: bool
    names_institution: bool
    may_reopen: bool
    may_withdraw: bool


def rights_page(sitting: Sitting, values: PersonalValues, voice: CatalogueVoice, *, may_withdraw: bool) -> RightsPage:
    """The page of one respondent."""
    group = sitting.instrument.group_of[sitting.respondent.group]
    submitted = sitting.state == "submitted"
    return RightsPage(
        frame=frame_of(sitting.assessment, voice),
        values=values,
        group=group.label,
        role=next((role.label for role in group.roles if role.code == sitting.respondent.role), ""),
        attributes=tuple(_attributes(sitting, voice)),
        attribution=voice.say(ATTRIBUTIONS[sitting.attribution]) if submitted else "",
        quotable=sitting.quotable,
        review=review_page(sitting, voice),
        has_answers=bool(sitting.answers),
        is_anonymous=sitting.origin == "anonymous",
        names_institution=group.counts == "institutions",
        may_reopen=submitted and sitting.open_now,
        may_withdraw=may_withdraw,
    )


def csv_file(
    sitting: Sitting, _values: PersonalValues, _besides: GivenBesides, voice: CatalogueVoice
) -> tuple[str, bytes]:
    """The answers as a table: code, question, and the answer in words."""
    say = voice.say
    header = (say("Code"), say("Question"), say("Answer"))
    rows = [(line.question, line.text, line.answer) for line in _lines(review_page(sitting, voice)) if line.answer]
    return "text/csv", csv_of(Table(say("Answers"), header, rows))


def json_file(
    sitting: Sitting, values: PersonalValues, besides: GivenBesides, _voice: CatalogueVoice
) -> tuple[str, bytes]:
    """Everything that is kept, in codes, for programs; answers off the path included."""
    whole = {
        "assessment": sitting.assessment.name,
        "questionnaire": sitting.instrument.identity,
        "group": sitting.respondent.group,
        "role": sitting.respondent.role,
        "attributes": dict(sitting.attributes),
        "language": sitting.language,
        "state": sitting.state,
        "attribution": sitting.attribution,
        "quotable": sitting.quotable,
        "person": {name: value for name, value in asdict(values).items() if value},
        "answers": {
            code: {"state": answer.state, "value": plain(answer.value)} for code, answer in sitting.answers.items()
        },
        "colleagues": [{"name": one.name, "email": one.email} for one in besides.colleagues],
        "comments": [{"item": code, "by": one.author.name, "text": one.text} for code, one in besides.comments],
        "evidence": [{"question": one.question, "file": one.name, "link": one.link} for one in besides.evidence],
    }
    return "application/json", json.dumps(whole, ensure_ascii=False, indent=2).encode()


def html_file(
    sitting: Sitting, values: PersonalValues, besides: GivenBesides, voice: CatalogueVoice
) -> tuple[str, bytes]:
    """Everything that is kept, as one page to read and print."""
    group = sitting.instrument.group_of[sitting.respondent.group].label
    page = review_page(sitting, voice)
    return "text/html", render_template(
        "fieldwork/answers.html", page=page, group=group, values=values, besides=besides
    ).encode()


KINDS: Mapping[str, Callable[[Sitting, PersonalValues, GivenBesides, CatalogueVoice], tuple[str, bytes]]] = {
    "csv": csv_file,
    "json": json_file,
    "html": html_file,
}


def _attributes(sitting: Sitting, voice: CatalogueVoice) -> Iterator[tuple[str, str]]:
    for attribute in sitting.instrument.attributes:
        if value := sitting.attributes.get(attribute.code):
            yield attribute.text, _told(attribute, value, voice)


def _told(attribute: Attribute, value: str, voice: CatalogueVoice) -> str:
    labels = {option.code: option.label for option in attribute.options}
    states = {str(state): voice.say(label) for state, label in STATE_LABELS.items()}
    return (labels | states)[value]


def _lines(page: ReviewPage) -> Iterator[Line]:
    for _step, sections in page.pages:
        for section in sections:
            for part in section.parts:
                yield from part.lines
