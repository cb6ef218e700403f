"""Search over all evidence of an assessment in any language, within what the person may see and others released.

Case, accents and ways of writing a letter do not matter; every word must occur, as a part of a word or of a text
without spaces. Notes are searched by their index in the database, the few others where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from assessment.language import CatalogueVoice, Piece, folded, holds, passage, sought
from assessment.methodology.applicability import on_path
from assessment.methodology.instrument import Instrument
from assessment.methodology.remembered import Remembered
from assessment.methodology.responses import Response
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.analysis import check_results_shown
from assessment.services.assessments import AssessmentView
from assessment.services.library import every_document
from assessment.services.notes import KINDS
from assessment.services.reporting import in_language
from assessment.services.respondents import respondent_from
from assessment.services.texts import kept_name
from assessment.storage import evidence, fieldwork
from assessment.storage import search as storage

MOST_SHOWN = 20
WHOLE_TITLE = 1_000


@dataclass(frozen=True)
class Text:
    """Something that is searched: its title, its text, and what is searched without being shown (`beside`).

    `told` is who said it or where it stands; `subject` the identity of a document or a note, `code` what it tells of,
    `link` an address on the web; empty where there is none.
    """

    title: str
    text: str = ""
    beside: str = ""
    told: str = ""
    subject: str = ""
    code: str = ""
    link: str = ""


@dataclass(frozen=True)
class Hit:
    """A text that was found: its title whole, the words around the first find, with every find marked."""

    title: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    source: Text


@dataclass(frozen=True)
class Found:
    """What was found of one kind: its label, how many there are, and the first of them."""

    kind: str
    label: str
    number: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Search:
    """Who looks for which words, and where; the instrument speaks the reader's language."""

    session: Session
    assessment: AssessmentView
    instrument: Instrument
    voice: CatalogueVoice
    words: tuple[str, ...]
    is_analyst: bool


def search(
    session: Session, access: Access, assessment: AssessmentView, voice: CatalogueVoice, query: str
) -> tuple[Found, ...]:
    """What holds every word of the query, kind by kind; kinds without a find are left out.

    Analysts search all there is. Whoever else may see the results finds what the report may name and quote.

    Raises:
        NotAllowed: the results are not shown to the person.
        InvalidInput: the query has more than 200 characters.
    """
    check_results_shown(assessment, access)
    words = sought(kept_name(query))
    if not words:
        return ()
    is_analyst = access.may(assessment.country, "analyst")
    looking = Search(session, assessment, in_language(assessment.instrument, voice), voice, words, is_analyst)
    return tuple(one for kind in KINDS_OF_TEXT if (one := _found(looking, kind)).number)


def _found(looking: Search, kind: str) -> Found:
    label, look = KINDS_OF_TEXT[kind]
    number, texts = look(looking)
    return Found(kind, looking.voice.say(label), number, tuple(_hit(text, looking.words) for text in texts))


def _hit(text: Text, words: tuple[str, ...]) -> Hit:
    return Hit(passage(text.title, words, WHOLE_TITLE), passage(text.text, words), text)


def _matching(texts: Iterable[Text], words: tuple[str, ...]) -> tuple[int, list[Text]]:
    """How many texts hold every word, and the first of them."""
    found = [one for one in texts if holds(folded(f"{one.title}\n{one.text}\n{one.beside}"), words)]
    return len(found), found[:MOST_SHOWN]


def _notes(looking: Search) -> tuple[int, list[Text]]:
    if not looking.is_analyst:
        return 0, []
    number, rows = storage.notes_with(looking.session, looking.assessment.id, looking.words, MOST_SHOWN)
    return number, [
        Text(row.title, row.text, told=_speaker(looking, row.kind, row.group, row.role), subject=row.id) for row in rows
    ]


def _documents(looking: Search) -> tuple[int, list[Text]]:
    drafts = (
        (one.id, one.draft)
        for one in every_document(looking.session, looking.assessment)
        if looking.is_analyst or one.draft.release != "internal"
    )
    texts = (
        Text(
            draft.title,
            draft.citation,
            draft.licence,
            told=looking.voice.as_of(draft.dated),
            subject=subject,
            link=draft.link,
        )
        for subject, draft in drafts
    )
    return _matching(texts, looking.words)


def _excerpts(looking: Search) -> tuple[int, list[Text]]:
    texts = (
        Text(one.draft.title, excerpt.passage, told=excerpt.page, subject=one.id, code=excerpt.code)
        for one in every_document(looking.session, looking.assessment)
        for excerpt in one.draft.excerpts
        if looking.is_analyst or (excerpt.quoted and one.draft.release == "quotable")
    )
    return _matching(texts, looking.words)


