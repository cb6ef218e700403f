"""Gaps of every kind and targets, made ready for their templates: filtered, numbered, each leading to its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Form, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from assessment.language import NotANumber, number_to_edit, parse_number
from assessment.methodology.gap_kinds import GAP_KINDS, Shortfall, shortfalls_of
from assessment.methodology.gaps import target_of
from assessment.methodology.instrument import GapKind, Indicator
from assessment.methodology.recommendations import with_included
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.gap_matrix import matrix_chart, told_between
from assessment.methodology.report.model import Chart, Tone
from assessment.methodology.report.words import REASONS
from assessment.methodology.voice import N_
from assessment.services.targets import TargetChoice
from assessment.web.action_form import SaidDateField
from assessment.web.context import voice
from assessment.web.recommendation_form import seen_in


@dataclass(frozen=True)
class GapLine:
    """One gap; `advice` are the recommendations that answer it, each with its code and its area's."""

    number: int
    code: str
    label: str
    area: str
    kind: str
    between: str
    severity: str
    tone: Tone
    importance: str
    provisional: bool
    advice: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class UnjudgedLine:
    """An indicator without a level, why, who could tell, and what would close the data gap."""

    code: str
    label: str
    area: str
    why: str
    body: str
    action: str


@dataclass(frozen=True)
class GapsPage:
    """The gaps that a reader asked for, their matrix, and what could not be judged; `kinds` counts all by kind."""

    lines: tuple[GapLine, ...]
    chart: Chart | None
    kinds: tuple[tuple[GapKind, str, int], ...]
    severities: tuple[tuple[str, str], ...]
    unjudged: tuple[UnjudgedLine, ...]


@dataclass(frozen=True)
class TargetLine:
    """The level aimed at for an indicator, whose it is, and the decisions on it, the newest first."""

    code: str
    label: str
    target: str
    is_set: bool
    choices: tuple[TargetChoice, ...]

    @property
    def seen(self) -> int:
        """How many decisions were taken on it."""
        return len(self.choices)


class TargetForm(Form):
    """The level aimed at, what it rests on, and since when it is agreed."""

    seen = HiddenField()
    level = StringField(N_("Target, from 0 to 100"))
    source = TextAreaField(N_("Decision or document that it rests on"))
    agreed_on = SaidDateField(N_("Agreed on"), [Optional()])

    def validate_level(self, field: StringField) -> None:
        """A number, or nothing for the questionnaire's target."""
        try:
            self.number()
        except NotANumber as problem:
            raise ValidationError(voice().say(str(problem))) from None

    def number(self) -> float | None:
        """The level in points; none for the questionnaire's own.

        Raises:
            NotANumber: it cannot be read as a number.
        """
        text = (self.level.data or "").strip()
        return parse_number(text, voice().language) if text else None

    def decision(self) -> dict[str, Any]:
        """The arguments of the service.

        Raises:
            InvalidInput: the state that was on the screen was not sent.
        """
        return {
            "level": self.number(),
            "source": self.source.data or "",
            "agreed_on": self.agreed_on.data,
            "seen": seen_in(self.seen.data),
        }


def gaps_page(edition: Edition, *, kind: str = "", area: str = "", severity: str = "") -> GapsPage:
    """The gaps of a kind, an area and a severity, or of all; each keeps its number among all, as in the report."""
    every = shortfalls_of(edition)
    wanted = {
        number: one
        for number, one in enumerate(every, start=1)
        if (not kind or one.kind == kind)
        and (not area or one.area == area)
        and (not severity or one.severity == severity)
    }
    return GapsPage(
        tuple(_line(edition, number, gap) for number, gap in wanted.items()),
        matrix_chart(edition, wanted) if wanted and edition.instrument.severities else None,
        tuple((code, edition.say(label), sum(one.kind == code for one in every)) for code, label in GAP_KINDS.items()),
        tuple((one.code, one.label) for one in reversed(edition.instrument.severities)),
        tuple(_unjudged(edition, area)),
    )


def target_lines(edition: Edition, history: Mapping[str, Sequence[TargetChoice]]) -> list[tuple[str, list[TargetLine]]]:
    """Every indicator with its target, under its area's label."""
    return [
        (area.label, [target_line(edition, one, history) for one in area.indicators])
        for area in edition.instrument.areas
    ]


def target_line(edition: Edition, indicator: Indicator, history: Mapping[str, Sequence[TargetChoice]]) -> TargetLine:
    """One indicator with its target."""
    level = target_of(edition.instrument, indicator, edition.material.targets)
    return TargetLine(
        indicator.code,
        indicator.label,
        edition.voice.number(level, 0 if level.is_integer() else 1),
        indicator.code in edition.material.targets,
        tuple(reversed(history.get(indicator.code, ()))),
    )


def target_form(line: TargetLine, language: str) -> TargetForm:
    """The form with the target that the country set, if it did."""
    level = line.choices[0].level if line.choices else None
    return TargetForm(seen=str(line.seen), level="" if level is None else number_to_edit(level, language))


def _line(edition: Edition, number: int, gap: Shortfall) -> GapLine:
    return GapLine(
        number,
        gap.code,
        edition.label(gap.code),
        edition.instrument.area_of[gap.area].short_label if gap.area else "",
        edition.say(GAP_KINDS[gap.kind]),
        told_between(edition, gap),
        edition.severity_label(gap.severity),
        edition.severity_tone(gap.severity),
        edition.share(gap.importance),
        gap.provisional,
        _advice(edition, gap),
    )


def _advice(edition: Edition, gap: Shortfall) -> tuple[tuple[str, str], ...]:
    """The recommendations that rest on what the gap lies on."""
    recommended = with_included(edition.material.recommendations)
    return tuple(
        (one.advice.code, one.advice.area)
        for one in recommended
        if gap.code in one.advice.rests_on or any(gap.code == other.code for other in one.gaps)
    )


def _unjudged(edition: Edition, area: str) -> list[UnjudgedLine]:
    return [
        UnjudgedLine(
            one.code,
            edition.label(one.code),
            edition.instrument.area_of[one.area].short_label,
            edition.say(REASONS[one.reason]),
            one.competent_body or edition.say("Not named"),
            one.data_action or edition.say("To be agreed with the country"),
        )
        for one in edition.material.unjudged
        if not area or one.area == area
    ]
