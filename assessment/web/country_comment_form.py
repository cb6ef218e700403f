"""The forms of the country's comments and of the validation workshop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from assessment.errors import InvalidInput
from assessment.language import NotANumber, parse_number
from assessment.methodology.country_comments import OUTCOMES
from assessment.methodology.voice import N_
from assessment.services.country_comments import CommentDraft, Recorded
from assessment.services.workshops import MOST_INSTITUTIONS, RecordedWorkshop, WorkshopDraft
from assessment.web.action_form import ChoiceField, SaidDateField
from assessment.web.context import voice

SPARE_ROWS = 3
OUTCOME_LABELS: Mapping[str, str] = {str(outcome): label for outcome, label in OUTCOMES.items()}


class CommentForm(Form):
    """A comment and what became of it."""

    version_id = HiddenField()
    body = StringField(N_("Who made it"))
    received_on = SaidDateField(N_("Day on which it came"), [Optional()])
    code = StringField(N_("What it concerns"))
    page = StringField(N_("Page of the draft"))
    text = TextAreaField(N_("Comment of the country"))
    outcome = ChoiceField(N_("What became of it"), OUTCOME_LABELS)
    reason = TextAreaField(N_("Why"))
    decided_by = StringField(N_("Who decided"))

    @classmethod
    def of(cls, recorded: Recorded) -> CommentForm:
        """The form with what is stored."""
        return cls(version_id=str(recorded.revision), **vars(recorded.comment))

    def draft(self) -> CommentDraft:
        """The comment as the service takes it."""
        names = ("body", "text", "page", "reason", "decided_by")
        texts = {name: str(self._fields[name].data or "") for name in names}
        code, outcome = (self.code.data or "").strip(), self.outcome.data or "open"
        return CommentDraft(received_on=self.received_on.data, code=code, outcome=outcome, **texts)


class WorkshopForm(Form):
    """The workshop; `rows` are institutions with how many came, as typed, and a few empty ones."""

    version_id = HiddenField()
    held_on = SaidDateField(N_("Day of the workshop"), [Optional()])
    place = StringField(N_("Where it was held"))
    conclusions = TextAreaField(N_("Conclusions"))
    rows: list[tuple[str, str]]

    @classmethod
    def of(cls, recorded: RecordedWorkshop | None) -> WorkshopForm:
        """The form with what is stored, or empty."""
        form = cls(version_id="0")
        if recorded:
            held = recorded.workshop
            form = cls(
                version_id=str(recorded.revision), held_on=held.held_on, place=held.place, conclusions=held.conclusions
            )
        participants = recorded.workshop.participants if recorded else ()
        form.rows = [*((name, voice().number(number)) for name, number in participants), *[("", "")] * SPARE_ROWS]
        return form

    @classmethod
    def sent(cls, values: MultiDict[str, str]) -> WorkshopForm:
        """The form with what was sent."""
        form = cls(values)
        form.rows = list(_rows_sent(values))
        return form

    def draft(self) -> WorkshopDraft:
        """The workshop as the service takes it.

        Raises:
            InvalidInput: how many came is no whole number.
        """
        told = tuple((name, _whole(number)) for name, number in self.rows if name or number)
        return WorkshopDraft(self.held_on.data, self.place.data or "", told, self.conclusions.data or "")


def _rows_sent(sent: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for number in range(MOST_INSTITUTIONS + SPARE_ROWS):
        if f"institution-{number}" not in sent:
            return
        yield sent[f"institution-{number}"].strip(), sent.get(f"number-{number}", "").strip()


def _whole(typed: str) -> int:
    try:
        number = parse_number(typed, voice().language)
    except NotANumber:
        number = 0.5
    if number != int(number):
        raise InvalidInput(N_("Give every institution its name and how many came from it, from 1 to 1,000."))
    return int(number)
