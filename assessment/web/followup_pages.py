"""Recommendations, actions and their history, made ready for their templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assessment.methodology.followup import Rates
from assessment.methodology.recommendations import Recommendation
from assessment.methodology.report.baselines import baseline_of
from assessment.methodology.report.edition import PRIORITY_TONES, Edition
from assessment.methodology.report.material import MatrixAction
from assessment.methodology.report.model import Tone
from assessment.methodology.report.reasons import because, why_this_priority
from assessment.methodology.report.recommended import concerning
from assessment.methodology.report.words import PRIORITIES, STATUSES, TIME_FRAMES
from assessment.methodology.voice import N_
from assessment.services.followup import ALL, ActionView, HistoryEntry, rates_of

STATUS_TONES: Mapping[str, Tone] = {
    "not_started": "unknown",
    "planned": "muted",
    "under_way": "weak",
    "completed": "good",
    "on_hold": "poor",
    "dropped": "muted",
}
KINDS = {
    "adopted": N_("Adopted as an action"),
    "edited": N_("Changed"),
    "progress": N_("Progress reported"),
}
MOST_IMPORTANT = 15
FIELDS = {
    "action": N_("Action"),
    "expected_result": N_("Expected result"),
    "priority": N_("Priority"),
    "time_frame": N_("Time frame"),
    "lead": N_("Lead body"),
    "contributors": N_("Contributors"),
    "partners": N_("Development partners"),
    "measure": N_("Indicator"),
    "unit": N_("Unit"),
    "baseline": N_("Baseline"),
    "target": N_("Target"),
    "cost": N_("Cost"),
    "starts_on": N_("Start"),
    "due_on": N_("Due"),
}

TRANSLATED = ("action", "expected_result", "lead", "measure", "unit", "target")
"""Texts of a recommendation that are shown translated as long as nobody edits them, contributors besides."""


@dataclass(frozen=True)
class Advised:
    """One recommendation with its reason, the action it has become if any, and those that it includes."""

    code: str
    action: str
    expected_result: str
    priority: str
    tone: Tone
    lead: str
    because: str
    why: str
    rests_on: tuple[tuple[str, str], ...]
    action_id: str
    strategic: bool
    includes: tuple[Advised, ...]


@dataclass(frozen=True)
class RecommendationsPage:
    """The recommendations of one area, or the most important; every area with its number of them."""

    area: str
    heading: str
    areas: tuple[tuple[str, str, int], ...]
    advised: tuple[Advised, ...]


@dataclass(frozen=True)
class RatesLine:
    """The three named rates of an area, or of all actions."""

    label: str
    rates: Rates
    whole: bool = False


@dataclass(frozen=True)
class ActionLine:
    """One action in the list."""

    view: ActionView
    action: str
    lead: str
    status: str
    tone: Tone
    priority: str
    priority_tone: Tone


@dataclass(frozen=True)
class Change:
    """One field that was changed."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """One line of an action's history."""

    happened_at: datetime
    person: str
    kind: str
    status: str
    per_cent: float | None
    note: str
    evidence: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class ActionPage:
    """One action with its history, newest first."""

    line: ActionLine
    told: MatrixAction
    area: str
    time_frame: str
    partners: str
    baseline: str
    history: tuple[Event, ...]
    notice: str


def recommendations_page(
    edition: Edition, actions: Sequence[ActionView], area: str, *, told: bool
) -> RecommendationsPage:
    """The recommendations of an area in their rank; without an area the most important of all.

    Where results may not be `told`, the recommendations stand without the findings behind them.
    """
    adopted = {action.recommendation: action.id for action in actions if action.recommendation}
    chosen = edition.instrument.area_of.get(area)
    ranked = sorted(edition.material.recommendations, key=lambda one: one.rank)
    found = concerning(edition, chosen) if chosen else ranked[:MOST_IMPORTANT]
    areas = tuple(
        (one.code, one.short_label, len(concerning(edition, one)))
        for one in edition.instrument.areas
        if concerning(edition, one)
    )
    heading = chosen.label if chosen else edition.say("The most important")
    advised = tuple(_advised(edition, one, adopted, told=told) for one in found)
    return RecommendationsPage(chosen.code if chosen else "", heading, areas, advised)


