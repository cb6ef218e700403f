"""The list of facts and the form of one, made ready for their templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from assessment.authoring.desk_data import is_as_of
from assessment.errors import NotFound
from assessment.language import CatalogueVoice, western_digits
from assessment.methodology.consolidation import NOT_APPLICABLE, Confirmation
from assessment.methodology.instrument import Instrument, Item
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import BASIS_TONES, Finding, findings, value_said
from assessment.methodology.report.words import BASES
from assessment.methodology.responses import Answer, plain
from assessment.methodology.voice import N_
from assessment.services.confirmations import Revision
from assessment.services.reporting import in_language
from assessment.web.answer_fields import AnswerField
from assessment.web.questionnaire_form import Question, unbound

ORDER = {"contested": 0, "provisional": 1, "confirmed": 2, "unknown": 3}


@dataclass(frozen=True)
class FactLine:
    """One fact in the list."""

    question: str
    text: str
    area: str
    value: str
    basis: str
    tone: str
    source: str


@dataclass(frozen=True)
class RevisionLine:
    """One decision: when, by whom, from what to what, and what it rests on."""

    at: datetime
    person: str
    before: str
    after: str
    source: str
    link: str
    as_of: str
    scope: str


def facts_page(edition: Edition) -> list[FactLine]:
    """Every fact that someone claimed or confirmed: contested first, then provisional, then confirmed."""
    lines = [(finding, area.short_label) for area in edition.instrument.areas for finding in findings(edition, area)]
    ordered = sorted(lines, key=lambda line: ORDER[line[0].basis])
    return [_line(edition, finding, area) for finding, area in ordered]


def revision_lines(edition: Edition, revisions: Sequence[Revision]) -> tuple[RevisionLine, ...]:
    """The decisions on one fact in words, the newest first."""
    said = [_said(edition, one.confirmation) for one in revisions]
    lines = (
        RevisionLine(
            one.taken_at,
            one.confirmation.person,
            before,
            after,
            one.confirmation.source,
            one.confirmation.link,
            edition.voice.as_of(one.confirmation.as_of) if one.confirmation.as_of else "",
            one.confirmation.scope,
        )
        for one, before, after in zip(revisions, ["", *said], said, strict=False)
    )
    return tuple(lines)[::-1]


def item_of(instrument: Instrument, question: str) -> Item:
    """The item of a fact or administrative figure.

    Raises:
        NotFound: there is no such question, or it is of another kind.
    """
    item = instrument.question_of.get(question)
    if item is None or item.kind not in ("fact", "figure"):
        raise NotFound(N_("There is no such fact in this questionnaire."))
    return item


class FactForm:
    """The decision on one fact: its value, and what it rests on; filled with the last one, which it revises.

    `seen` is how many decisions stood on the screen.
    """

    def __init__(
        self, instrument: Instrument, question: str, voice: CatalogueVoice, revisions: Sequence[Revision] = ()
    ) -> None:
        item = item_of(in_language(instrument, voice), question)
        item = item.model_copy(update={"allows": ("not_applicable",)})
        self._voice = voice
        self._form = BaseForm({question: unbound(item, question, in_language(instrument, voice), voice)})
        decided = revisions[-1].confirmation if revisions else None
        self._form.process(data={question: _answer(decided)} if decided else None)
        self.field = cast(AnswerField, self._form[question])
        self.entered: Mapping[str, str] = _texts(decided) if decided else {}
        self.seen = len(revisions)
        self.problems: dict[str, str] = {}

    @property
    def question(self) -> Question:
        """The question as it stands in the page; for a grid one row."""
        return Question(self.field.item, (self.field,), "", True)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Anchors with what is wrong there."""
        own = [(self.field.question, str(error)) for error in self.field.errors]
        return own + list(self.problems.items())

    def read_sent(self, sent: MultiDict[str, str]) -> bool:
        """Take what was sent; whether it can be kept."""
        self.entered = sent
        self.seen = int(seen) if (seen := sent.get("seen", "")).isdecimal() and len(seen) < 7 else 0
        as_of = western_digits(sent.get("as_of", "").strip())
        self._form.process(sent)
        self._form.validate()
        if not self.field.errors and self.field.answer is None:
            self.problems[self.field.question] = self._voice.say("Choose or enter the value that counts")
        if not sent.get("source", "").strip():
            self.problems["source"] = self._voice.say("Name the source that the confirmation rests on")
        if as_of and not is_as_of(as_of):
            self.problems["as_of"] = self._voice.say("Give the date as year, year-month or year-month-day")
        if sent.get("link", "").strip() and not sent["link"].strip().startswith(("https://", "http://")):
            self.problems["link"] = self._voice.say("Begin the address with https:// or http://")
        return not self.errors

    def decision(self) -> dict[str, Any]:
        """The arguments of the service that keeps it."""
        answer = self.field.answer
        value = plain(answer.value) if answer and answer.state == "answered" else "not_applicable"
        texts = {key: self.entered.get(key, "").strip() for key in ("source", "link", "scope")}
        as_of = western_digits(self.entered.get("as_of", "").strip())
        return {"value": value, "as_of": as_of, "seen": self.seen, **texts}

    def refuse(self, sentence: str, revisions: Sequence[Revision]) -> None:
        """Show again what was entered, beside what somebody else decided meanwhile."""
        self.problems["history"] = sentence
        self.seen = len(revisions)


def _answer(decided: Confirmation) -> Answer:
    return Answer("not_applicable") if decided.value == NOT_APPLICABLE else Answer("answered", decided.value)


def _texts(decided: Confirmation) -> dict[str, str]:
    return {"source": decided.source, "link": decided.link, "as_of": decided.as_of, "scope": decided.scope}


def _said(edition: Edition, decided: Confirmation) -> str:
    if decided.value == NOT_APPLICABLE:
        return edition.say("does not apply")
    return value_said(edition, edition.instrument.question_of[decided.question], decided.value)


def _line(edition: Edition, finding: Finding, area: str) -> FactLine:
    decided = finding.result.confirmation
    sources = (
        decided.source
        if decided
        else edition.voice.join(dict.fromkeys(edition.group_label(claim.source) for claim in finding.result.claims))
    )
    return FactLine(
        finding.question,
        edition.question(finding.question),
        area,
        finding.value,
        edition.say(BASES[finding.basis]),
        BASIS_TONES[finding.basis],
        sources,
    )
