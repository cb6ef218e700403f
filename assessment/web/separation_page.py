"""Two countries in the draws, made ready for their template: a sentence an area, nobody ranked."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.language import CatalogueVoice
from assessment.methodology.aggregation import reaches
from assessment.methodology.robustness.model import Separation
from assessment.services.reporting import in_language
from assessment.services.separation import Apart

CLEARLY = 95
"""In how many of 100 draws one country lies above the other before that is said of it."""


@dataclass(frozen=True)
class AreaApart:
    """An area: in how many of 100 draws each country lies above the other, and what follows from that."""

    area: str
    first_above: str
    second_above: str
    told: str


@dataclass(frozen=True)
class SeparationPage:
    """Two countries by name, and their areas in the questionnaire's order."""

    first: str
    second: str
    areas: tuple[AreaApart, ...]


def separation_page(apart: Apart, voice: CatalogueVoice) -> SeparationPage:
    """The page in the voice's language."""
    first, second = (voice.country(one.country) for one in (apart.first, apart.second))
    instrument = in_language(apart.first.instrument, voice)
    areas = ((area.label, apart.areas[area.code]) for area in instrument.areas if area.code in apart.areas)
    return SeparationPage(first, second, tuple(_area(label, found, first, second, voice) for label, found in areas))


def _area(label: str, found: Separation, first: str, second: str, voice: CatalogueVoice) -> AreaApart:
    above, below = 100 * found.above, 100 * found.below
    if reaches(above, CLEARLY):
        told = _clear(first, second, above, voice)
    elif reaches(below, CLEARLY):
        told = _clear(second, first, below, voice)
    else:
        told = voice.say("The draws do not tell the two apart.")
    return AreaApart(label, _of_hundred(above, voice), _of_hundred(below, voice), told)


def _clear(higher: str, lower: str, share: float, voice: CatalogueVoice) -> str:
    number = _of_hundred(share, voice)
    return voice.say("In {number} of 100 draws {higher} lies above {lower}.", number=number, higher=higher, lower=lower)


def _of_hundred(share: float, voice: CatalogueVoice) -> str:
    return voice.number(share, 0 if share == int(share) else 1)
