"""Languages: texts from gettext catalogues, numbers, dates and names from CLDR; no web framework."""

from assessment.language.folding import Piece, folded, holds, passage, sought
from assessment.language.languages import COMPLETE, LANGUAGES, Language, direction_of, negotiate
from assessment.language.numbers import NotANumber, number_to_edit, parse_number, western_digits
from assessment.language.offered import offered_languages
from assessment.language.rounding import round_half_up
from assessment.language.texts import untranslated
from assessment.language.voice import CatalogueVoice, voice_for

__all__ = [
    "COMPLETE",
    "LANGUAGES",
    "CatalogueVoice",
    "Language",
    "NotANumber",
    "Piece",
    "direction_of",
    "folded",
    "holds",
    "negotiate",
    "number_to_edit",
    "offered_languages",
    "parse_number",
    "passage",
    "round_half_up",
    "sought",
    "untranslated",
    "voice_for",
    "western_digits",
]