def actions_page(edition: Edition, actions: Sequence[ActionView]) -> tuple[list[RatesLine], list[ActionLine]]:
    """The rates by area and in all, and the actions in their order."""
    rates = rates_of(actions)
    by_area = [RatesLine(edition.label(code), rate) for code, rate in rates.items() if code != ALL]
    lines = [_line(edition, action) for action in actions]
    return [*by_area, RatesLine(edition.say("All areas"), rates[ALL], whole=True)], lines


def action_page(edition: Edition, action: ActionView, *, told: bool) -> ActionPage:
    """One action; its own texts in the reader's language where nobody has edited them.

    A baseline that is a result stands there only where results may be `told`.
    """
    line = _told(edition, action)
    return ActionPage(
        _line(edition, action),
        line,
        edition.label(action.area),
        edition.say(TIME_FRAMES[action.time_frame]),
        edition.voice.join(edition.partner(code) for code in action.partners),
        _baseline(edition, line.baseline, told=told),
        tuple(_event(edition, entry) for entry in reversed(action.history)),
        edition.notice,
    )


def editable(action: ActionView, told: MatrixAction) -> dict[str, object]:
    """An action as its form shows it: in the reader's language where nobody has edited it, lists one entry a line."""
    values: dict[str, object] = {name: getattr(action, name) for name in (*FIELDS, "version_id")}
    values |= {name: getattr(told, name) for name in TRANSLATED}
    return {**values, "contributors": "\n".join(told.contributors), "partners": "\n".join(action.partners)}


def edited(changes: Mapping[str, object], told: MatrixAction) -> dict[str, object]:
    """The changes without the texts that came back as they were shown: a translation is no edit."""
    shown = {name: getattr(told, name) for name in TRANSLATED} | {"contributors": list(told.contributors)}
    return {name: value for name, value in changes.items() if name not in shown or value != shown[name]}


def _baseline(edition: Edition, baseline: str, *, told: bool) -> str:
    if baseline not in _codes(edition):
        return baseline
    return baseline_of(edition, baseline) if told else ""


def _advised(edition: Edition, recommendation: Recommendation, adopted: Mapping[str, str], *, told: bool) -> Advised:
    advice = recommendation.advice
    known = _codes(edition)
    return Advised(
        advice.code,
        advice.action,
        advice.expected_result,
        edition.say(PRIORITIES[recommendation.priority]),
        PRIORITY_TONES[recommendation.priority],
        advice.lead,
        because(edition, recommendation) if told else "",
        why_this_priority(edition, recommendation) if told else "",
        tuple((code, edition.label(code)) for code in advice.rests_on if told and code in known),
        adopted.get(advice.code, ""),
        advice.strategic,
        tuple(_advised(edition, one, adopted, told=told) for one in recommendation.includes),
    )


def _codes(edition: Edition) -> set[str]:
    return {*edition.scorecard.nodes, *edition.scorecard.questions, *edition.instrument.series_of}


def _told(edition: Edition, action: ActionView) -> MatrixAction:
    return next(told for told in edition.material.actions if told.code == action.code)


def _line(edition: Edition, action: ActionView) -> ActionLine:
    told = _told(edition, action)
    status = edition.say(STATUSES[action.status])
    if action.per_cent is not None:
        status = f"{status}, {edition.voice.percent(action.per_cent)}"
    return ActionLine(
        action,
        told.action,
        told.lead,
        status,
        STATUS_TONES[action.status],
        edition.say(PRIORITIES[action.priority]),
        PRIORITY_TONES[action.priority],
    )


def _event(edition: Edition, entry: HistoryEntry) -> Event:
    changes = tuple(
        Change(edition.say(FIELDS[name]), _said(edition, name, before), _said(edition, name, after))
        for name, (before, after) in entry.changes.items()
        if name in FIELDS
    )
    status = edition.say(STATUSES[entry.status]) if entry.status else ""
    return Event(
        entry.happened_at,
        entry.person_name,
        edition.say(KINDS[entry.kind]),
        status,
        entry.per_cent,
        entry.note,
        entry.evidence,
        changes,
    )


def _said(edition: Edition, name: str, value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value) or "–"
    text = str(value or "–")
    known = {"priority": PRIORITIES, "time_frame": TIME_FRAMES}.get(name, {})
    if text in known:
        return edition.say(known[text])
    try:
        return edition.voice.date(date.fromisoformat(text))
    except ValueError:
        return text
