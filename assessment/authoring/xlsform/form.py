"""A form as it stands in the sheets of an XLSForm: rows with their texts in every language and their plain cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assessment.language import CatalogueVoice, voice_for
from assessment.methodology.instrument import Instrument
from assessment.methodology.localisation import localised, texts_of

Words = Mapping[str, str]
"""One text by language."""


@dataclass(frozen=True)
class Said:
    """A text of the questionnaire by its `path`, or one of the program without; `suffix` is put behind it."""

    words: Words
    path: str = ""
    suffix: Words = field(default_factory=dict)

    def shown(self, language: str) -> str:
        """What stands in the cell."""
        return self.words[language] + self.suffix.get(language, "")

    def read(self, cell: str, language: str) -> str:
        """The text in a cell that may have the suffix behind it."""
        return cell.removesuffix(self.suffix.get(language, ""))


@dataclass(frozen=True)
class Row:
    """One row of the sheets `survey` or `choices`: plain cells by column, texts by column without language."""

    cells: Mapping[str, str]
    said: Mapping[str, Said] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How the row is called: the name of a question, or list and name of a choice."""
        return " ".join(filter(None, (self.cells.get("list_name"), self.cells.get("name"))))


@dataclass(frozen=True)
class Form:
    """An XLSForm: `carried` is what it has no place for, `texts` the texts that no row shows, by path."""

    languages: tuple[str, ...]
    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: Mapping[str, str]
    carried: tuple[tuple[str, str], ...] = ()
    texts: Mapping[str, Words] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Every row of survey and choices with its sheet."""
        yield from (("survey", row) for row in self.survey)
        yield from (("choices", row) for row in self.choices)


@dataclass(frozen=True)
class Wording:
    """The texts of a questionnaire and of the program in the form's languages, the first being its own."""

    texts: Mapping[str, Words]
    voices: Mapping[str, CatalogueVoice]

    @property
    def languages(self) -> tuple[str, ...]:
        """In the order of the columns."""
        return tuple(self.voices)

    def of(self, path: str, suffix: Words | None = None) -> Said:
        """A text of the questionnaire."""
        return Said(self.texts[path], path, suffix or {})

    def optional(self, column: str, path: str) -> dict[str, Said]:
        """The same for a column, if there is such a text."""
        return {column: self.of(path)} if path in self.texts else {}

    def say(self, message: str, **values: object) -> Said:
        """A message of the program."""
        return Said({language: voice.say(message, **values) for language, voice in self.voices.items()})

    def each(self, text: Callable[[CatalogueVoice], str]) -> Said:
        """What each voice makes of it."""
        return Said({language: text(voice) for language, voice in self.voices.items()})


def wording_of(instrument: Instrument, languages: Sequence[str]) -> Wording:
    """The texts by their paths in the instrument's language and the others; untranslated ones are as written."""
    ordered = dict.fromkeys((instrument.language, *languages))
    voices = {language: voice_for(language) for language in ordered}
    spoken = {
        language: dict(texts_of(instrument if language == instrument.language else localised(instrument, voice.text)))
        for language, voice in voices.items()
    }
    return Wording(by_path(spoken), voices)


def by_path(spoken: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Texts by path and language, from texts by language and path; every path is in the first language."""
    paths = next(iter(spoken.values()))
    return {path: {language: texts[path] for language, texts in spoken.items() if path in texts} for path in paths}