def _passages(looking: Search) -> tuple[int, list[Text]]:
    """Passages that are quoted: analysts find them with their notes."""
    if looking.is_analyst:
        return 0, []
    texts = (
        Text(_speaker(looking, row.kind, row.group, row.role), row.passage, code=row.question or row.area)
        for row in storage.passages_to_quote(looking.session, looking.assessment.id)
    )
    return _matching(texts, looking.words)


def _answers(looking: Search) -> tuple[int, list[Text]]:
    """What respondents wrote at length and released: on their path, and of the hidden under their group alone."""
    asked = {code: item.text for code, item in looking.instrument.item_of.items() if item.type == "long_text"}
    released = storage.answers_to_quote(looking.session, looking.assessment.id, asked)
    texts = (
        Text(
            asked[row.question],
            row.value,
            told=_speaker(looking, "", row.group, "" if row.attribution == "hidden" else row.role),
            code=row.question,
        )
        for row in released
        if holds(folded(row.value), looking.words) and _is_on_path(looking, row.response_id, row.question)
    )
    return _matching(texts, looking.words)


def _is_on_path(looking: Search, response_id: str, question: str) -> bool:
    sitting = fieldwork.sitting_by_response(looking.session, response_id)
    answers, _ = fieldwork.answers_of(looking.session, looking.instrument, response_id)
    person = respondent_from(looking.instrument, sitting)
    return question in on_path(looking.instrument, Response(person, answers))


def _facts(looking: Search) -> tuple[int, list[Text]]:
    decided = evidence.confirmations_of(looking.session, looking.instrument, looking.assessment.id)
    wording = _wordings(looking.instrument)
    texts = (
        Text(
            wording[code],
            " ".join((one.source, one.scope)),
            code,
            told=looking.voice.as_of(one.as_of),
            code=code,
            link=one.link,
        )
        for code, one in decided.items()
    )
    return _matching(texts, looking.words)


def _country_facts(looking: Search) -> tuple[int, list[Text]]:
    """In whatever language they were written; shown in the reader's where it holds the words as well."""
    area_of, language = looking.instrument.area_of, looking.voice.language
    texts = (
        Text(area_of[row.area].label, text, told=row.year, code=row.area, link=row.link)
        for row in evidence.country_facts_of(looking.session, looking.assessment.id)
        for text in _first_with(looking.words, row.texts, language)
        if row.area in area_of
    )
    return _matching(texts, looking.words)


def _first_with(words: tuple[str, ...], texts: Mapping[str, str], language: str) -> list[str]:
    own_first = sorted(texts, key=lambda code: (code != language, code))
    return [texts[code] for code in own_first if holds(folded(texts[code]), words)][:1]


def _codes(looking: Search) -> tuple[int, list[Text]]:
    wording = _wordings(looking.instrument)
    found = _matching((Text(text, beside=code, code=code) for code, text in wording.items()), looking.words)
    return found[0], [replace(one, told=one.code) for one in found[1]]


_worded: Remembered[dict[str, str]] = Remembered(32)


def _wordings(instrument: Instrument) -> dict[str, str]:
    """What every code is called in the instrument's language."""
    return _worded.of(instrument, otherwise=lambda: dict(_every_wording(instrument)))


def _every_wording(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for area in instrument.areas:
        yield area.code, area.label
        yield from ((indicator.code, indicator.label) for indicator in area.indicators)
    for code, item in instrument.question_of.items():
        row = next((one.text for one in item.rows if code == f"{item.code}.{one.code}"), "")
        yield code, f"{item.text} {row}".rstrip()
    yield from ((series.code, series.name) for series in instrument.series)


def _speaker(looking: Search, kind: str, group: str, role: str) -> str:
    """Who said something, by type and never by name."""
    known = looking.instrument.group_of.get(group)
    if known is None:
        return looking.voice.say(KINDS[kind])
    label = next((one.label for one in known.roles if one.code == role), "")
    return looking.voice.say("{group}, {role}", group=known.label, role=label) if label else known.label


KINDS_OF_TEXT: dict[str, tuple[str, Callable[[Search], tuple[int, list[Text]]]]] = {
    "documents": (N_("Documents"), _documents),
    "excerpts": (N_("Excerpts of documents"), _excerpts),
    "notes": (N_("Notes"), _notes),
    "passages": (N_("Passages of notes"), _passages),
    "answers": (N_("Answers that may be quoted"), _answers),
    "facts": (N_("Confirmed facts"), _facts),
    "country_facts": (N_("Dated facts on the country"), _country_facts),
    "codes": (N_("Areas, indicators, questions and series"), _codes),
}
