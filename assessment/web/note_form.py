"""The form of a note: who spoke when, the text, consent, and passages coded to areas and questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from assessment.errors import InvalidInput
from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Instrument
from assessment.methodology.places import area_of_places
from assessment.methodology.voice import N_
from assessment.services.assessments import AssessmentView
from assessment.services.notes import KINDS, Coding, NoteDraft, NoteView
from assessment.services.reporting import in_language
from assessment.web.action_form import ChoiceField, SaidDateField
from assessment.web.context import languages_among

SPARE_ROWS = 3
MOST_ROWS = 200


class NoteForm(Form):
    """A note as it is typed; `rows` are its codings with a few empty ones."""

    version_id = HiddenField()
    respondent = HiddenField()
    kind = ChoiceField(N_("Kind"), KINDS)
    title = StringField(N_("Title"))
    held_on = SaidDateField(N_("Day of the conversation"), [Optional()])
    speakers = ChoiceField(N_("Who spoke"), {})
    language = ChoiceField(N_("Language of the note"), {})
    text = TextAreaField(N_("Text"))
    quotable = BooleanField(N_("Those who spoke consented to be quoted without their names"))
    rows: list[Coding]

    def draft(self) -> NoteDraft:
        """The note as the service takes it."""
        group, _, role = (self.speakers.data or "").partition("/")
        return NoteDraft(
            kind=self.kind.data or "",
            title=self.title.data or "",
            language=self.language.data or "",
            text=self.text.data or "",
            held_on=self.held_on.data,
            group=group,
            role=role,
            quotable=bool(self.quotable.data),
            codings=tuple(row for row in self.rows if row.code or row.passage),
            respondent=self.respondent.data or "",
        )

    def version(self) -> int:
        """The state of the note that was on the screen.

        Raises:
            InvalidInput: it was not sent.
        """
        try:
            return int(self.version_id.data or "")
        except ValueError:
            raise InvalidInput(N_("Reload the page, then make your change again.")) from None


def form_sent(assessment: AssessmentView, voice: CatalogueVoice, sent: MultiDict[str, str]) -> NoteForm:
    """The form with what was sent."""
    form = _offering(NoteForm(sent), assessment, voice)
    form.rows = list(_rows_sent(sent))
    return form


def form_of(
    assessment: AssessmentView, voice: CatalogueVoice, note: NoteView | None, *, respondent: str = "", code: str = ""
) -> NoteForm:
    """The form of a note that is kept, or of a new one: of what a respondent said, and on a code, if they are named."""
    if note is None:
        form = NoteForm(language=voice.language, respondent=respondent)
    else:
        draft = note.draft
        speakers = f"{draft.group}/{draft.role}" if draft.role else draft.group
        form = NoteForm(
            version_id=note.version_id, kind=draft.kind, title=draft.title, held_on=draft.held_on, speakers=speakers,
            language=draft.language, text=draft.text, quotable=draft.quotable,
            respondent=draft.respondent,
        )  # fmt: skip
    form = _offering(form, assessment, voice)
    rows = note.draft.codings if note else (Coding(code, ""),)
    form.rows = [*rows, *[Coding("", "")] * SPARE_ROWS]
    return form


def places(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """The codes to which evidence may be attached, area by area, with their texts."""
    for area in instrument.areas:
        yield area.code, area.label
        yield from ((indicator.code, indicator.label) for indicator in area.indicators)
        for item in area.items:
            yield item.code, item.text
            yield from ((f"{item.code}.{row.code}", row.text) for row in item.rows)
    known = area_of_places(instrument)
    yield from ((series.code, series.name) for series in instrument.series if series.code in known)


def speakers_of(instrument: Instrument, voice: CatalogueVoice) -> dict[str, str]:
    """Groups and roles by the value under which the form sends them."""
    offered = {"": voice.say("Several groups")}
    for group in instrument.groups:
        offered[group.code] = group.label
        for role in group.roles:
            offered[f"{group.code}/{role.code}"] = voice.say("{group}, {role}", group=group.label, role=role.label)
    return offered


def _offering(form: NoteForm, assessment: AssessmentView, voice: CatalogueVoice) -> NoteForm:
    form.speakers.choices = speakers_of(in_language(assessment.instrument, voice), voice)
    form.language.choices = {one.code: one.name for one in languages_among(assessment.languages)}
    return form


def _rows_sent(sent: Mapping[str, str]) -> Iterator[Coding]:
    for number in range(MOST_ROWS):
        if f"passage-{number}" not in sent:
            return
        code, passage = sent.get(f"code-{number}", "").strip(), sent[f"passage-{number}"].strip()
        yield Coding(code, passage, f"quoted-{number}" in sent)
