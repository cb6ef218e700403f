"""The form in which an analyst writes a recommendation: the words in one language, and what holds in all of them."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, TextAreaField

from assessment.errors import InvalidInput
from assessment.language import LANGUAGES, offered_languages
from assessment.methodology.advice_decisions import PLANNED, WORDED
from assessment.methodology.instrument import Advice, Instrument
from assessment.methodology.voice import N_
from assessment.services.advice_drafts import Draft
from assessment.web.action_form import LISTS, ChoiceField, PlannedForm
from assessment.web.context import voice


class AdviceForm(PlannedForm):
    """A recommendation as analysts write it."""

    seen = HiddenField()
    language = HiddenField()
    reason = TextAreaField(N_("Why it is recommended"))

    def draft(self) -> Draft:
        """What was written, as the service takes it."""
        fields: dict[str, object] = {}
        for name in (*WORDED, *PLANNED):
            fields[name] = self.listed(name) if name in LISTS else (self[name].data or "").strip()
        return Draft(self.language.data or "", fields, self.reason.data or "")


class OwnAdviceForm(AdviceForm):
    """One of the analysts' own: it belongs to an area, and may rest on one of its indicators."""

    area = ChoiceField(N_("Area"), {})
    indicator = ChoiceField(N_("Indicator of the questionnaire that it shall move"), {})


def form_of(advice: Advice, *, reason: str, priority: str, seen: int, language: str) -> AdviceForm:
    """The form with a recommendation as it stands in a language, and with the priority that it has."""
    values: dict[str, object] = {name: getattr(advice, name) for name in (*WORDED, *PLANNED)}
    values |= {name: "\n".join(getattr(advice, name)) for name in LISTS}
    return AdviceForm(data={**values, "priority": priority, "reason": reason, "seen": str(seen), "language": language})


def own_form(instrument: Instrument, language: str, sent: MultiDict[str, str] | None = None) -> OwnAdviceForm:
    """The form of a new recommendation, empty or with what was sent; the instrument is in the reader's language."""
    form = OwnAdviceForm(sent, data={"language": language, "priority": "medium", "time_frame": "medium"})
    form.area.choices = {area.code: area.label for area in instrument.areas}
    form.indicator.choices = {"": voice().say("None of them")} | {
        indicator.code: voice().say("{area}: {indicator}", area=area.short_label, indicator=indicator.label)
        for area in instrument.areas
        for indicator in area.indicators
    }
    return form


def languages_to_write(instrument: Instrument, written: Mapping[str, object]) -> dict[str, str]:
    """The languages of reports, the questionnaire's first, and any other in which something was written."""
    offered = offered_languages()
    codes = dict.fromkeys((instrument.language, *LANGUAGES, *written))
    return {code: offered[code].name for code in codes if code in offered}


def seen_in(text: str | None) -> int:
    """How many decisions were on the screen.

    Raises:
        InvalidInput: it was not sent.
    """
    if text is None or not (text.isascii() and text.isdigit() and len(text) < 7):
        raise InvalidInput(N_("Reload the page, then make your change again."))
    return int(text)
