"""The two forms of an action, who does what by when and how far it is; and what its recommendation has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import DateField, Field, Form, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from assessment.errors import InvalidInput
from assessment.language import NotANumber, parse_number
from assessment.methodology.followup import STATUSES
from assessment.methodology.report.words import PRIORITIES, TIME_FRAMES
from assessment.methodology.report.words import STATUSES as STATUS_LABELS
from assessment.methodology.voice import N_
from assessment.services.assessments import FIRST_DAY, LAST_DAY
from assessment.web.context import voice

LISTS = ("contributors", "partners")
DATES = ("starts_on", "due_on")


class ChoiceField(StringField):
    """One of several words, which the service checks; labels are messages by word."""

    def __init__(self, label: str, choices: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.choices = choices


class SaidDateField(DateField):
    """A date, with its message in the reader's language."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read an ISO date, as every browser sends it; empty is none."""
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            super().process_formdata(valuelist)
            self._check_range()
        except ValueError:
            raise ValueError(voice().say("Enter a date as year-month-day, such as 2026-01-31")) from None

    def _check_range(self) -> None:
        if self.data is not None and not FIRST_DAY <= self.data <= LAST_DAY:
            raise ValueError("no day that anybody plans")


class AtMost:
    """A text of so many characters at most, with its message in the reader's language."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, _form: Form, field: Field) -> None:
        if len(field.data or "") > self.longest:
            raise ValidationError(voice().say("Use at most {longest} characters", longest=voice().number(self.longest)))


class PlannedForm(Form):
    """What a recommendation and the action that is made of it say alike; lists stand one entry a line."""

    action = TextAreaField(N_("Action"))
    expected_result = TextAreaField(N_("Expected result"))
    priority = ChoiceField(N_("Priority"), PRIORITIES)
    time_frame = ChoiceField(N_("Time frame"), TIME_FRAMES)
    lead = StringField(N_("Lead body"))
    contributors = TextAreaField(N_("Contributors, one a line"))
    partners = TextAreaField(N_("Development partners, one a line"))
    measure = StringField(N_("Indicator"))
    unit = StringField(N_("Unit"))
    target = StringField(N_("Target"))

    def listed(self, name: str) -> list[str]:
        """The entries of a list, without empty lines."""
        return [line.strip() for line in (self[name].data or "").splitlines() if line.strip()]


class ActionForm(PlannedForm):
    """What an analyst may change of an action."""

    version_id = HiddenField()
    baseline = StringField(N_("Baseline"))
    cost = StringField(N_("Cost, if known"))
    starts_on = SaidDateField(N_("Start"), [Optional()])
    due_on = SaidDateField(N_("Due"), [Optional()])

    def validate_action(self, field: TextAreaField) -> None:
        """An action has a text."""
        if not (field.data or "").strip():
            raise ValidationError(voice().say("An action needs its text."))

    def version(self) -> int:
        """The state of the action that was on the screen.

        Raises:
            InvalidInput: it was not sent.
        """
        try:
            return int(self.version_id.data or "")
        except ValueError:
            raise InvalidInput(N_("Reload the page, then make your change again.")) from None

    def changes(self) -> dict[str, object]:
        """The fields as the service takes them."""
        values: dict[str, object] = {}
        for name, field in self._fields.items():
            if name in LISTS:
                values[name] = self.listed(name)
            elif name in DATES:
                values[name] = field.data
            elif name != "version_id":
                values[name] = field.data or ""
        return values


class ProgressForm(Form):
    """How far an action is."""

    status = ChoiceField(N_("State"), {status: STATUS_LABELS[status] for status in STATUSES})
    per_cent = StringField(N_("Per cent done, while under way"))
    note = TextAreaField(N_("Remark"), [AtMost(4_000)])
    evidence = StringField(N_("Evidence: an address or a reference"), [AtMost(1_000)])

    def validate_per_cent(self, field: StringField) -> None:
        """A number from 0 to 100, or nothing."""
        try:
            number = self._number()
        except NotANumber as problem:
            raise ValidationError(str(problem)) from None
        if number is not None and not 0 <= number <= 100:
            raise ValidationError(voice().say("Enter a number from 0 to 100"))

    def report(self) -> dict[str, Any]:
        """The arguments of the service; a per cent counts only while under way."""
        under_way = self.status.data == "under_way"
        return {
            "status": self.status.data,
            "per_cent": self._number() if under_way else None,
            "note": self.note.data or "",
            "evidence": self.evidence.data or "",
        }

    def _number(self) -> float | None:
        text = (self.per_cent.data or "").strip().rstrip("%٪").strip()
        return parse_number(text, voice().language) if text else None
