"""What analysts write of a recommendation, checked and cut down to what differs from its author and the results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from assessment.errors import InvalidInput
from assessment.language import offered_languages, voice_for
from assessment.methodology.advice_candidates import Candidate
from assessment.methodology.advice_decisions import PLANNED, WORDED, Standing, Standings, Words
from assessment.methodology.instrument import Advice, Instrument
from assessment.methodology.localisation import localised
from assessment.methodology.voice import N_
from assessment.services.action_fields import value_of


@dataclass(frozen=True)
class Draft:
    """What an analyst writes of a recommendation in one language: its texts, and what holds in all languages.

    `fields` are those of an action: texts, the lists `contributors` and `partners`, `priority`, `time_frame`. `reason`
    is why one of the analysts' own is made.
    """

    language: str
    fields: Mapping[str, object]
    reason: str = ""


def check_place(instrument: Instrument, area: str, indicator: str) -> None:
    """Check where one of the analysts' own belongs.

    Raises:
        InvalidInput: the questionnaire has no such area or indicator.
    """
    if area not in instrument.area_of:
        raise InvalidInput(N_("Choose the area that it belongs to."))
    if indicator and indicator not in instrument.indicator_of:
        raise InvalidInput(N_("Choose one of the values that are offered."))


def written(
    instrument: Instrument, draft: Draft, found: Candidate | None
) -> tuple[dict[str, dict[str, Words]], dict[str, Words]]:
    """The wording and the plan to keep: each field checked, without what says the same as its author or the results.

    `found` is the recommendation that is edited, none for a new one. A text that was written anew in another language
    is kept even so: else this one's readers would get the other's.

    Raises:
        InvalidInput: the language is not offered, or a field cannot be used.
    """
    if draft.language not in offered_languages():
        raise InvalidInput(N_("This language is not offered."))
    original = _in_authors_words(instrument, found.code, draft.language) if found else None
    kept = {name: _kept(name, draft.fields[name]) for name in (*WORDED, *PLANNED) if name in draft.fields}
    standing = found.standing if found else Standing("")
    elsewhere = {name for language, texts in standing.wording.items() if language != draft.language for name in texts}
    same = {} if original is None else {name: getattr(original, name) for name in kept if name not in elsewhere}
    if found and original is not None:
        same["priority"] = found.computed
    told = {name: words for name, words in kept.items() if name not in same or words != same[name]}
    wording = {name: words for name, words in told.items() if name in WORDED}
    return {draft.language: wording}, {name: words for name, words in told.items() if name in PLANNED}


def own_code(instrument: Instrument, standings: Standings, area: str) -> str:
    """The next free code of the analysts' own in an area: `PAY-OWN1`."""
    taken = {advice.code for advice in instrument.recommendations} | set(standings.by_code)
    return next(code for number in count(1) if (code := f"{area}-OWN{number}") not in taken)


def _in_authors_words(instrument: Instrument, code: str, language: str) -> Advice | None:
    """A recommendation of the questionnaire in a language; none where analysts added it."""
    told = instrument if language == instrument.language else localised(instrument, voice_for(language).text)
    return next((advice for advice in told.recommendations if advice.code == code), None)


def _kept(name: str, value: object) -> Words:
    kept = value_of(name, value)
    return tuple(kept) if isinstance(kept, list) else str(kept)
