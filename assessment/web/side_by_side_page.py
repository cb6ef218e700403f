"""Assessments side by side, made ready for their template: a heat map in words and tones, and small multiples."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assessment.methodology.portfolio import Line, Place, SideBySide, Version
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Bar, Chart, Tone
from assessment.methodology.report.rounds import why_apart
from assessment.methodology.report.standing import level_chip


@dataclass(frozen=True)
class Square:
    """A place of the heat map: its level in words with the colour that goes with it; the score where it may stand."""

    area: str
    level: str
    tone: Tone
    score: str


@dataclass(frozen=True)
class CountryLine:
    """One assessment, and a square for each area; `is_own` is one that the reader may open."""

    name: str
    is_own: bool
    country: str
    year: int
    version: str
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class AreaHead:
    """An area over its column."""

    code: str
    label: str


@dataclass(frozen=True)
class ApartNote:
    """Areas of an older version that another method measured, in a sentence."""

    identity: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class SideBySidePage:
    """The heat map, its small multiples, and why some squares are empty."""

    areas: tuple[AreaHead, ...]
    lines: tuple[CountryLine, ...]
    apart: tuple[ApartNote, ...]
    chart: Chart


def side_by_side_page(words: Edition, beside: SideBySide, own: Collection[str]) -> SideBySidePage:
    """The page in the language of `words`, an edition of an assessment made with the newest version at hand.

    `own` names the assessments that the reader may open.
    """
    lines = sorted(beside.lines, key=lambda line: words.voice.country(line.measured.country).casefold())
    areas = tuple(AreaHead(area.code, area.short_label) for area in words.instrument.areas)
    return SideBySidePage(
        areas,
        tuple(_line(words, line, is_own=line.measured.name in own) for line in lines),
        tuple(_apart(words, version) for version in beside.versions),
        _chart(words, lines, areas, shows_scores=beside.shows_scores),
    )


def _line(words: Edition, line: Line, *, is_own: bool) -> CountryLine:
    one = line.measured
    squares = tuple(_square(words, place) for place in line.places)
    country, version = words.voice.country(one.country), one.instrument.identity
    return CountryLine(one.name, is_own, country, one.reference_year, version, squares)


def _square(words: Edition, place: Place) -> Square:
    if place.node is None:
        return Square(place.area, words.say("other method"), "unknown", "")
    score = "" if place.score is None else words.score(place.score)
    return Square(place.area, level_chip(words, place.node), words.tone(place.node.score), score)


def _apart(words: Edition, version: Version) -> ApartNote:
    reasons = []
    for standing in version.apart:
        why = " ".join(why_apart(words, standing, (words.label(code) for code in standing.below)))
        reasons.append(words.say("“{question}”: {reasons}", question=words.label(standing.code), reasons=why))
    return ApartNote(version.identity, tuple(reasons))


def _chart(words: Edition, lines: Sequence[Line], areas: Sequence[AreaHead], *, shows_scores: bool) -> Chart:
    """One panel a country: scores where every country shows them, else the place of each level among the bands."""
    bands = [band.code for band in sorted(words.instrument.bands, key=lambda band: band.start)]

    def tall(place: Place) -> float | None:
        if shows_scores:
            return place.score
        band = words.band(place.node.score) if place.node is not None else None
        return bands.index(band.code) + 1.0 if band else None

    numbers = tuple(words.voice.number(number) for number in range(1, len(areas) + 1))
    return Chart(
        "panels",
        words.say("Profiles of the countries"),
        words.say("The level of every area, a small picture for each country."),
        tuple(
            Bar(
                words.voice.country(line.measured.country),
                tuple(tall(place) for place in line.places),
                tuple(_square(words, place).level for place in line.places),
            )
            for line in lines
        ),
        tuple(
            words.say("{number}. {area}", number=number, area=area.label)
            for number, area in zip(numbers, areas, strict=True)
        ),
        100.0 if shows_scores else float(max(len(bands), 1)),
        tuple((float(place), number) for place, number in enumerate(numbers)),
        stamp=words.notice,
    )
