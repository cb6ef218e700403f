"""The forms of an assessment's course: a stage of the work plan, what is agreed with the country, a new assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import Field, Form, HiddenField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import Optional, ValidationError

from assessment.errors import InvalidInput
from assessment.language import NotANumber, offered_languages, parse_number
from assessment.methodology.course import StagePlan
from assessment.methodology.voice import N_
from assessment.services.course import RESULTS_SHOWN, Agreement, ScopeView, StageView
from assessment.web.action_form import ChoiceField, SaidDateField
from assessment.web.context import voice

FIRST_YEAR, LAST_YEAR = 1990, 2100


class SeveralField(Field):
    """Several of a list, as ticked boxes; `choices` are labels by value."""

    choices: Mapping[str, str] = {}

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was ticked."""
        self.data = valuelist

    def chosen(self) -> tuple[str, ...]:
        """What was ticked of that which is offered, in its order."""
        return tuple(value for value in self.choices if value in (self.data or ()))


class NeededDateField(SaidDateField):
    """A date that must be given."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse an empty one."""
        if self.data is None and not self.process_errors:
            raise ValidationError(voice().say("Enter a date as year-month-day, such as 2026-01-31"))


class WholeNumberField(StringField):
    """A whole number as people type it; empty is none."""

    def number(self) -> int | None:
        """The number.

        Raises:
            ValidationError: it is none.
        """
        text = (self.data or "").strip()
        try:
            value = parse_number(text, voice().language) if text else None
        except NotANumber as problem:
            raise ValidationError(str(problem)) from None
        if value is not None and value != int(value):
            raise ValidationError(voice().say("Enter a whole number"))
        return None if value is None else int(value)

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is no number."""
        self.number()


class StageForm(Form):
    """One stage of the work plan."""

    version_id = HiddenField()
    starts_on = SaidDateField(N_("First day"), [Optional()])
    due_on = SaidDateField(N_("Last day"), [Optional()])
    done_on = SaidDateField(N_("Done on"), [Optional()])
    person = StringField(N_("Responsible person"))
    note = TextAreaField(N_("Remark"))

    @classmethod
    def of(cls, stage: StageView) -> StageForm:
        """The form with what is stored."""
        return cls(version_id=str(stage.version_id), **vars(stage.plan))

    def plan(self) -> StagePlan:
        """The stage as the service takes it."""
        days = (self.starts_on.data, self.due_on.data, self.done_on.data)
        return StagePlan(*days, person=self.person.data or "", note=self.note.data or "")


class AgreementForm(Form):
    """What is agreed with a country before an assessment begins."""

    languages = SeveralField(N_("Languages of the questionnaire"))
    results_shown = ChoiceField(N_("How results are shown"), {str(way): label for way, label in RESULTS_SHOWN.items()})
    opens_on = NeededDateField(N_("First day of the questionnaire"))
    closes_on = NeededDateField(N_("Closing date that people are told"))
    grace_days = WholeNumberField(N_("Days of grace after it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages.choices = {one.code: one.name for one in offered_languages().values()}

    def agreement(self, **more: Any) -> Agreement:
        """What is agreed, once the form is valid; `more` are the fields of a form that has them.

        Raises:
            InvalidInput: there is no such way of showing results.
        """
        shown = next((way for way in RESULTS_SHOWN if way == self.results_shown.data), None)
        if shown is None:
            raise InvalidInput(N_("Choose how results are shown."))
        whole: dict[str, Any] = {"theme": "", "areas": (), "validators": ""}
        return Agreement(
            **whole | more,
            languages=self.languages.chosen(),
            results_shown=shown,
            opens_on=self.opens_on.data or date.min,
            closes_on=self.closes_on.data or date.min,
            grace_days=self.grace_days.number() or 0,
        )


class ScopeForm(AgreementForm):
    """The same with what is agreed in the course of scoping."""

    version_id = HiddenField()
    theme = TextAreaField(N_("Theme"))
    areas = SeveralField(N_("Areas to look at most closely"))
    validators = TextAreaField(N_("Who validates the report"))
    agreed_on = SaidDateField(N_("Agreed with the country on"), [Optional()])

    def __init__(self, *args: Any, areas_offered: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas.choices = areas_offered

    @classmethod
    def of(cls, scope: ScopeView, areas: Mapping[str, str]) -> ScopeForm:
        """The form with what is stored."""
        agreed = {**vars(scope.agreement), "grace_days": str(scope.agreement.grace_days)}
        return cls(areas_offered=areas, version_id=str(scope.version_id), **agreed)

    def scope(self) -> Agreement:
        """What is agreed, as the service takes it."""
        return self.agreement(
            theme=self.theme.data or "",
            areas=self.areas.chosen(),
            validators=self.validators.data or "",
            agreed_on=self.agreed_on.data,
        )


class BeginForm(AgreementForm):
    """A new assessment."""

    country = ChoiceField(N_("Country or region"), {})
    questionnaire = ChoiceField(N_("Questionnaire"), {})
    reference_year = WholeNumberField(N_("Reference year"))
    time_zone = StringField(N_("Time zone"))

    def __init__(
        self, *args: Any, countries: Mapping[str, str], questionnaires: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices, self.questionnaire.choices = countries, questionnaires

    def validate_reference_year(self, field: WholeNumberField) -> None:
        """A year of four digits, or nothing."""
        year = field.number()
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(voice().say("Enter a year with four digits"))


def version_of(field: HiddenField) -> int:
    """The state that was on the screen.

    Raises:
        InvalidInput: it was not sent.
    """
    try:
        return int(field.data or "")
    except ValueError:
        raise InvalidInput(N_("Reload the page, then make your change again.")) from None


def named_countries(codes: Sequence[str]) -> dict[str, str]:
    """Names of countries by code, in the order of the names."""
    return dict(sorted(((code, voice().country(code)) for code in codes), key=lambda pair: pair[1].casefold()))
