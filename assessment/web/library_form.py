"""The form of a document of the library: what it is, how far it goes, what it is attached to, its excerpts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import Form, HiddenField, StringField, TextAreaField

from assessment.errors import InvalidInput
from assessment.language import CatalogueVoice, offered_languages, western_digits
from assessment.methodology.voice import N_
from assessment.services.kept_files import LARGEST_FILE
from assessment.services.library_drafts import RELEASES, DocumentDraft, DocumentView, Excerpt, Upload
from assessment.web.action_form import ChoiceField

SPARE_ROWS = 2
MOST_ROWS = 100


class DocumentForm(Form):
    """A document as it is typed; `places` are codes, `rows` its excerpts, both with a few empty ones."""

    version_id = HiddenField()
    title = StringField(N_("Title"))
    citation = TextAreaField(N_("Citation"))
    language = ChoiceField(N_("Language of the document"), {})
    dated = StringField(N_("Date of the document"))
    licence = StringField(N_("Licence or consent"))
    release = ChoiceField(N_("Use"), RELEASES)
    link = StringField(N_("Address"))
    places: list[str]
    rows: list[Excerpt]

    def draft(self) -> DocumentDraft:
        """The document as the service takes it."""
        return DocumentDraft(
            title=self.title.data or "",
            citation=self.citation.data or "",
            licence=self.licence.data or "",
            language=self.language.data or "",
            dated=western_digits((self.dated.data or "").strip()),
            release=self.release.data or "",
            link=self.link.data or "",
            places=tuple(place for place in self.places if place),
            excerpts=tuple(row for row in self.rows if row.code or row.passage or row.page),
        )

    def version(self) -> int:
        """The state of the document that was on the screen.

        Raises:
            InvalidInput: it was not sent.
        """
        try:
            return int(self.version_id.data or "")
        except ValueError:
            raise InvalidInput(N_("Reload the page, then make your change again.")) from None


def form_sent(sent: MultiDict[str, str], voice: CatalogueVoice) -> DocumentForm:
    """The form with what was sent."""
    form = _offering(DocumentForm(sent), voice)
    form.places = list(_places_sent(sent))
    form.rows = list(_rows_sent(sent))
    return form


def form_of(found: DocumentView | None, voice: CatalogueVoice, *, place: str = "") -> DocumentForm:
    """The form of a document that is kept, or of a new one to be attached to a code."""
    draft = found.draft if found else DocumentDraft("", language=voice.language, places=(place,) if place else ())
    form = DocumentForm(
        version_id=found.version_id if found else "", title=draft.title, citation=draft.citation,
        licence=draft.licence, language=draft.language, dated=draft.dated, release=draft.release, link=draft.link,
    )  # fmt: skip
    form = _offering(form, voice)
    form.places = [*draft.places, *[""] * SPARE_ROWS]
    form.rows = [*draft.excerpts, *[Excerpt("", "")] * SPARE_ROWS]
    return form


def upload_sent(files: Mapping[str, FileStorage]) -> Upload | None:
    """The file that was chosen, if any."""
    sent = files.get("file")
    if sent is None or not sent.filename:
        return None
    with sent.stream as content:
        return Upload(sent.filename, content.read(LARGEST_FILE + 1))


def languages_of_documents(voice: CatalogueVoice) -> dict[str, str]:
    """The languages a document may be said to be in, by code; empty for another one."""
    offered = {code: one.name for code, one in offered_languages().items()}
    return offered | {"": voice.say("Another language")}


def _offering(form: DocumentForm, voice: CatalogueVoice) -> DocumentForm:
    form.language.choices = languages_of_documents(voice)
    return form


def _places_sent(sent: Mapping[str, str]) -> Iterator[str]:
    for number in range(MOST_ROWS):
        if f"place-{number}" not in sent:
            return
        yield sent[f"place-{number}"].strip()


def _rows_sent(sent: Mapping[str, str]) -> Iterator[Excerpt]:
    for number in range(MOST_ROWS):
        if f"passage-{number}" not in sent:
            return
        code, page = (sent.get(f"{key}-{number}", "").strip() for key in ("code", "page"))
        yield Excerpt(code, sent[f"passage-{number}"].strip(), page, f"quoted-{number}" in sent)
